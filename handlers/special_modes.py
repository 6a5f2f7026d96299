"""The window in which the personnel section and administrators declare special modes (災害・選挙等対応中)."""

from __future__ import annotations

from bot.overtime import declaring
from bot.people import mode_blocks
from bot.people.modes import ModesPage
from bot.people.special_mode import UnsuitableSpan
from handlers import windows
from handlers.call import Call


async def open_window(call: Call) -> None:
    page = await call.core.look(declaring.modes_for, await call.staff(), call.today)
    view = mode_blocks.window(call.t, page)
    await windows.show(call, view)


async def find_units(call: Call) -> None:
    typed = str(call.payload.get("value", "")).strip()
    found = await call.core.look(declaring.units_called, await call.staff(), typed, call.today)
    await call.ack(options=mode_blocks.unit_options(call.t, typed, found))


async def declare(call: Call) -> None:
    wish, me = mode_blocks.read_wish(call.payload), await call.staff()
    try:
        page = await call.core.transact(declaring.declare_as_officer, me, wish, today=call.today, now=call.now)
    except UnsuitableSpan as error:
        await call.ack(response_action="errors", errors=mode_blocks.span_error(call.t.error(error)))
        return
    await call.ack(response_action="update", view=mode_blocks.window(call.t, page, is_decided=True))


async def end_with_today(call: Call) -> None:
    await _end(call, with_today=True)


async def end_before_today(call: Call) -> None:
    await _end(call, with_today=False)


async def _end(call: Call, *, with_today: bool) -> None:
    number, me, work = mode_blocks.read_number(call.payload), await call.staff(), declaring.end_as_officer
    page = await call.core.transact(work, me, number, with_today=with_today, today=call.today, now=call.now)
    await _redraw(call, page)


async def _redraw(call: Call, page: ModesPage) -> None:
    view = mode_blocks.window(call.t, page)
    await windows.redraw(call, view)

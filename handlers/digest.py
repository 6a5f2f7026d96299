"""今週のまとめ: on demand, month by month, and the window in which overtime reports are confirmed."""

from __future__ import annotations

from collections.abc import Callable

from bot.blockkit import View
from bot.digest import deciding_reports, month_blocks, months, waiting_blocks, weekly
from bot.digest.month_blocks import Place
from bot.overtime import decisions, evening_card
from bot.overtime.decisions import Decided
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def show(call: Call) -> None:
    me, zone = await call.staff(), call.core.settings.zone
    words = await call.core.look(weekly.digest_for, me, today=call.today, t=call.t, zone=zone)
    await answer(call, words.text, words.blocks)


async def open_months(call: Call) -> None:
    await windows.show(call, await _month(call, Place(call.today.replace(day=1))))


async def move(call: Call) -> None:
    await windows.redraw(
        call, await _month(call, month_blocks.moved(month_blocks.read_place(call.body["view"]), call.payload))
    )


async def open_reports(call: Call) -> None:
    await windows.show(call, await _reports(call, ""))


async def confirm(call: Call) -> None:
    await _decide(call, decisions.confirm)


async def send_back(call: Call) -> None:
    await _decide(call, decisions.send_back)


async def _decide(call: Call, work: Callable[..., Decided]) -> None:
    core, me, press = call.core, await call.staff(), evening_card.read_press(call.payload)
    decided = await core.transact(work, me, press, now=call.now, zone=core.settings.zone, texts=core.texts)
    await windows.redraw(call, await _reports(call, decided.word))


async def _reports(call: Call, said: str) -> View:
    found = await call.core.look(deciding_reports.waiting_reports, await call.staff(), today=call.today)
    return waiting_blocks.reports_window(call.t, found.entries, found.own_causes, said=said)


async def _month(call: Call, place: Place) -> View:
    page = await call.core.look(months.month_page, await call.staff(), place, today=call.today)
    return month_blocks.month_window(call.t, page)

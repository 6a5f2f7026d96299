"""The leave plan table: opened by command or from the home tab, turned, shown as a list."""

from __future__ import annotations

from bot.blockkit import View
from bot.leave import card_settings, exporting, table_blocks, viewing
from bot.leave.exporting import FileKind
from bot.leave.table_blocks import Place
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def open_table(call: Call) -> None:
    view = await _view(call, Place("", call.today))
    await windows.show(call, view)


async def move(call: Call) -> None:
    await _redraw(call, table_blocks.moved(table_blocks.read_place(call.body["view"]), call.payload))


async def tell_on_card(call: Call) -> None:
    place, me = table_blocks.read_place(call.body["view"]), await call.staff()
    wish, code = table_blocks.read_wish(call.payload), place.unit_code
    await call.core.transact(card_settings.tell_on_card, me, code, is_on=wish, today=call.today, now=call.now)
    await _redraw(call, place)


async def export_xlsx(call: Call) -> None:
    await _export(call, FileKind.XLSX)


async def export_csv(call: Call) -> None:
    await _export(call, FileKind.CSV)


async def export_cp932(call: Call) -> None:
    await _export(call, FileKind.CP932)


async def find_units(call: Call) -> None:
    table = await call.core.look(viewing.plan_table, await call.staff(), call.today, today=call.today)
    await call.ack(options=table_blocks.units_found(table, str(call.payload.get("value", ""))))


async def _export(call: Call, kind: FileKind) -> None:
    place, me = table_blocks.read_place(call.body["view"]), await call.staff()
    work, texts = exporting.ask_for_file, call.core.texts
    found = await call.core.transact(work, me, place, kind, today=call.today, now=call.now, texts=texts)
    await answer(call, table_blocks.exported(call.t, found))


async def _redraw(call: Call, place: Place) -> None:
    view = await _view(call, place)
    await windows.redraw(call, view)


async def _view(call: Call, place: Place) -> View:
    work, me = viewing.plan_table, await call.staff()
    table = await call.core.look(work, me, place.month, today=call.today, unit_code=place.unit_code)
    return table_blocks.table_view(call.t, table, page=place.page, is_list=place.is_list)

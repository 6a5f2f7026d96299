"""The list of overtime reports: opened by command or from the home tab, turned, exported."""

from __future__ import annotations

from datetime import date

from bot.blockkit import View
from bot.overtime import exporting, list_blocks, listing
from bot.spreadsheet import Encoding
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def open_list(call: Call) -> None:
    await _open(call, list_blocks.read_typed_day(call.payload, call.today))


async def open_today(call: Call) -> None:
    await _open(call, call.today)


async def _open(call: Call, day: date) -> None:
    view = await _view(call, day)
    await windows.show(call, view)


async def choose_day(call: Call) -> None:
    await windows.redraw(call, await _view(call, list_blocks.read_chosen_day(call.payload)))


async def turn(call: Call) -> None:
    day, page = list_blocks.read_day(call.body["view"]), list_blocks.read_page(call.payload)
    await windows.redraw(call, await _view(call, day, page))


async def export(call: Call) -> None:
    await _export(call, Encoding.UTF_8)


async def export_cp932(call: Call) -> None:
    await _export(call, Encoding.CP932)


async def _export(call: Call, encoding: Encoding) -> None:
    me, day = await call.staff(), list_blocks.read_day(call.body["view"])
    work = exporting.ask_for_file
    found = await call.core.transact(work, me, day, encoding, now=call.now, texts=call.core.texts)
    await answer(call, list_blocks.exported(call.t, found))


async def _view(call: Call, day: date, page: int = 0) -> View:
    found = await call.core.look(listing.reports_for, await call.staff(), day)
    return list_blocks.list_view(call.t, found, page=page)

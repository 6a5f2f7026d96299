"""The list of overtime reports: opened by command or from the home tab, turned, exported."""

from __future__ import annotations

from datetime import date

from bot.blockkit import View
from bot.delivery.slack_client import answered
from bot.overtime import exporting, list_blocks, listing
from bot.spreadsheet import Encoding
from handlers.answers import answer
from handlers.call import Call


async def open_list(call: Call) -> None:
    await _open(call, list_blocks.read_typed_day(call.payload, call.today))


async def open_today(call: Call) -> None:
    await _open(call, call.today)


async def _open(call: Call, day: date) -> None:
    view = await _view(call, day)
    await answered(call.client.views_open(trigger_id=call.body["trigger_id"], view=view), is_repeatable=False)
    await call.ack()


async def choose_day(call: Call) -> None:
    await _redraw(call, await _view(call, list_blocks.read_chosen_day(call.payload)))


async def turn(call: Call) -> None:
    day, page = list_blocks.read_day(call.body["view"]), list_blocks.read_page(call.payload)
    await _redraw(call, await _view(call, day, page))


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


async def _redraw(call: Call, view: View) -> None:
    window = call.body["view"]
    await answered(call.client.views_update(view_id=window["id"], view=view), is_repeatable=True)
    await call.ack()

"""Monthly reports: the head reads, adds a line, submits; the board; the page of the quarter."""

from __future__ import annotations

from datetime import date

from bot.blockkit import View
from bot.leave.plan_table import month_after
from bot.leave.quarterly import last_quarter
from bot.reports import blocks, board, board_blocks, quarter_making, quarterly_blocks, service
from bot.spreadsheet import Encoding
from handlers import home, windows
from handlers.answers import answer
from handlers.call import Call

_QUARTERS = 8


async def open_report(call: Call) -> None:
    report_id, me, zone = blocks.read_report_id(call.payload), await call.staff(), call.core.settings.zone
    shown = await call.core.look(service.report_for, me, report_id, today=call.today, zone=zone)
    await windows.show(call, blocks.window(call.t, shown))


async def submit(call: Call) -> None:
    report_id, version, line = blocks.read_form(call.payload)
    me, work = await call.staff(), service.submit
    done = await call.core.transact(work, me, report_id, line, version=version, today=call.today, now=call.now)
    await home.publish(call, call.t)
    await answer(call, blocks.submitted(call.t, done))


async def send_back(call: Call) -> None:
    report_id, me = blocks.read_report_id(call.payload), await call.staff()
    back = await call.core.transact(service.send_back, me, report_id, now=call.now)
    await answer(call, blocks.sent_back(call.t, back))


async def open_board(call: Call) -> None:
    await windows.show(call, await _board(call))


async def choose_month(call: Call) -> None:
    await windows.redraw(call, await _board(call, board_blocks.read_chosen_month(call.payload)))


async def turn(call: Call) -> None:
    month, page = board_blocks.read_month(call.body["view"]), board_blocks.read_page(call.payload)
    await windows.redraw(call, await _board(call, month, page))


async def export(call: Call) -> None:
    await _export(call, Encoding.UTF_8)


async def export_cp932(call: Call) -> None:
    await _export(call, Encoding.CP932)


async def _export(call: Call, encoding: Encoding) -> None:
    me, month = await call.staff(), board_blocks.read_month(call.body["view"])
    work, texts = board.ask_for_file, call.core.texts
    found = await call.core.transact(work, me, month, encoding, today=call.today, now=call.now, texts=texts)
    await answer(call, board_blocks.exported(call.t, found))


async def open_quarter(call: Call) -> None:
    await windows.show(call, await _quarter(call, last_quarter(call.today)))


async def choose_quarter(call: Call) -> None:
    await windows.redraw(call, await _quarter(call, quarterly_blocks.read_quarter(call.payload)))


async def _quarter(call: Call, first: date) -> View:
    page = await call.core.look(quarter_making.quarter_for, await call.staff(), first)
    newest = last_quarter(call.today)
    return quarterly_blocks.quarter_view(call.t, page, [month_after(newest, -3 * back) for back in range(_QUARTERS)])


async def _board(call: Call, month: date | None = None, page: int = 0) -> View:
    found = await call.core.look(board.board, await call.staff(), month, today=call.today)
    return board_blocks.board_view(call.t, found, page=page)

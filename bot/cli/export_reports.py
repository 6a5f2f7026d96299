"""`kaeru export monthly-report` and `kaeru export quarterly-report`: reports about units as files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.city import service as city
from bot.cli.asking import say
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.files import SheetFormat, write
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.reports import board, board_blocks, quarter_making, quarter_sheets, sheets
from bot.reports.board_blocks import Board
from bot.settings import read_settings
from bot.spreadsheet import Encoding
from bot.texts import N_

_ACTOR = "command-line"

_FORM = Annotated[SheetFormat, typer.Option("--format", help=N_("For Excel: a workbook or CSV."))]
_ENCODING = Annotated[Encoding, typer.Option(help=N_("The encoding of the CSV."))]
_OUTPUT = Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Write into this file."))]


def register(app: typer.Typer) -> None:
    """Add the commands to the table of commands."""
    app.command("monthly-report", help=N_("The monthly reports of a month, one row for each unit."))(monthly)
    app.command("quarterly-report", help=N_("The one-page report of a quarter: the city and its bureaux."))(quarterly)


def monthly(
    month: Annotated[str, typer.Option(metavar="DATE", help=N_("The first day of the month, such as 2026-10-01."))],
    form: _FORM = SheetFormat.CSV,
    encoding: _ENCODING = Encoding.UTF_8,
    output: _OUTPUT = None,
) -> None:
    t, now = operator_language(), SystemClock().now()
    today = now.astimezone(read_settings().zone).date()

    def read(session: Session) -> tuple[Board, dict[str, str]]:
        own = {one.code: one.word for one in city.policy_on(session, today).overtime_reports.causes}
        return board.all_reports(session, read_day(month), actor=_ACTOR, now=now), own

    with open_database() as database:
        found, own = database.write(read)
    is_csv = form is SheetFormat.CSV
    write(sheets.as_csv(t, found, own, encoding) if is_csv else sheets.as_workbook(t, found, own), output)
    say(board_blocks.summary(t, found))


def quarterly(
    quarter: Annotated[str, typer.Option(metavar="DATE", help=N_("The first day of the quarter, such as 2026-10-01."))],
    form: _FORM = SheetFormat.XLSX,
    encoding: _ENCODING = Encoding.UTF_8,
    output: _OUTPUT = None,
) -> None:
    t, now = operator_language(), SystemClock().now()
    with open_database() as database:
        page = database.write(quarter_making.exported, read_day(quarter), actor=_ACTOR, now=now)
    is_csv = form is SheetFormat.CSV
    write(quarter_sheets.as_csv(t, page, encoding) if is_csv else quarter_sheets.as_workbook(t, page), output)

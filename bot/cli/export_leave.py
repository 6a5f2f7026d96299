"""`kaeru export leave-…`: planned leave of a unit as the file that offices know, and as a calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.files import SheetFormat, write
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.leave import feed, reporting, sheets, viewing
from bot.leave.plan_table import PlanTable
from bot.settings import read_settings
from bot.spreadsheet import Encoding
from bot.texts import N_

_ACTOR = "command-line"

_UNIT = Annotated[str, typer.Option(metavar="CODE", help=N_("The code of a unit, with everything below it."))]
_FROM = Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day, such as 2026-04-01."))]
_TO = Annotated[str, typer.Option("--to", metavar="DATE", help=N_("Last day, such as 2027-03-31."))]
_OUTPUT = Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Write into this file."))]


def register(app: typer.Typer) -> None:
    """Add the commands to the table of commands."""
    app.command("leave-plan", help=N_("The leave plan table of a unit: people and days, a sheet for each month."))(plan)
    app.command("leave-calendar", help=N_("Who of a unit is away, as iCalendar: names, no kinds of leave."))(calendar)
    app.command("leave-report", help=N_("Annual leave by bureau for the year until the end of a quarter."))(report)


def plan(
    unit: _UNIT,
    start: _FROM,
    end: _TO,
    form: Annotated[SheetFormat, typer.Option("--format", help=N_("For Excel: a workbook or CSV."))] = SheetFormat.XLSX,
    encoding: Annotated[Encoding, typer.Option(help=N_("The encoding of the CSV."))] = Encoding.UTF_8,
    output: _OUTPUT = None,
) -> None:
    t, found = operator_language(), _table(unit, start, end)
    write(sheets.as_workbook(t, found) if form is SheetFormat.XLSX else sheets.as_csv(t, found, encoding), output)


def calendar(unit: _UNIT, start: _FROM, end: _TO, output: _OUTPUT = None) -> None:
    found = _table(unit, start, end)
    write(feed.as_ics(operator_language(), found, now=SystemClock().now()), output)


def report(
    quarter: Annotated[str, typer.Option(metavar="DATE", help=N_("First day of the quarter, such as 2026-10-01."))],
    form: Annotated[SheetFormat, typer.Option("--format", help=N_("For Excel: a workbook or CSV."))] = SheetFormat.XLSX,
    encoding: Annotated[Encoding, typer.Option(help=N_("The encoding of the CSV."))] = Encoding.UTF_8,
    output: _OUTPUT = None,
) -> None:
    t = operator_language()
    with open_database() as database:
        work, now = reporting.exported_report, SystemClock().now()
        found = database.write(work, read_day(quarter), actor=_ACTOR, now=now)
    is_book = form is SheetFormat.XLSX
    write(sheets.report_workbook(t, found) if is_book else sheets.report_csv(t, found, encoding), output)


def _table(unit: str, start: str, end: str) -> PlanTable:
    now = SystemClock().now()
    span: tuple[date, date] = (read_day(start), read_day(end))
    today = now.astimezone(read_settings().zone).date()
    with open_database() as database:
        return database.write(viewing.office_table, unit, *span, actor=_ACTOR, now=now, today=today)

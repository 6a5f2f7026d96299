"""`kaeru export`: lists that an office works with, as files. Every export leaves a record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import export_leave, export_reports
from bot.cli.asking import say
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.files import SheetFormat, write
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.overtime import listing, sheets
from bot.overtime.list_blocks import total_words
from bot.settings import read_settings
from bot.spreadsheet import Encoding
from bot.texts import N_

_ACTOR = "command-line"

app = typer.Typer(help=N_("Lists as files for Excel. Every export leaves a record."), no_args_is_help=True)


@app.command("overtime", help=N_("Overtime reports of a span of days, one row each."))
def overtime(
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day, such as 2026-04-01."))],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help=N_("Last day, such as 2027-03-31."))],
    unit: Annotated[str, typer.Option(metavar="CODE", help=N_("The code of a unit; the city if not given."))] = "",
    form: Annotated[
        SheetFormat, typer.Option("--format", help=N_("For Excel: CSV or a workbook with totals."))
    ] = SheetFormat.CSV,
    encoding: Annotated[Encoding, typer.Option(help=N_("The encoding of the CSV."))] = Encoding.UTF_8,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Write into this file."))] = None,
) -> None:
    t, now, zone = operator_language(), SystemClock().now(), read_settings().zone
    first, last = read_day(start), read_day(end)
    with open_database() as database:
        found = database.write(listing.all_reports, first, last, unit_code=unit, actor=_ACTOR, now=now)
    is_csv = form is SheetFormat.CSV
    content = sheets.as_csv(t, found, zone, encoding) if is_csv else sheets.as_workbook(t, found, zone)
    write(content, output)
    say(total_words(t, found.total))


export_leave.register(app)
export_reports.register(app)

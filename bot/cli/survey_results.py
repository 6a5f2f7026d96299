"""`kaeru survey results`: the result of a closed survey as a file, all units as far as they may be shown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import say
from bot.cli.edge import operator_language
from bot.cli.files import SheetFormat, write
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.pulse import exporting, sheets
from bot.spreadsheet import Encoding
from bot.texts import N_

_ACTOR = "command-line"


def register(app: typer.Typer) -> None:
    """Add the command to those of surveys."""
    app.command("results", help=N_("The result of a closed survey for Excel; what may not be shown is not in it."))(
        results
    )


def results(
    number: Annotated[int, typer.Argument(help=N_("The number in kaeru survey list."))],
    unit: Annotated[str, typer.Option(metavar="CODE", help=N_("A unit with what is below it; else all."))] = "",
    form: Annotated[
        SheetFormat, typer.Option("--format", help=N_("For Excel: CSV, or a workbook with who took part."))
    ] = SheetFormat.CSV,
    encoding: Annotated[Encoding, typer.Option(help=N_("The encoding of the CSV."))] = Encoding.UTF_8,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Write into this file."))] = None,
) -> None:
    t, now = operator_language(), SystemClock().now()
    with open_database() as database:
        found = database.write(exporting.reports_for_file, number, unit_code=unit, actor=_ACTOR, now=now)
    is_csv = form is SheetFormat.CSV
    write(sheets.as_csv(t, found, encoding) if is_csv else sheets.as_workbook(t, found), output)
    say(t.n("The result of {count} unit is written.", "The results of {count} units are written.", len(found)))

"""`kaeru report`: what reports about units need from the office: the hours that units aim at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import attendance_tables
from bot.cli.asking import say
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.errors import BadFile
from bot.people.roster_files import read_table
from bot.reports.targets import import_targets
from bot.texts import N_

_ACTOR = "command-line"

app = typer.Typer(help=N_("Monthly reports: what they are held against."), no_args_is_help=True)


@app.callback()
def report() -> None:
    """Only so that `targets` stays a word of its own."""


@app.command(
    help=N_("Take over the hours of overtime that units aim at in a fiscal year: all rows of the file or none.")
)
def targets(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("One row for each unit: CSV or xlsx."))],
) -> None:
    t, now = operator_language(), SystemClock().now()
    try:
        with open_database() as database:
            found = database.write(import_targets, read_table(file), actor=_ACTOR, now=now)
    except BadFile as error:
        if error.problems:
            attendance_tables.show_problems(error.problems, t)
        raise
    if found.ignored_columns:
        say(t("These columns were not read: {columns}.", columns=t.listing(found.ignored_columns)))
    say(
        t(
            "Targets of {units} units; months that are new or changed: {changed}.",
            units=found.units,
            changed=found.changed,
        )
    )

"""`kaeru leave`: take over balances and leave taken from the attendance system."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli import attendance_tables
from bot.cli.asking import say
from bot.cli.bars import Bars
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.cli.taking_over import outcome
from bot.clock import SystemClock
from bot.errors import BadFile
from bot.leave.importing import Imported, import_leave, preview_leave
from bot.people.office_files import Reading
from bot.people.roster_files import Table, read_table
from bot.settings import read_settings
from bot.texts import N_, Translator

_ACTOR = "command-line"

app = typer.Typer(help=N_("Leave: balances and leave taken, from the attendance system."), no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `import` a command of its own."""


@app.command(
    "import",
    help=N_(
        "Take over leave granted, carried over and taken from a CSV (UTF-8 or Shift_JIS) or xlsx file: all rows or, if "
        "one is bad, none. The same file again changes nothing; changed rows are corrections."
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("One row for each person, kind and leave year."))],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change and change nothing."))] = False,
) -> None:
    t = operator_language()
    try:
        found = _imported(read_table(file), t, is_dry_run=dry_run)
    except BadFile as error:
        if error.problems:
            attendance_tables.show_problems(error.problems, t)
        raise
    _tell(found, t, is_dry_run=dry_run)


def _imported(table: Table, t: Translator, *, is_dry_run: bool) -> Imported:
    now = SystemClock().now()
    reading = Reading(now, now.astimezone(read_settings().zone).date(), _ACTOR)
    with open_database() as database, Bars(t) as bars:
        if is_dry_run:
            return database.read(preview_leave, table, reading, progress=bars.tell)
        return database.write(import_leave, table, reading, progress=bars.tell)


def _tell(found: Imported, t: Translator, *, is_dry_run: bool) -> None:
    if found.ignored_columns:
        say(t("These columns were not read: {columns}.", columns=t.listing(found.ignored_columns)))
    say(
        t(
            "{rows} rows, counted up to {day}: {added} new, {corrected} corrected, {same} as before.",
            rows=found.rows,
            day=t.full_day(found.as_of),
            added=found.added,
            corrected=found.corrected,
            same=found.rows - found.added - found.corrected,
        )
    )
    say(outcome(found, t, is_dry_run=is_dry_run))

"""`kaeru attendance`: take over clock-outs and overtime, and tell who left on time."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.attendance.export import as_csv
from bot.attendance.importing import Imported, Reading, import_attendance, preview_attendance
from bot.attendance.rules import Source
from bot.attendance.service import recount
from bot.cli import attendance_tables
from bot.cli.asking import say
from bot.cli.bars import Bars
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.files import write
from bot.cli.session import open_database
from bot.cli.taking_over import outcome
from bot.clock import SystemClock
from bot.digest import export
from bot.digest.on_time import OnTimePicture, leave_trail, on_time_picture
from bot.errors import BadFile, Refused
from bot.leave.away_days import away_on
from bot.people.kinds import UnitKind
from bot.people.roster_files import Table, read_table
from bot.settings import read_settings
from bot.spreadsheet import Encoding, workbook_bytes
from bot.texts import N_, Translator

_ACTOR = "command-line"

app = typer.Typer(help=N_("Clock-outs and overtime: take them over, see who left on time."), no_args_is_help=True)


class Format(StrEnum):
    """How the rates are written."""

    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class Level(StrEnum):
    """The lowest units that have a line of their own."""

    BUREAU = "bureau"
    DEPARTMENT = "department"
    SECTION = "section"
    TEAM = "team"


_FROM = Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day, such as 2026-04-01."))]
_TO = Annotated[str, typer.Option("--to", metavar="DATE", help=N_("Last day, such as 2027-03-31."))]


@app.command(
    "import",
    help=N_(
        "Take over clock-outs or overtime from a CSV (UTF-8 or Shift_JIS) or xlsx file: all rows or, if one is bad, "
        "none. The same file again changes nothing; changed rows are corrections."
    ),
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("One row for each person and day."))],
    *,
    past_midnight: Annotated[
        bool, typer.Option("--past-midnight", help=N_("The file counts on after midnight: 25:30 is half past one."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Show what would change and change nothing."))] = False,
) -> None:
    t = operator_language()
    try:
        found = _imported(read_table(file), t, counts_on=past_midnight, is_dry_run=dry_run)
    except BadFile as error:
        if error.problems:
            attendance_tables.show_problems(error.problems, t)
        raise
    _tell(found, t, is_dry_run=dry_run)


def _imported(table: Table, t: Translator, *, counts_on: bool, is_dry_run: bool) -> Imported:
    now = SystemClock().now()
    reading = Reading(now, now.astimezone(read_settings().zone).date(), _ACTOR, counts_on)
    with open_database() as database, Bars(t) as bars:
        if is_dry_run:
            return database.read(preview_attendance, table, reading, progress=bars.tell)
        return database.write(import_attendance, table, reading, absent=away_on, progress=bars.tell)


def _tell(found: Imported, t: Translator, *, is_dry_run: bool) -> None:
    if found.ignored_columns:
        say(t("These columns were not read: {columns}.", columns=t.listing(found.ignored_columns)))
    if found.source is Source.ORDERS:
        say(
            t(
                "The file does not say when people left, so it is one of overtime orders: whoever it does not name "
                "from {first} to {last} had no overtime.",
                first=t.day(found.first_day),
                last=t.day(found.last_day),
            )
        )
    say(
        t(
            "{rows} rows from {first} to {last}: {added} new, {corrected} corrected, {same} as before.",
            rows=found.rows,
            first=t.full_day(found.first_day),
            last=t.full_day(found.last_day),
            added=found.added,
            corrected=found.corrected,
            same=found.rows - found.added - found.corrected,
        )
    )
    say(outcome(found, t, is_dry_run=is_dry_run))


@app.command("recount", help=N_("Count imported days anew, after the roster or a special mode changed for them."))
def recount_(start: _FROM, end: _TO) -> None:
    t, first, last = operator_language(), read_day(start), read_day(end)
    with open_database() as database:
        days = database.write(recount, first, last, absent=away_on)
    say(t.n("{count} day was counted anew.", "{count} days were counted anew.", days))


@app.command(
    help=N_("The on-time-leaving rate by unit, on no-overtime days, paydays and all days, with the days around.")
)
def rate(
    start: _FROM,
    end: _TO,
    unit: Annotated[str, typer.Option(metavar="CODE", help=N_("The code of a unit; the city if not given."))] = "",
    level: Annotated[Level, typer.Option(help=N_("The lowest units that are listed."))] = Level.SECTION,
    form: Annotated[Format, typer.Option("--format", help=N_("For people, Excel or scripts."))] = Format.TABLE,
    encoding: Annotated[Encoding, typer.Option(help=N_("The encoding of the CSV."))] = Encoding.UTF_8,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Write into this file."))] = None,
) -> None:
    t = operator_language()
    with open_database() as database:
        found = database.read(_picture, start, end, unit, UnitKind(level.value))
        if form is Format.TABLE and output is None:
            attendance_tables.show(found, t, read_settings().zone)
            return
        content = _content(found, t, form, encoding)
        database.write(leave_trail, found.report, actor=_ACTOR, now=SystemClock().now())
    write(content, output)


def _picture(session: Session, start: str, end: str, unit: str, level: UnitKind) -> OnTimePicture:
    today = SystemClock().now().astimezone(read_settings().zone).date()
    return on_time_picture(session, read_day(start), read_day(end), today, unit_code=unit, level=level)


def _content(found: OnTimePicture, t: Translator, form: Format, encoding: Encoding) -> bytes:
    zone = read_settings().zone
    if form is Format.CSV:
        return as_csv(export.sheets(found, t, zone), encoding)
    if form is Format.XLSX:
        return workbook_bytes(export.sheets(found, t, zone))
    if form is Format.JSON:
        return f"{json.dumps(export.document(found), ensure_ascii=False, indent=2)}\n".encode()
    raise Refused("A table is for the screen. Choose --format csv, xlsx or json for a file.")

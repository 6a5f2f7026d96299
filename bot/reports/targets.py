"""Use case: take over the hours of overtime that units aim at (B01), all rows of a file or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlmodel import Session

from bot.city import service as city
from bot.errors import BadFile, Refused
from bot.people import service as people
from bot.people.roster_files import Table
from bot.people.roster_rows import RowReader
from bot.people.roster_sheet import Sheet, recognise
from bot.people.vocabulary import read_vocabulary
from bot.reports import store
from bot.texts import N_

Key = tuple[int, date]

_REQUIRED = ("unit_code", "fiscal_year", "hours")
_APRIL, _MONTHS = 4, 12
_MOST_HOURS = 1_000_000
#: The columns of the months, April first: a file may have all of them, or none.
MONTHS = tuple(f"month_{number:02d}" for number in (*range(_APRIL, _MONTHS + 1), *range(1, _APRIL)))


@dataclass(frozen=True)
class Imported:
    """What a file brought: how many units, and how many months of units are new or changed."""

    units: int
    changed: int
    ignored_columns: tuple[str, ...]


def import_targets(session: Session, table: Table, *, actor: str, now: datetime) -> Imported:
    """Take over a file; the same one again changes nothing. Raises BadFile with every problem of every row.

    A row holds a unit's hours of a fiscal year, and where the file has the months, those of each; else each month gets
    a twelfth, so that the twelve make the year to the minute.
    """
    sheet = recognise(table, "target_columns", _REQUIRED, read_vocabulary())
    found: dict[Key, int] = {}
    for row in table.rows:
        reader = RowReader(sheet, row)
        for key, minutes in _targets(session, sheet, reader):
            if key in found:
                reader.problem("unit_code", N_("This unit and year stand in the file twice. Keep one row."))
                break
            found[key] = minutes
    if sheet.problems:
        raise BadFile(
            "Problems in the target file: {count}. Nothing was changed; correct the rows and import it again.",
            count=len(sheet.problems),
            problems=sheet.problems,
        )
    return _keep(session, found, sheet, actor, now)


def _keep(session: Session, found: dict[Key, int], sheet: Sheet, actor: str, now: datetime) -> Imported:
    units = {unit_id for unit_id, _ in found}
    stored = store.stored_targets(session, units)
    changed = {key: minutes for key, minutes in found.items() if stored.get(key) != minutes}
    if changed:
        store.keep_targets(session, changed)
        detail = f"{len(units)} units, {len(changed)} months"
        city.audit(session, actor=actor, action="overtime_targets.imported", detail=detail, now=now)
    return Imported(len(units), len(changed), sheet.ignored)


def _targets(session: Session, sheet: Sheet, reader: RowReader) -> Iterator[tuple[Key, int]]:
    unit_id, year = _unit(session, reader), _year(reader)
    whole = _minutes(reader, "hours")
    months = [_minutes(reader, column) for column in MONTHS] if sheet.has(MONTHS[0]) else []
    if unit_id is None or year is None or whole is None or None in months:
        return
    told = [one for one in months if one is not None] or _twelfths(whole)
    if sum(told) != whole:
        reader.problem("hours", N_("The months add up to another number of hours. Correct the months or the year."))
        return
    for number, minutes in enumerate(told):
        yield (unit_id, _month(year, number)), minutes


def _unit(session: Session, reader: RowReader) -> int | None:
    code = reader.required_code("unit_code")
    try:
        return people.unit_id_of(session, code) if code else None
    except Refused as unknown:
        reader.problem("unit_code", unknown.message, **unknown.values)
        return None


def _year(reader: RowReader) -> int | None:
    written = reader.text("fiscal_year")
    if written.isdecimal() and 2000 <= int(written) < 2100:
        return int(written)
    reader.problem("fiscal_year", N_("“{value}” is no fiscal year. Write it like 2026."), value=written)
    return None


def _minutes(reader: RowReader, column: str) -> int | None:
    written = reader.text(column).replace(",", "")
    whole, _, part = written.partition(".")
    if whole.isdecimal() and (part.isdecimal() or not part) and Decimal(written) <= _MOST_HOURS:
        return int((Decimal(written) * 60).quantize(Decimal(1), ROUND_HALF_UP))
    reader.problem(column, N_("“{value}” is no number of hours. Write it like 1200 or 1200.5."), value=written)
    return None


def _twelfths(minutes: int) -> list[int]:
    return [minutes * (number + 1) // _MONTHS - minutes * number // _MONTHS for number in range(_MONTHS)]


def _month(year: int, number: int) -> date:
    after = _APRIL - 1 + number
    return date(year + after // _MONTHS, after % _MONTHS + 1, 1)

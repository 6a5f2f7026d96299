"""Named queries over imported days, their imports and the counts of units. Nothing commits here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Insert, Update, bindparam, extract, func, insert, select, update
from sqlmodel import Session, col

from bot.attendance.file_rows import Key
from bot.attendance.rules import Counts, DayRecord, Source
from bot.attendance.tables import AttendanceDay, AttendanceImport, AttendanceUnitDay

Values = dict[str, Any]
Tell = Callable[[int], None]
Place = tuple[int, bool]  # unit id, whether its managers

_CHUNK = 5000
_SUMMED = (
    *("on_duty", "on_time", "late", "special", "special_on_time", "special_late", "by_orders", "clock_outs"),
    *("clock_out_minutes", "on_shifts", "away", "on_trip", "unrecorded"),
)


@dataclass(frozen=True)
class Freshness:
    """The newest day that was imported, and when the newest import was."""

    newest_day: date
    imported_at: datetime


def records(session: Session, first: date, last: date) -> dict[Key, DayRecord]:
    """Every stored day from `first` to `last`."""
    key = (col(AttendanceDay.person_id), col(AttendanceDay.service_date))
    minutes = (AttendanceDay.clock_in_minute, AttendanceDay.clock_out_minute, AttendanceDay.overtime_minutes)
    told = (*map(col, minutes), col(AttendanceDay.kind), col(AttendanceDay.source))
    rows = session.execute(select(*key, *told).where(key[1].between(first, last)))
    return {(person_id, day): DayRecord(*values) for person_id, day, *values in rows}


def last_import_of(session: Session, digest: str) -> datetime | None:
    """When a file with this content was taken over last, if it ever was."""
    return session.scalar(
        select(func.max(col(AttendanceImport.imported_at))).where(col(AttendanceImport.digest) == digest)
    )


def add_import(session: Session, row: AttendanceImport) -> int:
    """Log an import; returns its id."""
    session.add(row)
    session.flush()
    return row.id or 0


def add_records(session: Session, days: Mapping[Key, DayRecord], *, import_id: int, tell: Tell) -> None:
    """Store days of people that are not there yet."""
    rows = ({"person_id": who, "service_date": day, **_told(days[who, day], import_id)} for who, day in days)
    _in_chunks(session, insert(AttendanceDay), rows, tell)


def correct_records(session: Session, days: Mapping[Key, DayRecord], *, import_id: int, tell: Tell) -> None:
    """Let days of people that are there say something else."""
    is_it = (
        col(AttendanceDay.person_id) == bindparam("of_person"),
        col(AttendanceDay.service_date) == bindparam("of_day"),
    )
    rows = ({"of_person": who, "of_day": day, **_told(days[who, day], import_id)} for who, day in days)
    _in_chunks(session, update(AttendanceDay).where(*is_it), rows, tell)


def _told(record: DayRecord, import_id: int) -> Values:
    return {
        "clock_in_minute": record.clock_in_minute,
        "clock_out_minute": record.clock_out_minute,
        "overtime_minutes": record.overtime_minutes,
        "kind": record.kind,
        "source": record.source,
        "import_id": import_id,
    }


def _in_chunks(session: Session, statement: Insert | Update, rows: Iterable[Values], tell: Tell) -> None:
    for chunk in _chunks(rows):
        session.connection().execute(statement, chunk)
        tell(len(chunk))


def _chunks(rows: Iterable[Values]) -> Iterator[list[Values]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def freshness(session: Session) -> Freshness | None:
    """How new what was imported is; None while nothing was."""
    newest, at = session.execute(
        select(func.max(col(AttendanceImport.last_day)), func.max(col(AttendanceImport.imported_at)))
    ).one()
    return None if newest is None else Freshness(newest, at)


@dataclass(frozen=True)
class StoredDays:
    """How many days of a person are stored, from the first to the last, and when the newest of them came."""

    count: int
    first: date
    last: date
    imported_at: datetime


def days_about(session: Session, person_id: int) -> StoredDays | None:
    """What is stored about a person; None where nothing is."""
    day = col(AttendanceDay.service_date)
    query = (
        select(func.count(), func.min(day), func.max(day), func.max(col(AttendanceImport.imported_at)))
        .join(AttendanceImport, col(AttendanceImport.id) == col(AttendanceDay.import_id))
        .where(col(AttendanceDay.person_id) == person_id)
    )
    count, first, last, imported_at = session.execute(query).one()
    return StoredDays(count, first, last, imported_at) if count else None


def imported_days(session: Session, first: date, last: date) -> list[date]:
    """The days from `first` to `last` of which something was imported."""
    day = col(AttendanceDay.service_date)
    return list(session.scalars(select(day).where(day.between(first, last)).distinct().order_by(day)))


def spans_of_orders(session: Session, first: date, last: date) -> list[tuple[date, date]]:
    """The spans of files of orders that reach into the days from `first` to `last`."""
    rows = session.execute(
        select(col(AttendanceImport.first_day), col(AttendanceImport.last_day)).where(
            col(AttendanceImport.source) == Source.ORDERS,
            col(AttendanceImport.first_day) <= last,
            col(AttendanceImport.last_day) >= first,
        )
    )
    return [(begin, end) for begin, end in rows]


def sums(session: Session, start: date, end: date, days: Collection[date] | None = None) -> dict[Place, Counts]:
    """What each unit's own staff, and its managers, add up to from `start` to `end`, or on the named days of them."""
    place = (col(AttendanceUnitDay.unit_id), col(AttendanceUnitDay.is_managers))
    rows = session.execute(select(*place, *_totals()).where(_between(start, end, days)).group_by(*place))
    return {(unit_id, is_managers): _counts(values) for unit_id, is_managers, *values in rows}


def counted_days(session: Session, start: date, end: date) -> dict[date, tuple[bool, bool]]:
    """The days on which anybody counted, and whether anybody was on special, and on usual, work."""
    day, on_duty, special = (
        col(AttendanceUnitDay.service_date),
        col(AttendanceUnitDay.on_duty),
        col(AttendanceUnitDay.special),
    )
    there = (func.sum(special) > 0, func.sum(on_duty - special) > 0)
    rows = session.execute(
        select(day, *there).where(day.between(start, end)).group_by(day).having(func.sum(on_duty) > 0)
    )
    return {counted: (bool(is_special), bool(is_usual)) for counted, is_special, is_usual in rows}


def monthly_sums(
    session: Session,
    start: date,
    end: date,
    days: Collection[date] | None = None,
    among: Collection[int] | None = None,
) -> dict[tuple[date, int], Counts]:
    """The same of staff by month (its first day) and unit; managers are left out. `among`: of these units alone."""
    day, unit_id = col(AttendanceUnitDay.service_date), col(AttendanceUnitDay.unit_id)
    month = (extract("year", day), extract("month", day))
    where = [_between(start, end, days), ~col(AttendanceUnitDay.is_managers)]
    if among is not None:  # the key begins with the day: named one by one, few units are found without the others
        each = (start + timedelta(days=after) for after in range((end - start).days + 1))
        where = [_between(start, end, list(each) if days is None else days), where[1], unit_id.in_(among)]
    rows = session.execute(select(*month, unit_id, *_totals()).where(*where).group_by(*month, unit_id))
    return {(date(int(year), int(month), 1), unit): _counts(values) for year, month, unit, *values in rows}


def units_counted(session: Session, start: date, end: date) -> set[int]:
    """The units of which anybody counted from `start` to `end`."""
    is_there = col(AttendanceUnitDay.on_duty) > 0
    query = select(col(AttendanceUnitDay.unit_id)).where(_between(start, end, None), is_there).distinct()
    return set(session.scalars(query))


def _between(start: date, end: date, days: Collection[date] | None) -> ColumnElement[bool]:
    day = col(AttendanceUnitDay.service_date)
    return day.between(start, end) if days is None else day.in_([one for one in days if start <= one <= end])


def _totals() -> list[ColumnElement[int]]:
    summed = [func.sum(col(getattr(AttendanceUnitDay, name))) for name in _SUMMED]
    on_duty, special = col(AttendanceUnitDay.on_duty), col(AttendanceUnitDay.special)
    return [*summed, *(func.count().filter(there) for there in (on_duty > 0, special > 0, on_duty > special))]


def _counts(values: Iterable[int]) -> Counts:
    return Counts(*map(int, values))


def last_day_of(session: Session, unit_ids: Collection[int], end: date) -> dict[int, date]:
    """The last day up to `end` on which each of these units was counted."""
    unit_id, day = col(AttendanceUnitDay.unit_id), col(AttendanceUnitDay.service_date)
    rows = session.execute(select(unit_id, func.max(day)).where(unit_id.in_(unit_ids), day <= end).group_by(unit_id))
    return {row[0]: row[1] for row in rows}

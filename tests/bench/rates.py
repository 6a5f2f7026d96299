"""The on-time rates of 460 units: what a report costs may grow with its units, not with the years that are stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from sqlalchemy import insert
from sqlmodel import Session

from bot.attendance.rules import Counts
from bot.attendance.tables import AttendanceUnitDay
from bot.database import Database
from bot.no_overtime.agendas import on_time_rates
from bot.workdays.fiscal import fiscal_bounds
from tests import crowds
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.delivering import decide

PEOPLE = 12_000
UNITS = 460
YEAR, YEARS = 2025, 5
ROUNDS = 5
#: What a day of one unit adds up to, some of it on special work.
COUNTS = Counts(
    on_duty=24,
    on_time=20,
    late=2,
    special=6,
    special_on_time=5,
    special_late=1,
    clock_outs=24,
    clock_out_minutes=24 * 1050,
    away=2,
)


def measure() -> Iterator[Figure]:
    """Both databases. A city with one year stored and one with five take turns. Only counts of units are read."""
    with databases() as young, databases() as old:
        for kind in young:
            _settle(young[kind], YEAR)
            _settle(old[kind], YEAR - YEARS + 1)
            yield from _compare(kind, young[kind], old[kind])


def _settle(database: Database, first_year: int) -> None:
    decide(database)
    crowds.hire(database, people=PEOPLE, sections=UNITS)
    database.write(store_years, first_year, YEAR)
    maintain(database)


def _compare(kind: str, young: Database, old: Database) -> list[Figure]:
    first, last = fiscal_bounds(YEAR)
    earliest, _ = fiscal_bounds(YEAR - YEARS + 1)
    tries = ((young, first), (old, first), (old, earliest))
    rounds = [[_milliseconds(database, start, last) for database, start in tries] for _ in range(ROUNDS)]
    alone, among, whole = map(median, zip(*rounds, strict=True))
    year = f"rates of {UNITS} units over a year"
    return [
        Figure(f"{year}, {YEARS} years stored, {kind}", among, "ms", alone, "one year stored", "≤ 1.5"),
        Figure(f"the same over {YEARS} years, {kind}", whole, "ms", among, "over one year", f"≤ {YEARS}"),
    ]


def _milliseconds(database: Database, first: date, last: date) -> float:
    begin = perf_counter()
    report = database.read(on_time_rates, first, last)
    took = perf_counter() - begin
    if len(report.rates.lines) != UNITS or report.rates.whole.late.share is None:
        raise RuntimeError("The report is not the whole one")
    return took * 1000


def store_years(session: Session, first: int, last: int, *, units: int = UNITS) -> None:
    """What the imports of these fiscal years would leave: a row for each unit and weekday."""
    table = AttendanceUnitDay.__table__  # type: ignore[attr-defined]
    columns = {one.name for one in table.columns}
    counts = {one.name: getattr(COUNTS, one.name) for one in fields(Counts) if one.name in columns}
    for year in range(first, last + 1):
        for day in _weekdays(*fiscal_bounds(year)):
            shared = {"service_date": day, "is_managers": False, **counts}
            session.connection().execute(insert(table), [{**shared, "unit_id": unit} for unit in range(1, units + 1)])


def _weekdays(first: date, last: date) -> Iterator[date]:
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return (day for day in days if day.weekday() < 5)

"""今週のまとめ of 2,000 heads in one pass: its cost may grow with the units, not with the years that are stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter

from sqlalchemy import insert, update
from sqlmodel import Session, col

from bot.database import Database
from bot.digest import weekly
from bot.people.kinds import HeadKind, UnitKind
from bot.people.tables import Headship, UnitSpan
from bot.texts import Texts
from bot.workdays.fiscal import fiscal_year
from tests import crowds
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.bench.rates import store_years
from tests.delivering import JST, decide, jst
from tests.people import FOREVER, LONG_AGO

PEOPLE = 12_000
#: Sections come first, as `store_years` counts them; teams, departments and bureaus follow. Each has a head.
SECTIONS, TEAMS, DEPARTMENTS, BUREAUS = 460, 1_440, 70, 20
UNITS = SECTIONS + TEAMS + DEPARTMENTS + BUREAUS
MONDAY = date(2026, 2, 2)
YEARS, ROUNDS = 5, 3
TEXTS = Texts()


def measure() -> Iterator[Figure]:
    """Both databases; a city with one year stored and one with five take turns."""
    with databases() as young, databases() as old:
        for kind in young:
            _settle(young[kind], 1)
            _settle(old[kind], YEARS)
            rounds = [[_seconds(one[kind], week) for one in (young, old)] for week in range(ROUNDS)]
            alone, among = map(median, zip(*rounds, strict=True))
            what = f"the digests of {UNITS:,} heads and {PEOPLE:,} staff in one pass, {YEARS} years stored, {kind}"
            yield Figure(what, among, "s", alone, "one year stored", "≤ 1.5")


def _settle(database: Database, years: int) -> None:
    decide(database)
    crowds.hire(database, people=PEOPLE, sections=UNITS)
    database.write(_organise)
    this_year = fiscal_year(MONDAY)
    database.write(store_years, this_year - years + 1, this_year)
    maintain(database)


def _organise(session: Session) -> None:
    """Teams below sections, those below departments, those below bureaus; each has one of its people as head."""
    for unit_id in range(1, UNITS + 1):
        kind, parent_id = _place(unit_id)
        span = update(UnitSpan).where(col(UnitSpan.unit_id) == unit_id)
        session.execute(span.values(kind=kind, parent_id=parent_id))
    since = {"kind": HeadKind.HEAD, "valid_from": LONG_AGO, "valid_to": FOREVER}
    heads = [{"unit_id": crowds.section_of(one, UNITS), "person_id": one, **since} for one in range(1, UNITS + 1)]
    session.connection().execute(insert(Headship), heads)


def _place(unit_id: int) -> tuple[UnitKind, int | None]:
    first_team, first_department, first_bureau = SECTIONS + 1, SECTIONS + TEAMS + 1, SECTIONS + TEAMS + DEPARTMENTS + 1
    if unit_id >= first_bureau:
        return UnitKind.BUREAU, None
    if unit_id >= first_department:
        return UnitKind.DEPARTMENT, first_bureau + unit_id % BUREAUS
    if unit_id >= first_team:
        return UnitKind.TEAM, unit_id % SECTIONS + 1
    return UnitKind.SECTION, first_department + unit_id % DEPARTMENTS


def _seconds(database: Database, week: int) -> float:
    """One week's digests, from the question what is due to the rows in the outbox."""
    now: datetime = jst(10, day=MONDAY + timedelta(weeks=week))
    begin = perf_counter()
    due = database.read(weekly.due_digests, now=now, zone=JST)
    count = database.write(weekly.plan_digests, due, now=now, zone=JST, texts=TEXTS)
    took = perf_counter() - begin
    if count != UNITS:
        raise RuntimeError(f"There are {count} digests, not {UNITS}")
    return took

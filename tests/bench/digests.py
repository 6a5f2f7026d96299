"""今週のまとめ of 2,000 heads in one pass, and of one who asks: neither may grow with the years that are stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from statistics import median
from time import perf_counter

from sqlalchemy import insert, update
from sqlmodel import Session, col

from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery.wording import Words
from bot.digest import weekly
from bot.one_on_one import pairing, taking_over
from bot.one_on_one.taking_over import HeldBefore
from bot.people import service as people
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
#: Sections come first; teams, departments and bureaus follow. Each has a head.
SECTIONS, TEAMS, DEPARTMENTS, BUREAUS = 460, 1_440, 70, 20
UNITS = SECTIONS + TEAMS + DEPARTMENTS + BUREAUS
MONDAY = date(2026, 2, 2)
YEARS, ROUNDS, TIMES = 5, 3, 11
#: Somebody of each level asks for their own digest.
ASKING = {"team": SECTIONS + 1, "section": 1, "bureau": UNITS}
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
            yield from _asked_for(kind, young[kind], old[kind])


def _asked_for(kind: str, young: Database, old: Database) -> Iterator[Figure]:
    """A head asks with `/kaeru まとめ`: Slack waits three seconds for the answer, people one."""
    for level, head in ASKING.items():
        _milliseconds(young, head), _milliseconds(old, head)
        rounds = [[_milliseconds(one, head) for one in (young, old)] for _ in range(TIMES)]
        alone, among = map(median, zip(*rounds, strict=True))
        what = f"one's own digest, asked for by the head of a {level}, {YEARS} years stored, {kind}"
        yield Figure(what, among, "ms", alone, "one year stored", "≤ 1.5")


def _milliseconds(database: Database, person_id: int) -> float:
    begin = perf_counter()
    words = database.read(_own_digest, person_id)
    took = perf_counter() - begin
    if not words.blocks:
        raise RuntimeError("There is no digest")
    return took * 1000


def _own_digest(session: Session, person_id: int) -> Words:
    me = people.staff_by_id(session, person_id, day=MONDAY)
    if me is None:
        raise RuntimeError("Nobody asks")
    return weekly.digest_for(session, me, today=MONDAY, t=TEXTS.of("ja"), zone=JST)


def _settle(database: Database, years: int) -> None:
    decide(database, CityPolicy())
    crowds.hire(database, people=PEOPLE, sections=UNITS)
    database.write(_organise)
    this_year = fiscal_year(MONDAY)
    database.write(store_years, this_year - years + 1, this_year, units=UNITS)
    database.write(_talk, years)
    maintain(database)


def _talk(session: Session, years: int) -> None:
    """Every pair met once a month, as long as Kaeru is there."""
    begin = MONDAY - timedelta(days=365 * years)
    pairing.keep_pairs(session, begin)
    months = [begin + timedelta(days=30 * number) for number in range(1, 12 * years)]
    held = [HeldBefore(one.id, day, 30) for one in taking_over.pairs_on(session, begin) for day in months]
    taking_over.take_over(session, held, [])


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

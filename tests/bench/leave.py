"""Planned leave of 12,000 staff: what a section's month and the quarterly report cost with two years of plans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from statistics import median
from time import perf_counter

from sqlalchemy import insert
from sqlmodel import Session

from bot.city import service as city
from bot.database import Database
from bot.leave import reporting, viewing
from bot.leave.kinds import Part
from bot.leave.tables import LeaveBalance, LeaveDay, LeavePlan
from bot.people import service as people
from bot.workdays.rules import municipal_calendar
from tests import crowds
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.delivering import decide, jst

PEOPLE, UNITS = 12_000, 460
THIS_YEAR, DAYS_A_YEAR = 2026, 16
#: What takes milliseconds is asked often: another process on the machine must not decide about a ratio.
OFTEN, SELDOM = 41, 9
MONTH, QUARTER = date(2026, 10, 1), date(2026, 7, 1)
_A_DAY = 465


def measure() -> Iterator[Figure]:
    """Both databases. A city with one year of plans and one with two take turns."""
    with databases() as young, databases() as old:
        for kind in young:
            _settle(young[kind], THIS_YEAR)
            _settle(old[kind], THIS_YEAR - 1)
            yield from _compare(kind, young[kind], old[kind])


def _settle(database: Database, first_year: int) -> None:
    decide(database)
    crowds.hire(database, people=PEOPLE, sections=UNITS)
    database.write(store_years, range(first_year, THIS_YEAR + 1))
    maintain(database)


def _compare(kind: str, young: Database, old: Database) -> list[Figure]:
    works: dict[str, tuple[Callable[[Session], int], int]] = {
        f"a section's month of the leave plan table, 2 years of plans, {kind}": (_month, OFTEN),
        f"the quarterly leave report of {PEOPLE:,} staff, 2 years of plans, {kind}": (_report, SELDOM),
    }
    figures = []
    for what, (work, count) in works.items():
        _both(work, young, old)
        one, two = map(median, zip(*(_both(work, young, old) for _ in range(count)), strict=True))
        figures.append(Figure(what, two, "ms", one, "1 year of plans", "≤ 1.2"))
    return figures


def _both(work: Callable[[Session], int], young: Database, old: Database) -> list[float]:
    return [_milliseconds(database, work) for database in (young, old)]


def _milliseconds(database: Database, work: Callable[[Session], int]) -> float:
    begin = perf_counter()
    found = database.read(work)
    took = perf_counter() - begin
    if not found:
        raise RuntimeError("Nobody is in the picture")
    return took * 1000


def _month(session: Session) -> int:
    me = people.staff_by_slack(session, crowds.account_of(1), day=MONTH)
    return len(viewing.plan_table(session, me, MONTH, today=MONTH).people) if me else 0


def _report(session: Session) -> int:
    return reporting.quarterly_report(session, QUARTER).whole.people


def store_years(session: Session, years: range) -> None:
    """Whole days of everybody, spread over each year, and what was taken of them."""
    offices = municipal_calendar(city.policy_on(session, MONTH))
    plan_id = 0
    for year in years:
        first = date(year, 1, 4)
        working = [day for at in range(360) if offices.is_working_day(day := first + timedelta(days=at))]
        step = len(working) // DAYS_A_YEAR
        for start in range(1, PEOPLE + 1, 1000):
            chunk = range(start, min(start + 1000, PEOPLE + 1))
            pairs = [(person, working[at * step + person % step]) for person in chunk for at in range(DAYS_A_YEAR)]
            rows = [(plan_id + number, *pair) for number, pair in enumerate(pairs, 1)]
            plan_id += len(rows)
            session.connection().execute(insert(LeavePlan), [_plan(*row) for row in rows])
            session.connection().execute(insert(LeaveDay), [_day(*row) for row in rows])
        balances = map(partial(_balance, year=year), range(1, PEOPLE + 1))
        session.connection().execute(insert(LeaveBalance), list(balances))


def _plan(plan_id: int, person_id: int, day: date) -> dict[str, object]:
    given = {"id": plan_id, "key": f"{plan_id}", "person_id": person_id, "kind": "annual", "planned_at": jst(9)}
    return {**given, "first_day": day, "last_day": day, "first_part": Part.WHOLE, "last_part": Part.WHOLE}


def _day(plan_id: int, person_id: int, day: date) -> dict[str, object]:
    clock = {"start_minute": 510, "end_minute": 1035, "minutes": _A_DAY, "workday_minutes": _A_DAY}
    shape = {"kind": "annual", "part": Part.WHOLE, "is_hours": False}
    return {"plan_id": plan_id, "person_id": person_id, "day": day, **shape, **clock}


def _balance(person_id: int, *, year: int) -> dict[str, object]:
    amounts = {"granted": 20 * _A_DAY, "carried_over": 0, "taken": (person_id % 20) * _A_DAY}
    return {"person_id": person_id, "account": "annual", "leave_year": year, "as_of": date(year, 9, 30), **amounts}

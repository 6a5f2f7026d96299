"""Use cases: count the days of people anew, and report who left on time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select
from sqlmodel import Session

from bot.attendance import fold, store
from bot.attendance.fold import DayFacts, fold_day, forget_day
from bot.attendance.gathering import gather
from bot.attendance.layout import View
from bot.attendance.rate import Rates, rates
from bot.attendance.rules import Agenda
from bot.attendance.store import Freshness, StoredDays
from bot.city import service as city
from bot.city.rules import OnTime
from bot.errors import Refused
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import municipal_calendar

__all__ = [
    "Absent",
    "Freshness",
    "OnTimeReport",
    "StoredDays",
    "count_days",
    "days_about",
    "freshness",
    "known_days",
    "left_on_time",
    "on_time_report",
    "recount",
    "units_counted",
]

_LONGEST_YEARS = 5
_DAY = timedelta(days=1)

#: Selects the ids of those who are on leave all day; who knows about leave hands it in.
Absent = Callable[[date], Select[int]]


@dataclass(frozen=True)
class OnTimeReport:
    """The rates of a span, with what they rest on. `policy` is that of the last day; `without_slack` counts people of
    the whole city."""

    start: date
    end: date
    city: str
    unit: UnitNode | None
    rates: Rates
    policy: OnTime
    freshness: Freshness | None
    without_slack: int


def freshness(session: Session) -> Freshness | None:
    """How new what was imported is; None while nothing was."""
    return store.freshness(session)


def units_counted(session: Session, start: date, end: date) -> set[int]:
    """The ids of the units that have imported attendance from `start` to `end`."""
    return store.units_counted(session, start, end)


def days_about(session: Session, person_id: int) -> StoredDays | None:
    """What this feature stores about a person, for their own eyes (App Home); None where nothing is."""
    return store.days_about(session, person_id)


def left_on_time(session: Session, day: date, person_ids: Collection[int]) -> dict[int, bool]:
    """Which of these people left on time on a day, by the rule of the rates (R-RATE); those of whom nothing can be said
    are not there. For a person's own eyes only: nobody else is told about single people.
    """
    return fold.left_on_time(session, _facts(session, day, city.policy_on(session, day).on_time, None), person_ids)


def recount(session: Session, start: date, end: date, *, absent: Absent | None = None) -> int:
    """Count the imported days of a span anew, after the roster, a special mode or leave changed; returns how many."""
    days = known_days(session, start, end)
    count_days(session, sorted(days), absent=absent)
    return len(days)


def known_days(session: Session, start: date, end: date) -> set[date]:
    """The days of a span of which anything was imported."""
    days = set(store.imported_days(session, start, end))
    for first, last in store.spans_of_orders(session, start, end):
        days |= set(days_between(max(first, start), min(last, end)))
    return days


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + offset * _DAY for offset in range((last - first).days + 1)]


def count_days(
    session: Session, days: Collection[date], *, absent: Absent | None = None, tell: Callable[[int], None] | None = None
) -> None:
    """Fold the days of people into counts of units. Holidays and closures are counted for nobody."""
    for day in days:
        policy = city.policy_on(session, day)
        calendar = municipal_calendar(policy)
        if calendar.is_holiday(day) or calendar.is_closure(day):
            forget_day(session, day)
        else:
            fold_day(session, _facts(session, day, policy.on_time, absent))
        if tell is not None:
            tell(1)


def _facts(session: Session, day: date, policy: OnTime, absent: Absent | None) -> DayFacts:
    tree = people.tree_on(session, day)
    return DayFacts(
        day=day,
        grace_minutes=policy.grace_minutes,
        late_minute=policy.late_hour,
        shift_units=tree.shift_units(),
        special_units=people.special_modes_on(session, day, tree=tree),
        managers=people.managers_on(day, tree),
        absent=None if absent is None else absent(day),
    )


def on_time_report(
    session: Session,
    start: date,
    end: date,
    agendas: Sequence[Agenda],
    *,
    unit_code: str = "",
    level: UnitKind = UnitKind.SECTION,
    own: frozenset[int] = frozenset(),
) -> OnTimeReport:
    """Who left on time from `start` to `end`, both included, of the city or a unit (`domain.md` R-RATE).

    `agendas` say which days each unit calls its own. Units with fewer than five people on duty are hidden, and what
    would give them away, unless they are the reader's `own`. Refuses a span or a unit that there is not.
    """
    if not start <= end:
        raise Refused("The span ends on {end}, before it begins on {start}: exchange them.", start=start, end=end)
    if (end - start).days > _LONGEST_YEARS * 366:
        raise Refused("Ask for {years} years at most.", years=_LONGEST_YEARS)
    material = gather(session, start, end, agendas)
    unit = _unit(material.tree, unit_code, start, end) if unit_code else None
    policy = city.policy_on(session, end)
    return OnTimeReport(
        start=start,
        end=end,
        city=policy.name,
        unit=unit,
        rates=rates(material, View(None if unit is None else unit.id, level, own)),
        policy=policy.on_time,
        freshness=store.freshness(session),
        without_slack=0 if unit else people.counts(session, end).without_slack,
    )


def _unit(tree: UnitTree, code: str, start: date, end: date) -> UnitNode:
    unit = tree.by_code(code)
    if unit is None:
        raise Refused("There is no unit {code} on {start} or {end}. Check its code.", code=code, start=start, end=end)
    return unit

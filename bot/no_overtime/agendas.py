"""Which days each unit calls its own, for the on-time-leaving rate: it is measured on those (`domain.md` A08, X07)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlmodel import Session

from bot.attendance.rules import Agenda, Days
from bot.attendance.service import OnTimeReport, days_between, on_time_report
from bot.city import service as city
from bot.city.service import PolicySpan
from bot.no_overtime import store
from bot.no_overtime.rules import Lineage, NoOvertimeDay, Reason, no_overtime_days
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.workdays.rules import municipal_calendar

_PAY = frozenset({Reason.PAYDAY, Reason.BONUS_DAY})


def on_time_rates(
    session: Session,
    start: date,
    end: date,
    *,
    unit_code: str = "",
    level: UnitKind = UnitKind.SECTION,
    own: frozenset[int] = frozenset(),
) -> OnTimeReport:
    """The report on leaving on time, each unit held against its own days; raises and hides as `on_time_report` does."""
    found = agendas(session, start, end) if start <= end else []
    return on_time_report(session, start, end, found, unit_code=unit_code, level=level, own=own)


def agendas(session: Session, start: date, end: date) -> list[Agenda]:
    """The own days of every unit from `start` to `end`; units that follow the same rules share an agenda."""
    spans = city.policies_between(session, start, end)
    own = _lineages(session, start, end)
    named = [Agenda(frozenset(units), _days(spans, lineage)) for lineage, units in own.items()]
    return [Agenda(None, _days(spans, ())), *named]


def no_overtime_days_of(session: Session, start: date, end: date) -> Callable[[int], frozenset[date]]:
    """The no-overtime days from `start` to `end`, by the id of a unit."""
    found = agendas(session, start, end)

    def days_of(unit_id: int) -> frozenset[date]:
        return next(one.days[Days.NO_OVERTIME] for one in found if one.is_for(unit_id, found))

    return days_of


def _lineages(session: Session, start: date, end: date) -> dict[Lineage, set[int]]:
    """The units with rules of their own or above them, as they stand at the end, else as they stood at the start."""
    rules = store.rules_of(session, start, end)
    found: dict[int, Lineage] = {}
    for day in (start, end) if rules else ():
        tree = people.tree_on(session, day)
        found = {unit_id: lineage for unit_id, lineage in found.items() if unit_id not in tree}
        for unit_id in {below for one in rules if one in tree for below in tree.subtree(one)}:
            found[unit_id] = tuple(rules[one] for one in reversed(tree.path(unit_id)) if one in rules)
    lineages: dict[Lineage, set[int]] = {}
    for unit_id, lineage in found.items():
        lineages.setdefault(lineage, set()).add(unit_id)
    return lineages


def _days(spans: Iterable[PolicySpan], lineage: Lineage) -> Mapping[Days, frozenset[date]]:
    every, weekly, payday, no_overtime = set[date](), set[date](), set[date](), set[date]()
    before, after = set[date](), set[date]()
    for span in spans:
        calendar = municipal_calendar(span.policy)
        every |= set(days_between(span.start, span.end))
        for day in no_overtime_days(calendar, span.policy, lineage, start=span.start, end=span.end):
            no_overtime.add(day.date)
            weekly |= {day.date} if _is_weekly(day) else set()
            payday |= {day.date} if Reason.PAYDAY in day.reasons else set()
            before.add(calendar.previous_working_day(day.date))
            after.add(calendar.next_working_day(day.date))
    around = (before | after) - no_overtime
    return {
        Days.WEEKLY: frozenset(weekly),
        Days.PAYDAY: frozenset(payday),
        Days.NO_OVERTIME: frozenset(no_overtime),
        Days.BEFORE: frozenset(before - no_overtime),
        Days.AFTER: frozenset(after - no_overtime),
        Days.OTHER: frozenset(every - no_overtime - around),
    }


def _is_weekly(day: NoOvertimeDay) -> bool:
    return not _PAY.issuperset(day.reasons)

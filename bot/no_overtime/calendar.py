"""What is special about the days of a span: no-overtime days with their reasons, paydays, bonus days, days off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlmodel import Session

from bot.city import service as city
from bot.city.service import PolicySpan
from bot.errors import Refused
from bot.no_overtime import store
from bot.no_overtime.rules import Lineage, NoOvertimeDay, Reason, no_overtime_days
from bot.people import service as people
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

_DAY = timedelta(days=1)
_LONGEST_YEARS = 5
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


class Kind(StrEnum):
    """What a day can be, in the order in which it is told."""

    NO_OVERTIME_DAY = "no_overtime_day"
    COMPLETE = "complete_no_overtime_day"
    PAYDAY = "payday"
    BONUS_DAY = "bonus_day"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True)
class SpecialDay:
    """A day with at least one kind. `reasons` are those of a no-overtime day, `holiday` is a holiday's name."""

    date: date
    is_working: bool
    kinds: tuple[Kind, ...]
    reasons: tuple[Reason, ...] = ()
    holiday: str = ""


@dataclass(frozen=True)
class SpecialDays:
    """The special days of a span in order, of a unit or (without a unit) of the city as a whole."""

    start: date
    end: date
    days: tuple[SpecialDay, ...]
    unit: UnitNode | None


@dataclass(frozen=True)
class _Whom:
    """For whom the days are asked."""

    unit: UnitNode | None = None
    lineage: Lineage = ()
    works_shifts: bool = False


def special_days(session: Session, start: date, end: date, *, unit_code: str = "") -> SpecialDays:
    """The special days from `start` to `end`, both included. Refuses a span or a unit that there is not."""
    _refuse_impossible_span(start, end)
    spans = city.policies_between(session, start, end)
    whom = _whom(session, unit_code, start, end) if unit_code else _Whom()
    return SpecialDays(start, end, tuple(day for span in spans for day in _of_one_policy(span, whom)), whom.unit)


def _refuse_impossible_span(start: date, end: date) -> None:
    if end < start:
        raise Refused("The span ends on {end}, before it begins on {start}: exchange them.", start=start, end=end)
    if not _FIRST <= start <= end <= _LAST:
        raise Refused("The calendar knows the days from {first} to {last}.", first=_FIRST, last=_LAST)
    if (end - start).days > _LONGEST_YEARS * 366:
        raise Refused("Ask for {years} years at most.", years=_LONGEST_YEARS)


def _whom(session: Session, code: str, start: date, end: date) -> _Whom:
    tree, unit = _unit(session, code, start, end)
    rules = store.rules_of(session, start, end)
    upwards = (unit, *tree.ancestors(unit.id))
    lineage = tuple(rules[one.id] for one in upwards if one.id in rules)
    return _Whom(unit, lineage, any(one.works_shifts for one in upwards))


def _unit(session: Session, code: str, start: date, end: date) -> tuple[UnitTree, UnitNode]:
    for day in (start, end):
        tree = people.tree_on(session, day)
        if unit := tree.by_code(code):
            return tree, unit
    raise Refused("There is no unit {code} on {start} or {end}. Check its code.", code=code, start=start, end=end)


def _of_one_policy(span: PolicySpan, whom: _Whom) -> Iterator[SpecialDay]:
    calendar = municipal_calendar(span.policy)
    told = {
        day.date: day
        for day in no_overtime_days(calendar, span.policy, whom.lineage, start=span.start, end=span.end)
        if not whom.works_shifts or Reason.UNIT_RULE in day.reasons
    }
    for offset in range((span.end - span.start).days + 1):
        date_ = span.start + offset * _DAY
        kinds = tuple(_kinds(calendar, date_, told.get(date_)))
        if kinds:
            reasons = told[date_].reasons if date_ in told else ()
            yield SpecialDay(date_, calendar.is_working_day(date_), kinds, reasons, calendar.holiday_name(date_) or "")


def _kinds(calendar: MunicipalCalendar, day: date, told: NoOvertimeDay | None) -> Iterator[Kind]:
    if told:
        yield Kind.NO_OVERTIME_DAY
        if told.is_strict:
            yield Kind.COMPLETE
    if calendar.is_payday(day):
        yield Kind.PAYDAY
    if calendar.is_bonus_day(day):
        yield Kind.BONUS_DAY
    if calendar.is_holiday(day):
        yield Kind.HOLIDAY
    if calendar.is_closure(day):
        yield Kind.CLOSURE

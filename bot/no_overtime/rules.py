"""Which days are no-overtime days (定時退庁日) for a unit, and why (`domain.md` R-CAL-8 to R-CAL-10, A07 to A09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.city.fields import Weekday
from bot.city.rules import CityPolicy, HolidayPolicy
from bot.workdays.rules import MunicipalCalendar

_DAY = timedelta(days=1)
#: A moved day lands at most so far from its weekday: longer than any closure with the weekends around it.
_FARTHEST_MOVE = timedelta(days=31)
_NO_MOVE = timedelta(0)
_YEAR_END_WEEKS = timedelta(weeks=3)


class Reason(StrEnum):
    """Why a day is a no-overtime day, in the order in which reasons are told."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    MOVED = "moved"
    UNIT_RULE = "unit_rule"
    PAYDAY = "payday"
    BONUS_DAY = "bonus_day"


class RuleKind(StrEnum):
    """How a unit's rule stands to the city's weekdays (`domain.md` A08, A09; fixtures X07, X08).

    instead: the unit's weekdays take the place of the city's; paydays stay. beside: they come on top.
    exempt: none of the city's days apply, paydays neither; a rule `beside` still does.
    """

    INSTEAD = "instead"
    BESIDE = "beside"
    EXEMPT = "exempt"


class Occasion(StrEnum):
    """What is special about a no-overtime day, for the choice of its texts.

    special_mode: the unit is at work on a disaster, an election or the like; nobody is called to leave (A25).
    """

    WEEKDAY = "weekday"
    PAYDAY = "payday"
    BOTH = "both"
    BONUS_DAY = "bonus_day"
    SECOND_IN_A_ROW = "second_in_a_row"
    LAST_OF_THE_YEAR = "last_of_the_year"
    SPECIAL_MODE = "special_mode"


@dataclass(frozen=True)
class UnitRule:
    """A unit's own weekdays from one day to another, both included."""

    kind: RuleKind
    weekdays: frozenset[Weekday] = frozenset()
    valid_from: date = date.min
    valid_to: date = date.max


#: The rules of a unit, then of the unit above it, and so on up: the nearest that has one on a day decides that day.
Lineage = Sequence[Sequence[UnitRule]]


@dataclass(frozen=True)
class NoOvertimeDay:
    """One date, every reason for it, and whether it is a complete one (完全定時退庁日)."""

    date: date
    reasons: tuple[Reason, ...]
    is_strict: bool = False


@dataclass(frozen=True)
class _Mark:
    date: date
    reason: Reason
    is_strict: bool = False


def no_overtime_days(
    calendar: MunicipalCalendar, policy: CityPolicy, lineage: Lineage, *, start: date, end: date
) -> tuple[NoOvertimeDay, ...]:
    """The no-overtime days of a unit from `start` to `end`, both included, in order; none on a day that is not worked.

    `lineage` is empty for the city as a whole. A Wednesday that is payday too is one day with two reasons.
    """
    marks: defaultdict[date, list[_Mark]] = defaultdict(list)
    for mark in _marks(calendar, policy, lineage, start, end):
        if start <= mark.date <= end and calendar.is_working_day(mark.date):
            marks[mark.date].append(mark)
    return tuple(_merged(marks[day]) for day in sorted(marks))


def occasion(calendar: MunicipalCalendar, policy: CityPolicy, lineage: Lineage, day: NoOvertimeDay) -> Occasion:
    """What the texts of a no-overtime day of this unit may speak of."""
    if Reason.BONUS_DAY in day.reasons:
        return Occasion.BONUS_DAY
    if Reason.PAYDAY in day.reasons and len(day.reasons) > 1:
        return Occasion.BOTH
    closure = calendar.next_closure(day.date)
    if closure - day.date <= _YEAR_END_WEEKS and not no_overtime_days(
        calendar, policy, lineage, start=day.date + _DAY, end=closure - _DAY
    ):
        return Occasion.LAST_OF_THE_YEAR
    if no_overtime_days(calendar, policy, lineage, start=day.date - _DAY, end=day.date - _DAY):
        return Occasion.SECOND_IN_A_ROW
    return Occasion.PAYDAY if Reason.PAYDAY in day.reasons else Occasion.WEEKDAY


def _merged(marks: Sequence[_Mark]) -> NoOvertimeDay:
    told = {mark.reason for mark in marks}
    reasons = tuple(reason for reason in Reason if reason in told)
    return NoOvertimeDay(marks[0].date, reasons, is_strict=any(mark.is_strict for mark in marks))


def _marks(
    calendar: MunicipalCalendar, policy: CityPolicy, lineage: Lineage, start: date, end: date
) -> Iterator[_Mark]:
    around = _NO_MOVE if policy.no_overtime.on_holiday is HolidayPolicy.SKIP else _FARTHEST_MOVE
    for day in _days(start - around, end + around):
        rules = _in_force(lineage, day)
        for mark in _weekday_marks(policy, rules, day):
            yield from _on_a_working_day(calendar, policy.no_overtime.on_holiday, mark)
        if all(rule.kind is not RuleKind.EXEMPT for rule in rules):
            yield from _pay_marks(calendar, policy, day)


def _weekday_marks(policy: CityPolicy, rules: Sequence[UnitRule], day: date) -> Iterator[_Mark]:
    weekday = Weekday.of(day)
    strict = (day.day - 1) // 7 + 1 in policy.no_overtime.strict_weeks
    follows_the_city = all(rule.kind is RuleKind.BESIDE for rule in rules)
    if follows_the_city and weekday in policy.no_overtime.weekdays:
        yield _Mark(day, Reason(weekday.value), strict)
    for rule in rules:
        if weekday in rule.weekdays and rule.kind is not RuleKind.EXEMPT:
            yield _Mark(day, Reason.UNIT_RULE, strict and rule.kind is RuleKind.INSTEAD)


def _on_a_working_day(calendar: MunicipalCalendar, on_holiday: HolidayPolicy, mark: _Mark) -> Iterator[_Mark]:
    if calendar.is_working_day(mark.date):
        yield mark
    elif on_holiday is HolidayPolicy.PREVIOUS_WORKING_DAY:
        yield replace(mark, date=calendar.previous_working_day(mark.date), reason=Reason.MOVED)
    elif on_holiday is HolidayPolicy.NEXT_WORKING_DAY:
        yield replace(mark, date=calendar.next_working_day(mark.date), reason=Reason.MOVED)


def _pay_marks(calendar: MunicipalCalendar, policy: CityPolicy, day: date) -> Iterator[_Mark]:
    if calendar.is_payday(day):
        yield _Mark(day, Reason.PAYDAY)
    if policy.bonus.is_no_overtime_day and calendar.is_bonus_day(day):
        yield _Mark(day, Reason.BONUS_DAY)


def _in_force(lineage: Lineage, day: date) -> Sequence[UnitRule]:
    for rules in lineage:
        if today := [rule for rule in rules if rule.valid_from <= day <= rule.valid_to]:
            return today
    return ()


def _days(start: date, end: date) -> Iterator[date]:
    for offset in range((end - start).days + 1):
        yield start + offset * _DAY

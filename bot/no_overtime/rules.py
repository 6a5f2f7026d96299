"""Which days are no-overtime days (定時退庁日) for a unit, and why (`domain.md` R-CAL-8 to R-CAL-10, A07 to A09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.city.fields import Weekday
from bot.city.rules import CityPolicy
from bot.city.working_days import HolidayPolicy
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
    complete: like beside, but only in some weeks of a month, and those days are complete ones (R-CAL-10).
    exempt: none of the city's days apply, paydays neither; rules `beside` and `complete` still do.
    swap: once, another day in the place of one that is given up, whatever made that one a no-overtime day.
    """

    INSTEAD = "instead"
    BESIDE = "beside"
    COMPLETE = "complete"
    EXEMPT = "exempt"
    SWAP = "swap"


#: What a unit follows is decided by one of these, or else by the city; everything else comes on top.
BASES = frozenset({RuleKind.INSTEAD, RuleKind.EXEMPT})


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
    """A unit's own weekdays from one day to another, both included.

    `weeks` are those of a `complete` rule: 3 is the third such weekday of a month. A `swap` holds on one day, which
    takes the place of `given_up`.
    """

    kind: RuleKind
    weekdays: frozenset[Weekday] = frozenset()
    valid_from: date = date.min
    valid_to: date = date.max
    weeks: frozenset[int] = frozenset()
    given_up: date | None = None


#: The rules of a unit, then of the unit above it, and so on up. On each day the nearest unit with one of `BASES`
#: decides what is followed; what comes on top is that unit's and that of the units between.
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
    swaps = _swaps(lineage)
    is_moving = bool(swaps) or policy.no_overtime.on_holiday is not HolidayPolicy.SKIP
    around = _FARTHEST_MOVE if is_moving else _NO_MOVE
    for mark in _unswapped(calendar, policy, lineage, start - around, end + around):
        other = swaps.get(mark.date)
        yield mark if other is None else replace(mark, date=other, reason=Reason.UNIT_RULE)


def _unswapped(
    calendar: MunicipalCalendar, policy: CityPolicy, lineage: Lineage, start: date, end: date
) -> Iterator[_Mark]:
    for day in _days(start, end):
        rules = _in_force(lineage, day)
        for mark in _weekday_marks(policy, rules, day):
            yield from _on_a_working_day(calendar, policy.no_overtime.on_holiday, mark)
        if all(rule.kind is not RuleKind.EXEMPT for rule in rules):
            yield from _pay_marks(calendar, policy, day)


def _weekday_marks(policy: CityPolicy, rules: Sequence[UnitRule], day: date) -> Iterator[_Mark]:
    weekday = Weekday.of(day)
    week = (day.day - 1) // 7 + 1
    strict = week in policy.no_overtime.strict_weeks
    follows_the_city = all(rule.kind not in BASES for rule in rules)
    if follows_the_city and weekday in policy.no_overtime.weekdays:
        yield _Mark(day, Reason(weekday.value), strict)
    for rule in rules:
        if weekday not in rule.weekdays:
            continue
        if rule.kind is RuleKind.COMPLETE and week in rule.weeks:
            yield _Mark(day, Reason.UNIT_RULE, is_strict=True)
        elif rule.kind in (RuleKind.INSTEAD, RuleKind.BESIDE):
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
    found: list[UnitRule] = []
    for rules in lineage:
        found += [rule for rule in rules if rule.kind is not RuleKind.SWAP and rule.valid_from <= day <= rule.valid_to]
        if any(rule.kind in BASES for rule in found):
            break
    return found


def _swaps(lineage: Lineage) -> dict[date, date]:
    """The day that takes the place of a given one; what the nearest unit decided counts."""
    swaps = (rule for rules in reversed(lineage) for rule in rules if rule.kind is RuleKind.SWAP)
    return {rule.given_up: rule.valid_from for rule in swaps if rule.given_up and rule.valid_from <= rule.valid_to}


def _days(start: date, end: date) -> Iterator[date]:
    for offset in range((end - start).days + 1):
        yield start + offset * _DAY

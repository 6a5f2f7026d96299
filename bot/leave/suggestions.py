"""Days that lend themselves to leave: bridges, long weekends, premium Fridays, no-overtime days (issue 6, C06)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from bot.leave.kinds import Part
from bot.leave.leave_days import LeaveDay
from bot.leave.workday import WorkdayOn
from bot.workdays.rules import premium_friday

_DAY = timedelta(days=1)
_A_LONG_WEEKEND_DAYS = 3


class Occasion(IntEnum):
    """Why a day lends itself, the best first: it lies between two days off, beside three or more of them, or its
    afternoon is that of a premium Friday or a no-overtime day."""

    BRIDGE = 1
    LONG_WEEKEND = 2
    PREMIUM_FRIDAY = 3
    NO_OVERTIME_DAY = 4


@dataclass(frozen=True)
class Suggestion:
    """A day, how much of it, and why."""

    day: date
    part: Part
    occasion: Occasion


@dataclass(frozen=True)
class Days:
    """When the offices work, when the person does, and the no-overtime days of their unit."""

    is_working_day: Callable[[date], bool]
    workday_on: WorkdayOn
    no_overtime: Collection[date] = ()


def suggestions(bounds: tuple[date, date], days: Days, standing: Iterable[LeaveDay]) -> tuple[Suggestion, ...]:
    """What could be suggested between two days, both inclusive, the best first; nothing where leave stands already."""
    first, last = bounds
    have = {day.day for day in standing}
    asked = (first + after * _DAY for after in range((last - first).days + 1))
    found = (_best(day, days) for day in asked if day not in have and days.workday_on(day))
    return tuple(sorted(filter(None, found), key=lambda one: (one.occasion, one.day)))


def _best(day: date, days: Days) -> Suggestion | None:
    before, after = _days_off(day, -_DAY, days), _days_off(day, _DAY, days)
    if before and after:
        return Suggestion(day, Part.WHOLE, Occasion.BRIDGE)
    if max(before, after) >= _A_LONG_WEEKEND_DAYS:
        return Suggestion(day, Part.WHOLE, Occasion.LONG_WEEKEND)
    if day == premium_friday(day.year, day.month):
        return Suggestion(day, Part.AFTERNOON, Occasion.PREMIUM_FRIDAY)
    return Suggestion(day, Part.AFTERNOON, Occasion.NO_OVERTIME_DAY) if day in days.no_overtime else None


def _days_off(day: date, step: timedelta, days: Days) -> int:
    """How many days the offices are closed beside a day, on one side; none beyond a long weekend are counted."""
    for count in range(_A_LONG_WEEKEND_DAYS):
        if days.is_working_day(day + (count + 1) * step):
            return count
    return _A_LONG_WEEKEND_DAYS

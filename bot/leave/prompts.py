"""Words about planning leave as values: somebody's goal, which word a day brings, what it may tell. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.city.leave import Leave
from bot.leave.goals import Pace
from bot.leave.suggestions import Suggestion
from bot.workdays.rules import premium_friday

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
#: The code of summer leave (C05).
SUMMER = "summer"
_JUNE, _SEPTEMBER = 6, 9
#: The leave year begins in January or April, so its quarters begin in these months either way.
_QUARTERS = frozenset({1, 4, 7, 10})
_MIDDLES = frozenset({2, 5, 8, 11})


@dataclass(frozen=True)
class MyGoal:
    """Somebody's goal in days, and their pace in minutes of days that are `day_minutes` long.

    `pace` is None where no balance was imported, or where there is no goal: then nothing is said about it.
    `months` are those from now on without a whole day off, each by its first day; `as_of` is how new the balance is.
    """

    leave_year: int
    days: int
    day_minutes: int
    most_days: int
    pace: Pace | None = None
    months: tuple[date, ...] = ()
    as_of: date | None = None


class PromptKind(StrEnum):
    """How the messages are called. Each may be refused by itself (design 5)."""

    QUARTER = "leave/quarter"
    PACE = "leave/pace"
    SUMMER = "leave/summer"
    DAYS = "leave/days"


@dataclass(frozen=True)
class Prompt:
    """What one message tells one person. `day_minutes` is how long a day of theirs is.

    `months` are the next ones without planned leave; `days_to_plan` the ○ of 「あと○日」; `lacks_of_five` the minutes
    that the five days of 労基法39条7項 lack, for those to whom it applies; `last_day` is the end of a season.
    """

    kind: PromptKind
    months: tuple[date, ...] = ()
    days_to_plan: int = 0
    lacks_of_five: int = 0
    last_day: date | None = None
    suggestions: tuple[Suggestion, ...] = ()
    day_minutes: int = 0


def prompt_kinds(day: date, policy: Leave, is_working_day: Callable[[date], bool]) -> Iterator[PromptKind]:
    """What a day brings: one word a month from the first working day on, and one a week before a premium Friday (C06).

    The first month of a quarter brings the plan of the quarter, the second the goal's pace, June and September summer
    leave where the city has it (C05).
    """
    if not is_working_day(day):
        return
    asks = policy.prompts
    if not any(is_working_day(day.replace(day=before)) for before in range(1, day.day)):
        if asks.quarter and day.month in _QUARTERS:
            yield PromptKind.QUARTER
        if asks.pace and day.month in _MIDDLES:
            yield PromptKind.PACE
        if asks.summer and day.month in (_JUNE, _SEPTEMBER) and policy.kind(SUMMER):
            yield PromptKind.SUMMER
    if asks.days and day == _week_before_premium_friday(day, is_working_day):
        yield PromptKind.DAYS


def _week_before_premium_friday(day: date, is_working_day: Callable[[date], bool]) -> date:
    found = premium_friday(day.year, day.month) - _WEEK
    while not is_working_day(found):
        found -= _DAY
    return found

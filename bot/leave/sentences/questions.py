"""What comes of a line of leave: what was understood, or a question whose choices are whole readings. No wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.leave.kinds import Wish


class Asks(StrEnum):
    """Why a line was not simply understood."""

    NOTHING_READ = "nothing_read"
    TOO_LONG = "too_long"
    ONLY_PARTLY_READ = "only_partly_read"
    CANCELLING = "cancelling"
    REPEATING = "repeating"
    ONE_AT_A_TIME = "one_at_a_time"
    CONTRADICTION = "contradiction"
    WHICH_KIND = "which_kind"
    # days
    WHICH_DAY = "which_day"
    WHICH_DAY_OF_WEEK = "which_day_of_week"
    WHICH_WEEK = "which_week"
    WHICH_YEAR = "which_year"
    BARE_NUMBER = "bare_number"
    PAST = "past"
    NO_SUCH_DAY = "no_such_day"
    NO_SUCH_DATE = "no_such_date"
    OTHER_WEEKDAY = "other_weekday"
    # stretches
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    BACKWARDS = "backwards"
    DAYS_OR_DATE = "days_or_date"
    WHICH_DAYS = "which_days"
    EACH_DAY = "each_day"
    TOO_MANY_DAYS = "too_many_days"
    NO_TIME_AT_ALL = "no_time_at_all"
    # parts of a day
    WHICH_HALF = "which_half"
    HOURS_START = "hours_start"
    HOURS_END = "hours_end"
    TWO_CLOCK_TIMES = "two_clock_times"
    NO_SUCH_TIME = "no_such_time"
    OUTSIDE_HOURS = "outside_hours"
    TOO_MANY_HOURS = "too_many_hours"
    HOURS_PAST_END = "hours_past_end"
    HOURS_BACKWARDS = "hours_backwards"
    HOURS_OVER_DAYS = "hours_over_days"


@dataclass(frozen=True)
class Understood:
    """One reading of a line; `kind` is the code of a kind of leave where one was named."""

    wish: Wish
    kind: str | None = None


@dataclass(frozen=True)
class Question:
    """What has to be asked back. `choices` are the readings that it could be, the likelier ones first.

    `day` is the day that is spoken of (of NO_SUCH_DAY: the last of its month, of OTHER_WEEKDAY: the date);
    `first_minute` and `last_minute` are the working time in which something has to lie, `minutes` its length.
    """

    asks: Asks
    choices: tuple[Understood, ...] = ()
    day: date | None = None
    first_minute: int | None = None
    last_minute: int | None = None
    minutes: int | None = None

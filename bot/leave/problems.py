"""What can be wrong with a wish for leave: plain values, so that a door can put one clear sentence beside the field."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Problem(StrEnum):
    """Why a wish cannot be planned; behind each, the facts that come with it."""

    NO_SUCH_DAY = "no_such_day"  # year, month, day, last_day of that month (0 where there is no such month)
    BACKWARDS = "backwards"  # first, last
    NOT_ONE_PIECE = "not_one_piece"  # first, last
    PAST = "past"  # day, earliest
    BEYOND_CALENDAR = "beyond_calendar"  # day, latest
    NO_TIME = "no_time"
    OVER_24_HOURS = "over_24_hours"  # minutes
    LONGER_THAN_DAY = "longer_than_day"  # minutes, most
    START_UNKNOWN = "start_unknown"  # start, end of the working day
    OUTSIDE_HOURS = "outside_hours"  # start, end of the working day
    NO_WORKING_DAY = "no_working_day"  # first, last
    OUT_OF_SEASON = "out_of_season"  # day, season_from, season_to
    NO_HALF_DAYS = "no_half_days"  # kind
    NO_HOURS = "no_hours"  # kind
    NOT_A_MULTIPLE = "not_a_multiple"  # minutes, unit_minutes, below, above (None where there is none)
    OVERLAP = "overlap"  # other: the LeaveDay that stands already
    OVER_BALANCE = "over_balance"  # leave_year, wanted, free


class Field(StrEnum):
    """The part of a wish beside which the sentence belongs."""

    FIRST = "first"
    LAST = "last"
    MINUTES = "minutes"
    START = "start"


@dataclass(frozen=True)
class Trouble:
    """One problem of a wish, where it lies, and the facts that say what would work."""

    problem: Problem
    at: Field
    facts: Mapping[str, object] = field(default_factory=dict)


def the_day(year: int, month: int, day: int) -> date | Trouble:
    """A date, or the trouble with it: 29 February of most years, 31 November, a thirteenth month."""
    if not date.min.year <= year <= date.max.year or not 1 <= month <= 12:
        return Trouble(Problem.NO_SUCH_DAY, Field.FIRST, {"year": year, "month": month, "day": day, "last_day": 0})
    last_day = calendar.monthrange(year, month)[1]
    if 1 <= day <= last_day:
        return date(year, month, day)
    return Trouble(Problem.NO_SUCH_DAY, Field.FIRST, {"year": year, "month": month, "day": day, "last_day": last_day})

"""What can be wrong with a wish for leave: plain values, so that a door can put one clear sentence beside the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Problem(StrEnum):
    """Why a wish cannot be planned; behind each, the facts that come with it."""

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

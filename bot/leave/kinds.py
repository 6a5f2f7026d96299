"""What somebody wants to be away: plain values that a sentence or a form is read into. No rule, no wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_A_DAY_AND_NIGHT_MINUTES = 24 * 60


class Part(StrEnum):
    """How much of a day: all of it (終日), before (午前) or after (午後) its middle."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class Span:
    """What somebody wants to be away, from `first` to `last`, both inclusive.

    `first_part` is the part of the first day with which it begins: WHOLE or AFTERNOON; `last_part` the part of the
    last day with which it ends: WHOLE or MORNING. On a single day both are the same: WHOLE, MORNING or AFTERNOON.
    Holds whatever was asked for, backwards too: `is_backwards` and `is_one_piece` tell whether it can be.
    """

    first: date
    last: date
    first_part: Part
    last_part: Part

    @property
    def is_single_day(self) -> bool:
        """Whether it begins and ends on one day."""
        return self.first == self.last

    @property
    def is_backwards(self) -> bool:
        """Whether the last day lies before the first."""
        return self.last < self.first

    @property
    def is_one_piece(self) -> bool:
        """Whether the parts leave no gap: it neither begins with a morning alone nor ends with an afternoon alone."""
        if self.is_single_day:
            return self.first_part is self.last_part
        return self.first_part is not Part.MORNING and self.last_part is not Part.AFTERNOON

    @property
    def has_half_days(self) -> bool:
        """Whether it begins or ends in the middle of a day."""
        return (self.first_part, self.last_part) != (Part.WHOLE, Part.WHOLE)

    def part_on(self, day: date) -> Part | None:
        """How much of a day it takes; None on a day outside. Asked of a span that is one piece and not backwards."""
        if not self.first <= day <= self.last:
            return None
        if day == self.first:
            return self.first_part
        return self.last_part if day == self.last else Part.WHOLE


@dataclass(frozen=True)
class Hours:
    """Some hours of one day: `minutes` of it, from `start_minute` after midnight. Without a start, it must be asked."""

    day: date
    start_minute: int | None
    minutes: int

    @property
    def is_within_a_day(self) -> bool:
        """Whether it is some time, and no more than the 24 hours that a day has."""
        return 0 < self.minutes <= _A_DAY_AND_NIGHT_MINUTES


#: What somebody asks for in one sentence or one form.
Wish = Span | Hours

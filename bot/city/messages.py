"""The sections of the policy about what is posted, when, and how much of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import model_validator

from bot.city.fields import Minute, Whole
from bot.city.parts import Part
from bot.errors import BadPolicy


class MorningTime(StrEnum):
    """When the morning card is posted (design 5)."""

    AT_START = "at_start"
    AFTERNOON_BEFORE = "afternoon_before"


class MorningCard(Part):
    """At the unit's start, or the working day before at `afternoon`. Worth posting until so long after the start."""

    when: MorningTime = MorningTime.AT_START
    afternoon: Minute = 16 * 60
    not_after_start_minutes: Annotated[int, Whole(1, 480)] = 90


class ClosingCard(Part):
    """So long before the end of the unit's standard day. Worth posting until so long after that end."""

    minutes_before_end: Annotated[int, Whole(5, 240)] = 30
    not_after_end_minutes: Annotated[int, Whole(0, 120)] = 0


class SpecialModes(Part):
    """In a disaster, an election or the like a unit's cards fall silent, or soften: no call to leave (A25)."""

    cards: Literal["silent", "soften"] = "silent"


class Quiet(Part):
    """Nothing reaches a channel or a person earlier or later than this around their day (`domain.md` R-CAL-12)."""

    before_start_minutes: Annotated[int, Whole(0, 60)] = 0
    after_end_minutes: Annotated[int, Whole(0, 120)] = 30


class Budget(Part):
    """How many direct messages a person gets at most (`domain.md` 3.10)."""

    per_day: Annotated[int, Whole(1, 5)] = 1
    per_week: Annotated[int, Whole(1, 15)] = 3

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.per_week < self.per_day:
            raise BadPolicy(
                "budget.per_week is {week} and budget.per_day is {day}: a week must allow at least what a day does.",
                week=self.per_week,
                day=self.per_day,
            )
        return self


class Unreadable(StrEnum):
    """What becomes of a message that may have arrived, where the channel's history cannot be read (design 6.6)."""

    GIVE_UP = "give_up"
    RESEND = "resend"


class Delivery(Part):
    """How messages are sent. Giving up never says a thing twice; resending never leaves it unsaid."""

    when_unreadable: Unreadable = Unreadable.GIVE_UP

"""The words of 1on1s: how often, on which level, what about, and what the member hopes for. No rule of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: The last day of a pair that is still open.
FOREVER = date.max
#: How the lines are called that ask a member for a topic, where somebody does not want them.
TOPIC_LINE = "one_on_one/topic"


class Cadence(StrEnum):
    """How often a pair meets (`domain.md` E01)."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def days(self) -> int:
        """The days from one talk to the next."""
        return _DAYS[self]


_DAYS = {Cadence.WEEKLY: 7, Cadence.FORTNIGHTLY: 14, Cadence.MONTHLY: 30, Cadence.QUARTERLY: 91}


class Level(StrEnum):
    """Whose 1on1s they are: of the head of a team, of a section, of a department or bureau; or of a section's head with
    everybody whose own head is below (`domain.md` E02, E11).
    """

    TEAM = "team"
    SECTION = "section"
    DEPARTMENT = "department"
    SKIP = "skip"


class Topic(StrEnum):
    """What the member would like to talk about; the head sees this word and nothing more."""

    WORK = "work"
    LOAD = "load"
    GROWTH = "growth"
    TEAM = "team"
    HOURS = "hours"
    ANYTHING = "anything"


class Stance(StrEnum):
    """What the member hopes for: advice, thinking together, or somebody who just listens (`product.md` 1d)."""

    ADVICE = "advice"
    TOGETHER = "together"
    LISTEN = "listen"


@dataclass(frozen=True, order=True)
class PairKey:
    """Who talks with whom, and the unit for which the head does so."""

    unit_id: int
    head_id: int
    member_id: int


@dataclass(frozen=True)
class TalkId:
    """One talk of a pair; the first has the place 1."""

    pair_id: int
    place: int

"""What people answer to a card with one tap, until when, and what of it a card may show. Pure (A04, A05, design 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.city.rules import CityPolicy

#: A card shows how many go home on time once so many people have answered.
FEWEST_ANSWERS = 5
#: No answer is for longer than its day: the replies are folded in the night after it.
MIDNIGHT = 24 * 60
#: Clocks of two machines differ, and a press takes its time; only then is a day over for everybody.
_AFTER_MIDNIGHT = timedelta(minutes=5)


class Answer(StrEnum):
    """定時で帰ります, 定時まで手伝えます (evening meetings only) or 残業の見込みです."""

    ON_TIME = "on_time"
    HELPING = "helping"
    OVERTIME = "overtime"


#: Who helps until the end of the day leaves then.
LEAVING = (Answer.ON_TIME, Answer.HELPING)
#: What a card asks, and what it asks where it is the evening meeting.
USUAL = (Answer.ON_TIME, Answer.OVERTIME)
IN_MEETING = (Answer.ON_TIME, Answer.HELPING, Answer.OVERTIME)


class Cause(StrEnum):
    """Why somebody expects overtime (`domain.md` B09)."""

    ELECTION = "election"
    DISASTER = "disaster"
    INFECTION = "infection"
    SUDDEN = "sudden"
    CONSTANT = "constant"
    PLANNING = "planning"
    EVENT = "event"
    FINANCE = "finance"
    OTHER = "other"


@dataclass(frozen=True)
class Tap:
    """What a reply button says: the answer, the day that it is for, and the last minute of that day to give it.

    In an evening meeting whoever expects overtime may say why (`cause`).
    """

    answer: Answer
    day: date
    last_minute: int
    is_in_meeting: bool = False
    cause: Cause | None = None

    def is_too_late(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether the day is over for this answer."""
        return is_over(self.day, self.last_minute, now, zone)


def is_over(day: date, last_minute: int, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a day takes no answer any more; until the end of its last minute it does."""
    return now > datetime.combine(day, time(), zone) + timedelta(minutes=last_minute)


def last_minute(policy: CityPolicy, end_minute: int) -> int:
    """Until when a day that ends at `end_minute` may be answered: its quiet time begins, or midnight (design 5)."""
    return min(MIDNIGHT, max(end_minute, policy.hours.end) + policy.quiet.after_end_minutes)


def first_open_day(now: datetime, zone: ZoneInfo) -> date:
    """The earliest day that somebody may still be answering for; replies to days before it can be folded."""
    return (now - _AFTER_MIDNIGHT).astimezone(zone).date()


def shown_count(counts: Mapping[Answer, int]) -> int:
    """How many go home on time, helpers too, as far as a card may tell; 0 tells nothing."""
    leaving = sum(counts.get(answer, 0) for answer in LEAVING)
    return leaving if sum(counts.values()) >= FEWEST_ANSWERS else 0


@dataclass(frozen=True)
class Declared:
    """What the answers of some days add up to: how many said they leave on time, of how many; on how many days."""

    on_time: int = 0
    answers: int = 0
    days: int = 0

    def __add__(self, other: Declared) -> Declared:
        return Declared(self.on_time + other.on_time, self.answers + other.answers, self.days + other.days)


@dataclass(frozen=True)
class Meeting:
    """What an evening meeting may tell: how many of each answer and cause, nothing below five answers; and its end."""

    answers: Mapping[Answer, int]
    causes: Mapping[Cause, int]
    is_over: bool = False

    @property
    def is_told(self) -> bool:
        """Whether enough have answered for numbers to be shown."""
        return sum(self.answers.values()) >= FEWEST_ANSWERS

    def as_figure(self) -> str:
        """A short text for the ledger of live cards: `4/1/2 sudden:1 over`; empty where a card says nothing."""
        parts = []
        if self.is_told:
            parts.append("/".join(str(self.answers.get(answer, 0)) for answer in IN_MEETING))
            parts += [f"{cause}:{self.causes[cause]}" for cause in Cause if self.causes.get(cause)]
        return " ".join([*parts, *(["over"] if self.is_over else [])])

    @classmethod
    def from_figure(cls, figure: str) -> Meeting:
        """What `as_figure` wrote."""
        parts = figure.split()
        counts = next((part.split("/") for part in parts if "/" in part), [])
        causes = dict(part.split(":") for part in parts if ":" in part)
        answers = {answer: int(count) for answer, count in zip(IN_MEETING, counts, strict=False)}
        return cls(answers, {Cause(cause): int(count) for cause, count in causes.items()}, "over" in parts)

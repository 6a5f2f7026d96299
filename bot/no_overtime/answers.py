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
    """定時で帰ります or 残業の見込みです."""

    ON_TIME = "on_time"
    OVERTIME = "overtime"


@dataclass(frozen=True)
class Tap:
    """What a reply button says: the answer, the day that it is for, and the last minute of that day to give it."""

    answer: Answer
    day: date
    last_minute: int

    def is_too_late(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether the day is over for this answer."""
        return now > datetime.combine(self.day, time(), zone) + timedelta(minutes=self.last_minute)


def last_minute(policy: CityPolicy, end_minute: int) -> int:
    """Until when a day that ends at `end_minute` may be answered: its quiet time begins, or midnight (design 5)."""
    return min(MIDNIGHT, max(end_minute, policy.hours.end) + policy.quiet.after_end_minutes)


def first_open_day(now: datetime, zone: ZoneInfo) -> date:
    """The earliest day that somebody may still be answering for; replies to days before it can be folded."""
    return (now - _AFTER_MIDNIGHT).astimezone(zone).date()


def shown_count(counts: Mapping[Answer, int]) -> int:
    """How many go home on time, as far as a card may tell; 0 tells nothing."""
    return counts.get(Answer.ON_TIME, 0) if sum(counts.values()) >= FEWEST_ANSWERS else 0

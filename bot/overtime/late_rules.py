"""20時以降の勤務の届出: who is asked and when, and what a notice must say. Pure (`domain.md` A11, A12).

Only whoever reported overtime and, by their own report, is still at work is asked: the others went home.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.city.rules import CityPolicy
from bot.delivery.rules import Due
from bot.errors import Refused
from bot.overtime.kinds import LateAnswer
from bot.overtime.rules import ClockMinute, Flaw, Part, flaws_of_line
from bot.texts import N_

LATE_NOTICE = "overtime/late_notice"
_AUDIENCE = "reports"


@dataclass(frozen=True)
class LateWish:
    """What somebody says about their evening: they finish in time, or stay until a minute, and for what."""

    day: date
    answer: LateAnswer
    planned_end_minute: int | None = None
    line: str = ""


@dataclass(frozen=True)
class Evening:
    """A person's evening: the end that they reported, the city's late hour, and what they said about it so far."""

    day: date
    late_minute: int
    planned_end_minute: int
    notice: LateWish | None = None


@dataclass(frozen=True)
class Notice:
    """Somebody's notice, for whoever may read it."""

    person_id: int
    name: str
    unit_id: int
    unit_name: str
    said: LateWish
    is_special: bool
    answered_at: datetime


@dataclass(frozen=True)
class NoticesOfDay:
    """What a viewer may know of a day: the notices that they may read, and how many stay in all that they may count."""

    day: date
    late_minute: int
    notices: Sequence[Notice] = ()
    staying: int = 0


class UnsuitableNotice(Refused):
    """A notice that cannot be; `flaws` is everything that is wrong with it."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(flaws[0].message, **flaws[0].values)
        self.flaws = tuple(flaws)


def asking_minute(policy: CityPolicy) -> int:
    """The minute of the day at which people are asked."""
    return policy.on_time.late_hour - policy.overtime_reports.late_notice_minutes


def asking(day: date, policy: CityPolicy, zone: ZoneInfo) -> Due:
    """When the question of a day falls due; once the hour has come it is not asked any more."""
    midnight = datetime.combine(day, time(), zone)
    at, last = (midnight + timedelta(minutes=one) for one in (asking_minute(policy), policy.on_time.late_hour))
    return Due(LATE_NOTICE, day, _AUDIENCE, at, last)


def flaws_of_notice(wish: LateWish, late_minute: int) -> list[Flaw]:
    """Everything that is wrong with a notice; whoever finishes in time cannot say anything wrong."""
    if wish.answer is LateAnswer.FINISHING:
        return []
    end = wish.planned_end_minute
    message = N_("Choose a time after {time}. Until then no notice is needed.")
    is_too_early = end is None or end <= late_minute
    early = [Flaw(Part.PLANNED_END, message, {"time": ClockMinute(late_minute)})] if is_too_early else []
    return [*early, *flaws_of_line(wish.line)]

"""The rules of sending: what is due, what may still go out, who has had enough, how long to wait. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

#: How far back a tick looks for what fell due while nothing ran (design 3).
LOOK_BACK = timedelta(hours=48)
#: Waits before the next try, by how many were made; Slack's own Retry-After goes before these.
_BACKOFF_SECONDS = (2, 5, 15, 60, 180, 600)


class Surface(StrEnum):
    """How a message counts in a person's budget (design 5). A post in a channel counts nobody's.

    The one updating evening card of a head may exceed the budget, and is not counted in it. A late notice comes after
    the end of a person's day: the question before 20:00 that whoever reported overtime knows of.
    """

    CHANNEL = "channel"
    SAME_DAY = "same_day"
    BUNDLE = "bundle"
    DROPPABLE = "droppable"
    EVENING_CARD = "evening_card"
    REQUESTED = "requested"
    LATE_NOTICE = "late_notice"

    @property
    def is_budgeted(self) -> bool:
        """Whether it goes to a person only while there is room, and takes some of it."""
        return self in _BUDGETED


_BUDGETED = frozenset({Surface.SAME_DAY, Surface.BUNDLE, Surface.DROPPABLE, Surface.LATE_NOTICE})


class State(StrEnum):
    """Where a message is. `doubtful`: it may have arrived, the history decides. `merged`: it rides in another one."""

    PENDING = "pending"
    CLAIMED = "claimed"
    DOUBTFUL = "doubtful"
    MERGED = "merged"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


class Skip(StrEnum):
    """Why a message was not sent although it was planned."""

    TOO_LATE = "too_late"
    SUPERSEDED = "superseded"
    STOPPED = "stopped"
    NOT_IN_PILOT = "not_in_pilot"
    OFF_DUTY = "off_duty"
    QUIET = "quiet"
    SPECIAL_MODE = "special_mode"
    OPTED_OUT = "opted_out"
    BUDGET = "budget"
    NOT_WANTED = "not_wanted"
    NO_PERSONNEL_CHANNEL = "no_personnel_channel"
    NOTHING_TO_SAY = "nothing_to_say"
    NO_ACCOUNT = "no_account"
    PASSED_ON = "passed_on"
    SAID_ELSEWHERE = "said_elsewhere"


@dataclass(frozen=True)
class Due:
    """Something that falls due once for an audience: `no_overtime/closing` on a service date for `channel:C1`."""

    kind: str
    service_date: date
    audience: str
    due_at: datetime
    not_after: datetime

    @property
    def key(self) -> str:
        """The occurrence as a sentence; a message's key adds whom it is for."""
        return f"{self.kind}/{self.service_date.isoformat()}"

    def is_in_window(self, now: datetime) -> bool:
        """Whether a tick at `now` has to take care of it (design 3)."""
        return now - LOOK_BACK < self.due_at <= now

    def is_too_late(self, now: datetime) -> bool:
        return now > self.not_after


@dataclass(frozen=True)
class Budget:
    """How many direct messages a person may get (design 5, `domain.md` 3.10)."""

    per_day: int
    per_week: int

    def has_room(self, *, today: int, this_week: int) -> bool:
        return today < self.per_day and this_week < self.per_week


@dataclass(frozen=True)
class TimeOff:
    """When somebody is on leave on a day, as the feature that knows of leave tells it: delivery knows no kinds.

    `stretches` are from and until which minutes after midnight; they matter where it is not all of the day.
    """

    is_all_day: bool = False
    stretches: tuple[tuple[int, int], ...] = ()

    def there(self, start: int, end: int, minute: int) -> tuple[int, int]:
        """From when to when a person is there of a day from `start` to `end`, asked at a minute of it.

        Leave at an edge makes the day shorter; in the middle of it the day begins again when that leave is over.
        """
        for first, last in sorted(self.stretches, reverse=True):
            if last >= end:
                end = min(end, first)
        for first, last in sorted(self.stretches):
            if last < end and (first <= start or first <= minute < last):
                start = max(start, last)
        return start, end


@dataclass(frozen=True)
class Recipient:
    """What has to be known about a person on a day before something may be sent to them."""

    is_on_duty: bool
    is_in_special_mode: bool
    has_opted_out: bool
    quiet_until: datetime
    quiet_from: datetime
    sent_today: int
    sent_this_week: int


@dataclass(frozen=True)
class Verdict:
    """What to do with a planned message now: send it, skip it for a reason, or look again at `wait_until`."""

    skip: Skip | None = None
    wait_until: datetime | None = None

    @property
    def is_go(self) -> bool:
        return self.skip is None and self.wait_until is None


GO = Verdict()


def judge(surface: Surface, recipient: Recipient, budget: Budget, *, now: datetime, not_after: datetime) -> Verdict:
    """Whether a direct message may go to a person now (R-CAL-12, design 5).

    Before the person's start it waits; a bundle that found no room waits for the next day; everything else is skipped.
    What somebody asked for a moment ago is an answer, and disturbs nobody (`domain.md` 3.10).
    """
    if surface is Surface.REQUESTED:
        return GO
    if recipient.has_opted_out:
        return Verdict(Skip.OPTED_OUT)
    if recipient.is_in_special_mode:
        return Verdict(Skip.SPECIAL_MODE)
    if recipient.is_on_duty and now < recipient.quiet_until:
        return _until(recipient.quiet_until, not_after, Skip.QUIET)
    obstacle = _obstacle(surface, recipient, budget, now)
    if obstacle is None:
        return GO
    if surface is Surface.BUNDLE:
        return _until(recipient.quiet_until + timedelta(days=1), not_after, obstacle)
    return Verdict(obstacle)


def _obstacle(surface: Surface, recipient: Recipient, budget: Budget, now: datetime) -> Skip | None:
    if not recipient.is_on_duty:
        return Skip.OFF_DUTY
    if now > recipient.quiet_from and surface is not Surface.LATE_NOTICE:
        return Skip.QUIET
    has_room = budget.has_room(today=recipient.sent_today, this_week=recipient.sent_this_week)
    return None if has_room or not surface.is_budgeted else Skip.BUDGET


def _until(instant: datetime, not_after: datetime, skip: Skip) -> Verdict:
    return Verdict(wait_until=instant) if instant <= not_after else Verdict(skip)


def backoff_seconds(attempts: int) -> float:
    """How long to wait after the `attempts`-th try failed for a passing reason."""
    return float(_BACKOFF_SECONDS[min(attempts, len(_BACKOFF_SECONDS)) - 1])


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week, over which the weekly budget counts."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)

"""When something of surveys falls due: a wave or a planned survey opens, a reminder goes out, a survey closes, heads
are reminded to pick an action.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.pulse import following, inviting, pulsing, run_store, running, starting
from bot.pulse.rules import SurveyState


class Event(StrEnum):
    """What falls due."""

    OPENING = "opening"
    REMINDER = "reminder"
    CLOSE = "close"
    ACTION = "action"


def is_close_due(session: Session, *, now: datetime) -> bool:
    """Whether a survey is over, or was closed half."""
    return any(
        one.state is SurveyState.COUNTED or (one.state is SurveyState.RUNNING and one.closes_at <= now)
        for one in run_store.heads(session, only_open=True)
    )


def next_due(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """The moment of the next thing after an instant, if any falls due within that time."""
    moments = [moment for moment, _ in _events(session, after, zone) if after < moment <= after + within]
    return min(moments, default=None)


def due_at(session: Session, moment: datetime, *, zone: ZoneInfo) -> list[Event]:
    """What falls due at a moment, each kind once."""
    just_before = moment - timedelta(seconds=1)
    return sorted({event for at, event in _events(session, just_before, zone) if at == moment})


def _events(session: Session, after: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, Event]]:
    for head in run_store.heads(session, only_open=True):
        yield head.closes_at, Event.CLOSE
    for due in inviting.reminders(session, after, zone):
        yield due.due_at, Event.REMINDER
    for due in following.reminders(session, after, zone):
        yield due.due_at, Event.ACTION
    here = running.situation(session, after, zone)
    if not running.units_in_reach(session, here):
        return
    for opening in (pulsing.next_opening(session, here), starting.next_opening(session, here)):
        if opening is not None:
            yield opening, Event.OPENING

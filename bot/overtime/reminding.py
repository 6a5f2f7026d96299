"""Use cases: the word in the morning of a day instead, part of what a person gets in one message that day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.recipients import instant
from bot.delivery.rules import LOOK_BACK, Due, Surface
from bot.overtime import day_instead_store as store
from bot.overtime.my_blocks import DAY_INSTEAD, Reminder, reminder
from bot.texts import Texts

#: A word of the morning is worth saying for so long after somebody's start.
_MORNING = timedelta(hours=3)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Morning:
    """The word that falls due for everybody with the same hours and the same reported day."""

    due: Due
    start_minute: int
    about: Reminder


def due_mornings(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Morning]:
    """The words that fell due by `now` and were not planned yet. Only reads."""
    today = now.astimezone(zone).date()
    days = store.promised_days(session, today - LOOK_BACK, today)
    around = {one.due: one for day in days for one in _mornings(session, day, zone)}
    return [around[due] for due in planning.unplanned(session, list(around), now=now)]


def plan_words(session: Session, due: Sequence[Morning], *, now: datetime, zone: ZoneInfo, texts: Texts) -> int:
    """Put these words into the outbox, unless somebody else just did; returns how many messages."""
    languages = city.policy_on(session, now.astimezone(zone).date()).languages
    planned, count = {one.due: one for one in due}, 0
    for begun in planning.begin(session, list(planned), now=now):
        morning = planned[begun.due]
        about = morning.about
        who = store.to_remind(about.day, morning.start_minute, about.end_minute, about.reported)
        words = {locale: reminder(texts.of(locale), about) for locale in ("", *languages)}
        bodies = {locale: planning.store_body(session, one.text, one.blocks) for locale, one in words.items()}
        count += planning.post_to_people(session, begun, who, bodies, surface=Surface.BUNDLE)
    return count


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether the day still takes the place of another: not once its report was sent back or withdrawn, or changed."""
    return store.is_promised(session, facts.person_id or 0, facts.service_date)


def next_morning(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next word falls due after an instant, if one does within that time."""
    last = after + within
    for day in store.promised_days(session, after.astimezone(zone).date() - _DAY, last.astimezone(zone).date()):
        moments = [one.due.due_at for one in _mornings(session, day, zone) if after < one.due.due_at <= last]
        if moments:
            return min(moments)
    return None


def _mornings(session: Session, day: date, zone: ZoneInfo) -> Iterator[Morning]:
    for start, end, reported in store.hours_to_remind(session, day):
        due_at = instant(day, start, zone)
        due = Due(DAY_INSTEAD, day, f"for:{reported}/{start}-{end}", due_at, due_at + _MORNING)
        yield Morning(due, start, Reminder(day, reported, end))

"""Use cases by the clock: before a talk its member hears that they may choose what it shall be about (`product.md` 1d).

It is part of what a person gets in one message that day, and goes out only where their budget has room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.planning import Begun, DirectPost
from bot.delivery.recipients import instant
from bot.delivery.rules import Due, Surface
from bot.one_on_one import my_blocks
from bot.one_on_one.due import topic_lines
from bot.one_on_one.kinds import TOPIC_LINE
from bot.people import service as people
from bot.texts import Texts
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)


def due_words(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """What fell due by `now` and was not planned yet: one occurrence a working day. Only reads."""
    today = now.astimezone(zone).date()
    return planning.unplanned(session, [*_dues(session, today, zone)], now=now)


def plan_words(session: Session, dues: Sequence[Due], *, now: datetime, texts: Texts) -> int:
    """Put a word for each member who talks on the next working day into the outbox; returns how many messages."""
    begun = planning.begin(session, dues, now=now)
    return sum(planning.post_to_each(session, [*_posts(session, one, texts)], now=now) for one in begun)


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether the talk is still set, and nothing chosen for it yet."""
    return bool(topic_lines(session, facts.service_date, [facts.person_id or 0]))


def next_word(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next word falls due after an instant, if one does within that time: on the eve of a talk."""
    day, last = after.astimezone(zone).date(), after + within
    while day <= last.astimezone(zone).date():
        moments = [due.due_at for due in _dues(session, day, zone) if after < due.due_at <= last]
        if moments and topic_lines(session, day):
            return min(moments)
        day += _DAY
    return None


def _dues(session: Session, day: date, zone: ZoneInfo) -> Iterator[Due]:
    """At the time of the まとめ, until the end of the day: the talk is on the next."""
    policy = city.policy_on(session, day)
    if policy.one_on_ones.are_held_on(day) and municipal_calendar(policy).is_working_day(day):
        at, end = instant(day, policy.digest.time, zone), instant(day, policy.hours.end, zone)
        yield Due(TOPIC_LINE, day, "members", at, max(at, end))


def _posts(session: Session, begun: Begun, texts: Texts) -> Iterator[DirectPost]:
    found = topic_lines(session, begun.due.service_date)
    contacts = people.contacts_of(session, found)
    for member_id, pairs in found.items():
        person = contacts[member_id]
        if person.slack_user_id and person.has_active_slack:
            words = my_blocks.topic_message(texts.of(person.locale), pairs)
            body_id = planning.store_body(session, words.text, words.blocks)
            unit_id, surface = pairs[0].member_unit_id, Surface.BUNDLE
            yield DirectPost(begun, person.slack_user_id, member_id, unit_id, body_id, surface, token=person.token)

"""Use cases: whoever asks gets a talk as a file for their own calendar, in a direct message made as it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.claiming import AttachmentOf, Facts, Terms
from bot.delivery.messenger import Attachment
from bot.delivery.planning import DirectPost
from bot.delivery.rules import Due, Surface
from bot.errors import OldButton, Refused
from bot.one_on_one import store
from bot.one_on_one.blocks import file_words
from bot.one_on_one.kinds import TalkId
from bot.one_on_one.talks import Pair
from bot.people import service as people
from bot.people.rules import Staff
from bot.texts import Texts, Translator

#: How the messages are called that bring the file.
INVITATION = "one_on_one/invitation"
_NOT_LATER = timedelta(hours=1)


def ask_for_file(session: Session, me: Staff, talk: TalkId, *, today: date, now: datetime, texts: Texts) -> date:
    """Put the talks of that day on their way to whoever asks, one of the two; asking twice in a minute is asking once.

    Returns the day. Raises OldButton for a talk that is not theirs or has no day, Refused while everything is stopped.
    """
    pair = store.pair_of(session, talk.pair_id, me.person_id, today)
    if pair is None or pair.planned_on is None:
        raise OldButton("No day is set for this 1on1 any more. Your Home tab shows those that have one.")
    due = Due(INVITATION, pair.planned_on, f"person:{me.token}/{now:%Y-%m-%dT%H:%M}", now, now + _NOT_LATER)
    begun = planning.begin(session, [due], now=now)
    if not begun and city.operation(session).is_stopped:
        raise Refused("All messages are stopped just now, so the file cannot come to you. Please try again later.")
    for one in begun:
        words = file_words(texts.of(me.locale), pair.planned_on)
        body_id = planning.store_body(session, words.text, words.blocks)
        post = DirectPost(one, me.slack_user_id or "", me.person_id, me.unit_id, body_id, Surface.REQUESTED)
        planning.post_to_person(session, post)
    return pair.planned_on


def file_of(session: Session, facts: Facts, now: datetime, terms: Terms) -> Attachment:
    """The file that a message brings, as things are agreed upon now."""
    today, person_id = now.astimezone(terms.zone).date(), facts.person_id or 0
    me = people.staff_by_id(session, person_id, day=today)
    pairs = store.pairs_of_person(session, person_id, today)
    t = terms.texts.of(me.locale if me else None)
    minutes = city.policy_on(session, today).one_on_ones.minutes
    agreed = [one for one in pairs if one.planned_on == facts.service_date]
    found = _calendar(t, agreed, person_id, minutes=minutes, now=now, zone=terms.zone)
    return Attachment(f"1on1-{facts.service_date}.ics", found)


def _calendar(
    t: Translator, pairs: list[Pair], person_id: int, *, minutes: int, now: datetime, zone: ZoneInfo
) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Kaeru//1on1//EN")
    calendar.add("version", "2.0")
    for pair in pairs:
        calendar.add_component(_event(t, pair, person_id, minutes=minutes, now=now, zone=zone))
    return bytes(calendar.to_ical())


def _event(
    t: Translator, pair: Pair, person_id: int, *, minutes: int, now: datetime, zone: ZoneInfo
) -> icalendar.Event:
    assert pair.planned_on is not None
    hour, minute = divmod(pair.planned_minute or 0, 60)
    begins = datetime.combine(pair.planned_on, time(hour, minute), zone)
    other = pair.member_name if pair.key.head_id == person_id else pair.head_name
    event = icalendar.Event()
    event.add("uid", f"1on1-{pair.id}-{pair.next_talk.place}@kaeru")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", begins.astimezone(UTC))
    event.add("dtend", (begins + timedelta(minutes=minutes)).astimezone(UTC))
    event.add("summary", t("1on1 with {name}", name=other))
    return event


ATTACHMENTS: Mapping[str, AttachmentOf] = {INVITATION: file_of}

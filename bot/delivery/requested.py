"""What somebody asked for comes to them as a direct message at once: files and the like, beyond every budget."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.planning import DirectPost
from bot.delivery.rules import Due, Surface
from bot.delivery.wording import Words
from bot.errors import Refused
from bot.people.rules import Staff

_NOT_LATER = timedelta(hours=1)


def bring(
    session: Session, me: Staff, words: Words, *, kind: str, day: date, unit_id: int | None = None, now: datetime
) -> bool:
    """Put a message about a day of a unit (else of their own) on its way; whether it is so by this.

    Asking twice in a minute is asking once. Raises Refused while everything is stopped.
    """
    about = me.unit_id if unit_id is None else unit_id
    due = Due(kind, day, f"person:{me.token}/{about}/{now:%Y-%m-%dT%H:%M}", now, now + _NOT_LATER)
    begun = planning.begin(session, [due], now=now)
    if not begun and city.operation(session).is_stopped:
        raise Refused("All messages are stopped just now, so the file cannot come to you. Start them again first.")
    for one in begun:
        body_id = planning.store_body(session, words.text, words.blocks)
        post = DirectPost(one, me.slack_user_id or "", me.person_id, about, body_id, Surface.REQUESTED)
        planning.post_to_person(session, post)
    return bool(begun)

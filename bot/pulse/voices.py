"""Use cases: the personnel section or a bureau answers what was written in a survey, for all who were asked to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city.service import audit
from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.pulse import action_store, report_store
from bot.pulse.action_store import Reply
from bot.pulse.improvement import VoiceReply, fitting_words
from bot.pulse.starting import bureaus_of

_READ_FOR = timedelta(days=60)
_MOST = 3
_LONGEST_HEARD = 200


def may_reply(me: Staff) -> bool:
    """Whether it is somebody's work to answer what was written."""
    return me.has_role(RoleName.PERSONNEL) or bool(bureaus_of(me))


def publish(
    session: Session,
    me: Staff,
    survey_id: int,
    unit_code: str,
    words: tuple[str, str],
    *,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Publish what was heard and what is done about it, to a unit with everything below it ("": to everybody).

    The personnel section for any, general affairs for their own bureau; raises NotAllowed for anybody else, Refused
    before the close.
    """
    today = now.astimezone(zone).date()
    unit_id = people.unit_id_of(session, unit_code) if unit_code else None
    if not me.has_role(RoleName.PERSONNEL) and (unit_id is None or unit_id not in bureaus_of(me)):
        raise NotAllowed("The personnel section answers what was written, and general affairs for their own bureau.")
    if report_store.closed(session, survey_id) is None:
        raise Refused("Nobody can see results before the survey is closed.")
    heard, reply = fitting_words(words[0], longest=_LONGEST_HEARD), fitting_words(words[1])
    action_store.add_reply(session, Reply(survey_id, unit_id, heard, reply, today))
    detail = f"survey {survey_id} {unit_code or 'everybody'}"
    audit(session, actor=me.token, action="survey.reply_published", detail=detail, now=now)


def replies_for(session: Session, me: Staff, *, today: date) -> Sequence[VoiceReply]:
    """The newest replies for somebody's units, for their home tab."""
    found = action_store.replies(session, today - _READ_FOR)
    mine = [one for one in found if one.unit_id is None or one.unit_id in me.unit_path]
    return [VoiceReply(one.heard, one.reply, one.published_on) for one in mine[:_MOST]]

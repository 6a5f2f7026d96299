"""Use cases: whoever asks for the list as a file gets it as a direct message of their own, made as it goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from bot.delivery import requested
from bot.delivery.claiming import AttachmentOf, Facts, Terms
from bot.delivery.messenger import Attachment
from bot.errors import NotAllowed
from bot.overtime import listing, sheets
from bot.overtime.list_blocks import file_words
from bot.overtime.lists import ReportList
from bot.people import service as people
from bot.people.rules import Staff
from bot.spreadsheet import Encoding
from bot.texts import Texts

#: How the messages are called that bring the file in an encoding.
EXPORT: Mapping[Encoding, str] = {Encoding.UTF_8: "overtime/export", Encoding.CP932: "overtime/export/cp932"}
_ENCODINGS = {kind: encoding for encoding, kind in EXPORT.items()}


def ask_for_file(
    session: Session, me: Staff, day: date, encoding: Encoding, *, now: datetime, texts: Texts
) -> ReportList:
    """Put the file of a day on its way to whoever asks, and leave a trail; asking twice in a minute is asking once.

    Raises NotAllowed for whoever may not hand on the list, Refused while everything is stopped.
    """
    if not listing.is_exporter(me):
        raise NotAllowed("Only general affairs and the personnel section export this list. Please ask them.")
    found = listing.reports_for(session, me, day)
    words = file_words(texts.of(me.locale), found)
    if requested.bring(session, me, words, kind=EXPORT[encoding], day=day, now=now):
        listing.leave_trail(session, found, actor=me.token, scope="", now=now)
    return found


def file_of(session: Session, facts: Facts, now: datetime, terms: Terms) -> Attachment:
    """The file that a message brings, as the reports stand now; empty for whoever may not see them any more."""
    me = people.staff_by_id(session, facts.person_id or 0, day=now.astimezone(terms.zone).date())
    is_allowed = me is not None and listing.is_exporter(me)
    day = facts.service_date
    found = listing.reports_for(session, me, day) if me and is_allowed else ReportList(day, day, ())
    t, encoding = terms.texts.of(me.locale if me else None), _ENCODINGS[facts.kind]
    return Attachment(f"overtime-{day}.csv", sheets.as_csv(t, found, terms.zone, encoding))


ATTACHMENTS: Mapping[str, AttachmentOf] = dict.fromkeys(_ENCODINGS, file_of)

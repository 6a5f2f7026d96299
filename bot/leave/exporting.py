"""Use cases: a month of the plan table as a file, in a direct message to whoever asked; each one leaves a trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import requested
from bot.delivery.claiming import AttachmentOf, Facts, Terms
from bot.delivery.messenger import Attachment
from bot.errors import NotAllowed
from bot.leave import sheets, viewing
from bot.leave.plan_table import PlanTable
from bot.leave.table_blocks import Place, file_words
from bot.people import service as people
from bot.people.rules import Staff
from bot.spreadsheet import Encoding
from bot.texts import Texts


class FileKind(StrEnum):
    """How the messages are called that bring a file."""

    XLSX = "leave/table/xlsx"
    CSV = "leave/table/csv"
    CP932 = "leave/table/cp932"


def ask_for_file(
    session: Session, me: Staff, place: Place, kind: FileKind, *, today: date, now: datetime, texts: Texts
) -> PlanTable:
    """Put the file of a unit's month on its way to whoever asks; twice in a minute is once.

    Raises NotAllowed unless they read the rows of the unit, Refused while everything is stopped.
    """
    found = viewing.plan_table(session, me, place.month, today=today, unit_code=place.unit_code)
    if not found.may_export:
        raise NotAllowed("The file is for the heads of a unit and for the personnel section. Please ask them.")
    words = file_words(texts.of(me.locale), found)
    if requested.bring(session, me, words, kind=kind, day=found.first, unit_id=found.unit.id, now=now):
        detail = f"{found.unit.code} {found.first} {found.last}: {len(found.people)} people"
        city.audit(session, actor=me.token, action="leave.exported", detail=detail, now=now)
    return found


def file_of(session: Session, facts: Facts, now: datetime, terms: Terms) -> Attachment:
    """The file that a message brings, as plans stand now; of nobody for whoever may not have it any more."""
    today = now.astimezone(terms.zone).date()
    me = people.staff_by_id(session, facts.person_id or 0, day=today)
    found = viewing.table_for_file(session, me, facts.unit_id or 0, facts.service_date, today=today)
    t, kind, name = terms.texts.of(me.locale if me else None), FileKind(facts.kind), f"{facts.service_date:%Y-%m}"
    if kind is FileKind.XLSX:
        return Attachment(f"leave-plan-{name}.xlsx", sheets.as_workbook(t, found))
    encoding = Encoding.CP932 if kind is FileKind.CP932 else Encoding.UTF_8
    return Attachment(f"leave-plan-{name}.csv", sheets.as_csv(t, found, encoding))


ATTACHMENTS: Mapping[str, AttachmentOf] = dict.fromkeys(FileKind, file_of)

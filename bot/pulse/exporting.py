"""Use cases: results as a file or with a chart, as a direct message for whoever asked; every export leaves a trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import planning
from bot.delivery.claiming import AttachmentOf, Facts, Terms
from bot.delivery.messenger import Attachment
from bot.delivery.planning import DirectPost
from bot.delivery.rules import Due, Surface
from bot.delivery.wording import Words
from bot.errors import NotAllowed, Refused
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.pulse import report_store, sheets, viewing
from bot.pulse.chart_blocks import CHART_MESSAGE, chart_message
from bot.pulse.report import Report
from bot.pulse.result_blocks import Place, file_words
from bot.spreadsheet import Encoding
from bot.texts import Texts, Translator

_NOT_LATER = timedelta(hours=1)


class FileKind(StrEnum):
    """How the messages are called that bring a file."""

    CSV = "pulse/results/csv"
    CP932 = "pulse/results/cp932"
    XLSX = "pulse/results/xlsx"


def reports_for_file(
    session: Session, survey_id: int, *, unit_code: str = "", actor: str, now: datetime
) -> list[Report]:
    """The reports on a survey and its units, or on one unit with everything below it; leaves a trail.

    For the installation itself. Raises Refused for a survey that is not closed.
    """
    survey = report_store.closed(session, survey_id)
    if survey is None:
        raise Refused("Nobody can see results before the survey is closed.")
    found = viewing.all_reports(session, [survey])
    if unit_code:
        tree = people.tree_on(session, survey.opened_on)
        units = tree.subtree(people.unit_id_of(session, unit_code))
        codes = {tree[one].code for one in units if one in tree}
        found = [one for one in found if one.unit_code in codes]
    _leave_trail(session, f"survey {survey_id} {unit_code or 'all units'}: {len(found)} units", actor, now)
    return found


def ask_for_file(session: Session, me: Staff, place: Place, kind: FileKind, *, now: datetime, texts: Texts) -> date:
    """Put the file of what opened on a survey's day on its way to whoever asks; twice in a minute is once.

    Raises NotAllowed for anybody but the personnel section, Refused while everything is stopped.
    """
    _require_personnel(me)
    survey = report_store.closed(session, place.survey_id or 0)
    if survey is None:
        raise Refused("Nobody can see results before the survey is closed.")
    day = survey.opened_on
    if _send(
        session, me, Due(kind, day, _audience(me, now), now, now + _NOT_LATER), file_words(texts.of(me.locale), day)
    ):
        _leave_trail(session, f"surveys of {day}: all units", me.token, now)
    return day


def ask_for_chart(session: Session, me: Staff, place: Place, *, now: datetime, zone: ZoneInfo, texts: Texts) -> None:
    """Put the result of a unit with its chart on its way to whoever asks and may see it; twice in a minute is once."""
    today = now.astimezone(zone).date()
    page = viewing.result_page(session, me, survey_id=place.survey_id, unit_code=place.unit_code, today=today)
    unit = page.report.unit_code or "everybody"
    due = Due(CHART_MESSAGE, today, f"{_audience(me, now)}/{page.report.subject.id}/{unit}", now, now + _NOT_LATER)
    _send(session, me, due, chart_message(texts.of(me.locale), page.report))


def file_of(session: Session, facts: Facts, now: datetime, terms: Terms) -> Attachment:
    """The file that a message brings, made as it goes out; empty for whoever may not have it any more."""
    me = people.staff_by_id(session, facts.person_id or 0, day=now.astimezone(terms.zone).date())
    is_allowed = me is not None and me.has_role(RoleName.PERSONNEL)
    surveys = report_store.opened_on(session, facts.service_date) if is_allowed else []
    t, kind = terms.texts.of(me.locale if me else None), FileKind(facts.kind)
    return _attachment(t, viewing.all_reports(session, surveys), kind, f"survey-{facts.service_date}")


ATTACHMENTS: Mapping[str, AttachmentOf] = dict.fromkeys(FileKind, file_of)


def _attachment(t: Translator, reports: list[Report], kind: FileKind, name: str) -> Attachment:
    if kind is FileKind.XLSX:
        return Attachment(f"{name}.xlsx", sheets.as_workbook(t, reports))
    encoding = Encoding.CP932 if kind is FileKind.CP932 else Encoding.UTF_8
    return Attachment(f"{name}.csv", sheets.as_csv(t, reports, encoding))


def _send(session: Session, me: Staff, due: Due, words: Words) -> bool:
    """Whether it is on its way by this; raises Refused while everything is stopped."""
    begun = planning.begin(session, [due], now=due.due_at)
    if not begun and city.operation(session).is_stopped:
        raise Refused("All messages are stopped just now, so nothing can come to you. Start them again first.")
    for one in begun:
        body_id = planning.store_body(session, words.text, words.blocks)
        post = DirectPost(one, me.slack_user_id or "", me.person_id, me.unit_id, body_id, Surface.REQUESTED)
        planning.post_to_person(session, post)
    return bool(begun)


def _audience(me: Staff, now: datetime) -> str:
    return f"person:{me.token}/{now:%Y-%m-%dT%H:%M}"


def _require_personnel(me: Staff) -> None:
    if not me.has_role(RoleName.PERSONNEL):
        raise NotAllowed("Only the personnel section exports results. Please ask them.")


def _leave_trail(session: Session, detail: str, actor: str, now: datetime) -> None:
    city.audit(session, actor=actor, action="survey.results_exported", detail=detail, now=now)

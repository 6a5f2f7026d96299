"""Use cases: a confirmer confirms a report or sends it back. The first decision wins; it is no overtime order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from bot.delivery import live, planning
from bot.delivery.claiming import Facts
from bot.delivery.messenger import Posted
from bot.delivery.recipients import instant
from bot.delivery.rules import Due, Surface
from bot.delivery.wording import Words
from bot.errors import NotAllowed, OldButton
from bot.no_overtime.answers import MIDNIGHT
from bot.overtime import confirming_store as store
from bot.overtime import unit_evening
from bot.overtime.confirming_store import Decision
from bot.overtime.evening_card import SENT_BACK, Press, late_words, sent_back_message
from bot.overtime.kinds import Report, ReportState
from bot.overtime.line import line_on, may_decide
from bot.people import service as people
from bot.people.rules import Staff
from bot.texts import LOCALES, Texts


@dataclass(frozen=True)
class Decided:
    """What somebody sees after a press: their card as it is now with its version, and a word if they came late."""

    card: Words
    version: str
    word: str = ""


def confirm(session: Session, me: Staff, press: Press, *, now: datetime, zone: ZoneInfo, texts: Texts) -> Decided:
    """「確認しました」: I have read this version of a report. Later presses are told how it stands, and change nothing.

    Raises NotAllowed for whoever does not confirm for the unit today, OldButton where there is no such report.
    """
    report = _report_for(session, me, press, now=now, zone=zone)
    return _decide(session, me, report, press, ReportState.CONFIRMED, now=now, zone=zone, texts=texts)


def send_back(session: Session, me: Staff, press: Press, *, now: datetime, zone: ZoneInfo, texts: Texts) -> Decided:
    """「差し戻す」: the person shall talk it over, and change the report or take it back. Otherwise as `confirm`."""
    report = _report_for(session, me, press, now=now, zone=zone)
    decided = _decide(session, me, report, press, ReportState.SENT_BACK, now=now, zone=zone, texts=texts)
    if not decided.word and report.day == now.astimezone(zone).date():
        _tell(session, report, now=now, zone=zone, texts=texts)
    return decided


def note_shown(session: Session, me: Staff, posted: Posted, version: str) -> None:
    """The answer to a press has put this version on the card; what is newer by now still has to come."""
    live.settle_pressed(session, me.person_id, posted, version)


def is_still_sent_back(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether the person still has something to do about a report that came back."""
    reports = store.reports_of(session, {facts.unit_id or 0}, facts.service_date)
    return any(one.person_id == facts.person_id and one.state is ReportState.SENT_BACK for one in reports)


def _report_for(session: Session, me: Staff, press: Press, *, now: datetime, zone: ZoneInfo) -> Report:
    report = store.report(session, press.report_id)
    if report is None:
        raise OldButton("This button belongs to an older card. Please use the newest one.")
    if not may_decide(session, me, report, today=now.astimezone(zone).date()):
        raise NotAllowed("Today somebody else confirms the overtime reports of this unit, so nothing was changed.")
    return report


def _decide(
    session: Session,
    me: Staff,
    report: Report,
    press: Press,
    state: ReportState,
    *,
    now: datetime,
    zone: ZoneInfo,
    texts: Texts,
) -> Decided:
    is_first = store.decide(session, Decision(press.report_id, press.version, state, me.person_id, now))
    line = line_on(session, report.unit_id, report.day, people.tree_on(session, report.day))
    assert line is not None  # the report's unit existed on its day
    if is_first:
        store.see(session, line.unit.id, report.day, me.person_id, now=now)
    card = unit_evening.card_of(session, line, me.person_id, zone=zone, texts=texts)
    version = unit_evening.versions(session, report.day)[line.unit.id]
    if is_first:
        return Decided(card, version)
    entry = next(one for one in unit_evening.entries(session, line, me.person_id) if one.report.id == report.id)
    t, is_me = texts.of(me.locale), entry.report.decided_by == me.person_id
    return Decided(card, version, late_words(t, entry, zone, is_me=is_me))


def _tell(session: Session, report: Report, *, now: datetime, zone: ZoneInfo, texts: Texts) -> None:
    """A same-day message within the person's budget; their home tab says it anyway."""
    duty = people.on_duty(report.day).subquery()
    who = select(duty).where(duty.c.person_id == report.person_id, duty.c.has_active_slack)
    due = Due(SENT_BACK, report.day, f"report:{report.id}/{report.version}", now, instant(report.day, MIDNIGHT, zone))
    for begun in planning.begin(session, [due], now=now):
        words = {locale: sent_back_message(texts.of(locale), report.day) for locale in ("", *LOCALES)}
        bodies = {locale: planning.store_body(session, one.text, one.blocks) for locale, one in words.items()}
        planning.post_to_people(session, begun, who, bodies, surface=Surface.SAME_DAY)

"""Use cases: report overtime on a no-overtime day, change or withdraw the report, and list one's own (A04, A18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.errors import OldButton, Refused
from bot.overtime import store
from bot.overtime.confirming import ask_confirmer
from bot.overtime.drafts import Draft, MyReports, Told
from bot.overtime.kinds import Report, ReportState
from bot.overtime.rules import UnsuitableReport, Wish, flaws_of, is_said_already, is_same_day
from bot.overtime.situations import days_to_report, looker_of, own_causes, situation_of
from bot.overtime.store import StoredReports
from bot.people import service as people
from bot.people.rules import Staff
from bot.texts import Texts

#: How long somebody sees whether they kept a day instead.
_LOOK_BACK = timedelta(weeks=4)


def draft(session: Session, me: Staff, *, now: datetime, zone: ZoneInfo, day: date | None = None) -> Draft:
    """The form for a day; without one, for the next day that somebody can report.

    Raises Refused where there is none, or for a day that is none of theirs.
    """
    today = now.astimezone(zone).date()
    days = days_to_report(session, me, today)
    if not days:
        raise Refused(
            "You have no no-overtime day in the next four weeks, so there is nothing to report here. For other days "
            "please follow the usual way of your office."
        )
    chosen = day or days[0]
    if chosen not in days:
        raise Refused("{day} is no coming no-overtime day of yours, so no report is needed here.", day=chosen)
    present = store.report_of(session, me.person_id, chosen)
    policy, situation = city.policy_on(session, chosen), situation_of(session, me, chosen, today, present=present)
    report_by = policy.overtime_reports.report_by
    return Draft(
        day=chosen,
        days=days,
        days_instead=tuple(sorted(situation.days_instead)),
        end_minute=situation.end_minute,
        report_by=report_by,
        window_days=policy.no_overtime.alt_window_days,
        is_late=is_same_day(chosen, report_by, now=now, zone=zone),
        late_minute=policy.on_time.late_hour if policy.overtime_reports.late_notice else None,
        own_causes=own_causes(policy),
        present=present,
    )


def report(session: Session, me: Staff, wish: Wish, *, now: datetime, zone: ZoneInfo, texts: Texts) -> Told:
    """Report overtime for a day, or change what was reported: somebody is asked to look at it (anew). Twice is once.

    Raises UnsuitableReport with everything that is wrong; OldButton for a form of a report withdrawn meanwhile.
    """
    store.keep_reports_apart(session, me.person_id)
    present = store.report_of(session, me.person_id, wish.day)
    if present and is_said_already(present, wish):
        return _told(session, present)
    if present and present.state is ReportState.WITHDRAWN and wish.version < present.version:
        raise OldButton("You have withdrawn this report meanwhile. Open the form once more to report again.")
    situation = situation_of(session, me, wish.day, now.astimezone(zone).date(), present=present)
    if flaws := flaws_of(wish, situation):
        raise UnsuitableReport(flaws)
    kept = store.keep(session, _new_report(session, me, wish, present, now=now, zone=zone))
    ask_confirmer(session, kept, now=now, zone=zone, texts=texts)
    return _told(session, kept)


def withdraw(session: Session, me: Staff, report_id: int, *, now: datetime, zone: ZoneInfo) -> Told:
    """Take one's own report back until its day is over, confirmed or not; its day instead is free again.

    Raises OldButton for a report that is not one's own, or is over.
    """
    store.keep_reports_apart(session, me.person_id)
    present = store.report_by_id(session, me.person_id, report_id)
    if present is None:
        raise OldButton("This report is not there any more. Your home tab shows what you reported.")
    if present.state is ReportState.WITHDRAWN:
        return _told(session, present)
    if present.day < now.astimezone(zone).date():
        raise OldButton("{day} is over, so its report stays as it is.", day=present.day)
    gone = replace(present, state=ReportState.WITHDRAWN, day_instead=None, version=present.version + 1)
    return _told(session, store.keep(session, replace(gone, decided_at=None, decided_by=None)))


def my_reports(session: Session, me: Staff, today: date) -> MyReports:
    """A person's own reports that still matter, for their own eyes."""
    reports = store.reports_since(session, me.person_id, today - _LOOK_BACK)
    stands = {one.day for one in reports if one.state is not ReportState.WITHDRAWN}
    return MyReports(
        today=today,
        end_minute=me.hours.end_minute,
        reports=reports,
        may_report_today=today not in stands and situation_of(session, me, today, today).is_reportable,
        own_causes=own_causes(city.policy_on(session, today)),
    )


def reports_about(session: Session, person_id: int) -> StoredReports | None:
    """What is stored about a person, for their own eyes (App Home); None where nothing is."""
    return store.reports_about(session, person_id)


def _new_report(
    session: Session, me: Staff, wish: Wish, present: Report | None, *, now: datetime, zone: ZoneInfo
) -> Report:
    there = people.staff_by_token(session, me.token, day=wish.day) or me
    report_by = city.policy_on(session, wish.day).overtime_reports.report_by
    assert wish.planned_end_minute is not None
    return Report(
        id=present.id if present else 0,
        person_id=me.person_id,
        unit_id=there.unit_id,
        day=wish.day,
        cause=wish.cause,
        planned_end_minute=wish.planned_end_minute,
        line=wish.line,
        day_instead=wish.day_instead,
        is_same_day=is_same_day(wish.day, report_by, now=now, zone=zone),
        is_special=there.unit_id in people.special_modes_on(session, wish.day),
        state=ReportState.REPORTED,
        version=present.version + 1 if present else 1,
        reported_at=now,
    )


def _told(session: Session, report: Report) -> Told:
    return Told(report, looker_of(session, report), own_causes(city.policy_on(session, report.day)))

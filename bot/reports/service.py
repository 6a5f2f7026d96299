"""Use cases of the monthly report (B02): a head reads the draft, adds a line, submits; what waits; what came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.errors import NotAllowed, OldButton
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.service import Leader
from bot.people.tree import UnitTree
from bot.reports import store
from bot.reports.blocks import Missing, Shown, WaitingReport
from bot.reports.kinds import MonthlyReport, OpenReport, State, Step
from bot.reports.rules import (
    Stage,
    draft_day,
    is_late,
    last_of,
    month_before,
    reaches,
    refuse_long_line,
    stage_of,
)
from bot.workdays.rules import municipal_calendar


@dataclass(frozen=True)
class Open:
    """The month whose reports are due, how far things are, its open reports, and the units as they were."""

    month: date
    stage: Stage
    since: date
    reports: tuple[OpenReport, ...]
    tree: UnitTree


def waiting_today(session: Session, today: date, only: Staff | None = None) -> Mapping[int, tuple[WaitingReport, ...]]:
    """The open reports, by the id of whoever answers for the unit today; of all, or of one of them."""
    open_ = open_reports(session, today)
    if open_ is not None and only is not None:
        led = frozenset(only.units_in_charge)
        open_ = replace(open_, reports=tuple(one for one in open_.reports if led & {*open_.tree.path(one.unit_id)}))
    return {} if open_ is None else waiting(session, open_, today)


def missing_today(session: Session, today: date, only: Staff | None = None) -> Mapping[int, tuple[Missing, ...]]:
    """Once the reminders are over: how many reports are missing, by the id of whoever is general affairs for them."""
    open_ = open_reports(session, today)
    if open_ is None or open_.stage is not Stage.ESCALATED:
        return {}
    told = ((one, missing(one, open_)) for one in (officers(session, today) if only is None else [only]))
    return {officer.person_id: (found,) for officer, found in told if found.count}


def officers(session: Session, today: date) -> list[Staff]:
    """Everybody who is general affairs (局庶務) for some unit today."""
    ids = people.ids_by_staff_number(session)
    duties: Mapping[str, Sequence[str]] = city.duties_on(session, today).general_affairs
    numbers = dict.fromkeys(number for named in duties.values() for number in named if number in ids)
    tree = people.tree_on(session, today)
    found = (people.staff_by_id(session, ids[number], day=today, tree=tree) for number in numbers)
    return [one for one in found if one is not None]


def waiting(session: Session, open_: Open, today: date) -> Mapping[int, tuple[WaitingReport, ...]]:
    """The reports that wait, by the id of whoever answers for the unit: for everybody at once, in a few queries."""
    leaders = people.leaders_on(
        session, today, {above for one in open_.reports for above in open_.tree.path(one.unit_id)}
    )
    found: defaultdict[int, list[WaitingReport]] = defaultdict(list)
    for one in open_.reports:
        leader = answering(one.unit_id, open_.tree, leaders)
        if leader is not None:
            name, is_back = open_.tree[one.unit_id].name, one.state is State.SENT_BACK
            report = WaitingReport(one.id, name, one.month, open_.stage, open_.since, is_sent_back=is_back)
            found[leader.person.person_id].append(report)
    return {person_id: tuple(waits) for person_id, waits in found.items()}


def answering(unit_id: int, tree: UnitTree, leaders: Mapping[int, Leader]) -> Leader | None:
    """Who answers for a unit: the nearest upwards who is there; for one that is no more, those above it (X13)."""
    if unit_id not in tree:
        return None
    return next((leaders[one] for one in reversed(tree.path(unit_id)) if one in leaders), None)


def open_reports(session: Session, today: date) -> Open | None:
    """What is open on a day about the month before; None where the city has no such reports, or nothing is open."""
    policy, month = city.policy_on(session, today), month_before(today)
    calendar = municipal_calendar(policy)
    if not policy.monthly_reports.is_on:
        return None
    stage = stage_of(month, today, policy.monthly_reports, calendar)
    found = [] if stage is Stage.NOT_YET else store.open_of(session, month)
    if not found:
        return None
    tree = people.tree_on(session, last_of(month))
    since = draft_day(month, policy.monthly_reports, calendar)
    return Open(month, stage, since, tuple(one for one in found if one.unit_id in tree), tree)


def missing(me: Staff, open_: Open) -> Missing:
    """How many open reports there are of the units that somebody looks after as general affairs."""
    theirs = units_of_general_affairs(me, open_.tree)
    return Missing(open_.month, sum(one.unit_id in theirs for one in open_.reports), open_.since)


def units_of_general_affairs(me: Staff, tree: UnitTree) -> frozenset[int]:
    """The units that somebody looks after as general affairs (局庶務), with everything below."""
    roles = (role for role in me.roles if role.name is RoleName.GENERAL_AFFAIRS)
    return frozenset(
        one for role in roles if role.unit_id in tree and role.unit_id for one in tree.subtree(role.unit_id)
    )


def report_for(session: Session, me: Staff, report_id: int, *, today: date, zone: ZoneInfo) -> Shown:
    """A report as somebody may see it: whoever answers for the unit or leads one above it, general affairs, personnel.

    Raises NotAllowed for anybody else, OldButton where there is no such report.
    """
    report = store.report_by_id(session, report_id)
    if report is None:
        raise OldButton("This report is not there any more. Your home tab shows what is.")
    tree = people.tree_on(session, last_of(report.month))
    is_mine, is_personnel = _answers(me, report.unit_id, tree), me.has_role(RoleName.PERSONNEL)
    if not (is_mine or is_personnel or report.unit_id in units_of_general_affairs(me, tree)):
        raise _not_yours()
    policy = city.policy_on(session, today)
    own_causes = {cause.code: cause.word for cause in policy.overtime_reports.causes}
    return Shown(
        report,
        tree.path_name(report.unit_id),
        tuple(replace(one, at=one.at.astimezone(zone)) for one in store.events_of(session, report_id)),
        own_causes,
        may_submit=is_mine,
        may_send_back=is_personnel and report.state is State.SUBMITTED,
    )


def submit(
    session: Session, me: Staff, report_id: int, line: str, *, version: int, today: date, now: datetime
) -> MonthlyReport:
    """Submit a report with a line, or change the line of one that was submitted; the same twice is once.

    Raises NotAllowed for whoever does not answer for the unit today, OldButton where somebody else changed the report
    since the form was opened, Refused for a line that is too long.
    """
    words, report = refuse_long_line(line), _mine(session, me, report_id)
    if report.state is State.SUBMITTED and report.line == words:
        return report
    if report.version != version or not reaches(report.state, State.SUBMITTED):
        raise OldButton("This report was changed meanwhile. Open it once more and look at it.")
    policy = city.policy_on(session, today)
    late = is_late(report.month, today, policy.monthly_reports, municipal_calendar(policy))
    is_first = report.submitted_at is None
    step = Step.CHANGED if report.state is State.SUBMITTED else Step.SUBMITTED
    done = replace(
        report,
        state=State.SUBMITTED,
        line=words,
        is_late=late if is_first else report.is_late,
        submitted_at=now if is_first else report.submitted_at,
        version=report.version + 1,
    )
    store.keep(session, done, step, by=me.person_id, now=now)
    return done


def send_back(session: Session, me: Staff, report_id: int, *, now: datetime) -> MonthlyReport:
    """The personnel section sends a submitted report back; twice is once. Raises NotAllowed for anybody else."""
    if not me.has_role(RoleName.PERSONNEL):
        raise NotAllowed("Only the personnel section sends monthly reports back.")
    report = _locked(session, report_id)
    if report.state is State.SENT_BACK:
        return report
    if not reaches(report.state, State.SENT_BACK):
        raise OldButton("This report is not submitted yet, so there is nothing to send back.")
    back = replace(report, state=State.SENT_BACK, version=report.version + 1)
    store.keep(session, back, Step.SENT_BACK, by=me.person_id, now=now)
    return back


def _mine(session: Session, me: Staff, report_id: int) -> MonthlyReport:
    report = _locked(session, report_id)
    if not _answers(me, report.unit_id, people.tree_on(session, last_of(report.month))):
        raise _not_yours()
    return report


def _locked(session: Session, report_id: int) -> MonthlyReport:
    report = store.report_by_id(session, report_id, lock=True)
    if report is None:
        raise OldButton("This report is not there any more. Your home tab shows what is.")
    return report


def _answers(me: Staff, unit_id: int, tree: UnitTree) -> bool:
    """Whether somebody is in charge today of the unit, or of one that was above it in the month of the report."""
    path: Collection[int] = tree.path(unit_id) if unit_id in tree else ()
    return any(led in path for led in me.units_in_charge)


def _not_yours() -> NotAllowed:
    return NotAllowed("Only the head of a unit, its general affairs and the personnel section see its monthly report.")

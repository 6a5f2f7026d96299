"""Use cases: the quarterly leave report (C03): ready ten working days after the quarter, approved, then posted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.city.leave import ANNUAL, Leave
from bot.city.rules import CityPolicy
from bot.delivery import planning
from bot.delivery.planning import Begun, ChannelPost, DirectPost
from bot.delivery.recipients import instant
from bot.delivery.rules import LOOK_BACK, Due, Surface
from bot.errors import NotAllowed, OldButton, Refused
from bot.leave import report_blocks, report_store
from bot.leave.goal_setting import goals_at
from bot.leave.goals import has_five_day_duty
from bot.leave.quarterly import LeaveSum, QuarterlyReport, bureau_lines, last_quarter, quarter_end, quarter_of
from bot.leave.report_blocks import DRAFT, POSTED
from bot.leave.report_store import Approved, GroupSum, Year
from bot.leave.years import LeaveYears
from bot.people import service as people
from bot.people.kinds import EmploymentKind, RoleName
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.texts import Texts
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

_DAY = timedelta(days=1)
_DRAFT_COUNTS = timedelta(days=5)
_POST_COUNTS = timedelta(days=2)
_TEN = 10


@dataclass(frozen=True)
class ReadReport:
    """A quarter's report as the personnel section reads it: where it would be posted, when it was approved."""

    report: QuarterlyReport
    channel: str
    approved_at: datetime | None


def quarterly_report(session: Session, quarter: date) -> QuarterlyReport:
    """The report of the quarter that begins on a day, from what is imported now. Raises Refused for another day."""
    if quarter != quarter_of(quarter):
        raise Refused("No quarter begins on {day}. Choose 1 January, April, July or October.", day=quarter)
    last = quarter_end(quarter)
    policy, tree = city.policy_on(session, last).leave, people.tree_on(session, last)
    sums = _sums(session, policy, last)
    whole, *bureaux = bureau_lines(tree, _by_unit(sums, policy, tree))
    dates = [day for one in sums for day in (one.oldest, one.newest) if day]
    as_of = (min(dates), max(dates)) if dates else None
    return QuarterlyReport(quarter, whole, tuple(bureaux), as_of, has_duty=bool(policy.five_day_duty.employment))


def sums_on(session: Session, day: date, among: Collection[int] | None = None) -> dict[int, LeaveSum]:
    """What the people of each unit alone took in their leave year up to a day, and planned where that is not imported.

    Of units that are there on the day, or of some of them; no unit may be shown without a rule that hides small
    numbers.
    """
    policy = city.policy_on(session, day).leave
    return _by_unit(_sums(session, policy, day, among), policy, people.tree_on(session, day))


def _sums(session: Session, policy: Leave, day: date, among: Collection[int] | None = None) -> list[GroupSum]:
    return report_store.sums_of_units(session, _year(session, policy, day), at=day, among=among)


def read_report(session: Session, me: Staff, quarter: date, *, today: date) -> ReadReport:
    """The report for the personnel section; raises NotAllowed for anybody else."""
    _refuse_others(me)
    found = report_store.approved_on(session, quarter)
    channel = city.policy_on(session, today).leave.report.channel
    return ReadReport(quarterly_report(session, quarter), channel, found.approved_at if found else None)


def approve(
    session: Session, me: Staff, quarter: date, digest: str, *, today: date, now: datetime, texts: Texts
) -> bool:
    """Approve a report as it was read; whether it will be posted. Twice is once.

    Raises NotAllowed unless by the personnel section, OldButton where the figures have changed since it was read, and
    Refused while everything is stopped.
    """
    _refuse_others(me)
    if found := report_store.approved_on(session, quarter):
        return bool(found.channel)
    report = quarterly_report(session, quarter)
    if report_blocks.digest_of(report) != digest:
        raise OldButton("The figures have changed since you opened this window. Please open it once more and read it.")
    channel = city.policy_on(session, today).leave.report.channel
    if channel and city.operation(session).is_stopped:
        raise Refused("All messages are stopped just now. Start them again first, then approve the report.")
    words = report_blocks.report_words(texts.of(None), report)
    kept = Approved(quarter, now, channel, me.unit_id, words.text, report_blocks.as_json(words))
    report_store.approve(session, kept, by=me.person_id)
    city.audit(session, actor=me.token, action="leave.report_approved", detail=f"{quarter}", now=now)
    return bool(channel)


def exported_report(session: Session, quarter: date, *, actor: str, now: datetime) -> QuarterlyReport:
    """The report for a file; leaves a trail. For the installation itself."""
    found = quarterly_report(session, quarter)
    city.audit(session, actor=actor, action="leave.report_exported", detail=f"{quarter}", now=now)
    return found


def due_reports(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """What fell due by `now` and was not planned yet: drafts to be read, approved reports to be posted. Only reads."""
    today = now.astimezone(zone).date()
    days = [today - after * _DAY for after in range(LOOK_BACK.days + 1)]
    drafts = [due for day in days for due in _drafts(session, day, zone)]
    posts = [_post_due(session, one, zone) for one in report_store.approved_since(session, now - 7 * LOOK_BACK)]
    return planning.unplanned(session, [*drafts, *filter(None, posts)], now=now)


def plan_reports(session: Session, dues: Sequence[Due], *, now: datetime, texts: Texts) -> int:
    """Put them into the outbox, unless somebody else just did; returns how many messages."""
    begun = planning.begin(session, dues, now=now)
    return sum(_draft(session, one, texts) if one.due.kind == DRAFT else _post(session, one) for one in begun)


def next_report(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next draft falls due after an instant, if one does within that time."""
    day, last = after.astimezone(zone).date(), after + within
    while day <= last.astimezone(zone).date():
        for due in _drafts(session, day, zone):
            if after < due.due_at <= last:
                return due.due_at
        day += _DAY
    return None


def _refuse_others(me: Staff) -> None:
    if not me.has_role(RoleName.PERSONNEL):
        raise NotAllowed("Only the personnel section reads and approves the leave report.")


def _year(session: Session, policy: Leave, last: date) -> Year:
    years = LeaveYears(policy.year_start)
    first, end = years.bounds(years.of(last))
    goals = goals_at(session, first, last)
    kinds = [kind.code for kind in policy.kinds if kind.account == ANNUAL]
    return Year(years.of(last), first, end, kinds, {one: goals.of(one) for one in EmploymentKind})


def _by_unit(sums: Sequence[GroupSum], policy: Leave, tree: UnitTree) -> dict[int, LeaveSum]:
    found: dict[int, LeaveSum] = {}
    for one in sums:
        if one.unit_id in tree:
            length = one.day_minutes
            more = LeaveSum(
                headcount=one.headcount,
                people=one.people,
                taken=Fraction(one.taken, length),
                planned=Fraction(one.planned, length),
                goal=Fraction(one.goal, length),
                granted=Fraction(one.granted, length),
                under_five=one.under_five,
                on_duty_under_five=one.with_ten_under_five if _has_duty(one, policy, tree) else 0,
            )
            found[one.unit_id] = found.get(one.unit_id, LeaveSum()) + more
    return found


def _has_duty(one: GroupSum, policy: Leave, tree: UnitTree) -> bool:
    """Whether the duty applies to those of a group who were granted ten days or more."""
    codes = [tree[unit_id].code for unit_id in tree.path(one.unit_id)]
    granted = _TEN * one.day_minutes
    return has_five_day_duty(policy.five_day_duty, one.employment, codes, granted, one.day_minutes)


def _drafts(session: Session, day: date, zone: ZoneInfo) -> Iterator[Due]:
    """The draft that a day brings: so many working days after the end of the quarter before."""
    policy = city.policy_on(session, day)
    this_quarter, offices = quarter_of(day), municipal_calendar(policy)
    if day == _working_day(offices, this_quarter, policy.leave.report.working_days_after):
        at = instant(day, policy.hours.start, zone)
        yield Due(DRAFT, last_quarter(day), "personnel", at, at + _DRAFT_COUNTS)


def _working_day(offices: MunicipalCalendar, first: date, number: int) -> date:
    """The so-manieth working day from a day on."""
    day = first - _DAY
    for _ in range(number):
        day = offices.next_working_day(day)
    return day


def _draft(session: Session, begun: Begun, texts: Texts) -> int:
    day = begun.due.due_at.date()
    policy, quarter = city.policy_on(session, day), begun.due.service_date
    officers = _officers(session, policy, day)
    if policy.personnel.channel and officers:
        words = report_blocks.draft(texts.of(None), quarter)
        body_id = planning.store_body(session, words.text, words.blocks)
        post = ChannelPost(begun, policy.personnel.channel, officers[0].unit_id, officers[0].unit_name, body_id)
        return planning.post_to_channels(session, [post])
    return sum(_to_officer(session, begun, one, texts) for one in officers)


def _to_officer(session: Session, begun: Begun, officer: Staff, texts: Texts) -> int:
    words = report_blocks.draft(texts.of(officer.locale), begun.due.service_date, is_direct=True)
    body_id = planning.store_body(session, words.text, words.blocks)
    address = officer.slack_user_id or ""
    post = DirectPost(begun, address, officer.person_id, officer.unit_id, body_id, Surface.BUNDLE)
    return planning.post_to_person(session, post) if address else 0


def _officers(session: Session, policy: CityPolicy, day: date) -> list[Staff]:
    ids = people.ids_by_staff_number(session)
    named = (people.staff_by_id(session, ids[one], day=day) for one in policy.duties.personnel if one in ids)
    return [one for one in named if one]


def _post_due(session: Session, found: Approved, zone: ZoneInfo) -> Due | None:
    """When an approved report is posted: at once in working hours, else as the next working day begins."""
    if not found.channel:
        return None
    day = found.approved_at.astimezone(zone).date()
    policy = city.policy_on(session, day)
    offices = municipal_calendar(policy)
    start, end = instant(day, policy.hours.start, zone), instant(day, policy.hours.end, zone)
    at = max(found.approved_at, start)
    if not offices.is_working_day(day) or at > end:
        at = instant(offices.next_working_day(day), policy.hours.start, zone)
    return Due(POSTED, found.quarter, "city", at, at + _POST_COUNTS)


def _post(session: Session, begun: Begun) -> int:
    found = report_store.approved_on(session, begun.due.service_date)
    if found is None:
        return 0
    words = report_blocks.kept_words(found.text, found.blocks)
    body_id = planning.store_body(session, words.text, words.blocks)
    post = ChannelPost(begun, found.channel, found.unit_id, found.channel, body_id)
    return planning.post_to_channels(session, [post])

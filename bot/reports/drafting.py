"""Use cases by the clock: drafts are made as they fall due, told to heads once, and to general affairs what is missing.

Figures of open reports are made anew once a day, and whenever attendance was imported; what is submitted stays.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.attendance import service as attendance
from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.delivery import planning
from bot.delivery.claiming import Facts
from bot.delivery.planning import Begun, DirectPost
from bot.delivery.recipients import instant
from bot.delivery.rules import Due, Skip, Surface
from bot.delivery.wording import Words
from bot.people import service as people
from bot.people.rules import Staff
from bot.people.service import Contact
from bot.reports import blocks, service, store
from bot.reports.blocks import DRAFT, OVERDUE
from bot.reports.figures import figures_of
from bot.reports.kinds import State
from bot.reports.rules import draft_day, last_of, later, month_before, reporting_units
from bot.texts import Texts
from bot.workdays.rules import municipal_calendar

_COUNTS_FOR = timedelta(hours=6)
_DAY = timedelta(days=1)


def month_to_draft(session: Session, *, now: datetime, zone: ZoneInfo) -> date | None:
    """The month whose drafts have to be made, or made anew, now; None where nothing is to be done. Only reads.

    Due by data: a month that is over has drafts from its day and time on, however late the clock comes.
    """
    today = now.astimezone(zone).date()
    policy, month = city.policy_on(session, today), month_before(today)
    if not policy.monthly_reports.is_on or now < _draft_at(policy, month, zone):
        return None
    known = store.reports_of(session, month)
    if not known:
        return month if _is_reported(session, month, zone) else None
    since = store.figures_since(session, month)
    return month if since is not None and _is_old(session, since, today, zone) else None


def _is_reported(session: Session, month: date, zone: ZoneInfo) -> bool:
    """Whether anything can be known of a month: Kaeru was there for all of it, or it has imported figures."""
    begun = city.decided_first(session)
    if begun is None or not city.has_policy(session, until=month):
        return False
    return begun.astimezone(zone).date() <= month or bool(attendance.units_counted(session, month, last_of(month)))


def _is_old(session: Session, since: datetime, today: date, zone: ZoneInfo) -> bool:
    fresh = attendance.freshness(session)
    return since.astimezone(zone).date() < today or (fresh is not None and since < fresh.imported_at)


def make_drafts(session: Session, month: date, *, now: datetime) -> int:
    """Make the drafts of a month, and the figures of open ones anew; returns how many reports are new."""
    last = last_of(month)
    tree, policy = people.tree_on(session, last), city.policy_on(session, last).monthly_reports
    known = {one.unit_id: one for one in store.reports_of(session, month)}
    units = {unit.id for unit in reporting_units(tree, policy.level)} | set(known)
    figures = figures_of(session, month, units)
    for unit_id, report in known.items():
        if report.state is not State.SUBMITTED and unit_id in figures:
            store.refresh(session, report.id, figures[unit_id], now=now)
    return store.draft(session, month, figures, now=now)


def due_messages(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """The messages that fell due by `now` and were not planned yet. Only reads."""
    today = now.astimezone(zone).date()
    around = [due for back in range(3) for due in _dues(session, today - back * _DAY, zone)]
    return planning.unplanned(session, around, now=now)


def plan_messages(
    session: Session,
    dues: Sequence[Due],
    *,
    now: datetime,
    zone: ZoneInfo,
    texts: Texts,
    told_on: Callable[[Session, date], Collection[int]],
) -> int:
    """Put these messages into the outbox, unless somebody else just did; returns how many.

    Each person gets one, however many units they answer for. Whoever reads of their drafts in another message of the
    day (`told_on`) gets none: the row says so.
    """
    today = now.astimezone(zone).date()
    open_, posts = service.open_reports(session, today), list[DirectPost]()
    for begun in planning.begin(session, dues, now=now):
        if open_ is not None and begun.due.kind == DRAFT:
            posts += _to_heads(session, begun, open_, texts, told=told_on(session, begun.due.service_date))
        elif open_ is not None:
            posts += _to_general_affairs(session, begun, open_, texts)
    return planning.post_to_each(session, posts, now=now)


def next_due(session: Session, after: datetime, *, zone: ZoneInfo, within: timedelta) -> datetime | None:
    """When the next of them falls due after an instant, if one does within that time."""
    day, last = after.astimezone(zone).date(), after + within
    while day <= last.astimezone(zone).date():
        moments = [due.due_at for due in _dues(session, day, zone) if after < due.due_at <= last]
        if moments:
            return min(moments)
        day += _DAY
    return None


def still_wanted(session: Session, facts: Facts, now: datetime) -> bool:  # noqa: ARG001  the shape of every last check
    """Whether something still waits of what a message tells: not once all of it was submitted."""
    open_ = service.open_reports(session, facts.service_date)
    if open_ is None:
        return False
    if facts.kind == OVERDUE:
        return bool(open_.reports)
    return (facts.person_id or 0) in service.waiting(session, open_, facts.service_date)


def _draft_at(policy: CityPolicy, month: date, zone: ZoneInfo) -> datetime:
    day = draft_day(month, policy.monthly_reports, municipal_calendar(policy))
    return instant(day, policy.monthly_reports.time, zone)


def _dues(session: Session, day: date, zone: ZoneInfo) -> Iterator[Due]:
    """What a day brings: the drafts, or some days later the word to general affairs."""
    policy, month = city.policy_on(session, day), month_before(day)
    asked, calendar = policy.monthly_reports, municipal_calendar(policy)
    if not asked.is_on:
        return
    ready, at = draft_day(month, asked, calendar), instant(day, asked.time, zone)
    if day == ready:
        yield Due(DRAFT, day, "heads", at, at + _COUNTS_FOR)
    if day == later(ready, asked.second_reminder_days + 1, calendar):
        yield Due(OVERDUE, day, "general_affairs", at, at + _COUNTS_FOR)


def _to_heads(
    session: Session, begun: Begun, open_: service.Open, texts: Texts, *, told: Collection[int]
) -> Iterator[DirectPost]:
    day = begun.due.service_date
    waits = service.waiting(session, open_, day)
    contacts = {leader.person.person_id: leader for leader in people.leaders_on(session, day).values()}
    for person_id, reports in waits.items():
        person, unit_id = contacts[person_id].person, contacts[person_id].unit_id
        if person.slack_user_id and person.has_active_slack:
            words = blocks.draft_message(texts.of(person.locale), reports)
            skip = Skip.SAID_ELSEWHERE if person_id in told else None
            yield _post(session, begun, person, unit_id, words, skip)


def _to_general_affairs(session: Session, begun: Begun, open_: service.Open, texts: Texts) -> Iterator[DirectPost]:
    for officer in service.officers(session, begun.due.service_date):
        found = service.missing(officer, open_)
        if found.count and officer.slack_user_id:
            words = blocks.overdue_message(texts.of(officer.locale), found)
            yield _post(session, begun, officer, officer.unit_id, words)


def _post(
    session: Session, begun: Begun, person: Contact | Staff, unit_id: int, words: Words, skip: Skip | None = None
) -> DirectPost:
    body_id = planning.store_body(session, words.text, words.blocks)
    mine = _for_one(begun, person.token)
    return DirectPost(mine, person.slack_user_id or "", person.person_id, unit_id, body_id, Surface.BUNDLE, skip=skip)


def _for_one(begun: Begun, token: str) -> Begun:
    """The same occurrence with the person's own key: many messages belong to it, each goes out once."""
    due = begun.due
    return Begun(begun.id, Due(due.kind, due.service_date, f"person:{token}", due.due_at, due.not_after))

"""What a wish for leave is held against: the person's working days, their other leave and balances, their unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.city.leave import ANNUAL, Leave, LeaveKind
from bot.city.service import PolicySpan
from bot.leave import goal_store, store
from bot.leave.balance import Balance, Statement, statement
from bot.leave.cover import Colleague
from bot.leave.goals import Pace, goal_minutes, pace
from bot.leave.leave_days import LeaveDay
from bot.leave.rules import Surroundings, known_until
from bot.leave.store import Piece
from bot.leave.workday import Workday, WorkdayOn, workday
from bot.leave.years import LeaveYears
from bot.people import service as people
from bot.people.patterns import Pattern, patterns_between
from bot.people.rules import Staff
from bot.workdays.rules import MunicipalCalendar, municipal_calendar

_YEARS_BACK = timedelta(days=2 * 366)


@dataclass(frozen=True)
class _Days:
    """The working days of one person, through every change of their hours and of the city's policy."""

    spans: Sequence[tuple[PolicySpan, MunicipalCalendar]]
    patterns: Sequence[Pattern]
    is_on_shifts: bool

    def __call__(self, day: date) -> Workday | None:
        """Shift workers work on holidays too; then their own weekdays alone decide."""
        hours = next((one.hours for one in self.patterns if one.first <= day <= one.last), None)
        found = next(((span, offices) for span, offices in self.spans if span.start <= day <= span.end), None)
        if hours is None or found is None or not hours.covers(day):
            return None
        span, offices = found
        works = self.is_on_shifts or offices.is_working_day(day)
        return workday(hours, span.policy.leave) if works else None


def workdays_of(session: Session, unit_of: dict[int, int], first: date, last: date) -> dict[int, WorkdayOn]:
    """When people work from a day to a day; on any other day they are not known to. `unit_of` is each one's unit."""
    spans = [(span, municipal_calendar(span.policy)) for span in city.policies_between(session, first, last)]
    patterns = patterns_between(session, unit_of, first, last)
    tree = people.tree_on(session, first)
    shifts = tree.shift_units()
    return {one: _Days(spans, patterns.get(one, ()), unit_id in shifts) for one, unit_id in unit_of.items()}


@dataclass(frozen=True)
class Mine:
    """A person's own side of planning on a day: the policy, their days until the calendar ends, what they planned.

    `pieces` are all of it but what is about to change.
    """

    me: Staff
    today: date
    policy: Leave
    workday_on: WorkdayOn
    pieces: tuple[Piece, ...]

    @property
    def usual(self) -> Workday:
        """Their usual working day."""
        return workday(self.me.hours, self.policy)

    @property
    def years(self) -> LeaveYears:
        """How the city counts its leave years."""
        return LeaveYears(self.policy.year_start)

    def planned(self, account: str) -> tuple[LeaveDay, ...]:
        """Their plans that use up an account."""
        codes = {kind.code for kind in self.policy.kinds if kind.account == account}
        return tuple(piece.leave for piece in self.pieces if piece.kind in codes)


def mine(session: Session, me: Staff, *, today: date, but_of: int = 0) -> Mine:
    """The situation of a person; of the plan `but_of`, which is about to change, only what is over stands."""
    last = known_until(today)
    pieces = store.pieces_of(session, me.person_id, today - _YEARS_BACK, last)
    return Mine(
        me,
        today,
        city.policy_on(session, today).leave,
        workdays_of(session, {me.person_id: me.unit_id}, today, last)[me.person_id],
        tuple(one for one in pieces if one.plan_id != but_of or one.leave.day < today),
    )


def surroundings(session: Session, situation: Mine, kind: LeaveKind) -> Surroundings:
    """What a wish of a kind is held against."""
    return Surroundings(
        situation.today,
        situation.workday_on,
        situation.policy,
        tuple(piece.leave for piece in situation.pieces),
        {year: stands.free for year, (_, stands) in balances(session, situation, kind.account).items()},
    )


def balances(session: Session, situation: Mine, account: str | None) -> dict[int, tuple[Balance, Statement]]:
    """Every imported balance of an account and how it stands with the plans, by leave year."""
    if account is None:
        return {}
    found = store.balances_of(session, situation.me.person_id, account)
    plans = situation.planned(account)
    return {year: (balance, statement(balance, plans, situation.years)) for year, balance in found.items()}


def pace_of(session: Session, situation: Mine, balance: Balance, stands: Statement) -> Pace | None:
    """How the goal of a leave year stands for somebody; None without one, and for any account but annual leave."""
    if balance.account != ANNUAL:
        return None
    goals = _policy_at(session, situation.years.bounds(balance.leave_year)[0], situation)
    employment = people.stored_about(session, situation.me.person_id, situation.today).employment
    own = goal_store.own_days(session, situation.me.person_id, balance.leave_year)
    goal = goal_minutes(goals.goals, employment, balance, situation.me.hours.minutes_per_day, own)
    return None if goal is None else pace(goal, stands)


def _policy_at(session: Session, day: date, situation: Mine) -> Leave:
    """The policy when a leave year began, as far as the city had one."""
    is_known = city.has_policy(session, until=day)
    return city.policy_on(session, day).leave if is_known else situation.policy


def colleagues_of(
    session: Session, me: Staff, days: Collection[date], pieces: Iterable[Piece]
) -> tuple[Colleague, ...]:
    """The other members of somebody's unit, for the minimum cover of some days."""
    others = store.members_of(session, [me.unit_id], at=min(days))
    others.pop(me.person_id, None)
    works = workdays_of(session, others, min(days), max(days))
    leave: dict[int, list[LeaveDay]] = {}
    for piece in pieces:
        leave.setdefault(piece.person_id, []).append(piece.leave)
    return tuple(Colleague(works[one], leave.get(one, ())) for one in others)

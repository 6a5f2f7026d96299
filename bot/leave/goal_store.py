"""Named queries over goals and how everybody's annual leave stands: what was granted, taken, planned. No commits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, delete, func, or_, select
from sqlmodel import Session, col

from bot.city.leave import ANNUAL
from bot.leave.office_tables import LeaveGoal
from bot.leave.tables import LeaveBalance, LeaveDay, LeavePlan
from bot.people.kinds import EmploymentKind
from bot.people.places import staff_roll


def own_days(session: Session, person_id: int, leave_year: int) -> int | None:
    """The days that somebody set themselves; None where they did not."""
    which = (col(LeaveGoal.person_id) == person_id, col(LeaveGoal.leave_year) == leave_year)
    return session.scalar(select(col(LeaveGoal.days)).where(*which))


def set_goal(session: Session, person_id: int, leave_year: int, days: int) -> None:
    """Keep somebody's goal in the place of an earlier one."""
    which = (col(LeaveGoal.person_id) == person_id, col(LeaveGoal.leave_year) == leave_year)
    session.execute(delete(LeaveGoal).where(*which))
    session.add(LeaveGoal(person_id=person_id, leave_year=leave_year, days=days))
    session.flush()


@dataclass(frozen=True)
class Standing:
    """How somebody's annual leave of a year stands, in minutes: `before` is what was planned up to `as_of`, `ahead`
    what is planned after it, `ahead_in_days` what of that is no leave by the hour."""

    person_id: int
    unit_id: int
    employment: EmploymentKind
    day_minutes: int
    granted: int
    carried_over: int
    taken: int
    as_of: date
    own_days: int | None
    before: int
    ahead: int
    ahead_in_days: int


def standings(
    leave_year: int,
    first: date,
    last: date,
    kinds: Collection[str],
    *,
    at: date,
    with_unknown: bool = False,
    among: Collection[int] | None = None,
) -> Select[int, int, EmploymentKind, int, int, int, int, date, int | None, int, int, int]:
    """The query behind `all_standings`, to be embedded; its columns are named like the fields of Standing.

    `first` and `last` bound the leave year, `kinds` are the codes that use up annual leave. Whoever has no imported
    balance is not in it, or `with_unknown` with nothing granted, taken and planned. `among`: of these units alone.
    """
    roll, minutes = staff_roll(at).subquery(), col(LeaveDay.minutes)
    balance = and_(
        col(LeaveBalance.person_id) == roll.c.person_id,
        col(LeaveBalance.account) == ANNUAL,
        col(LeaveBalance.leave_year) == leave_year,
    )
    goal = and_(col(LeaveGoal.person_id) == roll.c.person_id, col(LeaveGoal.leave_year) == leave_year)
    planned = and_(
        col(LeaveDay.person_id) == roll.c.person_id,
        col(LeaveDay.day).between(first, last),
        col(LeaveDay.kind).in_(kinds),
    )
    is_over = col(LeaveDay.day) <= col(LeaveBalance.as_of)
    known: tuple[ColumnElement[Any], ...] = (
        roll.c.person_id,
        roll.c.unit_id,
        roll.c.employment,
        roll.c.minutes_per_day.label("day_minutes"),
        col(LeaveBalance.granted).label("granted"),
        col(LeaveBalance.carried_over).label("carried_over"),
        col(LeaveBalance.taken).label("taken"),
        col(LeaveBalance.as_of).label("as_of"),
        col(LeaveGoal.days).label("own_days"),
    )
    sums = (
        func.coalesce(func.sum(case((is_over, minutes), else_=0)), 0).label("before"),
        func.coalesce(func.sum(case((is_over, 0), else_=minutes)), 0).label("ahead"),
        func.coalesce(func.sum(case((or_(is_over, col(LeaveDay.is_hours)), 0), else_=minutes)), 0).label(
            "ahead_in_days"
        ),
    )
    query = select(*known, *sums).join(LeaveBalance, balance, isouter=with_unknown).outerjoin(LeaveGoal, goal)
    if among is not None:
        query = query.where(roll.c.unit_id.in_(among))
    return query.outerjoin(LeaveDay, planned).group_by(*known)


def all_standings(
    session: Session, leave_year: int, first: date, last: date, kinds: Collection[str], *, at: date
) -> list[Standing]:
    """How everybody's annual leave stands of whom a balance was imported."""
    query = standings(leave_year, first, last, kinds, at=at)
    return [Standing(*row) for row in session.execute(query)]


def months_with_leave(
    session: Session, first: date, last: date, kinds: Collection[str] | None = None
) -> dict[int, frozenset[date]]:
    """The months, each by its first day, in which people planned leave (of some kinds) between two days, by person."""
    query = select(col(LeaveDay.person_id), col(LeaveDay.day)).where(col(LeaveDay.day).between(first, last))
    if kinds is not None:
        query = query.where(col(LeaveDay.kind).in_(kinds))
    found: dict[int, set[date]] = {}
    for person_id, day in session.execute(query.distinct()):
        found.setdefault(person_id, set()).add(day.replace(day=1))
    return {person_id: frozenset(months) for person_id, months in found.items()}


def free_of_account(
    session: Session, account: str, kinds: Collection[str], leave_year: int, last: date
) -> dict[int, int]:
    """What people have left of an account in a leave year, in minutes, by person; nobody without an imported one.

    `last` is the last day of that year: what is planned after it is taken from another balance.
    """
    ahead = and_(
        col(LeaveDay.person_id) == col(LeaveBalance.person_id),
        col(LeaveDay.day) > col(LeaveBalance.as_of),
        col(LeaveDay.day) <= last,
        col(LeaveDay.kind).in_(kinds),
    )
    entitled = col(LeaveBalance.granted) + col(LeaveBalance.carried_over) - col(LeaveBalance.taken)
    query = (
        select(col(LeaveBalance.person_id), entitled - func.coalesce(func.sum(LeaveDay.minutes), 0))
        .outerjoin(LeaveDay, ahead)
        .where(col(LeaveBalance.account) == account, col(LeaveBalance.leave_year) == leave_year)
        .group_by(col(LeaveBalance.person_id), entitled)
    )
    return dict(tuple(row) for row in session.execute(query))


def has_planned_since(session: Session, person_id: int, moment: datetime) -> bool:
    """Whether somebody planned any leave after a moment."""
    which = (col(LeavePlan.person_id) == person_id, col(LeavePlan.planned_at) > moment)
    return session.scalar(select(func.count()).select_from(LeavePlan).where(*which)) != 0


def forget_goals(session: Session, leave_year: int) -> int:
    """Delete the goals of leave years before one; returns how many."""
    return session.connection().execute(delete(LeaveGoal).where(col(LeaveGoal.leave_year) < leave_year)).rowcount

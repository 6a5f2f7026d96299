"""Named queries over plans of leave, their days, and imported balances. Nothing commits here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func
from sqlmodel import Session, col, select

from bot.leave.balance import Balance
from bot.leave.kinds import Hours, Span, Wish
from bot.leave.leave_days import LeaveDay
from bot.leave.plans import Plan, Proposal
from bot.leave.tables import LeaveBalance, LeavePlan, LeaveWithdrawn
from bot.leave.tables import LeaveDay as LeaveDayRow
from bot.people.places import staff_units

#: Names the lock for a person's plans among all locks of the database.
_LOCK = 7302


@dataclass(frozen=True)
class Piece:
    """A stored day of leave, or a piece of one: whose, of which kind and plan, and how long their working day is."""

    plan_id: int
    person_id: int
    kind: str
    leave: LeaveDay
    workday_minutes: int


def keep_plans_apart(session: Session, person_id: int) -> None:
    """Let nobody else change this person's plans until this transaction ends; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(_LOCK, person_id)))


def plan_by_key(session: Session, person_id: int, key: str) -> Plan | None:
    """One of a person's own plans; nothing for somebody else's."""
    return next(iter(_plans(session, col(LeavePlan.person_id) == person_id, col(LeavePlan.key) == key)), None)


def plans_since(session: Session, person_id: int, day: date) -> tuple[Plan, ...]:
    """A person's plans that reach a day or lie after it, the earliest first."""
    return _plans(session, col(LeavePlan.person_id) == person_id, col(LeavePlan.last_day) >= day)


def _plans(session: Session, *which: ColumnElement[bool]) -> tuple[Plan, ...]:
    order = (col(LeavePlan.first_day), col(LeavePlan.start_minute), col(LeavePlan.id))
    rows = session.exec(select(LeavePlan).where(*which).order_by(*order)).all()
    days: defaultdict[int, tuple[LeaveDay, ...]] = defaultdict(tuple)
    for piece in _pieces(session, col(LeaveDayRow.plan_id).in_([row.id for row in rows])):
        days[piece.plan_id] += (piece.leave,)
    return tuple(Plan(row.id or 0, row.key, row.kind, _wish(row), days[row.id or 0]) for row in rows)


def pieces_of(session: Session, person_id: int, first: date, last: date) -> list[Piece]:
    """What a person has planned from a day to a day, by day and time."""
    return _pieces(session, col(LeaveDayRow.person_id) == person_id, col(LeaveDayRow.day).between(first, last))


def pieces_of_units(session: Session, unit_ids: Collection[int], days: Collection[date], *, at: date) -> list[Piece]:
    """What the people of the staff whose main unit on the day `at` is one of these have planned for some days."""
    units = staff_units(at).subquery()
    members = select(units.c.person_id).where(units.c.unit_id.in_(unit_ids))
    return _pieces(session, col(LeaveDayRow.day).in_(days), col(LeaveDayRow.person_id).in_(members))


def members_of(session: Session, unit_ids: Collection[int], *, at: date) -> dict[int, int]:
    """The main unit of everybody on the staff of one of these units on a day, by person; nobody on leave of absence."""
    units = staff_units(at).subquery()
    rows = session.execute(select(units.c.person_id, units.c.unit_id).where(units.c.unit_id.in_(unit_ids)))
    return dict(tuple(row) for row in rows)


def _pieces(session: Session, *which: ColumnElement[bool]) -> list[Piece]:
    order = (col(LeaveDayRow.day), col(LeaveDayRow.start_minute), col(LeaveDayRow.id))
    return [_piece(row) for row in session.exec(select(LeaveDayRow).where(*which).order_by(*order))]


def _piece(row: LeaveDayRow) -> Piece:
    leave = LeaveDay(row.day, row.part, row.is_hours, row.start_minute, row.end_minute, row.minutes)
    return Piece(row.plan_id, row.person_id, row.kind, leave, row.workday_minutes)


def add_plan(
    session: Session, person_id: int, proposal: Proposal, days: Iterable[tuple[LeaveDay, int]], *, now: datetime
) -> Plan:
    """Store a plan with its days, each with the minutes of the whole working day."""
    row = LeavePlan(
        key=proposal.key, person_id=person_id, kind=proposal.kind, planned_at=now, **_columns(proposal.wish)
    )
    session.add(row)
    session.flush()
    found = tuple(days)
    for day, whole in found:
        more: dict[str, Any] = {
            "plan_id": row.id,
            "person_id": person_id,
            "kind": proposal.kind,
            "workday_minutes": whole,
        }
        session.add(LeaveDayRow(**more | asdict(day)))
    session.flush()
    return Plan(row.id or 0, proposal.key, proposal.kind, proposal.wish, tuple(day for day, _ in found))


def cut_plan(session: Session, plan: Plan, *, today: date) -> None:
    """Keep of a plan, as it is given, only what lies before today."""
    session.connection().execute(
        delete(LeaveDayRow).where(col(LeaveDayRow.plan_id) == plan.id, col(LeaveDayRow.day) >= today)
    )
    row = session.get_one(LeavePlan, plan.id)
    for name, value in _columns(plan.wish).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def withdraw_plan(session: Session, plan: Plan, *, now: datetime) -> None:
    """Delete a plan; for a while nothing but its key is remembered."""
    session.connection().execute(delete(LeaveDayRow).where(col(LeaveDayRow.plan_id) == plan.id))
    session.delete(session.get_one(LeavePlan, plan.id))
    session.add(LeaveWithdrawn(key=plan.key, withdrawn_at=now))
    session.flush()


def was_withdrawn(session: Session, key: str) -> bool:
    """Whether a plan with this key was cancelled or changed lately."""
    return session.get(LeaveWithdrawn, key) is not None


def balances_of(session: Session, person_id: int, account: str) -> dict[int, Balance]:
    """What was imported of one account of a person, by leave year."""
    which = (col(LeaveBalance.person_id) == person_id, col(LeaveBalance.account) == account)
    rows = session.exec(select(LeaveBalance).where(*which))
    return {row.leave_year: _balance(row) for row in rows}


def _balance(row: LeaveBalance) -> Balance:
    return Balance(row.account, row.leave_year, row.granted, row.carried_over, row.taken, row.as_of)


def count_about(session: Session, person_id: int) -> tuple[int, int]:
    """How many plans and how many imported balances of a person are stored."""
    plans = select(func.count()).where(col(LeavePlan.person_id) == person_id)
    balances = select(func.count()).where(col(LeaveBalance.person_id) == person_id)
    return session.exec(plans).one(), session.exec(balances).one()


def forget_before(session: Session, day: date) -> int:
    """Delete plans that ended before a day; returns how many."""
    old = select(col(LeavePlan.id)).where(col(LeavePlan.last_day) < day)
    connection = session.connection()
    connection.execute(delete(LeaveDayRow).where(col(LeaveDayRow.plan_id).in_(old)))
    return connection.execute(delete(LeavePlan).where(col(LeavePlan.last_day) < day)).rowcount


def forget_balances(session: Session, leave_year: int) -> int:
    """Delete balances of leave years before one; returns how many."""
    return session.connection().execute(delete(LeaveBalance).where(col(LeaveBalance.leave_year) < leave_year)).rowcount


def forget_withdrawn(session: Session, before: datetime) -> int:
    """Delete the keys of plans that were withdrawn before a moment; returns how many."""
    old = col(LeaveWithdrawn.withdrawn_at) < before
    return session.connection().execute(delete(LeaveWithdrawn).where(old)).rowcount


def _columns(wish: Wish) -> dict[str, Any]:
    if isinstance(wish, Hours):
        clock = {"start_minute": wish.start_minute, "minutes": wish.minutes}
        return {"first_day": wish.day, "last_day": wish.day, **clock}
    parts = {"first_part": wish.first_part, "last_part": wish.last_part}
    return {"first_day": wish.first, "last_day": wish.last, **parts}


def _wish(row: LeavePlan) -> Wish:
    if row.minutes is not None:
        return Hours(row.first_day, row.start_minute, row.minutes)
    return Span(row.first_day, row.last_day, row.first_part, row.last_part)

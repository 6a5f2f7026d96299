"""The quarterly report in one grouped query, and which quarters were approved. Nothing commits here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, case, cast, func, select
from sqlmodel import Session, col

from bot.leave.goal_store import standings
from bot.leave.office_tables import ApprovedReport
from bot.people.kinds import EmploymentKind

_FIVE, _TEN = 5, 10


@dataclass(frozen=True)
class GroupSum:
    """Sums over those of a unit with the same 任用の種別 and length of day, in minutes."""

    unit_id: int
    employment: EmploymentKind
    day_minutes: int
    headcount: int
    people: int
    taken: int
    planned: int
    granted: int
    goal: int
    under_five: int
    with_ten_under_five: int
    oldest: date | None
    newest: date | None


@dataclass(frozen=True)
class Year:
    """The leave year of a report: its days, the kinds that use up annual leave, and the city's goals in days."""

    number: int
    first: date
    last: date
    kinds: Collection[str]
    goals: Mapping[EmploymentKind, int]


def sums_of_units(session: Session, year: Year, *, at: date, among: Collection[int] | None = None) -> list[GroupSum]:
    """What the staff of each unit, or of some, took and planned, as they stand on a day.

    What was planned is counted up to where taken is.
    """
    one = standings(year.number, year.first, year.last, year.kinds, at=at, with_unknown=True, among=among).subquery().c
    length, is_known = one.day_minutes, one.granted.is_not(None)
    wanted = func.coalesce(one.own_days, case(dict(year.goals), value=one.employment, else_=0)) * length
    goal = case((wanted < one.granted, wanted), else_=one.granted)
    under = case((one.taken < _FIVE * length, 1), else_=0)
    with_ten = case((one.granted >= _TEN * length, under), else_=0)
    planned = case((is_known, one.before), else_=0)
    sums = (one.taken, planned, one.granted, goal, under, with_ten)
    place: tuple[Any, ...] = (one.unit_id, one.employment, length)
    query = select(
        *place,
        func.count(),
        func.count(one.granted),
        # PostgreSQL sums what is a sum already into a numeric.
        *(cast(func.coalesce(func.sum(each), 0), BigInteger) for each in sums),
        func.min(one.as_of),
        func.max(one.as_of),
    )
    return [GroupSum(*row) for row in session.execute(query.group_by(*place))]


@dataclass(frozen=True)
class Approved:
    """A report that the personnel section approved, as they read it; `blocks` is JSON."""

    quarter: date
    approved_at: datetime
    channel: str
    unit_id: int
    text: str
    blocks: str


def approved_on(session: Session, quarter: date) -> Approved | None:
    """The approval of a quarter, if there is one."""
    row = session.get(ApprovedReport, quarter)
    return None if row is None else _approved(row)


def approved_since(session: Session, moment: datetime) -> list[Approved]:
    """What was approved after a moment."""
    rows = session.scalars(select(ApprovedReport).where(col(ApprovedReport.approved_at) > moment))
    return [_approved(row) for row in rows]


def approve(session: Session, found: Approved, *, by: int) -> None:
    """Keep an approval."""
    session.add(
        ApprovedReport(
            quarter=found.quarter,
            approved_at=found.approved_at,
            approved_by=by,
            channel=found.channel,
            unit_id=found.unit_id,
            text=found.text,
            blocks=found.blocks,
        )
    )
    session.flush()


def _approved(row: ApprovedReport) -> Approved:
    return Approved(row.quarter, row.approved_at, row.channel, row.unit_id, row.text, row.blocks)

"""What was reported about overtime as counts of units, and what nobody decided about: named queries for digests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from bot.overtime.kinds import Report, ReportState
from bot.overtime.store import as_report
from bot.overtime.tables import ConfirmationAsked, OvertimeReport


@dataclass(frozen=True)
class Stays:
    """How many people of a unit alone reported overtime for a day, for one cause."""

    unit_id: int
    day: date
    cause: str
    count: int


def stays_between(session: Session, first: date, last: date, among: Collection[int] | None = None) -> list[Stays]:
    """The reports for the days of a span, of all units or of some, in one grouped query; what was withdrawn is none."""
    table = OvertimeReport
    place = (col(table.unit_id), col(table.service_date), col(table.cause))
    query = select(*place, func.count()).where(
        col(table.service_date).between(first, last), col(table.state) != ReportState.WITHDRAWN
    )
    if among is not None:
        query = query.where(col(table.unit_id).in_(among))
    return [Stays(*row) for row in session.execute(query.group_by(*place).order_by(*place))]


def waiting_since(session: Session, first: date) -> list[Report]:
    """The reports for a day and later ones that nobody decided about, by day."""
    table = OvertimeReport
    which = (col(table.service_date) >= first, col(table.state) == ReportState.REPORTED)
    query = select(table).where(*which).order_by(col(table.service_date), col(table.reported_at), col(table.id))
    return [as_report(row) for row in session.scalars(query)]


def asked_since(session: Session, first: date) -> dict[tuple[int, date], frozenset[int]]:
    """Who was asked about a unit's reports of a day, from a day on, by unit and day."""
    table = ConfirmationAsked
    query = select(col(table.unit_id), col(table.service_date), col(table.person_id))
    found: defaultdict[tuple[int, date], set[int]] = defaultdict(set)
    for unit_id, day, person_id in session.execute(query.where(col(table.service_date) >= first)):
        found[unit_id, day].add(person_id)
    return {place: frozenset(people) for place, people in found.items()}

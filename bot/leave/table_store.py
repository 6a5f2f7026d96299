"""The plan table in one grouped query: everybody of some units, with what they planned between two days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from bot.leave.kinds import Part
from bot.leave.tables import LeaveDay
from bot.people.places import staff_roll


@dataclass(frozen=True)
class TableRow:
    """A person with one kind of leave of a day; without leave between the two days they are there once, without."""

    person_id: int
    unit_id: int
    staff_number: str
    name: str
    day_minutes: int
    day: date | None
    kind: str | None
    part: Part | None
    is_hours: bool | None
    minutes: int | None
    workday_minutes: int | None


def table_rows(session: Session, unit_ids: Collection[int], first: date, last: date, *, at: date) -> list[TableRow]:
    """What everybody planned whose main unit on the day `at` is one of these; by staff number, then by day."""
    roll = staff_roll(at).subquery()
    people = (roll.c.person_id, roll.c.unit_id, roll.c.staff_number, roll.c.name, roll.c.minutes_per_day)
    leave = (col(LeaveDay.day), col(LeaveDay.kind), col(LeaveDay.part), col(LeaveDay.is_hours))
    sums = (func.sum(LeaveDay.minutes), func.max(LeaveDay.workday_minutes))
    planned = and_(col(LeaveDay.person_id) == roll.c.person_id, col(LeaveDay.day).between(first, last))
    query = (
        select(*people, *leave, *sums)
        .outerjoin(LeaveDay, planned)
        .where(roll.c.unit_id.in_(unit_ids))
        .group_by(*people, *leave)
        .order_by(roll.c.staff_number, col(LeaveDay.day), func.min(LeaveDay.start_minute))
    )
    return [TableRow(*row) for row in session.execute(query)]

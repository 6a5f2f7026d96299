"""The minutes of overtime of units, as imported: sums of everybody's days, by the unit of their main post that day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from bot.attendance.store import imported_days
from bot.attendance.tables import AttendanceDay
from bot.people.places import main_units


@dataclass(frozen=True)
class OvertimeHours:
    """How many minutes, and of how many people on the day with the most of them."""

    people: int = 0
    minutes: int = 0

    def __add__(self, other: OvertimeHours) -> OvertimeHours:
        """Of different units over the same span."""
        return OvertimeHours(self.people + other.people, self.minutes + other.minutes)


def overtime_hours(session: Session, first: date, last: date) -> dict[int, OvertimeHours]:
    """The overtime of each unit alone from `first` to `last`; units of which none was imported are not there.

    One query for each imported day, so that whoever changes the unit counts in both, each with their own days.
    """
    found: defaultdict[int, OvertimeHours] = defaultdict(OvertimeHours)
    for day in imported_days(session, first, last):
        for unit_id, people, minutes in _on(session, day):
            so_far = found[unit_id]
            found[unit_id] = OvertimeHours(max(so_far.people, people), so_far.minutes + minutes)
    return dict(found)


def _on(session: Session, day: date) -> list[tuple[int, int, int]]:
    who = main_units(day).subquery()
    minutes = col(AttendanceDay.overtime_minutes)
    is_told = and_(col(AttendanceDay.service_date) == day, minutes.is_not(None))
    query = select(who.c.unit_id, func.count(), func.sum(minutes)).join(
        AttendanceDay, col(AttendanceDay.person_id) == who.c.person_id
    )
    rows = session.execute(query.where(is_told).group_by(who.c.unit_id))
    return [(unit_id, int(count), int(total)) for unit_id, count, total in rows]

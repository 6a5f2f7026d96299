"""Which whole days of many people their planned leave takes: named queries for other features (fixture X24)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from bot.leave.tables import LeaveDay


def days_away_of(
    session: Session, person_ids: Collection[int] | None, first: date, last: date
) -> dict[int, frozenset[date]]:
    """The days from a day to a day of which a person's leave leaves nothing; half days and hours are not among them.

    Whoever has none is not there. None for the ids: of everybody, as a statement takes so many ids and no more.
    """
    person, day = col(LeaveDay.person_id), col(LeaveDay.day)
    query = select(person, day).where(day.between(first, last))
    if person_ids is not None:
        query = query.where(person.in_(person_ids))
    found: defaultdict[int, set[date]] = defaultdict(set)
    for person_id, away in session.execute(query.group_by(person, day).having(_is_whole())):
        found[person_id].add(away)
    return {person_id: frozenset(days) for person_id, days in found.items()}


def away_on(day: date) -> Select[int]:
    """Selects the ids of those whose leave takes the whole of a day, to be embedded by whoever counts the others."""
    people: Select[int] = select(col(LeaveDay.person_id))
    return people.where(col(LeaveDay.day) == day).group_by(col(LeaveDay.person_id)).having(_is_whole())


def _is_whole() -> ColumnElement[bool]:
    """Whether the pieces of somebody's day leave nothing of it."""
    return func.sum(col(LeaveDay.minutes)) >= func.max(col(LeaveDay.workday_minutes))

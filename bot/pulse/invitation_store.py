"""Named queries over who is asked and whom Kaeru can write to. Session first, never commits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, select
from sqlmodel import Session, col

from bot.group_commit import Batch
from bot.people.reachable import reachable_staff
from bot.pulse.tables import SurveyInvitation

_PEOPLE = Batch(person_id=Integer())


def staff_by_unit(session: Session, day: date) -> dict[int, int]:
    """Everybody who can be asked on a day, with the unit of their main post."""
    staff = reachable_staff(day).subquery()
    return {row[0]: row[1] for row in session.execute(select(staff.c.person_id, staff.c.unit_id))}


def invited(session: Session, survey_id: int) -> list[int]:
    """Everybody who is asked."""
    query = select(col(SurveyInvitation.person_id)).where(col(SurveyInvitation.survey_id) == survey_id)
    return list(session.scalars(query))


def addresses_of_invited(survey_id: int, day: date) -> Select[Any]:
    """For an INSERT … SELECT of messages: everybody who is asked and can be written to."""
    staff = reachable_staff(day).subquery()
    is_mine = and_(col(SurveyInvitation.person_id) == staff.c.person_id, col(SurveyInvitation.survey_id) == survey_id)
    return select(staff).join(SurveyInvitation, is_mine)


def addresses_of(session: Session, people: Collection[int], day: date) -> Select[Any]:
    """The same for these people: their ids stand in the statement, in no table."""
    dialect = session.connection().dialect
    staff, batch = reachable_staff(day).subquery(), _PEOPLE.table(dialect.name)
    chosen = select(staff).join(batch, batch.c.person_id == staff.c.person_id)
    return chosen.params(**_PEOPLE.values(dialect, [(one,) for one in sorted(people)]))

"""Named queries for whoever is asked: the surveys that are open to them, and among whom they are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlmodel import Session, col

from bot.pulse.rules import SurveyState
from bot.pulse.tables import Survey, SurveyInvitation, SurveyPlace


def surveys_for(session: Session, person_id: int, now: datetime) -> list[int]:
    """The surveys that are open to somebody, the oldest first."""
    mine = and_(col(SurveyInvitation.survey_id) == col(Survey.id), col(SurveyInvitation.person_id) == person_id)
    is_open = and_(col(Survey.state) == SurveyState.RUNNING, col(Survey.closes_at) > now)
    found = session.scalars(select(col(Survey.id)).join(SurveyInvitation, mine).where(is_open).order_by(col(Survey.id)))
    return [one for one in found if one]


@dataclass(frozen=True)
class Group:
    """Among whom somebody is counted: the id of a unit (0: all who are asked), and how many are asked there.

    `text_people` is None where nothing written is kept, because all who are asked are too few.
    """

    bucket: int
    people: int
    text_people: int | None


def group_of(session: Session, survey_id: int, person_id: int) -> Group | None:
    """None for whoever is not asked."""
    mine = session.get(SurveyInvitation, (survey_id, person_id))
    if mine is None:
        return None
    places = session.scalars(select(SurveyPlace).where(col(SurveyPlace.survey_id) == survey_id)).all()
    people = sum(one.people for one in places if one.bucket == mine.bucket)
    texts = sum(one.people for one in places if one.text_bucket == mine.text_bucket)
    return Group(mine.bucket, people, None if mine.text_bucket is None else texts)

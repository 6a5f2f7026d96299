"""Named queries over surveys while they are asked. Session first, never commits; nothing here tells who answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, func, select
from sqlmodel import Session, SQLModel, col

from bot.pulse.rules import TAKING_PART, Question, SurveyState, told_of
from bot.pulse.tables import Survey, SurveyCount, SurveyPlace, SurveyQuestion


def table_of(row: type[SQLModel]) -> Table:
    """The table behind a row, for statements over many rows at once."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True)
class Running:
    """A survey that takes answers. `questions` are by code, with their places."""

    id: int
    closes_at: datetime
    key: bytes
    key_check: bytes | None
    questions: Mapping[str, tuple[int, Question]]


def running(session: Session, survey_ids: Collection[int]) -> dict[int, Running]:
    """Those of the surveys that run, held so that none of them closes before this transaction ends."""
    held = select(Survey).where(col(Survey.id).in_(survey_ids), col(Survey.state) == SurveyState.RUNNING)
    rows = session.scalars(held.order_by(col(Survey.id)).with_for_update(read=True)).all()
    asked = questions(session, [row.id or 0 for row in rows])
    return {
        row.id: Running(row.id, row.closes_at, row.key, row.key_check, asked.get(row.id, {}))
        for row in rows
        if row.id and row.key
    }


def running_ids(session: Session) -> list[int]:
    """The surveys that run."""
    return [
        one for one in session.scalars(select(col(Survey.id)).where(col(Survey.state) == SurveyState.RUNNING)) if one
    ]


def questions(session: Session, survey_ids: Collection[int]) -> dict[int, dict[str, tuple[int, Question]]]:
    """The questions of surveys, by code, each with its place."""
    query = select(SurveyQuestion).where(col(SurveyQuestion.survey_id).in_(survey_ids))
    found: dict[int, dict[str, tuple[int, Question]]] = {}
    for row in session.scalars(query.order_by(col(SurveyQuestion.place))):
        question = Question(row.code, row.lowest, row.highest, row.favourable_from, row.against_up_to)
        found.setdefault(row.survey_id, {})[row.code] = (row.place, question)
    return found


@dataclass(frozen=True)
class Turnout:
    """How many were asked, and how many of them answered anything."""

    asked: int
    answered: int

    @property
    def percent(self) -> int | None:
        """How many percent have answered anything, of those counted in fives, rounded down; None below ten answers.

        All that anybody may know before the close (`domain.md` 3.7, design 7).
        """
        told = told_of(self.answered)
        return 100 * told // self.asked if told else None


def turnouts(session: Session, survey_ids: Collection[int]) -> dict[int, Turnout]:
    """How far surveys have come, each all together."""
    asked = select(col(SurveyPlace.survey_id), func.sum(SurveyPlace.people)).where(
        col(SurveyPlace.survey_id).in_(survey_ids)
    )
    took_part = select(col(SurveyCount.survey_id), func.sum(SurveyCount.number)).where(
        col(SurveyCount.survey_id).in_(survey_ids), col(SurveyCount.place) == TAKING_PART
    )
    people, answered = (
        {row[0]: int(row[1]) for row in session.execute(query.group_by(query.selected_columns[0]))}
        for query in (asked, took_part)
    )
    return {one: Turnout(people.get(one, 0), answered.get(one, 0)) for one in survey_ids}

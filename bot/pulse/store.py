"""Named queries over surveys while they are asked. Session first, never commits; nothing here tells who answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from pydantic import SecretStr
from sqlalchemy import BindParameter, Select, Table, bindparam, func, select
from sqlmodel import Session, SQLModel, col

from bot.pulse.rules import TAKING_PART, Question, SurveyKind, SurveyState, told_of
from bot.pulse.tables import Survey, SurveyCount, SurveyPlace, SurveyQuestion
from bot.pulse.tokens import Seal

_SURVEYS: BindParameter[int] = bindparam("survey_ids", expanding=True)


def table_of(row: type[SQLModel]) -> Table:
    """The table behind a row, for statements over many rows at once."""
    return row.__table__  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True)
class Running:
    """A survey that takes answers. `questions` are by code in their order, each with its place, the first is 1."""

    id: int
    kind: SurveyKind
    instrument: str
    closes_at: datetime
    least_answers: int
    least_texts: int
    key: bytes = field(repr=False)
    key_check: bytes | None = field(repr=False)
    questions: Mapping[str, tuple[int, Question]]

    def seal(self, secret: SecretStr) -> Seal:
        """What makes its tokens; raises SetupFault where the secret is another than at the opening."""
        seal = Seal(secret, self.key)
        seal.require(self.key_check)
        return seal


def running(session: Session, survey_ids: Collection[int], *, is_held: bool = False) -> dict[int, Running]:
    """Those of the surveys that run; if they are held, none of them closes before this transaction ends."""
    if not survey_ids:
        return {}
    rows = session.connection().execute(_running(is_held=is_held), {"survey_ids": list(survey_ids)}).all()
    asked = questions(session, [row.id for row in rows])
    return {row.id: Running(*row, asked.get(row.id, {})) for row in rows}


def running_ids(session: Session) -> list[int]:
    """The surveys that run."""
    return [
        one for one in session.scalars(select(col(Survey.id)).where(col(Survey.state) == SurveyState.RUNNING)) if one
    ]


def questions(session: Session, survey_ids: Collection[int]) -> dict[int, dict[str, tuple[int, Question]]]:
    """The questions of surveys, by code, each with its place."""
    found: dict[int, dict[str, tuple[int, Question]]] = {}
    if not survey_ids:
        return found
    rows = session.connection().execute(_questions(), {"survey_ids": list(survey_ids)})
    for survey_id, place, code, lowest, highest, favourable_from, against_up_to in rows:
        question = Question(code, lowest, highest, favourable_from, against_up_to)
        found.setdefault(survey_id, {})[code] = (place, question)
    return found


@cache
def _running(*, is_held: bool) -> Select[int, SurveyKind, str, datetime, int, int, bytes, bytes | None]:
    table = table_of(Survey).c
    shown = (table.id, table.kind, table.instrument, table.closes_at, table.least_answers, table.least_texts)
    query = select(*shown, table.key, table.key_check).where(table.id.in_(_SURVEYS)).order_by(table.id)
    query = query.where(table.state == SurveyState.RUNNING, table.key.is_not(None))
    return query.with_for_update(read=True) if is_held else query


@cache
def _questions() -> Select[int, int, str, int, int, int | None, int | None]:
    table = table_of(SurveyQuestion).c
    scale = (table.lowest, table.highest, table.favourable_from, table.against_up_to)
    query = select(table.survey_id, table.place, table.code, *scale)
    return query.where(table.survey_id.in_(_SURVEYS)).order_by(table.place)


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

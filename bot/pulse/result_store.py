"""Named queries over what may be shown of closed surveys. Session first, never commits."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlmodel import Session, col

from bot.pulse.close_store import Asked
from bot.pulse.rules import TAKING_PART, SurveyState
from bot.pulse.showing import Band, band_of
from bot.pulse.store import table_of
from bot.pulse.tables import Survey, SurveyPlace, SurveyQuestion, SurveyResult, SurveyText


@dataclass(frozen=True)
class Figure:
    """What may be shown of the answers of a unit (0: of all) to a question (code empty: to taking part at all).

    `total` adds up the scores, `favourable` and `against` count such scores, `numbers` is score → how many. Where only
    a band of the favourable share may show, all of these are empty. Of taking part, `answers` are those who were asked.
    """

    survey_id: int
    opened_on: date
    unit_id: int
    question: str
    answers: int
    total: int | None
    favourable: int | None
    against: int | None
    band: Band | None
    numbers: Mapping[int, int]


def closed(session: Session, survey_id: int) -> Asked | None:
    """A survey that is closed for good."""
    row = session.scalars(
        select(Survey).where(col(Survey.id) == survey_id, col(Survey.state) == SurveyState.CLOSED)
    ).first()
    if row is None:
        return None
    return Asked(survey_id, row.opened_on, row.scope, row.is_sample, row.least_answers, row.least_texts)


def figures(session: Session, survey_id: int, unit_ids: Collection[int]) -> list[Figure]:
    """What shows of these units in a closed survey, in the order of its questions."""
    query = _figures().where(col(SurveyResult.survey_id) == survey_id, col(SurveyResult.unit_id).in_(unit_ids))
    return [_figure(row) for row in session.execute(query.order_by(col(SurveyResult.place)))]


def figures_of(
    session: Session,
    survey_ids: Collection[int],
    unit_ids: Collection[int] | None = None,
    *,
    questions: Collection[str] | None = None,
) -> list[Figure]:
    """What shows of these units and questions (of all, without any) in closed surveys: the oldest survey first."""
    query = _figures().where(col(SurveyResult.survey_id).in_(survey_ids))
    if unit_ids is not None:
        query = query.where(col(SurveyResult.unit_id).in_(unit_ids))
    if questions is not None:
        query = query.where(col(SurveyQuestion.code).in_(questions))
    in_order = (col(Survey.opened_on), col(Survey.id), col(SurveyResult.place))
    return [_figure(row) for row in session.execute(query.order_by(*in_order))]


def units_shown(session: Session, survey_id: int) -> set[int]:
    """The units of which the answers to some question may be shown, WHOLE for everybody together."""
    query = select(col(SurveyResult.unit_id)).join(Survey, col(Survey.id) == col(SurveyResult.survey_id))
    is_shown = (col(Survey.state) == SurveyState.CLOSED, col(SurveyResult.place) != TAKING_PART)
    return set(session.scalars(query.where(col(SurveyResult.survey_id) == survey_id, *is_shown).distinct()))


def texts(session: Session, survey_id: int, question: str, buckets: Collection[int]) -> list[str]:
    """What people of these buckets wrote, in the random order of the ids."""
    query = (
        select(col(SurveyText.words))
        .join(SurveyQuestion, _same_question(SurveyText))
        .where(
            col(SurveyText.survey_id) == survey_id,
            col(SurveyText.bucket).in_(buckets),
            col(SurveyQuestion.code) == question,
        )
    )
    return list(session.scalars(query.order_by(col(SurveyText.id))))


def text_buckets(session: Session, survey_id: int) -> set[int]:
    """The buckets into which the texts of a survey went."""
    found = select(col(SurveyPlace.text_bucket)).where(col(SurveyPlace.survey_id) == survey_id).distinct()
    return {one for one in session.scalars(found) if one is not None}


def _same_question(table: type[SurveyResult | SurveyText]) -> ColumnElement[bool]:
    return and_(col(SurveyQuestion.survey_id) == col(table.survey_id), col(SurveyQuestion.place) == col(table.place))


def _figures() -> Select[Any]:
    """Columns, no rows of the table: of a city there are thousands."""
    return (
        select(*table_of(SurveyResult).c, col(Survey.opened_on), col(SurveyQuestion.code), col(SurveyQuestion.lowest))
        .select_from(SurveyResult)
        .join(Survey, col(Survey.id) == col(SurveyResult.survey_id))
        .outerjoin(SurveyQuestion, _same_question(SurveyResult))
        .where(col(Survey.state) == SurveyState.CLOSED)
    )


def _figure(row: Row[Any]) -> Figure:
    return Figure(
        survey_id=row.survey_id,
        opened_on=row.opened_on,
        unit_id=row.unit_id,
        question=row.code or "",
        answers=row.answers,
        total=row.total,
        favourable=row.favourable,
        against=row.against,
        band=band_of(row.from_percent, row.to_percent),
        numbers=dict(enumerate(json.loads(row.numbers), row.lowest or 0)) if row.numbers else {},
    )

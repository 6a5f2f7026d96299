"""Named queries behind the reports on closed surveys, of however many years. Session first, never commits."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, UnaryExpression, select
from sqlmodel import Session, col

from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.run_tables import SurveyRun
from bot.pulse.tables import Survey, SurveyPlace, SurveyQuestion


@dataclass(frozen=True)
class Closed:
    """A survey that is closed for good. A sample stands for a `population` of so many."""

    id: int
    kind: SurveyKind
    instrument: str
    scope: tuple[str, ...]
    is_sample: bool
    opened_on: date
    least_answers: int
    least_texts: int
    population: int | None = None


def closed(session: Session, survey_id: int) -> Closed | None:
    """One of them."""
    return next(iter(_closed(session, col(Survey.id) == survey_id, most=1)), None)


def latest_closed(session: Session, *, most: int) -> list[Closed]:
    """The newest results: those that closed last, the newest first."""
    return _closed(session, most=most, order=col(Survey.closes_at).desc())


def latest_of_all(session: Session, *, most: int) -> list[Closed]:
    """The newest ones that asked everybody of whole units what all are asked: pulses and full surveys."""
    is_for_all = (col(Survey.kind) != SurveyKind.ONE_OFF, col(Survey.is_sample).is_(other=False))
    return _closed(session, *is_for_all, most=most)


def opened_on(session: Session, day: date) -> list[Closed]:
    """Those that opened on a day, such as the parts of a wave."""
    return _closed(session, col(Survey.opened_on) == day, most=100)


def closed_before(session: Session, survey: Closed, *, most: int) -> list[Closed]:
    """The newest ones that asked from the same instrument and opened earlier, the newest first."""
    is_alike = col(Survey.instrument) == survey.instrument
    return _closed(session, is_alike, col(Survey.opened_on) < survey.opened_on, most=most)


def _closed(
    session: Session, *which: ColumnElement[bool], most: int, order: UnaryExpression[datetime] | None = None
) -> list[Closed]:
    query = (
        select(Survey, SurveyRun)
        .outerjoin(SurveyRun, col(SurveyRun.survey_id) == col(Survey.id))
        .where(col(Survey.state) == SurveyState.CLOSED, *which)
        .order_by(col(Survey.opened_on).desc() if order is None else order, col(Survey.id).desc())
    )
    return [_value(row, run) for row, run in session.execute(query.limit(most))]


def _value(row: Survey, run: SurveyRun | None) -> Closed:
    return Closed(
        id=row.id or 0,
        kind=row.kind,
        instrument=row.instrument,
        scope=tuple(json.loads(row.scope)),
        is_sample=row.is_sample,
        opened_on=row.opened_on,
        least_answers=row.least_answers,
        least_texts=row.least_texts,
        population=run.population if run else None,
    )


@dataclass(frozen=True)
class AskedUnit:
    """A unit of which somebody was asked, and the unit at which those are counted (0: with everybody)."""

    unit_id: int
    bucket: int


def places_of(session: Session, survey_id: int) -> list[AskedUnit]:
    """The units that were asked."""
    query = select(col(SurveyPlace.unit_id), col(SurveyPlace.bucket)).where(col(SurveyPlace.survey_id) == survey_id)
    return [AskedUnit(unit_id, bucket) for unit_id, bucket in session.execute(query)]


def surveys_with(session: Session, survey_ids: Collection[int], unit_ids: Collection[int]) -> set[int]:
    """Those of the surveys that asked somebody of these units."""
    query = select(col(SurveyPlace.survey_id)).where(
        col(SurveyPlace.survey_id).in_(survey_ids), col(SurveyPlace.unit_id).in_(unit_ids)
    )
    return set(session.scalars(query.distinct()))


def questions_of(session: Session, survey_id: int) -> list[str]:
    """The codes of its questions, in their order."""
    query = select(col(SurveyQuestion.code)).where(col(SurveyQuestion.survey_id) == survey_id)
    return list(session.scalars(query.order_by(col(SurveyQuestion.place))))

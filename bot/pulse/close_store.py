"""Named queries of the close: what was counted, what was asked before, and what goes. Session first, never commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import SystemRandom
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, SQLModel, col

from bot.pulse.rules import TAKING_PART, SurveyState
from bot.pulse.store import table_of
from bot.pulse.tables import (
    Survey,
    SurveyCount,
    SurveyInvitation,
    SurveyPlace,
    SurveyQuestion,
    SurveyResult,
    SurveyText,
    SurveyToken,
)
from bot.suppression import WHOLE

#: Place of a question and bucket of a text → the lowest unit (or WHOLE) from which it may be read; else nowhere.
TextPlaces = Mapping[tuple[int, int], int]

#: What may hold traces of people after a close.
TABLES = tuple(
    str(one.__tablename__) for one in (Survey, SurveyToken, SurveyInvitation, SurveyCount, SurveyText, SurveyResult)
)


@dataclass(frozen=True)
class Asked:
    """A survey whose answers are weighed. `scope` is a JSON list of unit codes."""

    id: int
    day: date
    scope: str
    is_sample: bool
    least_answers: int
    least_texts: int


def over(session: Session, now: datetime) -> list[int]:
    """The surveys that run although their time is over."""
    query = select(col(Survey.id)).where(col(Survey.state) == SurveyState.RUNNING, col(Survey.closes_at) <= now)
    return [one for one in session.scalars(query.order_by(col(Survey.id))) if one]


def counted(session: Session) -> list[int]:
    """The surveys that are over, but of whose people the files may still hold traces."""
    query = select(col(Survey.id)).where(col(Survey.state) == SurveyState.COUNTED)
    return [one for one in session.scalars(query.order_by(col(Survey.id))) if one]


def take(session: Session, survey_id: int, now: datetime) -> Asked | None:
    """A survey that is over, held so that nothing more is counted; None if it runs on or somebody else closed it."""
    query = select(Survey).where(
        col(Survey.id) == survey_id, col(Survey.state) == SurveyState.RUNNING, col(Survey.closes_at) <= now
    )
    row = session.scalars(query.with_for_update()).first()
    return None if row is None else _asked(row)


def earlier(
    session: Session, survey: Asked, codes: Collection[str], *, within: timedelta
) -> list[tuple[Asked, frozenset[str]]]:
    """The surveys of everybody around this one that are over and asked some of the questions, each with these."""
    query = (
        select(Survey, col(SurveyQuestion.code))
        .join(SurveyQuestion, col(SurveyQuestion.survey_id) == col(Survey.id))
        .where(
            col(Survey.id) != survey.id,
            col(Survey.state) != SurveyState.RUNNING,
            col(Survey.is_sample).is_(other=False),
            col(Survey.opened_on).between(survey.day - within, survey.day + within),
            col(SurveyQuestion.code).in_(codes),
        )
        .order_by(col(Survey.id))
    )
    found: dict[Asked, set[str]] = {}
    for row, code in session.execute(query):
        found.setdefault(_asked(row), set()).add(code)
    return [(asked, frozenset(shared)) for asked, shared in found.items()]


def _asked(row: Survey) -> Asked:
    return Asked(row.id or 0, row.opened_on, row.scope, row.is_sample, row.least_answers, row.least_texts)


@dataclass(frozen=True)
class Place:
    """Where the people of a unit are counted, and how many of them were asked."""

    unit_id: int
    bucket: int
    text_bucket: int | None
    people: int


def places(session: Session, survey_id: int) -> list[Place]:
    """The units of a survey."""
    rows = session.scalars(select(SurveyPlace).where(col(SurveyPlace.survey_id) == survey_id))
    return [Place(row.unit_id, row.bucket, row.text_bucket, row.people) for row in rows]


def counts(session: Session, survey_id: int) -> dict[int, dict[int, dict[int, int]]]:
    """What was counted: place of the question → bucket → score → how many."""
    found: dict[int, dict[int, dict[int, int]]] = {}
    for row in session.scalars(select(SurveyCount).where(col(SurveyCount.survey_id) == survey_id)):
        found.setdefault(row.place, {}).setdefault(row.bucket, {})[row.score] = row.number
    return found


def texts_by_bucket(session: Session, survey_id: int, place: int) -> list[tuple[int, int]]:
    """How many wrote something, by bucket."""
    query = select(col(SurveyText.bucket), func.count()).where(
        col(SurveyText.survey_id) == survey_id, col(SurveyText.place) == place
    )
    return [(bucket, number) for bucket, number in session.execute(query.group_by(col(SurveyText.bucket)))]


def leave_what_may_be_shown(session: Session, survey_id: int, told: int, read_at: TextPlaces) -> None:
    """Delete what leads to people, all counts, and each text that nobody will ever read.

    Of the counts stays how many took part in all, as far as it was `told` before. Texts are written anew in random
    order, each at the unit from which it may be read.
    """
    for table in (SurveyToken, SurveyInvitation, SurveyCount):
        session.execute(delete(table).where(col(table.survey_id) == survey_id))
    gone = {"key": None, "key_check": None, "state": SurveyState.COUNTED}
    session.execute(update(Survey).where(col(Survey.id) == survey_id).values(**gone))
    session.add(SurveyCount(survey_id=survey_id, bucket=WHOLE, place=TAKING_PART, score=1, number=told))
    _write_texts_anew(session, survey_id, read_at)


def _write_texts_anew(session: Session, survey_id: int, read_at: TextPlaces) -> None:
    of_the_survey = col(SurveyText.survey_id) == survey_id
    found = session.execute(select(*table_of(SurveyText).c).where(of_the_survey)).mappings().all()
    session.execute(delete(SurveyText).where(of_the_survey))
    rows = [
        {**row, "id": uuid4().hex, "bucket": unit_id}
        for row in found
        if (unit_id := read_at.get((row["place"], row["bucket"]))) is not None
    ]
    write(session, SurveyText, rows)


def write(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows in random order."""
    shuffled = SystemRandom().sample(rows, len(rows))
    if shuffled:
        session.connection().execute(insert(table), shuffled)


def close(session: Session, survey_ids: Iterable[int]) -> None:
    """The files of these surveys hold no more traces of people."""
    counted_ones = col(Survey.id).in_(list(survey_ids)) & (col(Survey.state) == SurveyState.COUNTED)
    session.execute(update(Survey).where(counted_ones).values(state=SurveyState.CLOSED))

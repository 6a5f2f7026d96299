"""Named queries for whoever is asked: the surveys that are open to them, and which tokens are used. Never commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pydantic import SecretStr
from sqlalchemy import Select, and_, select
from sqlmodel import Session, col
from sqlmodel.sql.sqltypes import AutoString

from bot.group_commit import Batch
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.store import table_of
from bot.pulse.tables import Survey, SurveyInvitation, SurveyPlace, SurveyQuestion, SurveyToken
from bot.pulse.tokens import Seal

_TOKENS = Batch(token=AutoString())


@dataclass(frozen=True)
class OpenSurvey:
    """A running survey as its questions are shown."""

    id: int
    kind: SurveyKind
    instrument: str
    codes: tuple[str, ...]
    closes_at: datetime
    least_answers: int
    least_texts: int


def open_surveys(session: Session, survey_ids: Collection[int]) -> list[OpenSurvey]:
    """Those of the surveys that run, with the codes of their questions in order."""
    questions = select(col(SurveyQuestion.survey_id), col(SurveyQuestion.code)).where(
        col(SurveyQuestion.survey_id).in_(survey_ids)
    )
    codes: dict[int, list[str]] = {}
    for survey_id, code in session.execute(questions.order_by(col(SurveyQuestion.place))):
        codes.setdefault(survey_id, []).append(code)
    table = table_of(Survey).c
    shown = select(table.id, table.kind, table.instrument, table.closes_at, table.least_answers, table.least_texts)
    running = shown.where(table.id.in_(survey_ids), table.state == SurveyState.RUNNING).order_by(table.id)
    return [
        OpenSurvey(survey_id, kind, instrument, tuple(codes.get(survey_id, ())), *rest)
        for survey_id, kind, instrument, *rest in session.execute(running)
    ]


def surveys_for(session: Session, person_id: int, now: datetime) -> list[int]:
    """The surveys that are open to somebody, the oldest first."""
    mine = and_(col(SurveyInvitation.survey_id) == col(Survey.id), col(SurveyInvitation.person_id) == person_id)
    is_open = and_(col(Survey.state) == SurveyState.RUNNING, col(Survey.closes_at) > now)
    found = session.scalars(select(col(Survey.id)).join(SurveyInvitation, mine).where(is_open).order_by(col(Survey.id)))
    return [one for one in found if one]


def seals(session: Session, survey_ids: Collection[int], secret: SecretStr) -> dict[int, Seal]:
    """What makes the tokens of surveys that run; raises SetupFault where the secret is another than at the opening."""
    table = table_of(Survey).c
    query = select(table.id, table.key, table.key_check).where(
        table.id.in_(survey_ids), table.state == SurveyState.RUNNING
    )
    found = {}
    for survey_id, key, check in session.execute(query):
        found[survey_id] = seal = Seal(secret, key)
        seal.require(check)
    return found


def used(session: Session, tokens: Iterable[str]) -> set[str]:
    """Those of the tokens under which something was counted, however many they are."""
    connection = session.connection()
    values = _TOKENS.values(connection.dialect, [(one,) for one in tokens])
    return set(connection.execute(_used(connection.dialect.name), values).scalars())


@cache
def _used(dialect: str) -> Select[str]:
    table, batch = table_of(SurveyToken), _TOKENS.table(dialect)
    return select(table.c.token).join(batch, batch.c.token == table.c.token)


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

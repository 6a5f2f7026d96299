"""Named queries that count answers, each one statement for a whole batch. Session first, never commits.

Tokens come before counts, both in the order of their keys: two processes with the same people never wait for each other
in a circle.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import uuid4

from sqlalchemy import Insert, Integer, Select, bindparam, insert, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from bot.group_commit import Batch
from bot.pulse.answers import Buckets
from bot.pulse.store import table_of
from bot.pulse.tables import SurveyCount, SurveyInvitation, SurveyText, SurveyToken

#: Survey, bucket, place of the question, score.
CountKey = tuple[int, int, int, int]

_PEOPLE = Batch(person_id=Integer())
_USED = Batch(token=AutoString())
_TOKENS = Batch(token=AutoString(), survey_id=Integer())
_COUNTS = Batch(survey_id=Integer(), bucket=Integer(), place=Integer(), score=Integer(), number=Integer())


@dataclass(frozen=True)
class Entry:
    """What an answer adds, once, under its token: one to a count, or, if it has words, a text."""

    survey_id: int
    bucket: int
    place: int
    token: str = field(repr=False)
    score: int = field(default=0, repr=False)
    words: str = field(default="", repr=False)

    @property
    def count_key(self) -> CountKey:
        """Which count it adds to."""
        return self.survey_id, self.bucket, self.place, self.score


def buckets_of(session: Session, asked: Collection[tuple[int, int]]) -> dict[tuple[int, int], Buckets]:
    """Where people are counted, by survey and person; who was not asked is not there."""
    connection = session.connection()
    found: dict[tuple[int, int], Buckets] = {}
    for survey_id in {survey_id for survey_id, _ in asked}:
        people = [(person_id,) for one, person_id in asked if one == survey_id]
        values = _PEOPLE.values(connection.dialect, people)
        rows = connection.execute(_invited(connection.dialect.name), {**values, "survey_id": survey_id})
        found |= {(survey_id, person_id): Buckets(bucket, texts) for person_id, bucket, texts in rows}
    return found


def used(session: Session, tokens: Collection[str]) -> set[str]:
    """Those of the tokens under which something was counted, however many they are."""
    if not tokens:
        return set()
    connection = session.connection()
    values = _USED.values(connection.dialect, [(one,) for one in tokens])
    return set(connection.execute(_used(connection.dialect.name), values).scalars())


def use(session: Session, entries: Collection[Entry]) -> set[str]:
    """Take the tokens of the entries; returns those that were not taken yet."""
    if not entries:
        return set()
    connection = session.connection()
    rows = sorted((entry.token, entry.survey_id) for entry in entries)
    return set(connection.execute(_take(connection.dialect.name), _TOKENS.values(connection.dialect, rows)).scalars())


def add(session: Session, counts: Mapping[CountKey, int]) -> None:
    """Add to the counts."""
    if counts:
        connection = session.connection()
        rows = [(*key, counts[key]) for key in sorted(counts)]
        connection.execute(_add(connection.dialect.name), _COUNTS.values(connection.dialect, rows))


def keep_texts(session: Session, entries: Sequence[Entry]) -> None:
    """Keep what was written, under random ids and in their order."""
    rows = [
        {"id": uuid4().hex, "survey_id": one.survey_id, "place": one.place, "bucket": one.bucket, "words": one.words}
        for one in entries
    ]
    if rows:
        session.connection().execute(insert(table_of(SurveyText)), sorted(rows, key=lambda row: str(row["id"])))


@cache
def _invited(dialect: str) -> Select[int, int, int | None]:
    table = table_of(SurveyInvitation).c
    query = select(table.person_id, table.bucket, table.text_bucket)
    return query.where(table.survey_id == bindparam("survey_id"), _PEOPLE.holds(table.person_id, dialect))


@cache
def _used(dialect: str) -> Select[str]:
    token = table_of(SurveyToken).c.token
    return select(token).where(_USED.holds(token, dialect))


@cache
def _take(dialect: str) -> ReturningInsert[str]:
    return _filled(SurveyToken, _TOKENS, dialect).on_conflict_do_nothing().returning(table_of(SurveyToken).c.token)


@cache
def _add(dialect: str) -> Insert:
    merged = _filled(SurveyCount, _COUNTS, dialect)
    total = table_of(SurveyCount).c.number + merged.excluded.number
    key = ["survey_id", "bucket", "place", "score"]
    return merged.on_conflict_do_update(index_elements=key, set_={"number": total})


def _filled(table: type[SQLModel], batch: Batch, dialect: str) -> postgresql.Insert | sqlite.Insert:
    into = sqlite.insert(table_of(table)) if dialect == "sqlite" else postgresql.insert(table_of(table))
    # SQLite takes ON CONFLICT for the ON of a join unless the SELECT has a WHERE.
    return into.from_select(list(batch.columns), select(*batch.table(dialect).c).where(true()))

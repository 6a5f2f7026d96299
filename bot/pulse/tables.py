"""Surveys, and counts that nobody can trace (design 7). No row says who answered what, and none says when.

`survey_token` and `survey_invitation` know people while a survey runs, `survey_count` knows groups of any size. When it
closes, they are emptied: what may be shown stays, and nothing else.

Where the number or the order of rows could tell when they were written, SQLite keeps neither: the table lies in the
order of its key. A `bucket` is the id of the unit at whose head a group is counted; 0 stands for all of the survey.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.pulse.rules import SurveyKind, SurveyState

_IN_ORDER_OF_ITS_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


class Survey(Row, table=True):
    """A survey. `key` is random and lives as long as it runs; `key_check` tells whether the secret is still the same.

    `scope` is a JSON list of unit codes. `opened_on` is the day of the units and posts that its buckets follow.
    """

    __tablename__ = "survey"

    id: int | None = Field(default=None, primary_key=True)
    kind: SurveyKind = Field(sa_type=words(SurveyKind))
    instrument: str
    scope: str
    is_sample: bool
    opened_on: date = Field(index=True)
    opens_at: datetime
    closes_at: datetime
    state: SurveyState = Field(sa_type=words(SurveyState), index=True)
    least_answers: int
    least_texts: int
    key: bytes | None = None
    key_check: bytes | None = None


class SurveyQuestion(Row, table=True):
    """A question of a survey, the first at place 1. One that takes words has a `highest` below its `lowest`."""

    __tablename__ = "survey_question"
    __table_args__ = (UniqueConstraint("survey_id", "code"),)

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    place: int = Field(primary_key=True)
    code: str = Field(index=True)
    lowest: int
    highest: int
    favourable_from: int | None = None
    against_up_to: int | None = None


class SurveyPlace(Row, table=True):
    """Where the staff of a unit are counted, fixed when the survey opened; texts go to larger buckets, or nowhere.

    `people` are those of exactly this unit who were asked. A unit of which nobody was asked is not there.
    """

    __tablename__ = "survey_place"

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", primary_key=True)
    bucket: int
    text_bucket: int | None = None
    people: int


class SurveyInvitation(Row, table=True):
    """Who is asked, and where they are counted. Whether they answered does not stand here."""

    __tablename__ = "survey_invitation"

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    bucket: int
    text_bucket: int | None = None


class SurveyToken(Row, table=True):
    """That an answer was counted: HMAC(person ‖ question) under the survey's key and the secret of the environment."""

    # No foreign key: to check it, every batch of answers would lock the one row that all of them share.
    __tablename__ = "survey_token"
    __table_args__ = (_IN_ORDER_OF_ITS_KEY,)

    token: str = Field(primary_key=True)
    survey_id: int


class SurveyCount(Row, table=True):
    """How many of a bucket gave a score to the question at a place. All rows are there from the beginning, with 0.

    The close deletes them. One stays: how many took part in all, as far as that was told while the survey ran.
    """

    __tablename__ = "survey_count"
    __table_args__ = (_IN_ORDER_OF_ITS_KEY,)

    survey_id: int = Field(primary_key=True)
    bucket: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    score: int = Field(primary_key=True)
    number: int


class SurveyText(Row, table=True):
    """What somebody of a large bucket wrote. The id is random; nothing leads to the writer or their other answers.

    After the close the bucket is the lowest unit from which it may be read; what nobody may read is deleted.
    """

    __tablename__ = "survey_text"
    __table_args__ = (_IN_ORDER_OF_ITS_KEY,)

    id: str = Field(primary_key=True)
    survey_id: int
    place: int
    bucket: int
    words: str


class SurveyResult(Row, table=True):
    """What may be shown of a unit's answers to a question, decided once, at the close. What is not here stays hidden.

    `total` adds up the scores; `favourable` and `against` count such scores. Where only a band may show, they are
    empty, and the share of favourable answers lies between `from_percent` and `to_percent`. `numbers` is a JSON list
    of how many gave each score, or empty.
    """

    __tablename__ = "survey_result"
    __table_args__ = (Index("ix_survey_result_unit_id_survey_id", "unit_id", "survey_id"),)

    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    unit_id: int = Field(primary_key=True)
    place: int = Field(primary_key=True)
    answers: int
    total: int | None = None
    favourable: int | None = None
    against: int | None = None
    from_percent: int | None = None
    to_percent: int | None = None
    numbers: str = ""

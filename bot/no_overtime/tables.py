"""What a unit decided for itself about its no-overtime days, and what people answered to a card."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.no_overtime.answers import Answer
from bot.no_overtime.rules import RuleKind


class UnitRuleRow(Row, table=True):
    """A unit's own days over a span. `weekdays` is a bit set, Monday 1 … Sunday 64; empty for `exempt` and `swap`.

    `weeks` is one too, the first of a month 1, the fifth 16. A rule that was withdrawn before it began ends before it
    begins.
    """

    __tablename__ = "unit_rule"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: RuleKind = Field(sa_type=words(RuleKind))
    weekdays: int = 0
    weeks: int = 0
    given_up: date | None = None
    valid_from: date
    valid_to: date


class ReplyRow(Row, table=True):
    """What a person answered for a day. It lives until the night after that day and is joined to nothing else of theirs
    (design 7): then it becomes part of a count, and is deleted.
    """

    # One index is all that a tap has to keep; the table holds no more than a day or two.
    __tablename__ = "no_overtime_reply"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    service_date: date = Field(primary_key=True)
    answer: Answer = Field(sa_type=words(Answer))
    cause: str = ""
    updated_at: datetime


class ReplyCount(Row, table=True):
    """How many people of a unit (by main post on the day) gave an answer. Nothing tells who."""

    __tablename__ = "no_overtime_count"
    __table_args__ = (UniqueConstraint("unit_id", "service_date", "answer"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date = Field(index=True)
    answer: Answer = Field(sa_type=words(Answer))
    count: int

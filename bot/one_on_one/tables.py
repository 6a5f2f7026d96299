"""Pairs, their talks, what a member wishes for the next one, and counts of how clear things were afterwards.

Nothing that is said stands in any of them. Two fiscal years are kept (`domain.md` 3.5, R-PI).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.one_on_one.kinds import FOREVER, Cadence, Stance, Topic


class OneOnOnePair(Row, table=True):
    """A head and a member who talk, from `opened_on` to `closed_on`, both inclusive (`bot.one_on_one.kinds.PairKey`).

    `cadence` is the pair's own, where the head chose one. `starts_from` is the day from which a whole cadence leads to
    the first talk; `held_count` are the talks so far. `is_stopped`: the head wants to hear nothing of this pair.
    """

    __tablename__ = "one_on_one_pair"
    __table_args__ = (
        UniqueConstraint("unit_id", "head_id", "member_id", "opened_on"),
        Index("ix_one_on_one_pair_head_id_closed_on", "head_id", "closed_on"),
        Index("ix_one_on_one_pair_member_id_closed_on", "member_id", "closed_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    head_id: int = Field(foreign_key="person.id")
    member_id: int = Field(foreign_key="person.id")
    cadence: Cadence | None = Field(default=None, sa_type=words(Cadence))
    opened_on: date
    closed_on: date = Field(default=FOREVER, index=True)
    starts_from: date
    last_held_on: date | None = None
    held_count: int = 0
    is_stopped: bool = False


class OneOnOneTalk(Row, table=True):
    """One talk of a pair: agreed upon, postponed or held. `place` counts from 1; the one after the held ones is next.

    `is_clarity_open`: the member may still tell how clear things are. Once they did, or after a week, nobody can see
    any more whether they did.
    """

    __tablename__ = "one_on_one_talk"
    __table_args__ = (UniqueConstraint("pair_id", "place"),)

    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="one_on_one_pair.id")
    place: int
    planned_on: date | None = None
    planned_minute: int | None = None
    postponed_to: date | None = None
    held_on: date | None = Field(default=None, index=True)
    minutes: int | None = None
    is_clarity_open: bool = False


class OneOnOneWish(Row, table=True):
    """What the member wishes for the next talk; the row goes as soon as the talk is held."""

    __tablename__ = "one_on_one_wish"

    pair_id: int = Field(primary_key=True, foreign_key="one_on_one_pair.id")
    asked_on: date | None = None
    topic: Topic | None = Field(default=None, sa_type=words(Topic))
    stance: Stance | None = Field(default=None, sa_type=words(Stance))


class OneOnOneUnitCadence(Row, table=True):
    """How often a unit's head wants to talk with its people, where that is not as the city says."""

    __tablename__ = "one_on_one_unit_cadence"

    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    cadence: Cadence = Field(sa_type=words(Cadence))


class OneOnOneClarity(Row, table=True):
    """How many said, after talks of a month, that things are as clear as `step` (1 to 5). No pair, no person.

    `bucket` is the topmost unit above the pair, or 0 for the small ones of the city together.
    """

    __tablename__ = "one_on_one_clarity"

    bucket: int = Field(primary_key=True)
    month: date = Field(primary_key=True)
    step: int = Field(primary_key=True)
    number: int


class OneOnOneRound(Row, table=True):
    """A day on which the pairs were brought in line with the tree."""

    __tablename__ = "one_on_one_round"

    day: date = Field(primary_key=True)

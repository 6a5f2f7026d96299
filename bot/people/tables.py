"""Who works where, with the days on which it holds. Nothing is overwritten: a change ends one row and begins another.

`valid_from` and `valid_to` are the first and last day (`valid_to` is `date.max` while open); both belong to the span.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.people.kinds import FOREVER, EmploymentKind, HeadKind, ModeKind, PostKind, Status


class Unit(Row, table=True):
    """A unit's identity: its code never changes meaning."""

    __tablename__ = "unit"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)


class UnitSpan(Row, table=True):
    """What a unit is called, where it hangs in the tree and how it works, over a span of days."""

    __tablename__ = "unit_span"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    parent_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    name: str
    kind: str = ""
    channel: str = ""
    limit_profile: str = ""
    works_shifts: bool = False
    valid_from: date
    valid_to: date = FOREVER


class Person(Row, table=True):
    """A member of staff. `token` is the opaque name used in keys and ids; nothing else of a person may stand there."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    staff_number: str = Field(unique=True)
    name: str
    kana: str = ""
    email: str = Field(default="", index=True)
    slack_user_id: str | None = Field(default=None, unique=True)
    has_active_slack: bool = False
    locale: str | None = None


class Employment(Row, table=True):
    """How a person is employed and their own hours, over a span of days.

    `weekdays` is a bit set, Monday 1 … Sunday 64. Minutes count from midnight; `minutes_per_day` is without the break.
    """

    __tablename__ = "employment"
    __table_args__ = (UniqueConstraint("person_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    kind: EmploymentKind = Field(sa_type=words(EmploymentKind))
    status: Status = Field(sa_type=words(Status))
    start_minute: int
    end_minute: int
    weekdays: int
    minutes_per_day: int
    valid_from: date
    valid_to: date = FOREVER


class Post(Row, table=True):
    """A person's place in a unit: exactly one main post at a time, any number of others."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("person_id", "unit_id", "kind", "valid_from"),
        Index("ix_post_unit_id_valid_to", "unit_id", "valid_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    unit_id: int = Field(foreign_key="unit.id")
    kind: PostKind = Field(sa_type=words(PostKind))
    title: str = ""
    valid_from: date
    valid_to: date = FOREVER


class Headship(Row, table=True):
    """Who leads a unit over a span of days. No row means that the post is vacant."""

    __tablename__ = "headship"
    __table_args__ = (UniqueConstraint("unit_id", "person_id", "kind", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: HeadKind = Field(sa_type=words(HeadKind))
    valid_from: date
    valid_to: date = FOREVER


class SpecialMode(Row, table=True):
    """Disaster, election or council work of a unit and everything below it; without a unit, of the whole city."""

    __tablename__ = "special_mode"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    kind: ModeKind = Field(sa_type=words(ModeKind))
    starts_on: date
    ends_on: date
    declared_at: datetime

"""Evening meetings (夕礼): which units hold them, which took place, and why people expected overtime, as counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.no_overtime.answers import Cause


class EveningMeetingUnit(Row, table=True):
    """Whether a unit, with everything below it, makes its closing card the evening meeting, over a span of days."""

    __tablename__ = "evening_meeting_unit"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    is_on: bool
    valid_from: date
    valid_to: date = date.max


class EveningMeeting(Row, table=True):
    """One evening meeting: the unit whose card it is, and how it ended: by the host, or by itself at `closes_at`.

    `answers` is how many had answered by then.
    """

    __tablename__ = "evening_meeting"
    __table_args__ = (UniqueConstraint("unit_id", "service_date"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date = Field(index=True)
    closes_at: datetime
    closed_at: datetime | None = None
    was_closed_by_host: bool = False
    answers: int = 0


class CauseCount(Row, table=True):
    """How many people of a unit (by main post on the day) expected overtime for a cause. Nothing tells who."""

    __tablename__ = "no_overtime_cause_count"
    __table_args__ = (UniqueConstraint("unit_id", "service_date", "cause"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date = Field(index=True)
    cause: Cause = Field(sa_type=words(Cause))
    count: int

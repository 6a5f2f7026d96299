"""Meetings as rows: a unit's meeting of a month, and its morning meetings with the rule for them. No text is kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.meetings.kinds import Outcome


class WorkplaceMeeting(Row, table=True):
    """A unit's meeting of a month (`bot.meetings.kinds.Meeting`); `month` is the first day of it."""

    __tablename__ = "workplace_meeting"
    __table_args__ = (UniqueConstraint("unit_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    month: date = Field(index=True)
    outcome: Outcome = Field(sa_type=words(Outcome))
    day: date | None = Field(default=None, index=True)
    minute: int | None = None
    attendance: int | None = None
    decided_on: date | None = None
    noted_at: datetime


class MorningMeetingUnit(Row, table=True):
    """When a unit holds morning meetings over a span of days: `weekdays` is a bit set, Monday 1 … Sunday 64."""

    __tablename__ = "morning_meeting_unit"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    weekdays: int
    minute: int
    valid_from: date
    valid_to: date = date.max


class MorningMeetingDay(Row, table=True):
    """Whether a unit's morning meeting of a day was held, as somebody told with a tap."""

    __tablename__ = "morning_meeting_day"
    __table_args__ = (UniqueConstraint("unit_id", "service_date"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date = Field(index=True)
    was_held: bool

"""What the office keeps beside plans: the log of imports, goals, who is away on the morning card, approved reports."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.database import Row


class LeaveImport(Row, table=True):
    """A file of balances that was taken over; `digest` is that of its content, so that a second copy is known."""

    __tablename__ = "leave_import"

    id: int | None = Field(default=None, primary_key=True)
    imported_at: datetime
    digest: str = Field(index=True)
    as_of: date
    rows: int
    added: int
    corrected: int


class LeaveGoal(Row, table=True):
    """The days that somebody set themselves for a leave year (C01); without a row the city's goal holds."""

    __tablename__ = "leave_goal"
    __table_args__ = (UniqueConstraint("person_id", "leave_year"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    leave_year: int = Field(index=True)
    days: int


class AwayOnCard(Row, table=True):
    """Whether a unit, with everything below it, tells on its morning card who is away, over a span of days."""

    __tablename__ = "leave_away_on_card"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    is_on: bool
    valid_from: date
    valid_to: date = date.max


class ApprovedReport(Row, table=True):
    """A quarter whose report the personnel section approved, once; `quarter` is its first day.

    `text` and `blocks` (JSON) are what they read and approved: this and nothing else is posted, in `channel`.
    """

    __tablename__ = "leave_report_approved"

    quarter: date = Field(primary_key=True)
    approved_at: datetime
    approved_by: int = Field(foreign_key="person.id")
    channel: str
    unit_id: int = Field(foreign_key="unit.id")
    text: str
    blocks: str

"""Overtime reports, who was asked to confirm them, and notices of work beyond 20:00. Five years are kept (R-PI)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.overtime.kinds import LateAnswer, ReportState


class OvertimeReport(Row, table=True):
    """What a person reported for a day (`bot.overtime.kinds.Report`). One row for each, however often it changes."""

    __tablename__ = "overtime_report"
    __table_args__ = (
        UniqueConstraint("person_id", "service_date"),
        # A day can take the place of one no-overtime day only.
        UniqueConstraint("person_id", "day_instead"),
        Index("ix_overtime_report_service_date_unit_id", "service_date", "unit_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date
    cause: str
    planned_end_minute: int
    line: str = ""
    day_instead: date | None = Field(default=None, index=True)
    is_same_day: bool
    is_special: bool
    state: ReportState = Field(default=ReportState.REPORTED, sa_type=words(ReportState))
    version: int = 1
    reported_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    is_kept: bool | None = None


class ConfirmationAsked(Row, table=True):
    """Somebody was asked to look at the reports of a day that a unit's head confirms: rank 0 first, then whom silence
    passes them on to.

    `asked_at` is when their card fell due; `seen_at` when they first decided something.
    """

    __tablename__ = "overtime_confirmation_asked"
    __table_args__ = (
        UniqueConstraint("unit_id", "service_date", "person_id"),
        UniqueConstraint("unit_id", "service_date", "rank"),
    )

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date = Field(index=True)
    person_id: int = Field(foreign_key="person.id")
    rank: int
    asked_at: datetime
    seen_at: datetime | None = None


class LateNotice(Row, table=True):
    """20時以降の勤務の届出 (A11, A12): what somebody who had reported overtime said about the evening."""

    __tablename__ = "late_work_notice"
    __table_args__ = (UniqueConstraint("person_id", "service_date"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    unit_id: int = Field(foreign_key="unit.id")
    service_date: date = Field(index=True)
    answer: LateAnswer = Field(sa_type=words(LateAnswer))
    planned_end_minute: int | None = None
    line: str = ""
    is_special: bool
    answered_at: datetime

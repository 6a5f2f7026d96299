"""Monthly reports with their history, and the hours that units aim at. Units, months and figures; one line of text."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.reports.kinds import State, Step


class MonthlyReportRow(Row, table=True):
    """A unit's report for a month (its first day). `figures` is JSON (`bot.reports.documents`), as of `figures_at`."""

    __tablename__ = "monthly_report"
    __table_args__ = (UniqueConstraint("unit_id", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id")
    month: date = Field(index=True)
    state: State = Field(default=State.DRAFTED, sa_type=words(State))
    figures: str
    figures_at: datetime
    line: str = ""
    is_late: bool = False
    submitted_at: datetime | None = None
    version: int = 1


class MonthlyReportEvent(Row, table=True):
    """One step of a report. `person_id` is empty for what the clock did."""

    __tablename__ = "monthly_report_event"

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="monthly_report.id", index=True)
    at: datetime
    step: Step = Field(sa_type=words(Step))
    person_id: int | None = Field(default=None, foreign_key="person.id")


class OvertimeTarget(Row, table=True):
    """The hours of overtime that a unit aims at in a month (B01), as the city imported them, in minutes."""

    __tablename__ = "overtime_target"

    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    month: date = Field(primary_key=True)
    minutes: int

"""Planned leave: the plan as it was asked for, its days with their minutes, and the balances that were imported."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.database import Row, words
from bot.leave.kinds import Part


class LeavePlan(Row, table=True):
    """What somebody means to be away, as they said it: a span with its half days, or hours of one day.

    `minutes` is null for a span; `start_minute` counts from midnight. `kind` is the code of a kind of leave. `key` is
    the opaque name by which buttons know the plan: whoever confirms the same one again plans nothing more.
    """

    __tablename__ = "leave_plan"
    __table_args__ = (Index("ix_leave_plan_person_id_last_day", "person_id", "last_day"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    person_id: int = Field(foreign_key="person.id")
    kind: str
    first_day: date
    last_day: date = Field(index=True)
    first_part: Part = Field(default=Part.WHOLE, sa_type=words(Part))
    last_part: Part = Field(default=Part.WHOLE, sa_type=words(Part))
    start_minute: int | None = None
    minutes: int | None = None
    planned_at: datetime


class LeaveDay(Row, table=True):
    """A day of a plan, or the piece of it that is asked for (`bot.leave.leave_days.LeaveDay`): what all sums count.

    `workday_minutes` is the person's whole working day, so that minutes can be told as days for ever. Two pieces of a
    day never overlap: `store.keep_plans_apart` sees to it, and what begins at one minute cannot begin there twice.
    """

    __tablename__ = "leave_day"
    __table_args__ = (
        UniqueConstraint("person_id", "day", "start_minute"),
        # Who is away on a day, in a unit's month, in a bureau's quarter: in each case one range of this.
        Index("ix_leave_day_day_person_id", "day", "person_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="leave_plan.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    day: date
    kind: str
    part: Part = Field(sa_type=words(Part))
    is_hours: bool
    start_minute: int
    end_minute: int
    minutes: int
    workday_minutes: int


class LeaveWithdrawn(Row, table=True):
    """The key of a plan that was cancelled or changed, for as long as its old buttons may be pressed. Nobody's name."""

    __tablename__ = "leave_withdrawn"

    key: str = Field(primary_key=True)
    withdrawn_at: datetime = Field(index=True)


class LeaveBalance(Row, table=True):
    """What the attendance system said of a person's account in a leave year, in minutes (`bot.leave.balance.Balance`).

    One row for each: a later import takes the place of an earlier one. `account` is `annual` or the code of a kind.
    """

    __tablename__ = "leave_balance"
    __table_args__ = (UniqueConstraint("person_id", "account", "leave_year"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    account: str
    leave_year: int = Field(index=True)
    granted: int
    carried_over: int
    taken: int
    as_of: date

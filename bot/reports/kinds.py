"""The values of monthly reports: the figures of a unit's month, and where its report stands. No rule of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.attendance.rules import Days, Share

#: The days that a report tells a rate of.
RATED = (Days.WEEKLY, Days.PAYDAY, Days.ALL)


class State(StrEnum):
    """Where a report stands: a draft (下書き), submitted (提出), or sent back by the personnel section (差し戻し)."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"


class Step(StrEnum):
    """What happened to a report, for its history."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    CHANGED = "changed"
    SENT_BACK = "sent_back"


@dataclass(frozen=True)
class Figures:
    """What is known of a unit's month with everything below it. None is hidden, not known, or of nobody (X27): “—”.

    `rates` are 定時退庁率 by days; `trend` those of all days in the months before, the latest first. `stays` are
    reports of overtime on no-overtime days by cause. `kept`: days instead, `leave_days` the average of a person in
    the leave year so far, `leave_of_goal` and `one_on_one` percentages; hours are minutes of overtime.
    `is_reorganised`: the units of the month are not those of the trend (X13).
    """

    rates: Mapping[Days, Share] = field(default_factory=dict)
    trend: Mapping[date, Share] = field(default_factory=dict)
    target_percent: int = 0
    stays: Mapping[str, int] = field(default_factory=dict)
    confirmed: int = 0
    same_day: int = 0
    kept: Share | None = None
    leave_days: Decimal | None = None
    leave_of_goal: Decimal | None = None
    meetings: Share | None = None
    one_on_one: int | None = None
    overtime_minutes: int | None = None
    target_minutes: int | None = None
    is_reorganised: bool = False

    @property
    def reports(self) -> int:
        """How many stays on no-overtime days were reported."""
        return sum(self.stays.values())

    @property
    def of_target(self) -> Share | None:
        """The hours of overtime against the target (B03: actual ÷ target); None where one of them is not known."""
        if self.overtime_minutes is None or not self.target_minutes:
            return None
        return Share(self.overtime_minutes, self.target_minutes)


@dataclass(frozen=True)
class MonthlyReport:
    """月次報告 of a unit for a month (its first day). `line` is what its head adds; `version` counts the changes."""

    id: int
    unit_id: int
    month: date
    state: State
    figures: Figures
    figures_at: datetime
    line: str = ""
    is_late: bool = False
    submitted_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True)
class OpenReport:
    """A report that is not submitted, or came back, without its figures."""

    id: int
    unit_id: int
    month: date
    state: State


@dataclass(frozen=True)
class Event:
    """One step in a report's history. Who took it is stored and shown to nobody."""

    at: datetime
    step: Step

"""The states and values of overtime reports. No rule and no row of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReportState(StrEnum):
    """Where a report stands: 届出, 確認, 差し戻し, or taken back by whoever reported."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    SENT_BACK = "sent_back"
    WITHDRAWN = "withdrawn"


class LateAnswer(StrEnum):
    """What somebody who is asked before 20:00 (or 21:00) says: it ends by then, or they give notice."""

    FINISHING = "finishing"
    STAYING = "staying"


@dataclass(frozen=True)
class Report:
    """時間外勤務の届出: one person's overtime on one no-overtime day. No order, no work record.

    `unit_id` is the unit of the main post that day. `cause` is a code of `domain.md` B09 or of the city's own.
    Minutes count from midnight of the day. `is_same_day`: reported after the city's report-by time (当日).
    `is_special`: the unit was in a special mode that day (A25). `is_kept` of the day instead is unknown until the
    attendance of that day is there. `version` grows with every change, so that a decision about an older one is seen.
    """

    id: int
    person_id: int
    unit_id: int
    day: date
    cause: str
    planned_end_minute: int
    line: str
    day_instead: date | None
    is_same_day: bool
    is_special: bool
    state: ReportState
    version: int
    reported_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = None
    is_kept: bool | None = None

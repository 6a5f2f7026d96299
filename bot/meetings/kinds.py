"""The values of meetings: one a month of a unit, and its morning meetings. No rule and no row of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a meeting of a month: a day was set, it was held (実施しました), or it was not."""

    SET = "set"
    HELD = "held"
    NOT_HELD = "not_held"


@dataclass(frozen=True)
class Meeting:
    """職場ミーティング of a unit in a month (its first day). `day` and `minute` (after midnight) are None where it was
    only told that none was held; `attendance` is how many were there, told with HELD.

    `decided_on` is the day on which the date was set, so that a short notice still brings the agenda.
    """

    unit_id: int
    month: date
    outcome: Outcome
    day: date | None = None
    minute: int | None = None
    attendance: int | None = None
    decided_on: date | None = None


@dataclass(frozen=True)
class MorningRule:
    """朝礼 of a unit (A06): on which weekdays (a bit set, Monday 1 … Sunday 64; 0 is never), at which minute."""

    weekdays: int
    minute: int

    def is_on(self, day: date) -> bool:
        """Whether the unit meets on that weekday."""
        return bool(self.weekdays & 1 << day.weekday())

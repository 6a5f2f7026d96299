"""From where a line is read. Given to the grammar by whoever knows the clock, the calendar and the person's hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.leave.workday import Workday


@dataclass(frozen=True)
class Here:
    """From where a line is read: the day it is written, the usual working day, and the days that are worked."""

    today: date
    workday: Workday
    works_on: Callable[[date], bool]

    def week(self, weeks: int) -> list[date]:
        """Monday to Sunday, so many weeks after this one."""
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks)
        return [monday + timedelta(days=after) for after in range(7)]

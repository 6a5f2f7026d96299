"""The leave year, from January or from April (`domain.md` R-LV-1), named by the calendar year in which it begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.city.leave import LeaveYearStart
from bot.leave.leave_days import LeaveDay
from bot.workdays.fiscal import fiscal_bounds, fiscal_year


@dataclass(frozen=True)
class LeaveYears:
    """How a city counts its leave years."""

    start: LeaveYearStart

    def of(self, day: date) -> int:
        """The leave year of a day: from April, 2027-03-31 is in 2026."""
        return fiscal_year(day) if self.start is LeaveYearStart.APRIL else day.year

    def bounds(self, year: int) -> tuple[date, date]:
        """The first and the last day of a leave year."""
        if self.start is LeaveYearStart.APRIL:
            return fiscal_bounds(year)
        return date(year, 1, 1), date(year, 12, 31)

    def minutes(self, days: Iterable[LeaveDay]) -> dict[int, int]:
        """The minutes of some days of leave by the year in which they fall; leave over the turn of a year has two."""
        found: dict[int, int] = {}
        for day in days:
            found[self.of(day.day)] = found.get(self.of(day.day), 0) + day.minutes
        return found

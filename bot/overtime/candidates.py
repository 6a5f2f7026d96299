"""Which days may take the place of a no-overtime day on which somebody stays (`domain.md` R-CAL-10, A04). Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bot.people.rules import Hours
from bot.workdays.rules import MunicipalCalendar

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Surroundings:
    """The days around a reported one as its person lives them.

    `no_overtime` are the days on which they leave on time anyway, `used` those that already take the place of another
    day, `away` those that they are on leave.
    """

    calendar: MunicipalCalendar
    hours: Hours
    no_overtime: Collection[date] = ()
    used: Collection[date] = ()
    away: Collection[date] = ()

    def works_on(self, day: date) -> bool:
        """Whether the offices and the person work on the day."""
        return self.calendar.is_working_day(day) and self.hours.covers(day) and day not in self.away


def days_instead(day: date, around: Surroundings, *, window_days: int, today: date) -> tuple[date, ...]:
    """The days from `today` on, at most so many away from `day`, that the person works and may choose instead of it."""
    window = (day + offset * _DAY for offset in range(-window_days, window_days + 1) if offset)
    taken = {*around.no_overtime, *around.used}
    return tuple(one for one in window if one >= today and one not in taken and around.works_on(one))

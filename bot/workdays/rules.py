"""The municipal calendar: which days are worked, which are not and why, and when pay comes. Knows no overtime."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import jpholiday

from bot.city.fields import MonthDay
from bot.city.rules import CityPolicy
from bot.city.working_days import Holidays, Payday, ShiftPolicy
from bot.errors import BadPolicy
from bot.workdays import paydays

_DAY = timedelta(days=1)
_SATURDAY = 5
_FRIDAY = 4


class DayKind(StrEnum):
    """What a day is for the offices: 週休日 (no hours assigned) is not 休日 (hours excused), `domain.md` R-CAL-4."""

    WORKING = "working"
    WEEKLY_OFF = "weekly_off"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True)
class MunicipalCalendar:
    """The city's calendar under one policy. All questions are about dates of the city's own time zone."""

    holidays: Holidays
    pay: Payday
    bonus: tuple[MonthDay, ...]

    def day_kind(self, day: date) -> DayKind:
        """A weekend stays 週休日 even where a holiday falls on it; a holiday at the year's turn stays a holiday."""
        if day.weekday() >= _SATURDAY:
            return DayKind.WEEKLY_OFF
        if self.is_holiday(day):
            return DayKind.HOLIDAY
        return DayKind.CLOSURE if self.is_closure(day) else DayKind.WORKING

    def is_working_day(self, day: date) -> bool:
        """Whether the offices work."""
        return self.day_kind(day) is DayKind.WORKING

    def is_holiday(self, day: date) -> bool:
        """Whether the law or the city's ordinance calls the day a holiday, on a weekend too."""
        return self.holiday_name(day) is not None

    def holiday_name(self, day: date) -> str | None:
        """The Japanese name of a holiday (empty where the city gave none), or nothing on another day."""
        yearly = MonthDay(day.month, day.day)
        for extra in self.holidays.extra_holidays:
            if extra.date in (day, yearly):
                return extra.name
        if day in self.holidays.removed_holidays or yearly in self.holidays.removed_holidays:
            return None
        return _national_holidays(day.year).get(day)

    def is_closure(self, day: date) -> bool:
        """Whether the day belongs to the year-end closure (`domain.md` R-CAL-2)."""
        first, last, asked = self.holidays.closure_from, self.holidays.closure_to, MonthDay(day.month, day.day)
        return first <= asked <= last if first <= last else asked >= first or asked <= last

    def next_closure(self, day: date) -> date:
        """The first day of the year-end closure that comes next after `day`."""
        this_year = self.holidays.closure_from.in_year(day.year)
        return this_year if day < this_year else self.holidays.closure_from.in_year(day.year + 1)

    def previous_working_day(self, day: date) -> date:
        """The nearest working day before `day`."""
        return paydays.previous_working_day(day, self.is_working_day)

    def next_working_day(self, day: date) -> date:
        """The nearest working day after `day`."""
        return paydays.next_working_day(day, self.is_working_day)

    def working_days(self, year: int, month: int) -> tuple[date, ...]:
        """The days of a month on which the offices work."""
        return tuple(day for day in _days_of(year, month) if self.is_working_day(day))

    def payday(self, year: int, month: int) -> date | None:
        """給与支給日 of a month (`domain.md` R-CAL-6); nothing where the city's own list has no date for it."""
        if self.pay.shift is ShiftPolicy.FIXED_LIST:
            return next((day for day in self.pay.dates if (day.year, day.month) == (year, month)), None)
        base = MonthDay(month, min(self.pay.day, calendar.monthrange(year, month)[1])).in_year(year)
        return paydays.shifted(base, self.pay.shift, self.is_working_day)

    def is_payday(self, day: date) -> bool:
        """Whether pay comes on this day."""
        return self.payday(day.year, day.month) == day

    def bonus_days(self, year: int) -> tuple[date, ...]:
        """期末・勤勉手当の支給日 of a calendar year; one that is not worked moves to the working day before."""
        return tuple(sorted(self._bonus_day(yearly.in_year(year)) for yearly in self.bonus))

    def is_bonus_day(self, day: date) -> bool:
        """Whether the bonus comes on this day."""
        return day in self.bonus_days(day.year)

    def _bonus_day(self, base: date) -> date:
        return base if self.is_working_day(base) else self.previous_working_day(base)


def municipal_calendar(policy: CityPolicy) -> MunicipalCalendar:
    """The calendar of a policy."""
    return MunicipalCalendar(policy.calendar, policy.payday, policy.bonus.days)


def refuse_impossible_days(policy: CityPolicy) -> None:
    """Raise BadPolicy for a listed payday that is not worked, or a removed holiday that is none: slips of the pen.

    Asked when a policy is decided, never later: a law that moves a holiday must not stop a city that runs.
    """
    offices = municipal_calendar(policy)
    for day in policy.payday.dates:
        if not offices.is_working_day(day):
            raise BadPolicy("payday.dates names {day}, which is no working day: list the day when pay comes.", day=day)
    for removed in policy.calendar.removed_holidays:
        if isinstance(removed, date) and removed not in _national_holidays(removed.year):
            raise BadPolicy("calendar.removed_holidays names {day}, which is no holiday: remove it.", day=removed)


def premium_friday(year: int, month: int) -> date:
    """プレミアムフライデー: the last Friday of a month (`domain.md` A16)."""
    return next(day for day in reversed(tuple(_days_of(year, month))) if day.weekday() == _FRIDAY)


def _days_of(year: int, month: int) -> Iterator[date]:
    for day in range(calendar.monthrange(year, month)[1]):
        yield date(year, month, 1) + day * _DAY


@cache
def _national_holidays(year: int) -> dict[date, str]:
    return dict(jpholiday.year_holidays(year))

"""The sections of the policy about days and hours: paydays, no-overtime days, holidays, the working day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictStr, model_validator

from bot.city.fields import Code, Day, DayOrYearly, Minute, MonthDay, Weekday, Whole, Yearly
from bot.city.parts import Part, first_twice
from bot.errors import BadPolicy

_LONGEST_CLOSURE_DAYS = 16
_LEAP_YEAR = 2000


class ShiftPolicy(StrEnum):
    """Where a payday goes that is no working day (`domain.md` R-CAL-6, A to D)."""

    PREVIOUS = "previous"
    YOKOHAMA = "yokohama"
    NATIONAL_9_7 = "national_9_7"
    FIXED_LIST = "fixed_list"


class HolidayPolicy(StrEnum):
    """What becomes of a no-overtime weekday that is no working day (`domain.md` R-CAL-9)."""

    SKIP = "skip"
    PREVIOUS_WORKING_DAY = "previous_working_day"
    NEXT_WORKING_DAY = "next_working_day"


class Payday(Part):
    """給与支給日: the day of the month (31 is the last day) and where it goes when it is no working day.

    `dates` are the city's own, for `fixed_list` only: one a month. A month that has none has no payday.
    """

    day: Annotated[int, Whole(1, 31)] = 21
    shift: ShiftPolicy = ShiftPolicy.PREVIOUS
    dates: tuple[Day, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _refuse_a_rule_for_another_day(self)
        if self.shift is ShiftPolicy.FIXED_LIST and not self.dates:
            raise BadPolicy('payday.shift is "fixed_list", so payday.dates must list the paydays, one a month.')
        if self.shift is not ShiftPolicy.FIXED_LIST and self.dates:
            raise BadPolicy('payday.dates is only read with payday.shift = "fixed_list": set that, or empty the list.')
        if twice := first_twice([(day.year, day.month) for day in self.dates]):
            month = "{}-{:02d}".format(*twice)
            raise BadPolicy("payday.dates has two dates in {month}; leave one a month.", month=month)
        return self


def _refuse_a_rule_for_another_day(payday: Payday) -> None:
    if payday.shift is ShiftPolicy.YOKOHAMA and payday.day != 21:
        raise BadPolicy(
            'payday.shift is "yokohama", a rule for the 21st, but payday.day is {day}: set it to 21, or use previous.',
            day=payday.day,
        )
    if payday.shift is ShiftPolicy.NATIONAL_9_7 and payday.day not in (16, 17, 18):
        raise BadPolicy(
            'payday.shift is "national_9_7", a rule for the 16th to 18th, but payday.day is {day}: '
            "set it to 16, or use previous.",
            day=payday.day,
        )


class Bonus(Part):
    """期末・勤勉手当の支給日, and whether they are no-overtime days too (`domain.md` R-CAL-7)."""

    days: tuple[Yearly, ...] = (MonthDay(6, 30), MonthDay(12, 10))
    is_no_overtime_day: StrictBool = False


class NoOvertime(Part):
    """The city's no-overtime weekdays. `strict_weeks` names the complete ones: 3 is the third such day of a month.

    `alt_window_days`: so far before or after a no-overtime day may the day lie that takes its place (R-CAL-10).
    """

    weekdays: tuple[Weekday, ...] = (Weekday.WEDNESDAY,)
    on_holiday: HolidayPolicy = HolidayPolicy.SKIP
    strict_weeks: tuple[Annotated[int, Whole(1, 5)], ...] = ()
    alt_window_days: Annotated[int, Whole(1, 31)] = 7

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for day in self.weekdays:
            if day in (Weekday.SATURDAY, Weekday.SUNDAY):
                raise BadPolicy(
                    "no_overtime.weekdays names {day}, never a working day: use monday to friday.",
                    day=day.value,
                )
        if twice := first_twice(self.weekdays):
            raise BadPolicy("no_overtime.weekdays names {day} twice; once is enough.", day=twice.value)
        return self


class ExtraHoliday(Part):
    """A holiday by the city's own ordinance: one date, or the same day of every year.

    A city file may give just the date where the day has no name.
    """

    date: DayOrYearly
    name: StrictStr = ""

    @model_validator(mode="before")
    @classmethod
    def _from_its_date(cls, value: object) -> object:
        return value if isinstance(value, Mapping | cls) else {"date": value}


class Holidays(Part):
    """What the city adds to and takes from the national holidays, and its year-end closure (`domain.md` R-CAL-2)."""

    extra_holidays: tuple[ExtraHoliday, ...] = ()
    removed_holidays: tuple[DayOrYearly, ...] = ()
    closure_from: Yearly = MonthDay(12, 29)
    closure_to: Yearly = MonthDay(1, 3)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        first, last = self.closure_from.in_year(_LEAP_YEAR), self.closure_to.in_year(_LEAP_YEAR)
        if last < first:
            last = self.closure_to.in_year(_LEAP_YEAR + 1)
        if last - first >= timedelta(days=_LONGEST_CLOSURE_DAYS):
            raise BadPolicy(
                "The closure {first} to {last} is over {days} days: check calendar.closure_from and closure_to.",
                first=self.closure_from,
                last=self.closure_to,
                days=_LONGEST_CLOSURE_DAYS,
            )
        return self


class DayHours(Part):
    """A standard day: minutes after midnight, and the working minutes without the break (`domain.md` R-CAL-11)."""

    start: Minute = 8 * 60 + 30
    end: Minute = 17 * 60 + 15
    minutes_per_day: Annotated[int, Whole(60, 720)] = 465


class Hours(DayHours):
    """The city's standard day, and that of units which differ, by unit code."""

    units: Mapping[Code, DayHours] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        _refuse_impossible_hours("hours", self)
        for code, hours in self.units.items():
            _refuse_impossible_hours(f"hours.units.{code}", hours)
        return self

    def of(self, unit_code: str) -> DayHours:
        """The standard day of a unit."""
        return self.units.get(unit_code, self)


def _refuse_impossible_hours(section: str, hours: DayHours) -> None:
    if hours.end <= hours.start:
        raise BadPolicy("{section}.end must be later than {section}.start.", section=section)
    if hours.minutes_per_day > hours.end - hours.start:
        raise BadPolicy(
            "{section}.minutes_per_day is {minutes}, but from start to end there are only {span}.",
            section=section,
            minutes=hours.minutes_per_day,
            span=hours.end - hours.start,
        )

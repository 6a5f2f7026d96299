"""CityPolicy: everything that a city decides, as one typed value (design 4). No default is law; each is a setting.

The defaults are those of `domain.md` 3.1, 3.9 and 3.11. Nothing here reads a file, a table or the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, model_validator

from bot.city.fields import Channel, Code, Day, DayOrYearly, Minute, MonthDay, Weekday, Whole, Word, Yearly
from bot.errors import BadPolicy

T = TypeVar("T")
Language = Literal["ja", "ja_easy", "en"]

_LONGEST_CLOSURE_DAYS = 16
_LEAP_YEAR = 2000


class Reach(StrEnum):
    """How far messages go (design 4): to one personnel channel, to listed units, to everyone."""

    REHEARSAL = "rehearsal"
    PILOT = "pilot"
    CITY = "city"


@dataclass(frozen=True)
class Operation:
    """How far messages reach now, and since when everything is stopped (an instant, or nothing)."""

    reach: Reach = Reach.REHEARSAL
    stopped_at: datetime | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether `/kaeru stop` is in force."""
        return self.stopped_at is not None


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


class MorningTime(StrEnum):
    """When the morning card is posted (design 5)."""

    AT_START = "at_start"
    AFTERNOON_BEFORE = "afternoon_before"


def _first_twice(items: Sequence[T]) -> T | None:
    return next((item for at, item in enumerate(items) if item in items[:at]), None)


class Part(BaseModel):
    """A section of the policy: cannot be changed, knows no other settings than its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


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
        if twice := _first_twice([(day.year, day.month) for day in self.dates]):
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
        if twice := _first_twice(self.weekdays):
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


class MorningCard(Part):
    """At the unit's start, or the working day before at `afternoon`. Worth posting until so long after the start."""

    when: MorningTime = MorningTime.AT_START
    afternoon: Minute = 16 * 60
    not_after_start_minutes: Annotated[int, Whole(1, 480)] = 90


class ClosingCard(Part):
    """So long before the end of the unit's standard day. Worth posting until so long after that end."""

    minutes_before_end: Annotated[int, Whole(5, 240)] = 30
    not_after_end_minutes: Annotated[int, Whole(0, 120)] = 0


class SpecialModes(Part):
    """In a disaster, an election or the like a unit's cards fall silent, or soften: no call to leave (A25)."""

    cards: Literal["silent", "soften"] = "silent"


class Quiet(Part):
    """Nothing reaches a channel or a person earlier or later than this around their day (`domain.md` R-CAL-12)."""

    before_start_minutes: Annotated[int, Whole(0, 60)] = 0
    after_end_minutes: Annotated[int, Whole(0, 120)] = 30


class Budget(Part):
    """How many direct messages a person gets at most (`domain.md` 3.10)."""

    per_day: Annotated[int, Whole(1, 5)] = 1
    per_week: Annotated[int, Whole(1, 15)] = 3

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.per_week < self.per_day:
            raise BadPolicy(
                "budget.per_week is {week} and budget.per_day is {day}: a week must allow at least what a day does.",
                week=self.per_week,
                day=self.per_day,
            )
        return self


class Personnel(Part):
    """人事: the channel for rehearsals and for what the administrator must see."""

    channel: Channel = ""


class Duties(Part):
    """Who holds which duty, by staff number (`domain.md` 3.8). Nobody holds one unless the city says so.

    `general_affairs` (局庶務) goes by unit code and covers that unit with everything below it; the others, the city.
    """

    personnel: tuple[Code, ...] = ()
    administrators: tuple[Code, ...] = ()
    welfare: tuple[Code, ...] = ()
    executives: tuple[Code, ...] = ()
    general_affairs: Mapping[Code, tuple[Code, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for duty, numbers in self._lists():
            if twice := _first_twice(numbers):
                raise BadPolicy("duties.{duty} names {number} twice; once is enough.", duty=duty, number=twice)
        return self

    @property
    def staff_numbers(self) -> frozenset[str]:
        """Everyone who holds some duty."""
        return frozenset(number for _, numbers in self._lists() for number in numbers)

    def _lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield "personnel", self.personnel
        yield "administrators", self.administrators
        yield "welfare", self.welfare
        yield "executives", self.executives
        yield from ((f"general_affairs.{code}", numbers) for code, numbers in self.general_affairs.items())


class Pilot(Part):
    """The codes of the units that take part in a pilot, each with everything below it."""

    units: tuple[Code, ...] = ()


class Unreadable(StrEnum):
    """What becomes of a message that may have arrived, where the channel's history cannot be read (design 6.6)."""

    GIVE_UP = "give_up"
    RESEND = "resend"


class Delivery(Part):
    """How messages are sent. Giving up never says a thing twice; resending never leaves it unsaid."""

    when_unreadable: Unreadable = Unreadable.GIVE_UP


class OnTime(Part):
    """When somebody left on time, and what counts as late (`domain.md` R-RATE, A15). A target of 0 is none."""

    grace_minutes: Annotated[int, Whole(0, 240)] = 30
    target_percent: Annotated[int, Whole(0, 100)] = 0
    late_hour: Minute = 20 * 60


class Retention(Part):
    """How many days rows are kept."""

    delivery_days: Annotated[int, Whole(14, 3660)] = 400


class Labels(Part):
    """What the city calls things, by language; a language that is not named uses Kaeru's own word."""

    no_overtime_day: Mapping[Language, Word] = Field(default_factory=dict)

    def of_the_day(self, language: str) -> str | None:
        """The city's word for a no-overtime day in a language, if it named one."""
        return next((word for named, word in self.no_overtime_day.items() if named == language), None)


class CityPolicy(Part):
    """Everything that the city decides. Equal values are equal policies."""

    name: StrictStr = ""
    languages: tuple[Language, ...] = ("ja", "ja_easy", "en")
    payday: Payday = Payday()
    bonus: Bonus = Bonus()
    no_overtime: NoOvertime = NoOvertime()
    calendar: Holidays = Holidays()
    hours: Hours = Hours()
    morning_card: MorningCard = MorningCard()
    closing_card: ClosingCard = ClosingCard()
    special_mode: SpecialModes = SpecialModes()
    quiet: Quiet = Quiet()
    budget: Budget = Budget()
    personnel: Personnel = Personnel()
    duties: Duties = Duties()
    pilot: Pilot = Pilot()
    delivery: Delivery = Delivery()
    on_time: OnTime = OnTime()
    retention: Retention = Retention()
    labels: Labels = Labels()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.languages:
            raise BadPolicy('languages is empty; name at least one, such as ["ja"].')
        for section, hours in (("hours", self.hours), *((f"hours.units.{c}", h) for c, h in self.hours.units.items())):
            self._refuse_cards_outside(section, hours)
        return self

    def _refuse_cards_outside(self, section: str, hours: DayHours) -> None:
        if self.closing_card.minutes_before_end >= hours.end - hours.start:
            raise BadPolicy(
                "closing_card.minutes_before_end is {minutes}, longer than the day of {section}; use 30 or so.",
                minutes=self.closing_card.minutes_before_end,
                section=section,
            )
        if self.morning_card.when is MorningTime.AFTERNOON_BEFORE and not (
            hours.start <= self.morning_card.afternoon <= hours.end
        ):
            raise BadPolicy("morning_card.afternoon lies outside the working day of {section}.", section=section)

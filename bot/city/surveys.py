"""What a city decides about surveys: how often, whom, when not, and from how many answers something shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from math import ceil
from typing import Annotated, Self

from pydantic import Field, model_validator

from bot.city.fields import Code, DayOrYearly, Minute, MonthDay, Weekday, Whole
from bot.city.parts import Part
from bot.errors import BadPolicy

_LEAP_YEAR = 2000
_LONGEST_DATED_SEASON_DAYS = 366
_SHORTEST_QUIET_STRETCH_DAYS = 60
_DAY = timedelta(days=1)


class Cadence(StrEnum):
    """How often the pulse comes."""

    MONTHLY = "monthly"
    FORTNIGHTLY = "fortnightly"
    WEEKLY = "weekly"

    @property
    def period_days(self) -> int:
        """The least number of days between two waves that nothing moves."""
        return {Cadence.MONTHLY: 28, Cadence.FORTNIGHTLY: 14, Cadence.WEEKLY: 7}[self]


class Pulse(Part):
    """ひとことアンケート: so many rotating questions and a fixed one, on a weekday; monthly ones in the nth week."""

    cadence: Cadence = Cadence.MONTHLY
    weekday: Weekday = Weekday.TUESDAY
    week_of_month: Annotated[int, Whole(1, 4)] = 2
    rotating_items: Annotated[int, Whole(1, 5)] = 3
    working_days_open: Annotated[int, Whole(3, 10)] = 5

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.weekday in (Weekday.SATURDAY, Weekday.SUNDAY):
            raise BadPolicy(
                "surveys.pulse.weekday is {day}, never a working day: use monday to friday.", day=self.weekday.value
            )
        if self.working_days_open > (most := self.cadence.period_days * 4 // 7):
            raise BadPolicy(
                "surveys.pulse.working_days_open is {days}, too long for {cadence} waves: use {most} or less.",
                days=self.working_days_open,
                cadence=self.cadence.value,
                most=most,
            )
        return self


class Thresholds(Part):
    """From how many answers a result shows. The floors are no choice: below them, people could be guessed."""

    full: Annotated[int, Whole(5, 100)] = 10
    pulse: Annotated[int, Whole(5, 100)] = 5
    free_text: Annotated[int, Whole(10, 200)] = 20

    def lowered_from(self, before: Thresholds) -> tuple[str, ...]:
        """The names of those that are lower than `before`: a second administrator must agree to them."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) < getattr(before, name))


class Season(Part):
    """A busy time, both days included: of every year (`"03-15"`; it may span the new year), or of one (an election)."""

    first: DayOrYearly
    last: DayOrYearly

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if isinstance(self.first, date) != isinstance(self.last, date):
            raise BadPolicy(
                "A busy season goes from {first} to {last}: write both as dates, or both as days of every year.",
                first=self.first,
                last=self.last,
            )
        if isinstance(self.first, date) and isinstance(self.last, date):
            _refuse_impossible_span(self.first, self.last)
        return self

    @property
    def comes_every_year(self) -> bool:
        """Whether it is no single event."""
        return isinstance(self.first, MonthDay)

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        first, last = self.first, self.last
        if isinstance(first, MonthDay) and isinstance(last, MonthDay):
            asked = MonthDay(day.month, day.day)
            return first <= asked <= last if first <= last else asked >= first or asked <= last
        return isinstance(first, date) and isinstance(last, date) and first <= day <= last


def _refuse_impossible_span(first: date, last: date) -> None:
    if last < first:
        raise BadPolicy("A busy season goes from {first} to {last}: swap the two.", first=first, last=last)
    if last - first >= timedelta(days=_LONGEST_DATED_SEASON_DAYS):
        raise BadPolicy(
            "A busy season goes from {first} to {last}, over {days} days: check both dates.",
            first=first,
            last=last,
            days=_LONGEST_DATED_SEASON_DAYS,
        )


class BusySeasons(Part):
    """When nobody is asked (`domain.md` R-CAL-14): in the whole city, and in a unit with everything below it."""

    city: tuple[Season, ...] = (Season.model_validate({"first": "03-15", "last": "04-20"}),)
    units: Mapping[Code, tuple[Season, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for code in ("", *self.units):
            if _longest_quiet_stretch(self.of((code,))) < _SHORTEST_QUIET_STRETCH_DAYS:
                raise BadPolicy(
                    "{name} leave no {days} days in a row in which staff can be asked: shorten one.",
                    name=f"surveys.busy.units.{code}" if code else "surveys.busy.city",
                    days=_SHORTEST_QUIET_STRETCH_DAYS,
                )
        return self

    def of(self, unit_codes: Iterable[str]) -> tuple[Season, ...]:
        """The city's seasons and those of the units with these codes: a unit and all that stand above it."""
        return (*self.city, *(season for code in unit_codes for season in self.units.get(code, ())))


def _longest_quiet_stretch(seasons: Iterable[Season]) -> int:
    yearly = [season for season in seasons if season.comes_every_year]
    longest = stretch = 0
    for day in _days_of_two_years():
        stretch = 0 if any(season.covers(day) for season in yearly) else stretch + 1
        longest = max(longest, stretch)
    return longest


def _days_of_two_years() -> Iterator[date]:
    first, last = date(_LEAP_YEAR, 1, 1), date(_LEAP_YEAR + 1, 12, 31)
    return (first + days * _DAY for days in range((last - first).days + 1))


class SurveyBudget(Part):
    """How often a person is asked at most, with every invitation and every reminder counted (practice G11)."""

    requests: Annotated[int, Whole(1, 20)] = 4
    within_days: Annotated[int, Whole(7, 90)] = 28


class Sampling(Part):
    """無作為抽出: how many are drawn, up to how many staff all are asked, and for how long nobody is drawn again."""

    people: Annotated[int, Whole(100, 20_000)] = 3_000
    ask_all_up_to: Annotated[int, Whole(0, 20_000)] = 1_500
    rest_months: Annotated[int, Whole(3, 24)] = 3


class Surveys(Part):
    """Everything that the city decides about surveys."""

    pulse: Pulse = Pulse()
    thresholds: Thresholds = Thresholds()
    busy: BusySeasons = BusySeasons()
    budget: SurveyBudget = SurveyBudget()
    sampling: Sampling = Sampling()
    reminders: Annotated[int, Whole(0, 2)] = 1
    working_days_open: Annotated[int, Whole(5, 30)] = 10
    opens_at: Minute = 10 * 60
    closes_at: Minute = 17 * 60
    action_within_days: Annotated[int, Whole(7, 60)] = 14
    after_weeks: Annotated[int, Whole(2, 12)] = 4

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.closes_at <= self.opens_at:
            raise BadPolicy("surveys.closes_at must be later than surveys.opens_at.")
        self._refuse_a_pulse_over_budget()
        return self

    def _refuse_a_pulse_over_budget(self) -> None:
        asked = ceil(self.budget.within_days / self.pulse.cadence.period_days) * (1 + self.reminders)
        if asked > self.budget.requests:
            raise BadPolicy(
                "The pulse alone asks each person {asked} times, surveys.budget.requests allows {requests}: "
                "allow more, send fewer reminders, or choose a slower surveys.pulse.cadence.",
                asked=asked,
                requests=self.budget.requests,
            )

"""CityPolicy: everything that a city decides, as one typed value (design 4). No default is law; each is a setting.

The defaults are those of `domain.md` 3.1, 3.9 and 3.11. Nothing here reads a file, a table or the clock. A section with
rules of its own has a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StrictStr, model_validator

from bot.city.digest import Digest
from bot.city.duties import Duties, Personnel, Pilot
from bot.city.fields import Minute, Whole, Word
from bot.city.leave import Leave
from bot.city.messages import Budget, ClosingCard, Delivery, MorningCard, MorningTime, Quiet, SpecialModes
from bot.city.one_on_ones import OneOnOnes
from bot.city.overtime import OvertimeReports
from bot.city.parts import Language, Part
from bot.city.reports import Meetings, MonthlyReports
from bot.city.surveys import Surveys
from bot.city.working_days import Bonus, DayHours, Holidays, Hours, NoOvertime, Payday
from bot.errors import BadPolicy


class RateSource(StrEnum):
    """What the on-time rate rests on: imported files alone, or where there are none, answers to cards beside them."""

    IMPORTED = "imported"
    IMPORTED_OR_DECLARED = "imported_or_declared"


class OnTime(Part):
    """When somebody left on time, and what counts as late (`domain.md` R-RATE, A15). A target of 0 is none."""

    grace_minutes: Annotated[int, Whole(0, 240)] = 30
    target_percent: Annotated[int, Whole(0, 100)] = 0
    late_hour: Minute = 20 * 60
    source: RateSource = RateSource.IMPORTED


class Retention(Part):
    """How long rows are kept: those of deliveries and of overtime reports in days, the hours of people in fiscal years
    before this one as days of 1on1s, plans of leave and balances in leave years before this one. Reports stay for five
    years, as records of this kind do (`domain.md` R-PI).
    """

    delivery_days: Annotated[int, Whole(14, 3660)] = 400
    attendance_years: Annotated[int, Whole(1, 10)] = 3
    one_on_one_years: Annotated[int, Whole(1, 10)] = 2
    overtime_report_days: Annotated[int, Whole(30, 3660)] = 1827
    leave_years: Annotated[int, Whole(1, 10)] = 2


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
    overtime_reports: OvertimeReports = OvertimeReports()
    leave: Leave = Leave()
    surveys: Surveys = Surveys()
    one_on_ones: OneOnOnes = OneOnOnes()
    meetings: Meetings = Meetings()
    monthly_reports: MonthlyReports = MonthlyReports()
    digest: Digest = Digest()
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

"""The section of the policy about planned leave: the leave year, units, kinds, goals, how many must stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, StrictStr, model_validator

from bot.city.fields import Channel, Code, Minute, MonthDay, Weekday, Whole, Word, Yearly
from bot.city.parts import Language, Part, first_twice
from bot.errors import BadPolicy

#: 任用の種別, by the words of `bot.people.kinds.EmploymentKind`; who is `special` has no leave to plan.
Employment = Literal["regular", "reemployed", "role_retired", "fixed_term", "temporary", "fiscal_year"]

#: The account of annual leave, which several kinds may use; every other account has the name of its kind.
ANNUAL = "annual"
#: The kinds for which Kaeru has words of its own.
OWN_KINDS = frozenset({ANNUAL, "summer", "special"})
#: So much fits below a field of a form.
_MOST_ABOUT = 300


class LeaveYearStart(StrEnum):
    """When the leave year begins: 一の年 or 一の年度 (`domain.md` R-LV-1)."""

    JANUARY = "01-01"
    APRIL = "04-01"


class HalfDaySplit(StrEnum):
    """Where a day is parted: at its break (210 and 255 of 465 minutes), or into equal minutes (233 and 232)."""

    BY_BREAK = "by_break"
    EQUAL = "equal"


class CountsAgainst(StrEnum):
    """Which imported balance a kind uses up: that of annual leave, one of its own, none."""

    ANNUAL = "annual"
    OWN = "own"
    NONE = "none"


class KindSeenBy(StrEnum):
    """Who sees of which kind a leave is, besides the person; all others see 不在 (`domain.md` R-LV-12)."""

    SELF = "self"
    HEAD = "head"
    UNIT = "unit"


class LeaveKind(Part):
    """A kind of leave (`domain.md` R-LV-8). A season is from one day of the year to another, both inclusive.

    `labels` is what it is called, by language; for the kinds of OWN_KINDS Kaeru has a word where the city has none.
    `about` is what the city wants people to know of it (C09).
    """

    code: Code
    labels: Mapping[Language, Word] = Field(default_factory=dict)
    about: Mapping[Language, Word] = Field(default_factory=dict)
    counts_against: CountsAgainst = CountsAgainst.NONE
    visible_to: KindSeenBy = KindSeenBy.SELF
    half_days: StrictBool = True
    hours: StrictBool = True
    season_from: Yearly = MonthDay(1, 1)
    season_to: Yearly = MonthDay(12, 31)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.labels and self.code not in OWN_KINDS:
            raise BadPolicy("leave.kinds has {code} without a name: give it at least labels.ja.", code=self.code)
        if any(len(words) > _MOST_ABOUT for words in self.about.values()):
            raise BadPolicy(
                "leave.kinds tells more of {code} than {most} characters: shorten it.", code=self.code, most=_MOST_ABOUT
            )
        if self.code == ANNUAL and self.counts_against is not CountsAgainst.ANNUAL:
            raise BadPolicy('leave.kinds has annual, which must have counts_against = "annual".')
        return self

    @property
    def has_season(self) -> bool:
        """Whether it can be taken in a part of the year only."""
        return (self.season_from, self.season_to) != (MonthDay(1, 1), MonthDay(12, 31))

    @property
    def account(self) -> str | None:
        """The name of the balance that it uses up; None where there is none to use up."""
        return {CountsAgainst.ANNUAL: ANNUAL, CountsAgainst.OWN: self.code}.get(self.counts_against)


#: Short on purpose: Kaeru keeps no health data, so sick leave and the like are kinds only where a city adds them.
_KINDS = (
    LeaveKind(code=ANNUAL, counts_against=CountsAgainst.ANNUAL, visible_to=KindSeenBy.HEAD),
    LeaveKind.model_validate(
        {
            "code": "summer",
            "counts_against": "own",
            "visible_to": "head",
            "half_days": False,
            "hours": False,
            "season_from": "07-01",
            "season_to": "09-30",
        }
    ),
    LeaveKind(code="special"),
)


class LeaveGoals(Part):
    """Days to be taken in a leave year (004: 16 of 20), and by 任用の種別 where it differs. 0 is no goal."""

    days: Annotated[int, Whole(0, 40)] = 16
    employment: Mapping[Employment, Annotated[int, Whole(0, 40)]] = Field(default_factory=dict)

    def of(self, employment: str) -> int:
        """The goal for a 任用の種別, in days."""
        return next((days for named, days in self.employment.items() if named == employment), self.days)


class FiveDayDuty(Part):
    """To whom 労基法39条7項 applies: 企業職員 and the like, never ordinary staff (`domain.md` R-LV-7). Nobody at first.

    `units` narrows it to some units with everything below them, such as a transport bureau; without any, it does not.
    """

    employment: tuple[Employment, ...] = ()
    units: tuple[Code, ...] = ()

    def holds_for(self, employment: str, unit_codes: Sequence[str]) -> bool:
        """Whether it applies to somebody of that 任用の種別 in a unit with those codes, its own and those above."""
        return employment in self.employment and (not self.units or not set(self.units).isdisjoint(unit_codes))


class MinimumCover(Part):
    """How many people of a unit must be there, on some weekdays, in the morning and in the afternoon."""

    unit: Code
    weekdays: tuple[Weekday, ...] = tuple(Weekday)
    morning: Annotated[int, Whole(0, 500)] = 0
    afternoon: Annotated[int, Whole(0, 500)] = 0


class LeaveTable(Part):
    """What the city's 年次休暇取得予定表 says for a whole day, its halves and hours, where it has words of its own.

    In Japanese; the number of hours stands before its word. Empty is Kaeru's own word.
    """

    whole: StrictStr = ""
    morning: StrictStr = ""
    afternoon: StrictStr = ""
    hours: StrictStr = ""


class LeavePrompts(Part):
    """Which words about leave people may get, each of them part of one message and refusable (C01, C05, C06).

    `quarter`: to plan the next three months; `pace`: how many days the goal lacks; `summer`: in June and September;
    `days`: a day that lends itself, for a month without one. They come at `at`.
    """

    quarter: StrictBool = True
    pace: StrictBool = True
    summer: StrictBool = True
    days: StrictBool = True
    at: Minute = 10 * 60


class LeaveReport(Part):
    """The quarterly report by bureau (C03): the personnel section reads it so many working days after the quarter.

    `channel`: where it is posted once they approved it; without one they only read and export it.
    """

    working_days_after: Annotated[int, Whole(1, 60)] = 10
    channel: Channel = ""


class Leave(Part):
    """計画休暇. Hours are taken in multiples of `unit_minutes` (`domain.md` R-LV-3) where the city takes hours at all.

    `carry_over_days`: so much of what is left at the end of a leave year goes into the next one (R-LV-1).
    `break_start`: where the city's midday break begins; its length is what working patterns leave out.
    `kind_of_month`: whether a channel's first no-overtime day of a month makes one of the kinds known (C09).
    """

    year_start: LeaveYearStart = LeaveYearStart.JANUARY
    half_days: StrictBool = True
    half_day_split: HalfDaySplit = HalfDaySplit.BY_BREAK
    break_start: Minute = 12 * 60
    hours: StrictBool = True
    unit_minutes: Literal[15, 30, 60] = 60
    carry_over_days: Annotated[int, Whole(0, 40)] = 20
    kinds: tuple[LeaveKind, ...] = _KINDS
    kind_of_month: StrictBool = True
    goals: LeaveGoals = LeaveGoals()
    five_day_duty: FiveDayDuty = FiveDayDuty()
    cover: tuple[MinimumCover, ...] = ()
    table: LeaveTable = LeaveTable()
    prompts: LeavePrompts = LeavePrompts()
    report: LeaveReport = LeaveReport()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if ANNUAL not in (codes := [kind.code for kind in self.kinds]):
            raise BadPolicy('leave.kinds has no annual leave: add the kind with the code "annual".')
        if twice := first_twice(codes):
            raise BadPolicy("leave.kinds has {code} twice; once is enough.", code=twice)
        return self

    def kind(self, code: str) -> LeaveKind | None:
        """The kind of that code, if the city has it."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def must_stay(self, unit_code: str, weekday: Weekday) -> tuple[int, int]:
        """How many people of a unit must be there in the morning and in the afternoon; the highest where two speak."""
        held = [one for one in self.cover if one.unit == unit_code and weekday in one.weekdays]
        return max((one.morning for one in held), default=0), max((one.afternoon for one in held), default=0)

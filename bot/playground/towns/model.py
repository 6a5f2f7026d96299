"""What a synthetic city is made of: frozen values. How they come about is none of this module's business.

The values of the enumerations are the words that a city writes into its files (`domain.md` R-ORG, 5.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cached_property


class Rank(StrEnum):
    """Rank codes of `domain.md` 5.1; R4 holds both 主査 and 主任 (R4 and R3), as the totals of 5.2 and 5.3 do."""

    R8 = "R8"
    R7 = "R7"
    R6 = "R6"
    R5B = "R5b"
    R5 = "R5"
    R4 = "R4"
    R1 = "R1"
    LABOUR = "T"
    REEMPLOYED = "RE"
    FISCAL_YEAR = "FY"


class UnitLevel(StrEnum):
    """Where a unit stands in the tree, whatever the city calls it."""

    BUREAU = "局"
    DEPARTMENT = "部"
    SECTION = "課"
    TEAM = "係"


class Employment(StrEnum):
    """任用."""

    REGULAR = "正規"
    REEMPLOYED_FULL = "再任用(常勤)"
    REEMPLOYED_SHORT = "再任用(短時間)"
    ROLE_RETIRED = "役職定年"
    FIXED_TERM = "任期付"
    TEMPORARY = "臨時的任用"
    FISCAL_YEAR_FULL = "会計年度任用(フル)"
    FISCAL_YEAR_PART = "会計年度任用(パート)"


class Status(StrEnum):
    """在職状況."""

    ACTIVE = "在職"
    CHILDCARE = "育休"
    ABSENCE = "休職"
    SICK = "病休"
    SECONDED_OUT = "派遣(出)"
    SECONDED_IN = "派遣(入)"


class PostKind(StrEnum):
    """本務兼務."""

    MAIN = "本務"
    CONCURRENT = "兼務"
    ACTING = "事務取扱"


class LimitProfile(StrEnum):
    """上限区分."""

    ORDINARY = "自律"
    EXTERNAL = "他律"
    ARTICLE_36 = "36協定"


@dataclass(frozen=True, slots=True)
class Hours:
    """A person's own hours of work and days of the week, e.g. 8:30, 17:15, 月火水木金."""

    start: time
    end: time
    weekdays: str


@dataclass(frozen=True, slots=True)
class TownUnit:
    """A unit. `head` is empty while the post is vacant; `acting_head` then handles its affairs (事務取扱)."""

    code: str
    name: str
    path: str
    parent: str | None
    level: UnitLevel
    kind: str
    channel_id: str | None
    head: str | None
    acting_head: str | None
    limit_profile: LimitProfile
    works_shifts: bool


@dataclass(frozen=True, slots=True)
class TownPost:
    """A place in a unit, with its title (職位)."""

    unit_code: str
    title: str
    kind: PostKind


@dataclass(frozen=True, slots=True)
class TownStaff:
    """One person. The first post is the main one.

    Gender is left out: the roster has no such column and Kaeru stores none.
    """

    staff_no: str
    name: str
    kana: str
    email: str
    rank: Rank
    employment: Employment
    status: Status
    hours: Hours
    posts: tuple[TownPost, ...]


@dataclass(frozen=True, slots=True)
class SlackAccount:
    """A Slack user. `staff_no` is the truth behind it, which the bot must find out by e-mail; a leaver has none."""

    user_id: str
    email: str
    real_name: str
    display_name: str
    locale: str
    is_active: bool
    staff_no: str | None


@dataclass(frozen=True, slots=True)
class TownChannel:
    """A channel and the units that post into it: one, two that share it, or none (whole city, personnel)."""

    channel_id: str
    name: str
    unit_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixture:
    """An edge case of `domain.md` 5.4: who or what embodies it, and the values of its row.

    `units` are unit codes, `staff` staff numbers, `accounts` Slack user ids, `numbers` what `meaning` says they are.
    """

    meaning: str
    units: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    numbers: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Town:
    """A whole city. `staff` holds one entry per person; `units` stand parents first, as in an organisation chart."""

    code: str
    name: str
    email_domain: str
    units: tuple[TownUnit, ...]
    staff: tuple[TownStaff, ...]
    accounts: tuple[SlackAccount, ...]
    channels: tuple[TownChannel, ...]
    personnel_channel: TownChannel
    everyone_channel: TownChannel
    fixtures: Mapping[str, Fixture]

    @cached_property
    def unit_by_code(self) -> Mapping[str, TownUnit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def staff_by_number(self) -> Mapping[str, TownStaff]:
        return {person.staff_no: person for person in self.staff}

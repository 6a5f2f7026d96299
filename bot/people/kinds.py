"""The words that rows of this feature use for what somebody or something is. No rule, no wording for people."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

#: The last day of a span that is still open.
FOREVER = date.max


class PostKind(StrEnum):
    """How a person holds a post: 本務, 兼務・併任, 事務取扱・代行 (`domain.md` R-ORG)."""

    MAIN = "main"
    CONCURRENT = "concurrent"
    ACTING = "acting"


class EmploymentKind(StrEnum):
    """任用の種別 (`domain.md` R-ORG). `special` (市長 and the like) is in no denominator."""

    REGULAR = "regular"
    REEMPLOYED = "reemployed"
    ROLE_RETIRED = "role_retired"
    FIXED_TERM = "fixed_term"
    TEMPORARY = "temporary"
    FISCAL_YEAR = "fiscal_year"
    SPECIAL = "special"


class Status(StrEnum):
    """在職状況. Only `active` and `seconded_in` are on duty and in denominators."""

    ACTIVE = "active"
    CHILDCARE = "childcare"
    ABSENCE = "absence"
    SICK = "sick"
    SECONDED_OUT = "seconded_out"
    SECONDED_IN = "seconded_in"
    LEFT = "left"


#: Who is at work as far as the personnel section is concerned (fixture X11).
ON_DUTY = frozenset({Status.ACTIVE, Status.SECONDED_IN})


class UnitKind(StrEnum):
    """How high a unit stands, whatever its city calls it; it decides what its head may see."""

    BUREAU = "bureau"
    DEPARTMENT = "department"
    SECTION = "section"
    TEAM = "team"
    UNKNOWN = ""


class HeadKind(StrEnum):
    """Who leads a unit: its head, the deputy, or whoever acts while the post is vacant."""

    HEAD = "head"
    DEPUTY = "deputy"
    ACTING = "acting"


#: Who is in charge of a unit: the first of these who is there and on duty (fixture X06).
ORDER_OF_CHARGE = (HeadKind.HEAD, HeadKind.ACTING, HeadKind.DEPUTY)


class RoleName(StrEnum):
    """A duty for the city or, with a unit, for that unit and all below it."""

    PERSONNEL = "personnel"
    ADMINISTRATOR = "administrator"
    WELFARE = "welfare"
    GENERAL_AFFAIRS = "general_affairs"
    EXECUTIVE = "executive"


class ModeKind(StrEnum):
    """Why a unit is in a special mode (`domain.md` A25)."""

    DISASTER = "disaster"
    ELECTION = "election"
    COUNCIL = "council"
    INFECTION = "infection"


class LimitProfile(StrEnum):
    """Which overtime limits hold for a unit: 自律部署, 他律的業務の部署, 36協定の事業場 (`domain.md` R-OT)."""

    JIRITSU = "jiritsu"
    TARITSU = "taritsu"
    ARTICLE_36 = "article36"
    UNSAID = ""

"""The one-page report of a quarter as values (G07): the city, and its bureaux in the order of the organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.attendance.rules import Share


@dataclass(frozen=True)
class QuarterLine:
    """The city (no code) or one of its topmost units. None is hidden, not known, or of nobody.

    `clarity` is how clear things were after 1on1s on average, from 1 to 5, where the city asks for it.
    """

    code: str
    name: str
    no_overtime_days: Share | None = None
    all_days: Share | None = None
    late: Share | None = None
    overtime_minutes: int | None = None
    target_minutes: int | None = None
    leave_days: Decimal | None = None
    leave_of_goal: Decimal | None = None
    meetings: Share | None = None
    one_on_one: int | None = None
    submitted: Share | None = None
    clarity: Decimal | None = None


@dataclass(frozen=True)
class Quarter:
    """The page. `causes` are those of overtime reports of the whole city; one with fewer than five is not told."""

    first: date
    last: date
    whole: QuarterLine
    lines: tuple[QuarterLine, ...]
    causes: Mapping[str, int]
    own_causes: Mapping[str, str]

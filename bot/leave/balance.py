"""Balances as they were imported, and what plans leave of them, in whole minutes. Nothing here makes up a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.leave.leave_days import LeaveDay, total_minutes
from bot.leave.years import LeaveYears

_HOUR_MINUTES = 60


@dataclass(frozen=True)
class Amount:
    """Minutes as offices write them: 18 days 0 hours 45 minutes, of the person's own days."""

    days: int
    hours: int
    minutes: int
    is_negative: bool = False


def amount(minutes: int, minutes_per_day: int) -> Amount:
    """An amount of so many minutes; nothing is rounded (`domain.md` R-LV-2)."""
    days, rest = divmod(abs(minutes), minutes_per_day)
    return Amount(days, *divmod(rest, _HOUR_MINUTES), minutes < 0)


def amount_minutes(written: Amount, minutes_per_day: int) -> int:
    """The minutes of an amount as a file gives it; 20 hours or 90 minutes in one are no mistake."""
    minutes = written.days * minutes_per_day + written.hours * _HOUR_MINUTES + written.minutes
    return -minutes if written.is_negative else minutes


@dataclass(frozen=True)
class Balance:
    """What the attendance system knows of one account in one leave year, in minutes: `taken` up to and with `as_of`."""

    account: str
    leave_year: int
    granted: int
    carried_over: int
    taken: int
    as_of: date

    @property
    def entitled(self) -> int:
        """All that may be taken in the year."""
        return self.granted + self.carried_over


@dataclass(frozen=True)
class Statement:
    """How a balance stands with its plans: taken + planned + free = entitled. `free` is negative if overdrawn."""

    entitled: int
    taken: int
    planned: int

    @property
    def free(self) -> int:
        """What can still be planned."""
        return self.entitled - self.taken - self.planned


@dataclass(frozen=True)
class CarryOver:
    """What becomes of the free minutes when the leave year ends: what goes on and what is lost are all of them."""

    carried: int
    lost: int


def statement(balance: Balance, plans: Iterable[LeaveDay], years: LeaveYears) -> Statement:
    """How a balance stands with the plans of its account; plans up to `as_of` are in `taken` if they came true."""
    planned = [day for day in plans if day.day > balance.as_of and years.of(day.day) == balance.leave_year]
    return Statement(balance.entitled, balance.taken, total_minutes(planned))


def carry_over(free: int, most_days: int, minutes_per_day: int) -> CarryOver:
    """What of the free minutes goes into the next leave year, days and odd minutes alike (`domain.md` R-LV-1, R-LV-2).

    Never rounded down to whole days. A forecast: the next year's balance is imported like any other.
    """
    carried = min(max(free, 0), most_days * minutes_per_day)
    return CarryOver(carried, max(free, 0) - carried)

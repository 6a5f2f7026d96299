"""How many days somebody means to take in a leave year, and how far they are: only where a balance was imported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.city.leave import FiveDayDuty, LeaveGoals
from bot.leave.balance import Balance, Statement
from bot.leave.kinds import Part
from bot.leave.leave_days import LeaveDay

#: 労基法39条7項: five days, for those who were granted ten or more.
_DUTY_HALF_DAYS = 5 * 2
_DUTY_FROM_GRANTED_DAYS = 10


@dataclass(frozen=True)
class Pace:
    """A goal and what stands against it, in minutes. `due` is the goal's share of the leave year that has passed."""

    goal: int
    taken: int
    planned: int
    due: int

    @property
    def lacking(self) -> int:
        """What has neither been taken nor planned yet."""
        return max(self.goal - self.taken - self.planned, 0)

    @property
    def is_behind(self) -> bool:
        """Whether less is taken and planned than the part of the year that has passed asks for."""
        return self.taken + self.planned < self.due

    def days_to_plan(self, minutes_per_day: int) -> int:
        """The ○ of 「あと○日」: whole days that reach the goal."""
        return -(-self.lacking // minutes_per_day)


def goal_minutes(
    goals: LeaveGoals, employment: str, balance: Balance | None, minutes_per_day: int, own_days: int | None = None
) -> int | None:
    """Somebody's goal (C01): their own, or their city's for their 任用の種別, and never above the imported grant.

    `balance` is that of annual leave. None where no balance was imported, or where the goal is 0: then nothing is said
    about a pace. `goals` are those in force when the leave year began.
    """
    if balance is None:
        return None
    wanted = goals.of(employment) if own_days is None else own_days
    return min(wanted * minutes_per_day, balance.granted) or None


def pace(goal: int, stands: Statement, bounds: tuple[date, date], today: date) -> Pace:
    """How a goal stands on a day of its leave year, `bounds` being the first and the last day of that year."""
    first, last = bounds
    passed = min(max((today - first).days, 0), (last - first).days + 1)
    return Pace(goal, stands.taken, stands.planned, goal * passed // ((last - first).days + 1))


def months_without_leave(days: Iterable[LeaveDay], bounds: tuple[date, date], today: date) -> tuple[date, ...]:
    """The months from today's on, each by its first day, without a whole day off: one a month is good (R-LV-11)."""
    first, last = bounds
    have = {day.day.replace(day=1) for day in days if day.part is Part.WHOLE and not day.is_hours}
    start = max(first, today)
    months = range(start.year * 12 + start.month - 1, last.year * 12 + last.month)
    return tuple(month for at in months if (month := date(at // 12, at % 12 + 1, 1)) not in have)


def has_five_day_duty(
    duty: FiveDayDuty, employment: str, unit_codes: Sequence[str], granted: int, minutes_per_day: int
) -> bool:
    """Whether five days must be taken: by the city's flag, and with ten days or more granted (`domain.md` R-LV-7)."""
    return duty.holds_for(employment, unit_codes) and granted >= _DUTY_FROM_GRANTED_DAYS * minutes_per_day


def half_days_to_five(days: Iterable[LeaveDay]) -> int:
    """How many half days of annual leave the five days lack. Hours do not count towards them, half days do.

    `days` are those that were taken and those that are planned, of annual leave in one leave year.
    """
    counted = sum(2 if day.part is Part.WHOLE else 1 for day in days if not day.is_hours)
    return max(_DUTY_HALF_DAYS - counted, 0)

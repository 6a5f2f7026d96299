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
_DUTY_DAYS = 5
_DUTY_FROM_GRANTED_DAYS = 10


@dataclass(frozen=True)
class Pace:
    """A goal and what stands against it, in minutes."""

    goal: int
    taken: int
    planned: int

    @property
    def lacking(self) -> int:
        """What has neither been taken nor planned yet."""
        return max(self.goal - self.taken - self.planned, 0)

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


def pace(goal: int, stands: Statement) -> Pace:
    """How a goal stands with what is taken and planned of a leave year."""
    return Pace(goal, stands.taken, stands.planned)


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


def lacks_of_five(taken: int, planned_in_days: int, minutes_per_day: int) -> int:
    """The minutes that five days lack (`domain.md` R-LV-7). Hours that are planned do not count, half days do.

    What was taken is imported as one sum, so hours among it cannot be told apart.
    """
    return max(_DUTY_DAYS * minutes_per_day - taken - planned_in_days, 0)

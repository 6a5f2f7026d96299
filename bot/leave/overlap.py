"""Whether two leaves want the same time of a person: by the clock, so that two half days make a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from bot.leave.leave_days import LeaveDay


def do_overlap(one: LeaveDay, other: LeaveDay) -> bool:
    """Whether there is a working minute that both take."""
    return one.day == other.day and one.start_minute < other.end_minute and other.start_minute < one.end_minute


def first_overlap(wanted: Iterable[LeaveDay], standing: Iterable[LeaveDay]) -> LeaveDay | None:
    """The first of the days that stand already which one of the wanted days overlaps."""
    by_day: defaultdict[date, list[LeaveDay]] = defaultdict(list)
    for day in standing:
        by_day[day.day].append(day)
    return next((other for day in wanted for other in by_day[day.day] if do_overlap(day, other)), None)

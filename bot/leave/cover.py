"""Whether enough people stay: a warning while somebody picks a day, which never forbids anything (issue 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.city.fields import Weekday
from bot.city.leave import Leave
from bot.leave.kinds import Part
from bot.leave.leave_days import LeaveDay
from bot.leave.workday import WorkdayOn

_HALVES = (Part.MORNING, Part.AFTERNOON)


@dataclass(frozen=True)
class Colleague:
    """Somebody else of the unit: when they work, and their leave of every kind."""

    workday_on: WorkdayOn
    leave: Sequence[LeaveDay] = ()


@dataclass(frozen=True)
class CoverGap:
    """A half day on which fewer people of a unit would be there than it must have."""

    unit_code: str
    day: date
    half: Part
    left: int
    minimum: int


def cover_gaps(
    wanted: Iterable[LeaveDay], unit_code: str, colleagues: Sequence[Colleague], policy: Leave
) -> tuple[CoverGap, ...]:
    """The half days of a wanted leave on which the unit's minimum would be missed without the person.

    `colleagues` are the unit's other members who are on duty. Hours take somebody out of each half that they touch.
    """
    away = [_days_of(colleague) for colleague in colleagues]
    return tuple(gap for day in wanted for gap in _gaps(day, unit_code, colleagues, away, policy))


_Away = Mapping[date, Sequence[LeaveDay]]


def _gaps(
    wanted: LeaveDay, unit_code: str, colleagues: Sequence[Colleague], away: Sequence[_Away], policy: Leave
) -> Iterator[CoverGap]:
    minimums = policy.must_stay(unit_code, Weekday.of(wanted.day))
    there = [
        taken.get(wanted.day, ())
        for colleague, taken in zip(colleagues, away, strict=True)
        if colleague.workday_on(wanted.day)
    ]
    for half, minimum in zip(_HALVES, minimums, strict=True):
        left = sum(not any(day.touches(half) for day in taken) for taken in there)
        if wanted.touches(half) and left < minimum:
            yield CoverGap(unit_code, wanted.day, half, left, minimum)


def _days_of(colleague: Colleague) -> _Away:
    days: dict[date, list[LeaveDay]] = {}
    for day in colleague.leave:
        days.setdefault(day.day, []).append(day)
    return days

"""Whether a wish for leave can be planned. Time, calendar, policy, other leave and balances come in as arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.city.fields import MonthDay
from bot.city.leave import Leave, LeaveKind
from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.leave_days import LeaveDay, leave_days
from bot.leave.overlap import first_overlap
from bot.leave.problems import Field, Problem, Trouble
from bot.leave.workday import WorkdayOn
from bot.leave.years import LeaveYears


@dataclass(frozen=True)
class Surroundings:
    """What a wish is held against: the person's days, and their leave that stands already, of every kind.

    `free` are the minutes left of the account of the wanted kind, by leave year; a year that is not there has no
    imported balance, and nothing is said about it. Whoever changes a plan leaves it out of both.
    """

    today: date
    workday_on: WorkdayOn
    policy: Leave
    standing: Sequence[LeaveDay] = ()
    free: Mapping[int, int] = field(default_factory=dict)

    @property
    def years(self) -> LeaveYears:
        """How the city counts its leave years."""
        return LeaveYears(self.policy.year_start)

    def free_for(self, kind: LeaveKind, day: date) -> int | None:
        """What is left for a kind on a day, in minutes; None where nothing counts it or nothing was imported."""
        return self.free.get(self.years.of(day)) if kind.account else None


def known_until(today: date) -> date:
    """The last day whose calendar is known: 春分・秋分 are announced for the next year only (`domain.md` R-CAL-3)."""
    return date(today.year + 1, 12, 31)


def troubles_of(wish: Wish, kind: LeaveKind, around: Surroundings) -> tuple[Trouble, ...]:
    """Everything that is wrong with a wish, what hides the rest first; empty where it can be planned.

    That too few people are there is none of it: it is a warning and forbids nothing (issue 6, `cover`).
    """
    for find in _CHECKS:
        if found := tuple(find(wish, kind, around)):
            return found
    return ()


def fits_unit(minutes: int, unit_minutes: int, free: int | None) -> bool:
    """Whether hours are a multiple of the unit or all that is left (`domain.md` R-LV-2, fixture X22)."""
    return minutes % unit_minutes == 0 or minutes == free


def in_whole_steps(wish: Hours, kind: LeaveKind, around: Surroundings) -> tuple[Hours, ...]:
    """A step less and a step more of hours that the unit does not allow, as far as they can be planned.

    What reaches the end of the day still does; anything else begins when it was to begin.
    """
    worked, unit = around.workday_on(wish.day), around.policy.unit_minutes
    start = wish.start_minute
    if not worked or start is None:
        return ()
    below, is_to_the_end = wish.minutes // unit * unit, worked.ends(start, wish.minutes) == worked.end
    found = (
        Hours(wish.day, worked.starts(worked.end, minutes) if is_to_the_end else start, minutes)
        for minutes in (below, below + unit)
    )
    return tuple(one for one in found if not troubles_of(one, kind, around))


def is_in_season(kind: LeaveKind, day: date) -> bool:
    """Whether a kind may be taken on a day, such as summer leave from July to September (`domain.md` R-LV-8)."""
    asked, first, last = MonthDay(day.month, day.day), kind.season_from, kind.season_to
    return first <= asked <= last if first <= last else asked >= first or asked <= last


def _of_its_shape(wish: Wish, _kind: LeaveKind, _around: Surroundings) -> Iterator[Trouble]:
    if isinstance(wish, Span):
        days = {"first": wish.first, "last": wish.last}
        if wish.is_backwards:
            yield Trouble(Problem.BACKWARDS, Field.LAST, days)
        elif not wish.is_one_piece:
            yield Trouble(Problem.NOT_ONE_PIECE, Field.LAST, days)
    elif wish.minutes <= 0:
        yield Trouble(Problem.NO_TIME, Field.MINUTES)
    elif not wish.is_within_a_day:
        yield Trouble(Problem.OVER_24_HOURS, Field.MINUTES, {"minutes": wish.minutes})


def _of_its_dates(wish: Wish, _kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    first, last = _ends(wish)
    latest = known_until(around.today)
    if first < around.today:
        yield Trouble(Problem.PAST, Field.FIRST, {"day": first, "earliest": around.today})
    if last > latest:
        at = Field.FIRST if first > latest else Field.LAST
        yield Trouble(Problem.BEYOND_CALENDAR, at, {"day": last, "latest": latest})


def _of_its_days(wish: Wish, kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    days = leave_days(wish, around.workday_on)
    if not days:
        first, last = _ends(wish)
        yield Trouble(Problem.NO_WORKING_DAY, Field.FIRST, {"first": first, "last": last})
    for day in days:
        if not is_in_season(kind, day.day):
            at = Field.FIRST if day is days[0] else Field.LAST
            season = {"season_from": kind.season_from, "season_to": kind.season_to}
            yield Trouble(Problem.OUT_OF_SEASON, at, {"day": day.day, **season})
            return


def _of_its_units(wish: Wish, kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    if isinstance(wish, Hours):
        yield from _of_its_hours(wish, kind, around)
    elif wish.has_half_days and not (around.policy.half_days and kind.half_days):
        at = Field.LAST if wish.first_part is Part.WHOLE else Field.FIRST
        yield Trouble(Problem.NO_HALF_DAYS, at, {"kind": kind.code})


def _of_its_hours(wish: Hours, kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    worked = around.workday_on(wish.day)
    if not worked:
        return
    unit, free = around.policy.unit_minutes, around.free_for(kind, wish.day)
    if wish.minutes > worked.minutes:
        facts = {"minutes": wish.minutes, "most": worked.minutes}
        yield Trouble(Problem.LONGER_THAN_DAY, Field.MINUTES, facts)
    elif wish.minutes == worked.minutes:
        return
    elif not (around.policy.hours and kind.hours):
        yield Trouble(Problem.NO_HOURS, Field.MINUTES, {"kind": kind.code})
    elif not fits_unit(wish.minutes, unit, free):
        below = wish.minutes // unit * unit
        near = {"below": below or None, "above": min(below + unit, worked.minutes)}
        yield Trouble(Problem.NOT_A_MULTIPLE, Field.MINUTES, {"minutes": wish.minutes, "unit_minutes": unit, **near})


def _of_its_clock(wish: Wish, _kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    worked = around.workday_on(wish.day) if isinstance(wish, Hours) else None
    if not isinstance(wish, Hours) or not worked:
        return
    clock = {"start": worked.start, "end": worked.end}
    if wish.start_minute is None:
        if wish.minutes < worked.minutes:
            yield Trouble(Problem.START_UNKNOWN, Field.START, clock)
    elif wish.start_minute < worked.start or worked.worked(wish.start_minute, worked.end) < wish.minutes:
        yield Trouble(Problem.OUTSIDE_HOURS, Field.START, clock)


def _of_other_leave(wish: Wish, _kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    if other := first_overlap(leave_days(wish, around.workday_on), around.standing):
        at = Field.START if isinstance(wish, Hours) else Field.FIRST
        yield Trouble(Problem.OVERLAP, at, {"other": other})


def _of_the_balance(wish: Wish, kind: LeaveKind, around: Surroundings) -> Iterator[Trouble]:
    wanted = around.years.minutes(leave_days(wish, around.workday_on)) if kind.account else {}
    for year, minutes in wanted.items():
        if minutes > (free := around.free.get(year, minutes)):
            at = Field.MINUTES if isinstance(wish, Hours) else Field.LAST
            yield Trouble(Problem.OVER_BALANCE, at, {"leave_year": year, "wanted": minutes, "free": free})


def _ends(wish: Wish) -> tuple[date, date]:
    return (wish.day, wish.day) if isinstance(wish, Hours) else (wish.first, wish.last)


#: In this order: a check may rely on all before it having found nothing.
_CHECKS: tuple[Callable[[Wish, LeaveKind, Surroundings], Iterator[Trouble]], ...] = (
    _of_its_shape,
    _of_its_dates,
    _of_its_days,
    _of_its_units,
    _of_its_clock,
    _of_other_leave,
    _of_the_balance,
)

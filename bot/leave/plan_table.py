"""The plan table (年次休暇取得予定表) as a value: people × days, each cell as far as whoever looks may see it. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.city.leave import LeaveKind, LeaveTable
from bot.leave.kinds import Part
from bot.leave.plans import is_whole_day, together

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class PlannedPiece:
    """What somebody planned for a day of one kind: the part that it takes, and its minutes of their working day.

    `kind` is empty for whoever may not see it; then hours are not told either, only the part of the day.
    """

    day: date
    part: Part
    is_hours: bool
    minutes: int
    workday_minutes: int
    kind: LeaveKind | None = None


@dataclass(frozen=True)
class TableCell:
    """One person on one day. `hours_minutes` are the minutes where nothing but hours is seen of it, else 0."""

    part: Part
    hours_minutes: int = 0
    kinds: tuple[LeaveKind, ...] = ()


@dataclass(frozen=True)
class TablePerson:
    """A line of the table. `annual` are the minutes of annual leave that show; `day_minutes` is a day of theirs."""

    person_id: int
    name: str
    staff_number: str
    cells: Mapping[date, TableCell]
    day_minutes: int
    annual: Mapping[date, int]

    def annual_minutes_between(self, first: date, last: date) -> int:
        """The annual leave of some days, both ends inclusive."""
        return sum(minutes for day, minutes in self.annual.items() if first <= day <= last)


@dataclass(frozen=True)
class TableDay:
    """A column of the table, and whether the offices work."""

    day: date
    is_working: bool


@dataclass(frozen=True)
class TableUnit:
    """A unit whose table somebody may open."""

    id: int
    code: str
    name: str


@dataclass(frozen=True)
class PlanTable:
    """The table of a unit with everything below it. `others` are the units whose table the reader may open, too.

    `words` are the city's own words for a whole day, its halves and hours. `tells_on_card`: whether the unit's morning
    card tells who is away; None for whoever does not decide that. `may_export`: whether the reader gets it as a file.
    """

    unit: TableUnit
    days: tuple[TableDay, ...]
    people: tuple[TablePerson, ...]
    words: LeaveTable
    others: tuple[TableUnit, ...] = ()
    tells_on_card: bool | None = None
    may_export: bool = False

    @property
    def first(self) -> date:
        """Its first day."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """Its last day."""
        return self.days[-1].day

    def between(self, first: date, last: date) -> PlanTable:
        """The same people, only some of the days."""
        days = tuple(one for one in self.days if first <= one.day <= last)
        return replace(self, days=days)

    def months(self) -> Iterator[PlanTable]:
        """A table for each month."""
        for month in dict.fromkeys(one.day.replace(day=1) for one in self.days):
            yield self.between(*month_of(month))

    def weeks(self) -> Iterator[tuple[TableDay, ...]]:
        """Its days from Monday to Sunday, without days off on which nobody planned leave."""
        weeks: dict[date, list[TableDay]] = {}
        for one in self.days:
            if one.is_working or any(one.day in person.cells for person in self.people):
                weeks.setdefault(one.day - one.day.weekday() * _DAY, []).append(one)
        return (tuple(week) for week in weeks.values())

    def away_on(self, day: date) -> Iterator[tuple[TablePerson, TableCell]]:
        """Who is away on a day."""
        return ((one, one.cells[day]) for one in self.people if day in one.cells)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month that lies so many months after a day's."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, 1)


def days_between(first: date, last: date, working: Collection[date]) -> tuple[TableDay, ...]:
    """The columns of a span, both ends inclusive."""
    days = (first + after * _DAY for after in range((last - first).days + 1))
    return tuple(TableDay(day, day in working) for day in days)


def cells_of(pieces: Iterable[PlannedPiece]) -> dict[date, TableCell]:
    """A person's cells by day: pieces of one day are shown as one."""
    by_day: dict[date, list[PlannedPiece]] = {}
    for piece in pieces:
        by_day.setdefault(piece.day, []).append(piece)
    return {day: _cell(found) for day, found in by_day.items()}


def _cell(pieces: Sequence[PlannedPiece]) -> TableCell:
    kinds = tuple({piece.kind.code: piece.kind for piece in pieces if piece.kind}.values())
    minutes = [piece.minutes for piece in pieces]
    if is_whole_day(minutes, max(piece.workday_minutes for piece in pieces)):
        return TableCell(Part.WHOLE, 0, kinds)
    is_hours = all(piece.is_hours and piece.kind for piece in pieces)
    return TableCell(together(piece.part for piece in pieces), sum(minutes) if is_hours else 0, kinds)

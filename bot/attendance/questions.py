"""The groups of which a report must not tell where they are few: of which days, on which work. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from bot.attendance.columns import Column, Spread
from bot.attendance.layout import Layout
from bot.attendance.rules import Counts, Days
from bot.attendance.suppression import Size
from bot.disclosure import Row


class Work(Enum):
    """Everybody, or those of a group who are on one kind of work."""

    ANY = "any"
    USUAL = "usual"
    SPECIAL = "special"

    def size(self, counts: Counts) -> Size:
        """How large the group is of those on this work."""
        match self:
            case Work.ANY:
                return Size(counts.on_duty, counts.days)
            case Work.USUAL:
                return Size(counts.on_duty - counts.special, counts.usual_days)
            case Work.SPECIAL:
                return Size(counts.special, counts.special_days)

    def days(self, spread: Spread) -> int:
        """On how many days anybody was on this work."""
        return {Work.ANY: spread.people, Work.USUAL: spread.usual, Work.SPECIAL: spread.special}[self]


#: How often a column is in a sum of columns.
Terms = Mapping[Days, int]

_LESS_NO_OVERTIME = {Days.ALL: 1, Days.NO_OVERTIME: -1}

#: The columns, and the days that are left when columns are taken from each other.
_SUMS: tuple[Terms, ...] = (
    *({days: 1} for days in Days),
    {Days.ALL: 1, Days.WEEKLY: -1},
    {Days.ALL: 1, Days.PAYDAY: -1},
    _LESS_NO_OVERTIME,
    {Days.NO_OVERTIME: 1, Days.WEEKLY: -1},
    {Days.NO_OVERTIME: 1, Days.PAYDAY: -1},
    {Days.WEEKLY: 1, Days.PAYDAY: 1, Days.NO_OVERTIME: -1},
    # The days right before or right after a no-overtime day; of these, those only before, only after, and both.
    {**_LESS_NO_OVERTIME, Days.OTHER: -1},
    {**_LESS_NO_OVERTIME, Days.OTHER: -1, Days.AFTER: -1},
    {**_LESS_NO_OVERTIME, Days.OTHER: -1, Days.BEFORE: -1},
    {Days.BEFORE: 1, Days.AFTER: 1, Days.ALL: -1, Days.NO_OVERTIME: 1, Days.OTHER: 1},
)


@dataclass(frozen=True)
class Question:
    """How many are in a place on some days on some work: `row` by the numbers of a place (`row_of`), `alone` of those
    that no listed place below has. Places with nobody are left out."""

    row: Row
    layout: Layout
    alone: Mapping[int, Size]
    all_days: int

    @cached_property
    def wholes(self) -> Mapping[int, Size]:
        """The sizes of the places with everything below them."""
        found = dict(self.alone)
        for place in reversed(self.layout.listed):
            if place in found:
                above = self.layout.parents[place]
                found[above] = found[above] + found[place] if above in found else found[place]
        return found

    def is_few(self, size: Size) -> bool:
        """Whether a group of this size must not follow."""
        return size.is_small(self.all_days)


def questions(columns: Mapping[Days, Column]) -> list[Question]:
    """Everything that must not be answered where the answer is fewer than five."""
    return [_question(columns, terms, work) for terms in _SUMS if terms.keys() <= columns.keys() for work in Work]


def row_of(terms: Terms, work: Work) -> Row:
    """A sum of columns by the numbers of a place: for each kind of days everybody, and those on usual work."""
    return tuple(number for days in Days for number in _numbers(terms.get(days, 0), work))


def _numbers(times: int, work: Work) -> tuple[int, int]:
    return {Work.ANY: (times, 0), Work.USUAL: (0, times), Work.SPECIAL: (times, -times)}[work]


def _question(columns: Mapping[Days, Column], terms: Terms, work: Work) -> Question:
    layout = columns[Days.ALL].layout
    parts = [(times, columns[days].alone) for days, times in terms.items()]
    all_days = sum(times * work.days(columns[days].spread) for days, times in terms.items())
    return Question(row_of(terms, work), layout, dict(_sizes(parts, work)), all_days)


def _sizes(parts: list[tuple[int, Mapping[int, Counts]]], work: Work) -> Iterator[tuple[int, Size]]:
    for place in parts[0][1]:
        people = days = 0
        for times, alone in parts:
            size = work.size(alone[place])
            people += times * size.person_days
            days += times * size.days
        if people:
            yield place, Size(people, days)

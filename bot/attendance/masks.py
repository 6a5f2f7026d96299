"""Which places of a report stay hidden, so that no few people follow from all its columns together. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.attendance.columns import Column, Mask
from bot.attendance.rules import Days
from bot.attendance.suppression import WHOLE

#: The days beside the no-overtime days: they show together, in the displacement check of a place, or not at all.
BESIDE = (Days.BEFORE, Days.AFTER, Days.OTHER)


@dataclass(frozen=True)
class Masks:
    """The places whose first rate must not show, by column, and those whose second must not show in any column, or in
    any of the days beside the no-overtime days."""

    first: Mapping[Days, Mask]
    second: Mask
    second_beside: Mask

    @classmethod
    def everywhere(cls, places: Mask) -> Masks:
        """The same places in every column and both rates."""
        return cls(dict.fromkeys(Days, places), places, places)

    def seen_from(self, unit_id: int) -> Masks:
        """The same for a report on one unit, of which that unit is the whole."""
        first = {days: _seen_from(unit_id, places) for days, places in self.first.items()}
        return Masks(first, _seen_from(unit_id, self.second), _seen_from(unit_id, self.second_beside))


def _seen_from(unit_id: int, places: Mask) -> Mask:
    below = places - {WHOLE}
    return below | {WHOLE} if unit_id in places else below


def masks(columns: Mapping[Days, Column]) -> Masks:
    """What stays hidden in each column: the few of its days, and the few of the days that follow from two columns."""
    following = _what_follows(columns)
    first: dict[Days, Mask] = {}
    for days, told in following.items():
        hides = frozenset[int]().union(*(first[part] for part in _PARTS[days]))
        for column, within in told:
            shown = frozenset[int]().union(*(column.told_by(columns[one], first[one]) for one in within))
            hides = column.hide_people(hides, shown)
        first[days] = hides
    second = _second_mask(following, first)
    beside = _beside(columns, first[Days.NO_OVERTIME])
    return Masks(first | dict.fromkeys(BESIDE, beside), second, _second_beside(columns, beside, second))


def _beside(columns: Mapping[Days, Column], hides: Mask) -> Mask:
    for column in _columns_beside(columns):
        hides = column.hide_people(hides)
    return hides


def _second_beside(columns: Mapping[Days, Column], first: Mask, second: Mask) -> Mask:
    second = first | second
    for column in _columns_beside(columns):
        second = column.hide_special(first, second)
    return second


def _columns_beside(columns: Mapping[Days, Column]) -> list[Column]:
    return [columns[days] for days in BESIDE if days in columns]


def _second_mask(following: Following, first: Mapping[Days, Mask]) -> Mask:
    # The two rates tell the days of special work apart: where these days must not show, neither may the second rate.
    before, second = None, frozenset[int]().union(*first.values())
    while second != before:
        before = second
        for days, told in following.items():
            for column, _ in told:
                second = column.hide_special(first[days], second)
    return second


#: Each column with those that anybody can work out who sees it beside the columns that are decided before; and for
#: each of these the columns that hold all its days.
Following = Mapping[Days, Sequence[tuple[Column, tuple[Days, ...]]]]


def _what_follows(columns: Mapping[Days, Column]) -> Following:
    every, weekly, payday = columns[Days.ALL], columns[Days.WEEKLY], columns[Days.PAYDAY]
    no_overtime = columns[Days.NO_OVERTIME]
    other, both = every - no_overtime, weekly + payday - no_overtime
    whole = (Days.ALL,)
    return {
        Days.ALL: ((every, ()),),
        Days.WEEKLY: ((weekly, whole), (every - weekly, whole)),
        Days.PAYDAY: ((payday, whole), (every - payday, whole), (other, whole)),
        Days.NO_OVERTIME: (
            (no_overtime, whole),
            (other, whole),
            (no_overtime - weekly, (*whole, Days.PAYDAY)),
            (no_overtime - payday, (*whole, Days.WEEKLY)),
            (both, (*whole, Days.WEEKLY, Days.PAYDAY)),
        ),
    }


#: The columns whose hidden places a column must hide, too. No-overtime days less weekly ones are paydays.
_PARTS: Mapping[Days, tuple[Days, ...]] = {
    Days.ALL: (),
    Days.WEEKLY: (Days.ALL,),
    Days.PAYDAY: (Days.ALL,),
    Days.NO_OVERTIME: (Days.WEEKLY, Days.PAYDAY),
}

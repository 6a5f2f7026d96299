"""The columns of a report: the counts of one kind of days, and where they must not show. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.attendance.layout import ByUnit, Layout
from bot.attendance.rules import Counts, Days, Share
from bot.attendance.suppression import WHOLE, Size, hidden

Mask = frozenset[int]


@dataclass(frozen=True)
class Cell:
    """A share, and the same without disaster, election and the like. None: hidden, or of nobody."""

    share: Share | None = None
    without_special: Share | None = None


class Column:
    """The counts of one kind of days, by place: each alone, and with everything below."""

    def __init__(self, layout: Layout, counts: ByUnit) -> None:
        self._layout = layout
        self._counts = counts
        self._alone = layout.add_up(counts)
        self.wholes = layout.roll_up(self._alone)

    def hide_people(self, already: Collection[int] = ()) -> Mask:
        """The places whose rate must not show."""
        return self._hide(_people, already)

    def hide_special(self, already: Collection[int]) -> Mask:
        """The places whose second rate must not show: it tells of those on special work, and of the others."""
        return self._hide(_on_usual_work, self._hide(_on_special_work, already))

    def _hide(self, size: Callable[[Counts], Size], already: Collection[int]) -> Mask:
        sizes = {place: size(counts) for place, counts in self._alone.items()}
        all_days = max((size(counts).days for counts in self._counts.values()), default=0)
        return hidden(self._layout.parents, sizes, all_days=all_days, already=already, never=self._layout.own)


class MonthColumn:
    """The counts of one kind of days by month. A month may not follow from the others and their sum either."""

    def __init__(self, layout: Layout, counts: Mapping[tuple[date, int], Counts]) -> None:
        self.counts: dict[date, Counts] = {}
        for (month, unit_id), found in counts.items():
            if unit_id in layout.place_of:
                self.counts[month] = _side_by_side(self.counts.get(month, Counts()), found)
        self._never = [month.toordinal() for month in self.counts] if WHOLE in layout.own else []
        self._hidden = self._hide(_people, ())
        self._hidden_twice = self._hide(_on_usual_work, self._hide(_on_special_work, self._hidden))

    def cell(self, month: date) -> Cell:
        """What shows of a month."""
        counts, number = self.counts.get(month, Counts()), month.toordinal()
        return rate_cell(counts, shows=number not in self._hidden, shows_second=number not in self._hidden_twice)

    def _hide(self, size: Callable[[Counts], Size], already: Collection[int]) -> Mask:
        sizes = {month.toordinal(): size(counts) for month, counts in self.counts.items()}
        all_days = sum(one.days for one in sizes.values())
        return hidden(dict.fromkeys(sizes, WHOLE), sizes, all_days=all_days, already=already, never=self._never)


def masks(columns: Mapping[Days, Column]) -> dict[Days, Mask]:
    """What stays hidden in each column. No-overtime days less Wednesdays are paydays: they hide what both hide."""
    everything = columns[Days.ALL].hide_people()
    weekly = columns[Days.WEEKLY].hide_people(everything)
    payday = columns[Days.PAYDAY].hide_people(everything)
    no_overtime = columns[Days.NO_OVERTIME].hide_people(weekly | payday)
    return {Days.ALL: everything, Days.WEEKLY: weekly, Days.PAYDAY: payday, Days.NO_OVERTIME: no_overtime}


def rate_cell(counts: Counts, *, shows: bool, shows_second: bool) -> Cell:
    """定時退庁率, where it may show."""
    return Cell(shown(counts.rate, if_=shows), shown(counts.rate_without_special, if_=shows_second))


def late_cell(counts: Counts, *, shows: bool, shows_second: bool) -> Cell:
    """The share that left after the late hour, where it may show."""
    return Cell(shown(counts.late_share, if_=shows), shown(counts.late_share_without_special, if_=shows_second))


def shown(share: Share, *, if_: bool = True) -> Share | None:
    """A share that may show and is one of somebody."""
    return share if if_ and share.whole else None


def _side_by_side(one: Counts, other: Counts) -> Counts:
    """The counts of two units on the same days."""
    return replace(
        one + other,
        days=max(one.days, other.days),
        special_days=max(one.special_days, other.special_days),
        usual_days=max(one.usual_days, other.usual_days),
    )


def _people(counts: Counts) -> Size:
    return Size(counts.on_duty, counts.days)


def _on_special_work(counts: Counts) -> Size:
    return Size(counts.special, counts.special_days)


def _on_usual_work(counts: Counts) -> Size:
    return Size(counts.on_duty - counts.special, counts.usual_days)

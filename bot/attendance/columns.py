"""The columns of a report: the counts of one kind of days, and where they must not show. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.attendance.layout import ByUnit, Layout
from bot.attendance.rules import Counts, Share
from bot.attendance.suppression import WHOLE, Size, hidden

Mask = frozenset[int]


@dataclass(frozen=True)
class Spread:
    """On how many different days anybody was counted, on special work, on usual work."""

    people: int = 0
    special: int = 0
    usual: int = 0

    def __add__(self, other: Spread) -> Spread:
        return Spread(self.people + other.people, self.special + other.special, self.usual + other.usual)

    def __sub__(self, other: Spread) -> Spread:
        return Spread(self.people - other.people, self.special - other.special, self.usual - other.usual)


@dataclass(frozen=True)
class Cell:
    """A share, and the same without disaster, election and the like. None: hidden, or of nobody."""

    share: Share | None = None
    without_special: Share | None = None


@dataclass(frozen=True)
class Column:
    """The counts of one kind of days, by place: `alone` are those of its people that no listed place below it has."""

    layout: Layout
    alone: Mapping[int, Counts]
    spread: Spread

    def __add__(self, other: Column) -> Column:
        alone = {place: counts + other.alone[place] for place, counts in self.alone.items()}
        return Column(self.layout, alone, self.spread + other.spread)

    def __sub__(self, other: Column) -> Column:
        """The days that are left without the other's: whoever sees both columns can work it out."""
        alone = {place: counts - other.alone[place] for place, counts in self.alone.items()}
        return Column(self.layout, alone, self.spread - other.spread)

    @cached_property
    def wholes(self) -> Mapping[int, Counts]:
        """The counts of each place with everything below it."""
        return self.layout.roll_up(self.alone)

    def hide_people(self, already: Mask = frozenset(), told: Mask = frozenset()) -> Mask:
        """The places whose rate must not show. Where it is `told` elsewhere, to hide it would hide nothing."""
        return self._hide(self.alone, _people, self.spread.people, already, self.layout.own | told)

    def told_by(self, other: Column, mask: Mask) -> Mask:
        """The places that have no other days than these in a column that shows them, and holds all these days."""
        wholes = self.wholes.items()
        return frozenset(
            place
            for place, counts in wholes
            if place not in mask and counts.on_duty and counts.on_duty == other.wholes[place].on_duty
        )

    def hide_special(self, first: Mask, already: Mask) -> Mask:
        """The places whose second rate must not show: it tells of those on special work, and of the others.

        Where the first rates tell of a group that is all of one kind, there is no secret; the others have to be safe
        without it.
        """
        secret = self._of_both_kinds(first)
        if not secret:
            return already
        special = self._hide(secret, _on_special_work, self.spread.special, already, self.layout.own)
        return self._hide(secret, _on_usual_work, self.spread.usual, special, self.layout.own)

    def _of_both_kinds(self, first: Mask) -> ByUnit:
        """The counts of the places in groups that the first rates show and that are on special and on usual work."""
        group_of = {place: self.layout.first_shown(place, first) for place in self.alone}
        groups: dict[int | None, Counts] = {}
        for place, group in group_of.items():
            groups[group] = groups.get(group, Counts()) + self.alone[place]
        mixed = {group for group, counts in groups.items() if group is None or 0 < counts.special < counts.on_duty}
        return {place: self.alone[place] for place, group in group_of.items() if group in mixed}

    def _hide(self, alone: ByUnit, size: Callable[[Counts], Size], all_days: int, already: Mask, never: Mask) -> Mask:
        sizes = {place: size(counts) for place, counts in alone.items()}
        return hidden(self.layout.parents, sizes, all_days=all_days, already=already, never=never)


class MonthColumn:
    """The counts of one kind of days by month. A month may not follow from the others and their sum either."""

    def __init__(
        self, layout: Layout, counts: Mapping[tuple[date, int], Counts], spreads: Mapping[date, Spread]
    ) -> None:
        self.counts: dict[date, Counts] = {}
        for (month, unit_id), found in counts.items():
            if unit_id in layout.place_of:
                self.counts[month] = self.counts.get(month, Counts()) + found
        self._spreads = spreads
        self._never = [month.toordinal() for month in self.counts] if WHOLE in layout.own else []
        self._first = self._hide(lambda found, days: Size(found.on_duty, days.people), frozenset())
        special = self._hide(lambda found, days: Size(found.special, days.special), self._first)
        self._second = self._hide(lambda found, days: Size(found.on_duty - found.special, days.usual), special)

    def cell(self, month: date, *, tells_whole: bool, tells_second: bool) -> Cell:
        """What shows of a month, where the rates of all months together are told: the months would add up to them."""
        counts, number = self.counts.get(month, Counts()), month.toordinal()
        shows = tells_whole and number not in self._first
        is_told = tells_second or not counts.special
        return rate_cell(counts, shows=shows, shows_second=shows and is_told and number not in self._second)

    def _hide(self, size: Callable[[Counts, Spread], Size], already: Mask) -> Mask:
        sizes = {month.toordinal(): size(found, self._spreads[month]) for month, found in self.counts.items()}
        all_days = sum(one.days for one in sizes.values())
        return hidden(dict.fromkeys(sizes, WHOLE), sizes, all_days=all_days, already=already, never=self._never)


def rate_cell(counts: Counts, *, shows: bool, shows_second: bool) -> Cell:
    """定時退庁率, where it may show."""
    return Cell(shown(counts.rate, if_=shows), shown(counts.rate_without_special, if_=shows_second))


def late_cell(counts: Counts, *, shows: bool, shows_second: bool) -> Cell:
    """The share that left after the late hour, where it may show."""
    return Cell(shown(counts.late_share, if_=shows), shown(counts.late_share_without_special, if_=shows_second))


def shown(share: Share, *, if_: bool = True) -> Share | None:
    """A share that may show and is one of somebody."""
    return share if if_ and share.whole else None


def _people(counts: Counts) -> Size:
    return Size(counts.on_duty, counts.days)


def _on_special_work(counts: Counts) -> Size:
    return Size(counts.special, counts.special_days)


def _on_usual_work(counts: Counts) -> Size:
    return Size(counts.on_duty - counts.special, counts.usual_days)

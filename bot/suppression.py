"""Which groups of a report stay hidden, so that nothing is told of a group that would tell too much. Pure.

What a report shows of a place is the sum over everything below it. Whoever subtracts the shown parts of a shown whole
learns about the rest: that rest must not be telling either (`domain.md` 3.7 item 4, R-RATE). What makes a group telling
is the report's own affair: that it is small, that all in it say the same, that it changed by one since the last time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, Self, TypeVar

#: Stands above every unit of a report; no unit has this id.
WHOLE = 0


class Group(Protocol):
    """What a report counts of some people. Groups of different people add up."""

    @property
    def people(self) -> int:
        """How large it is. Of several groups that may go, the smallest goes."""

    def __add__(self, other: Self, /) -> Self: ...


G = TypeVar("G", bound=Group)


def suppress(
    parents: Mapping[int, int],
    alone: Mapping[int, G],
    *,
    is_telling: Callable[[G], bool],
    already: Collection[int] = (),
    never: Collection[int] = (),
) -> frozenset[int]:
    """The ids of the units (and WHOLE) that must not show.

    `parents` leads from every listed unit to the listed one above it, at last to WHOLE. `alone` are the groups of those
    who belong to a place and to no listed one below it. `already` are hidden for another reason; of `never` all is
    known anyway, since they are the reader's own or told elsewhere, so to hide them would hide nothing.
    """
    picture = _Picture(parents, alone, is_telling, frozenset(never))
    found = (set(already) | picture.telling()) - picture.never
    while more := picture.more_to_hide(found):
        found |= more
    return frozenset(found.union(already))


@dataclass(frozen=True)
class _Picture(Generic[G]):
    parents: Mapping[int, int]
    alone: Mapping[int, G]
    is_telling: Callable[[G], bool]
    never: frozenset[int]

    def telling(self) -> set[int]:
        """The places whose group tells too much."""
        return {place for place, group in self._wholes.items() if self.is_telling(group)}

    def more_to_hide(self, found: Collection[int]) -> set[int]:
        """Places that make a telling rest larger, or take away the whole of which it is the rest."""
        more: set[int] = set()
        parts = self._shown_parts(found)
        for place, rest in sorted(self._rests(found).items(), key=lambda one: self._depth(one[0])):
            if self.is_telling(rest) and place not in more:
                candidates = [one for one in parts.get(place, ()) if one not in self.never]
                more |= self._fewest(candidates) or ({place} - self.never)
        return more

    def _fewest(self, candidates: Sequence[int]) -> set[int]:
        return set(sorted(candidates, key=lambda one: (self._wholes[one].people, one))[:1])

    @cached_property
    def _wholes(self) -> Mapping[int, G]:
        wholes: dict[int, G] = {}
        for place, group in self.alone.items():
            for above in self._paths[place]:
                wholes[above] = wholes[above] + group if above in wholes else group
        return wholes

    def _rests(self, found: Collection[int]) -> dict[int, G]:
        """What is left of each shown place without the shown ones below it."""
        rests: dict[int, G] = {}
        for place, group in self.alone.items():
            shown = self._first_shown(self._paths[place], found)
            if shown is not None:
                rests[shown] = rests[shown] + group if shown in rests else group
        return rests

    def _shown_parts(self, found: Collection[int]) -> dict[int, list[int]]:
        """The shown places by the next shown one above them."""
        parts: dict[int, list[int]] = {}
        for one in self._wholes:
            if one != WHOLE and one not in found:
                above = self._first_shown(self._paths[one][1:], found)
                if above is not None:
                    parts.setdefault(above, []).append(one)
        return parts

    def _depth(self, place: int) -> int:
        return len(self._paths[place])

    @cached_property
    def _paths(self) -> Mapping[int, Sequence[int]]:
        """Each place with everything above it."""
        return {place: tuple(self._upwards(place)) for place in (WHOLE, *self.parents)}

    def _upwards(self, place: int) -> Iterator[int]:
        yield place
        while place != WHOLE:
            place = self.parents[place]
            yield place

    @staticmethod
    def _first_shown(places: Sequence[int], found: Collection[int]) -> int | None:
        return next((one for one in places if one not in found), None)

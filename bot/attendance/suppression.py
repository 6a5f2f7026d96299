"""Which groups of a report stay hidden, so that none smaller than five shows, not even by subtraction. Pure.

What a report shows of a unit is the sum over everything below it. Whoever subtracts the shown parts of a shown whole
learns about the rest: that rest must be nobody, or five or more (`domain.md` R-RATE, 3.7 item 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.attendance.rules import SMALLEST_GROUP

#: Stands above every unit of a report; no unit has this id.
WHOLE = 0


@dataclass(frozen=True, slots=True)
class Size:
    """Person-days, and the days on which they were counted: their quotient is how many people a group has."""

    person_days: int = 0
    days: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(self.person_days + other.person_days, self.days + other.days)

    def is_small(self, all_days: int) -> bool:
        """Whether there is somebody, but fewer than five a day. Units of different times are not taken for one."""
        return 0 < self.person_days < SMALLEST_GROUP * min(self.days, all_days)


def hidden(
    parents: Mapping[int, int],
    own_sizes: Mapping[int, Size],
    *,
    all_days: int,
    already: Collection[int] = (),
    never: Collection[int] = (),
) -> frozenset[int]:
    """The ids of the units (and WHOLE) that must not show.

    `parents` leads from every listed unit to the listed one above it, at last to WHOLE. `own_sizes` are those of the
    staff who belong to a place and to no listed one below it. `already` are hidden for another reason; of `never`
    all is known anyway, since they are the reader's own or told elsewhere, so to hide them would hide nothing.
    """
    people = {place: size for place, size in own_sizes.items() if size.person_days > 0}
    picture = _Picture(parents, people, all_days, frozenset(never))
    found = (set(already) | picture.small()) - picture.never
    while more := picture.more_to_hide(found):
        found |= more
    return frozenset(found.union(already))


@dataclass(frozen=True)
class _Picture:
    parents: Mapping[int, int]
    own_sizes: Mapping[int, Size]
    all_days: int
    never: frozenset[int]

    def small(self) -> set[int]:
        """The places whose people are too few."""
        return {place for place, size in self._wholes.items() if size.is_small(self.all_days)}

    def more_to_hide(self, found: Collection[int]) -> set[int]:
        """Places that make a rest that is too small larger, or take away the whole of which it is the rest."""
        more: set[int] = set()
        parts = self._shown_parts(found)
        for place, rest in sorted(self._rests(found).items(), key=lambda one: self._depth(one[0])):
            if rest.is_small(self.all_days) and place not in more:
                candidates = [one for one in parts.get(place, ()) if one not in self.never]
                more |= self._fewest(candidates) or ({place} - self.never)
        return more

    def _fewest(self, candidates: Sequence[int]) -> set[int]:
        return set(sorted(candidates, key=lambda one: (self._wholes[one].person_days, one))[:1])

    @cached_property
    def _wholes(self) -> Mapping[int, Size]:
        wholes: dict[int, Size] = {}
        for place, size in self.own_sizes.items():
            for above in self._paths[place]:
                wholes[above] = wholes.get(above, Size()) + size
        return wholes

    def _rests(self, found: Collection[int]) -> dict[int, Size]:
        """What is left of each shown place without the shown ones below it."""
        rests: dict[int, Size] = {}
        for place, size in self.own_sizes.items():
            shown = self._first_shown(self._paths[place], found)
            if shown is not None:
                rests[shown] = rests.get(shown, Size()) + size
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

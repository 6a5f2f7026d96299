"""Which units a survey shows, how they hang together, and at which of them each bucket is counted. Pure.

Whole units only: a unit of which only some parts were asked is not among them; what it holds counts further up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.people.tree import UnitTree
from bot.pulse.showing import Group
from bot.suppression import WHOLE


@dataclass(frozen=True)
class Layout:
    """The units of `tree` that are a head of one of the buckets, or above one; `scope` (unit ids) empty: the city."""

    tree: UnitTree
    buckets: frozenset[int]
    scope: frozenset[int] = frozenset()

    @cached_property
    def parents(self) -> Mapping[int, int]:
        """From each place to the one above it, at last to WHOLE."""
        paths = (self.tree.path(bucket) for bucket in self.buckets if bucket in self.tree)
        listed = {one for path in paths for one in path if self._is_whole(one)}
        return {one: self._nearest(self.tree.path(one)[:-1], listed) for one in listed}

    def _is_whole(self, unit_id: int) -> bool:
        return not self.scope or not self.scope.isdisjoint(self.tree.path(unit_id))

    def home(self, bucket: int, tree: UnitTree | None = None) -> int:
        """The place at which a bucket is counted; one of an earlier survey by the tree of its own day."""
        units = tree or self.tree
        return self._nearest(units.path(bucket), self.parents) if bucket in units else WHOLE

    @staticmethod
    def _nearest(path: Iterable[int], listed: Collection[int]) -> int:
        return next((one for one in reversed(tuple(path)) if one in listed), WHOLE)

    def roll_up(self, alone: Mapping[int, Group]) -> dict[int, Group]:
        """The group of each place with everything below it."""
        wholes: dict[int, Group] = {}
        for place, group in alone.items():
            for above in self.upwards(place):
                wholes[above] = wholes[above] + group if above in wholes else group
        return wholes

    def upwards(self, place: int) -> Iterator[int]:
        """The place, and everything above it up to WHOLE."""
        yield place
        while place != WHOLE:
            place = self.parents[place]
            yield place

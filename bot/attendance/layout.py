"""Which units a report lists, in the order of the organisation, and where the counts of the others go. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, Self, TypeVar

from bot.attendance.rules import Counts
from bot.attendance.suppression import WHOLE
from bot.people.kinds import UnitKind
from bot.people.tree import UnitTree

ByUnit = Mapping[int, Counts]


class Addable(Protocol):
    """Counts of people, which add up."""

    def __add__(self, other: Self, /) -> Self: ...


C = TypeVar("C", bound=Addable)

_LEVELS = (UnitKind.BUREAU, UnitKind.DEPARTMENT, UnitKind.SECTION, UnitKind.TEAM)


@dataclass(frozen=True)
class View:
    """Who looks at what: a unit or (None) the city, down to a level; `own` are the units whose reader it is."""

    unit_id: int | None = None
    level: UnitKind = UnitKind.SECTION
    own: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Layout:
    """The listed units from the top down; WHOLE stands for the unit or city that the report is about.

    `place_of` leads from every unit of the report to the nearest listed one, `parents` from a listed one upwards.
    """

    tree: UnitTree
    view: View
    listed: tuple[int, ...]
    place_of: Mapping[int, int]
    parents: Mapping[int, int]

    @property
    def own(self) -> frozenset[int]:
        """The places that are the reader's own."""
        return frozenset(WHOLE if one == self.view.unit_id else one for one in self.view.own)

    def only_the_whole(self) -> Layout:
        """The same people in one group that is nobody's own."""
        view = replace(self.view, own=frozenset())
        return Layout(self.tree, view, (), dict.fromkeys(self.place_of, WHOLE), {})

    def depth(self, place: int) -> int:
        """How many listed places stand above."""
        return 0 if place == WHOLE else 1 + self.depth(self.parents[place])

    def first_shown(self, place: int, mask: Collection[int]) -> int | None:
        """The place itself or the nearest above it that shows; None where none does."""
        while place in mask and place != WHOLE:
            place = self.parents[place]
        return None if place in mask else place

    def add_up(self, counts: Mapping[int, C], nothing: C) -> dict[int, C]:
        """The counts of each place itself, without the listed places below it."""
        alone = dict.fromkeys((WHOLE, *self.listed), nothing)
        for unit_id, found in counts.items():
            if unit_id in self.place_of:
                alone[self.place_of[unit_id]] += found
        return alone

    def roll_up(self, alone: Mapping[int, C]) -> dict[int, C]:
        """The counts of each place with everything below it."""
        wholes = dict(alone)
        for place in reversed(self.listed):
            wholes[self.parents[place]] += wholes[place]
        return wholes


def lay_out(tree: UnitTree, view: View) -> Layout:
    """The layout of what somebody looks at."""
    order = tuple(_downwards(tree, view.unit_id))
    lowest = _LEVELS.index(view.level)
    listed = tuple(one for one in order if one != view.unit_id and _rank(tree.level_of(one)) <= lowest)
    is_listed = frozenset(listed)

    def place(path: tuple[int, ...]) -> int:
        return next((one for one in reversed(path) if one in is_listed), WHOLE)

    place_of = {unit_id: place(tree.path(unit_id)) for unit_id in order}
    parents = {unit_id: place(tree.path(unit_id)[:-1]) for unit_id in listed}
    return Layout(tree, view, listed, place_of, parents)


def _downwards(tree: UnitTree, unit_id: int | None) -> Iterator[int]:
    if unit_id is not None:
        yield unit_id
    for child in tree.children(unit_id):
        yield from _downwards(tree, child.id)


def _rank(level: UnitKind) -> int:
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS) - 1

"""Who came to a group and who left it between two surveys: over time too, a difference can be one person. Pure.

A unit of twelve that is shown, and shown again with thirteen, tells of the thirteenth (`domain.md` 3.7 item 4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

#: Where so many stayed, their own changes from one survey to the next drown what a few others say.
CROWD = 50


@dataclass(frozen=True)
class Moves:
    """The people (ids) who came to a group and who left it since an earlier survey, and how many stayed."""

    came: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    stayed: int = 0

    def __add__(self, other: Moves) -> Moves:
        return Moves(self.came | other.came, self.left | other.left, self.stayed + other.stayed)

    def are_telling(self, least: int) -> bool:
        """Whether fewer than `least`, but somebody, came or left a group that is no crowd.

        Who left one part of the group for another has done neither.
        """
        came, left = len(self.came - self.left), len(self.left - self.came)
        return self.stayed < CROWD and (0 < came < least or 0 < left < least)


@dataclass(frozen=True)
class Crew:
    """Whom a survey was for: person → unit by the roster of its day, how many of each unit were asked, and at which
    place each unit counts.
    """

    staff: Mapping[int, int]
    asked: Mapping[int, int]
    places: Mapping[int, int]

    def by_place(self) -> dict[int, int]:
        """Person → place."""
        return {person: self.places[unit] for person, unit in self.staff.items() if unit in self.places}

    def not_by_roster(self) -> dict[int, int]:
        """By how many more (or fewer) of each unit were asked than the roster tells, such as for want of an account."""
        on_roster = Counter(self.staff.values())
        return {unit: number - on_roster[unit] for unit, number in self.asked.items()}


def moves_since(before: Crew, now: Crew) -> dict[int, Moves]:
    """What moved at each place between two surveys.

    The roster does not tell who can be asked, nor from when on. Where more or fewer of a unit were asked than its
    roster explains, as many nameless people came or left (their ids are below zero).
    """
    then, today = before.by_place(), now.by_place()
    earlier, nameless = before.not_by_roster(), count(-1, -1)
    for unit, more in now.not_by_roster().items():
        if unit in earlier:
            today.update((next(nameless), now.places[unit]) for _ in range(more - earlier[unit]))
            then.update((next(nameless), before.places[unit]) for _ in range(earlier[unit] - more))
    return moves_between(then, today)


def moves_between(before: Mapping[int, int], now: Mapping[int, int]) -> dict[int, Moves]:
    """What moved at each place: person → place, in an earlier survey and in this one."""
    came: dict[int, set[int]] = {}
    left: dict[int, set[int]] = {}
    stayed: dict[int, int] = {}
    for person in before.keys() | now.keys():
        old, new = before.get(person), now.get(person)
        if old == new and new is not None:
            stayed[new] = stayed.get(new, 0) + 1
            continue
        if new is not None:
            came.setdefault(new, set()).add(person)
        if old is not None:
            left.setdefault(old, set()).add(person)
    return {
        place: Moves(frozenset(came.get(place, ())), frozenset(left.get(place, ())), stayed.get(place, 0))
        for place in came.keys() | left.keys() | stayed.keys()
    }

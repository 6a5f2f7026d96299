"""How many days instead were kept, as far as a unit's head and the personnel section may read it. Pure (design 7).

Whether one person kept theirs is for that person alone, so a number must not give anybody away: not a small group, not
one in which all did the same, not by subtraction, and not by comparing spans of time, which is why whole months count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import Refused
from bot.people.tree import UnitTree
from bot.suppression import WHOLE, suppress

_SMALLEST_GROUP = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """Days instead that are settled: whose they were, how many, and how many of them were kept."""

    who: frozenset[int] = frozenset()
    settled: int = 0
    kept: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.who | other.who, self.settled + other.settled, self.kept + other.kept)

    @property
    def people(self) -> int:
        """How many people they are of."""
        return len(self.who)

    @property
    def is_telling(self) -> bool:
        """Whether the number would say of somebody whether they kept theirs."""
        return self.settled > 0 and (self.people < _SMALLEST_GROUP or self.kept in (0, self.settled))


def whole_months(first: date, last: date) -> list[tuple[date, date]]:
    """The first and last days of the months of a span; raises Refused for a span that is not of whole months."""
    months = list(_months(first, last)) if first <= last and first.day == 1 else []
    if not months or months[-1][1] != last:
        raise Refused("Ask for whole months, such as {first} to {last}.", first="2026-11-01", last="2026-11-30")
    return months


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        after = (first + 31 * _DAY).replace(day=1)
        yield first, after - _DAY
        first = after


def shown(months: Sequence[tuple[UnitTree, Mapping[int, Kept]]], unit_id: int) -> Kept | None:
    """What may be read about a unit with everything below it: the sum over months, if each of them may be read alone.

    For each month the units as they were and what is known of each unit's own people. None where nothing may be read,
    or nothing is settled.
    """
    found = Kept()
    for tree, alone in months:
        below = tree.subtree(unit_id) if unit_id in tree else frozenset()
        here = sum((kept for one, kept in alone.items() if one in below), Kept())
        if here.settled and unit_id in _hidden(tree, alone):
            return None
        found += here
    return found if found.settled else None


def _hidden(tree: UnitTree, alone: Mapping[int, Kept]) -> frozenset[int]:
    parents = {unit.id: above[-2] if len(above := tree.path(unit.id)) > 1 else WHOLE for unit in tree}
    placed: dict[int, Kept] = {}
    for one, kept in alone.items():
        place = one if one in parents else WHOLE
        placed[place] = placed.get(place, Kept()) + kept
    return suppress(parents, placed, is_telling=lambda group: group.is_telling)

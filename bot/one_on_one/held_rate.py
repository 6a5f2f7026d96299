"""The holding rate: of the pairs whose talk fell due in a period, those who met. Pure (`domain.md` 3.5, 3.8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.one_on_one.kinds import Cadence, PairKey
from bot.one_on_one.rhythm import Rhythm, due_on
from bot.suppression import WHOLE, suppress

#: Below so many pairs a rate would tell of each of them.
LEAST_PAIRS = 5
_LOWEST, _HIGHEST = 10, 90


class Tree(Protocol):
    """How units hang together."""

    def path(self, unit_id: int) -> tuple[int, ...]:
        """The ids from the root down to the unit itself."""

    def __contains__(self, unit_id: object) -> bool: ...


@dataclass(frozen=True)
class PastPair:
    """A pair as far as it reaches into a period: `counts_from` is the last day before it from which it counts."""

    key: PairKey
    counts_from: date
    last_day: date
    has_met: bool


@dataclass(frozen=True)
class Held:
    """How many pairs were due in a period, and how many of these met. Groups of different pairs add up."""

    due: int = 0
    held: int = 0

    def __add__(self, other: Held) -> Held:
        return Held(self.due + other.due, self.held + other.held)

    @property
    def people(self) -> int:
        """How large the group is, for the choice of what to hide."""
        return self.due

    @property
    def is_telling(self) -> bool:
        """Whether a rate of it would tell of single pairs."""
        return 0 < self.due < LEAST_PAIRS

    @property
    def percent(self) -> int | None:
        """The share that met; None where nothing was due. For the two people of the pairs only."""
        return None if self.due == 0 else round(100 * self.held / self.due)


@dataclass(frozen=True)
class Share:
    """A rate as others than the pairs may read it: at the ends only that it is so much or less, or so much or more."""

    percent: int

    @property
    def is_or_less(self) -> bool:
        return self.percent <= _LOWEST

    @property
    def is_or_more(self) -> bool:
        return self.percent >= _HIGHEST


def held_by(
    pairs: Iterable[PastPair], cadences: Mapping[PairKey, Cadence], away: Mapping[int, Collection[date]]
) -> dict[PairKey, Held]:
    """Each pair that was due, by its own days; a pair may be there twice in a period, and counts twice."""
    found: dict[PairKey, Held] = {}
    for pair in pairs:
        both = {*away.get(pair.key.head_id, ()), *away.get(pair.key.member_id, ())}
        if due_on(Rhythm(cadences[pair.key], pair.counts_from), away=both) <= pair.last_day:
            one = Held(1, int(pair.has_met))
            found[pair.key] = found[pair.key] + one if pair.key in found else one
    return found


def by_head(held: Mapping[PairKey, Held]) -> dict[int, Held]:
    """What each head knows anyway: all of their own pairs."""
    found: dict[int, Held] = {}
    for pair, one in held.items():
        found[pair.head_id] = found.get(pair.head_id, Held()) + one
    return found


def shares(held: Mapping[PairKey, Held], tree: Tree) -> dict[int, Share]:
    """The rates that may be shown of units with all below them, and of WHOLE; a unit that is not there stays hidden."""
    alone: dict[int, Held] = {WHOLE: Held()}
    for pair, one in held.items():
        place = pair.unit_id if pair.unit_id in tree else WHOLE
        alone[place] = alone.get(place, Held()) + one
    paths = {place: (WHOLE, *tree.path(place)) for place in alone if place != WHOLE}
    parents = {one: path[at - 1] for path in paths.values() for at, one in enumerate(path) if at}
    hidden = suppress(parents, alone, is_telling=lambda group: group.is_telling)
    wholes: dict[int, Held] = {WHOLE: alone[WHOLE]}
    for place, path in paths.items():
        for above in path:
            wholes[above] = wholes.get(above, Held()) + alone[place]
    return {place: _share(whole) for place, whole in wholes.items() if whole.due and place not in hidden}


def _share(held: Held) -> Share:
    return Share(min(max(held.percent or 0, _LOWEST), _HIGHEST))

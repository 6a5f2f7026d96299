"""What may be shown of the answers to a question, place by place: nothing, a band, figures, or all numbers. Pure.

Each step asks the same of every place and of every rest that subtraction leaves (`bot/suppression.py`): enough answers,
and hardly the same people as another time plus or minus one; not (nearly) all of one mind; ten answers for a
distribution (`domain.md` 3.7, design 7).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.pulse.moves import Moves
from bot.suppression import suppress

#: Below so many answers no distribution shows; a band is wide enough for one who differs.
FOR_A_DISTRIBUTION = 10
_WIDE, _NARROW = 20, 10


@dataclass(frozen=True)
class Group:
    """The answers of some people: how many gave each score, the lowest first; and who moved since each earlier time.

    `favourable_at` is the place in `numbers` from which on scores are favourable, `against_to` the one before which
    they count against; None where no score does.
    """

    numbers: tuple[int, ...]
    favourable_at: int | None = None
    against_to: int | None = None
    moves: tuple[Moves, ...] = ()

    def __add__(self, other: Group) -> Group:
        numbers = tuple(one + another for one, another in zip(self.numbers, other.numbers, strict=True))
        moves = tuple(one + another for one, another in zip(self.moves, other.moves, strict=True))
        return Group(numbers, self.favourable_at, self.against_to, moves)

    @property
    def people(self) -> int:
        """How many answered."""
        return sum(self.numbers)

    @property
    def favourable(self) -> int | None:
        """How many gave a favourable score."""
        return None if self.favourable_at is None else sum(self.numbers[self.favourable_at :])

    @property
    def against(self) -> int | None:
        """How many gave a score that counts against."""
        return None if self.against_to is None else sum(self.numbers[: self.against_to])

    def is_few(self, least: int) -> bool:
        """Whether somebody answered, but fewer than `least`, or few of them joined or left since an earlier time."""
        return 0 < self.people < least or (self.people > 0 and any(moves.are_telling(least) for moves in self.moves))

    @property
    def is_of_one_mind(self) -> bool:
        """Whether all, or all but one, gave the same score, or hardly any or nearly all one of a kind."""
        if not self.people:
            return False
        bands = [_band(part, self.people) for part in (self.favourable, self.against) if part is not None]
        return max(self.numbers) >= self.people - 1 or any(band != _middle(self.people) for band in bands)

    @property
    def band(self) -> Band | None:
        """Roughly the share of favourable scores: hardly any, nearly all, or something between."""
        return None if self.favourable is None else _band(self.favourable, self.people)


@dataclass(frozen=True)
class Band:
    """A share lies between these percentages, and no more is told."""

    from_percent: int
    to_percent: int


def band_of(from_percent: int | None, to_percent: int | None) -> Band | None:
    """A band as it is kept; None where there is none."""
    return None if from_percent is None or to_percent is None else Band(from_percent, to_percent)


def _band(part: int, answers: int) -> Band:
    edge = _edge(answers)
    if 100 * part <= max(edge * answers, 100):
        return Band(0, edge)
    if 100 * part >= min((100 - edge) * answers, 100 * (answers - 1)):
        return Band(100 - edge, 100)
    return _middle(answers)


def _edge(answers: int) -> int:
    return _WIDE if answers < FOR_A_DISTRIBUTION else _NARROW


def _middle(answers: int) -> Band:
    return Band(_edge(answers), 100 - _edge(answers))


@dataclass(frozen=True)
class Shown:
    """What shows of a place. `total` adds up the numbers by their place, 0 for the lowest score.

    With a band, nothing else than the number of answers is told.
    """

    answers: int
    total: int | None = None
    favourable: int | None = None
    against: int | None = None
    band: Band | None = None
    numbers: tuple[int, ...] = ()


def show(
    parents: Mapping[int, int], groups: Mapping[int, Group], wholes: Mapping[int, Group], *, least: int
) -> dict[int, Shown]:
    """What shows of each place with answers; the places that are missing stay hidden.

    `groups` are the answers of those who are counted at a place itself, `wholes` those with everything below it.
    """
    dark = suppress(parents, groups, is_telling=lambda one: one.is_few(least))
    rough = suppress(parents, groups, is_telling=lambda one: one.is_few(least) or one.is_of_one_mind, already=dark)
    plain = suppress(parents, groups, is_telling=lambda one: _is_too_few_for_numbers(one, least), already=rough)
    return {
        place: _shown(group, place, rough=rough, plain=plain)
        for place, group in wholes.items()
        if group.people and place not in dark
    }


def _is_too_few_for_numbers(group: Group, least: int) -> bool:
    return group.is_few(max(least, FOR_A_DISTRIBUTION)) or group.is_of_one_mind


def _shown(group: Group, place: int, *, rough: Collection[int], plain: Collection[int]) -> Shown:
    if place in rough:
        return Shown(group.people, band=group.band)
    total = sum(at * number for at, number in enumerate(group.numbers))
    numbers = group.numbers if place not in plain else ()
    return Shown(group.people, total, group.favourable, group.against, None, numbers)

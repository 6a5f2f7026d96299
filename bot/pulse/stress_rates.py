"""How many took the stress check: imported numbers of whole units. Pure; its questions and results may not enter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.people.tree import UnitTree


@dataclass(frozen=True)
class Rate:
    """How many took the stress check of a fiscal year; `unit` is empty for all together and for one that is gone."""

    fiscal_year: int
    unit: str
    people: int
    taken: int

    @property
    def percent(self) -> Fraction:
        """The share of those who took it."""
        return Fraction(100 * self.taken, self.people)


def together(numbers: Mapping[int, tuple[int, int]], tree: UnitTree) -> tuple[int, int]:
    """How many there are and how many took it in all these units, those below another one counted once."""
    highest = [one for one in numbers if one not in tree or numbers.keys().isdisjoint(tree.path(one)[:-1])]
    return sum(numbers[one][0] for one in highest), sum(numbers[one][1] for one in highest)

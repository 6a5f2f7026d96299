"""What follows from sums by adding and subtracting them: elimination over the rationals. Knows nothing of Kaeru."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Row = Sequence[int]


class Shown:
    """Sums that are shown. Each is told by how often it has each of the unknown numbers."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._pivots: list[tuple[int, list[Fraction]]] = []
        for row in rows:
            rest = self._rest(row)
            place = next((place for place, number in enumerate(rest) if number), None)
            if place is not None:
                self._pivots.append((place, rest))

    def tell(self, wanted: Row) -> bool:
        """Whether a sum can be had from them."""
        return not any(self._rest(wanted))

    def _rest(self, row: Row) -> list[Fraction]:
        rest = [Fraction(number) for number in row]
        for place, pivot in self._pivots:
            if rest[place]:
                rest = _less(rest, pivot, place)
        return rest


def follows(wanted: Row, shown: Sequence[Row]) -> bool:
    """Whether a sum can be had from the shown ones."""
    return Shown(shown).tell(wanted)


def _less(row: list[Fraction], pivot: list[Fraction], place: int) -> list[Fraction]:
    factor = row[place] / pivot[place]
    return [one - factor * other if other else one for one, other in zip(row, pivot, strict=True)]

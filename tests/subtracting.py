"""What follows from sums by adding and subtracting them: elimination over the rationals. Knows nothing of Kaeru."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

Row = Sequence[int]


def follows(wanted: Row, shown: Sequence[Row]) -> bool:
    """Whether a sum can be had from the shown ones. Each is told by how often it has each of the unknown numbers."""
    rows = [[Fraction(one) for one in row] for row in shown]
    rest = [Fraction(one) for one in wanted]
    for place in range(len(rest)):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is not None:
            rows = [_less(row, pivot, place) for row in rows if row is not pivot]
            rest = _less(rest, pivot, place)
    return not any(rest)


def _less(row: list[Fraction], pivot: list[Fraction], place: int) -> list[Fraction]:
    factor = row[place] / pivot[place]
    return [one - factor * other for one, other in zip(row, pivot, strict=True)]

"""Drivers: which questions move with the overall score from unit to unit. Pure.

Nobody's answers can be joined (design 7), so what moves together is seen between units, not between people; it says
where to look, not what causes what. Two choices keep chance out:

- `LEAST_UNITS`, 20: among 10 units, two questions that have nothing to do with each other correlate by ±0.63 once in
  twenty times; among 20 still by ±0.44.
- Of many questions some always look related. A question is named only where its correlation lies beyond what chance
  would show for any of them, once in twenty surveys (Fisher's z, Bonferroni).

Every unit weighs the same, or one large bureau would decide for all. Units must not overlap: no parent beside its
children.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt, tanh
from statistics import NormalDist, correlation

LEAST_UNITS = 20
_CHANCE = 0.05

#: Unit id → a figure that may be shown of it.
Figures = Mapping[int, Fraction]


@dataclass(frozen=True)
class Driver:
    """A question, how it moves with the overall score (−1 to 1), and in how many units both are shown."""

    code: str
    correlation: float
    units: int


def drivers(overall: Figures, items: Mapping[str, Figures]) -> tuple[Driver, ...]:
    """The questions that move with the overall score, the closest first; none where there are too few units.

    `overall` is the figure of the overall question, which is not among `items`. Only figures that may be shown go in:
    a correlation must not tell of units that are hidden.
    """
    found = [_driver(code, overall, figures) for code, figures in items.items()]
    sure = [one for one in found if one and abs(one.correlation) >= _beyond_chance(one.units, len(items))]
    return tuple(sorted(sure, key=lambda one: (-abs(one.correlation), one.code)))


def _driver(code: str, overall: Figures, figures: Figures) -> Driver | None:
    units = sorted(overall.keys() & figures.keys())
    ours, theirs = [float(overall[unit]) for unit in units], [float(figures[unit]) for unit in units]
    if len(units) < LEAST_UNITS or len(set(ours)) == 1 or len(set(theirs)) == 1:
        return None
    return Driver(code, correlation(ours, theirs), len(units))


def _beyond_chance(units: int, questions: int) -> float:
    return tanh(NormalDist().inv_cdf(1 - _CHANCE / (2 * questions)) / sqrt(units - 3))

"""From counts to figures: index, shares, differences. Exact; rounded only when shown. A figure of nobody is None."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from bot.pulse.scales import Scale, has_index, scores


def index_of_total(scale: Scale, total: int, answers: int) -> Fraction | None:
    """The mean from 0 to 100 of a question (`domain.md` 3.6) from the sum of its scores.

    None where nobody answered or the scale has none.
    """
    if not has_index(scale) or not answers:
        return None
    lowest, *_, highest = scores(scale)
    return Fraction(100 * (total - lowest * answers), (highest - lowest) * answers)


def mean_of(figures: Iterable[Fraction | None]) -> Fraction | None:
    """What several questions come to, each weighing the same: None unless at least half of them have a figure.

    "Score if at least half of the items are answered" (`domain.md` 3.6) is about a person's answers. Counts cannot
    know it: nothing says which answers are one person's, and that is their purpose (design 7). So each answer counts
    for its own question, and the rule holds for the group.
    """
    asked = list(figures)
    found = [value for value in asked if value is not None]
    if not found or 2 * len(found) < len(asked):
        return None
    return sum(found, Fraction()) / len(found)


def difference(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """By how much a figure changed, from the unrounded figures: 61.7 may be 8.6 points above 53.0."""
    return None if now is None or before is None else now - before


def percent(part: int, whole: int) -> Fraction | None:
    """The share in percent; None of nobody."""
    return Fraction(100 * part, whole) if whole else None


def rounded(value: Fraction | float, digits: int = 1) -> Decimal:
    """四捨五入: half goes away from nought, as offices round."""
    exact = Fraction(value) * 10**digits
    whole = int(abs(exact) + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-digits)

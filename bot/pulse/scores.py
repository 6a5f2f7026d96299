"""From counts per score to figures: index, shares, recommendation, rates, differences. Exact; rounded only when shown.

Counts are (score → how many people gave it) of one question in one group. A figure of nobody is None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bot.pulse.scales import Scale, favourable, has_index, index_points, scores

Counts = Mapping[int, int]

_RECOMMENDS_FROM = 9
_ADVISES_AGAINST_UP_TO = 6


@dataclass(frozen=True)
class Answered:
    """The answers to one question in one group."""

    scale: Scale
    counts: Counts

    @property
    def answers(self) -> int:
        """How many people answered."""
        return sum(self.counts.values())


def index(answered: Answered) -> Fraction | None:
    """The mean from 0 to 100 of a question (`domain.md` 3.6); None where nobody answered or the scale has none."""
    if not has_index(answered.scale) or not answered.answers:
        return None
    points = (index_points(answered.scale, score) * count for score, count in answered.counts.items())
    return sum(points, Fraction()) / answered.answers


def index_of_total(scale: Scale, total: int, answers: int) -> Fraction | None:
    """The same from the sum of the scores, where how many gave each may not be told."""
    if not has_index(scale) or not answers:
        return None
    lowest, *_, highest = scores(scale)
    return Fraction(100 * (total - lowest * answers), (highest - lowest) * answers)


def mean_of(figures: Iterable[Fraction | None]) -> Fraction | None:
    """What several questions come to, each weighing the same: None unless at least half of them have a figure."""
    asked = list(figures)
    found = [value for value in asked if value is not None]
    if not found or 2 * len(found) < len(asked):
        return None
    return sum(found, Fraction()) / len(found)


def index_of_items(items: Iterable[Answered]) -> Fraction | None:
    """The mean of the indices of several questions, each weighing the same, such as those of a dimension.

    "Score if at least half of the items are answered" (`domain.md` 3.6) is about a person's answers. Counts cannot
    know it: nothing says which answers are one person's, and that is their purpose (design 7). So each answer counts
    for its own question, and the rule holds for the group: at least half of the questions must have an index here.
    """
    return mean_of(index(item) for item in items if has_index(item.scale))


def favourable_percent(answered: Answered) -> Fraction | None:
    """The share of the favourable answers, as 「そう思う」 and 「ややそう思う」: how the sources tell results."""
    chosen = favourable(answered.scale)
    return percent(_count(answered.counts, chosen), answered.answers) if chosen else None


def recommendation(answered: Answered) -> Fraction | None:
    """推奨度(0–10): the share of 9 and 10 less the share of 0 to 6, from −100 to 100 points."""
    if answered.scale is not Scale.RECOMMEND_0_10 or not answered.answers:
        return None
    for_it = sum(count for score, count in answered.counts.items() if score >= _RECOMMENDS_FROM)
    against = sum(count for score, count in answered.counts.items() if score <= _ADVISES_AGAINST_UP_TO)
    return Fraction(100 * (for_it - against), answered.answers)


def difference(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """By how much a figure changed, from the unrounded figures: 61.7 may be 8.6 points above 53.0."""
    return None if now is None or before is None else now - before


def participation_percent(took_part: int, invited: int) -> Fraction | None:
    """参加率: the share of the invited who answered at least one question."""
    return percent(took_part, invited)


def response_percent(answers_by_item: Sequence[int], invited: int) -> Fraction | None:
    """回答率: the share of all questions put to the invited that were answered.

    Of 10 people and 3 questions, 6 may take part and give 16 answers: 60 % and 53 %.
    """
    return percent(sum(answers_by_item), invited * len(answers_by_item))


def percent(part: int, whole: int) -> Fraction | None:
    """The share in percent; None of nobody."""
    return Fraction(100 * part, whole) if whole else None


def rounded(value: Fraction | float, digits: int = 1) -> Decimal:
    """四捨五入: half goes away from nought, as offices round."""
    exact = Fraction(value) * 10**digits
    whole = int(abs(exact) + Fraction(1, 2))
    return Decimal(whole if exact >= 0 else -whole).scaleb(-digits)


def _count(counts: Counts, scores: frozenset[int]) -> int:
    return sum(count for score, count in counts.items() if score in scores)

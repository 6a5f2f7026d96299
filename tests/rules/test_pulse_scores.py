"""Figures from counts, against the sources' own figures and against sums over single answers."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pulse.drivers import drivers
from bot.pulse.report import rates_of
from bot.pulse.scales import Scale
from bot.pulse.scores import difference, index_of_total, mean_of, percent, rounded


def shown(value: Fraction | None) -> str:
    assert value is not None
    return str(rounded(value))


def test_a_change_is_told_from_the_unrounded_figures() -> None:
    before, after = percent(531, 1_001), percent(616, 999)

    assert [shown(before), shown(after)] == ["53.0", "61.7"]
    assert shown(difference(after, before)) == "8.6"


# ---- index and shares


@pytest.mark.parametrize(
    ("scale", "counts", "expected"),
    [
        (Scale.AGREE_5, (7, 0, 0, 0, 0), "0.0"),
        (Scale.AGREE_5, (0, 0, 0, 0, 7), "100.0"),
        (Scale.AGREE_5, (1, 1, 1, 1, 1), "50.0"),
        (Scale.AGREE_5, (0, 0, 0, 1, 2), "91.7"),
        (Scale.SATISFIED_4, (0, 1, 0, 0), "33.3"),
        (Scale.FACES_3, (1, 2, 5), "75.0"),
    ],
    ids=["all disagree", "all agree", "one of each", "three answers", "four steps", "faces"],
)
def test_the_index_goes_from_nought_to_a_hundred(scale: Scale, counts: tuple[int, ...], expected: str) -> None:
    total = sum(score * count for score, count in enumerate(counts, 1))

    assert shown(index_of_total(scale, total, sum(counts))) == expected


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=200))
def test_counts_give_the_mean_of_the_single_answers(answers: list[int]) -> None:
    points = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}

    mean = Fraction(sum(points[one] for one in answers), len(answers))

    assert index_of_total(Scale.AGREE_5, sum(answers), len(answers)) == mean


def test_several_questions_weigh_the_same_where_at_least_half_have_a_figure() -> None:
    assert mean_of([Fraction(100), Fraction(0)]) == 50
    assert mean_of([Fraction(100), None]) == 100
    assert mean_of([Fraction(100), None, None]) is None
    assert mean_of([]) is None


def test_nobody_has_no_figure() -> None:
    assert index_of_total(Scale.AGREE_5, 0, 0) is None
    assert index_of_total(Scale.RECOMMEND_0_10, 30, 3) is None
    assert percent(0, 0) is None
    assert difference(None, Fraction(5)) is None


def test_who_took_part_and_what_was_answered_are_two_rates() -> None:
    rates = rates_of(10, 6, None, [6, 5, 5])

    assert (shown(rates.participation), shown(rates.response)) == ("60.0", "53.3")


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (Fraction(5, 100), 1, "0.1"),
        (Fraction(-5, 100), 1, "-0.1"),
        (Fraction(-4, 100), 1, "0.0"),
        (Fraction(1, 8), 2, "0.13"),
        (1.5496, 2, "1.55"),
        (Fraction(100), 1, "100.0"),
        (Fraction(5, 2), 0, "3"),
    ],
)
def test_figures_are_rounded_as_offices_round(value: Fraction | float, digits: int, expected: str) -> None:
    assert str(rounded(value, digits)) == expected
    assert isinstance(rounded(value, digits), Decimal)


# ---- drivers


def pearson(xs: list[float], ys: list[float]) -> float:
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    return over / math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))


def figures(values: list[float]) -> dict[int, Fraction]:
    return {unit: Fraction(value) for unit, value in enumerate(values)}


def random_units(how_many: int, seed: int = 5) -> list[float]:
    dice = random.Random(seed)
    return [dice.uniform(30, 90) for _ in range(how_many)]


def test_a_question_that_moves_with_the_overall_score_is_a_driver_and_chance_is_none() -> None:
    overall = random_units(40)
    close = [value + 3 * (-1) ** n for n, value in enumerate(overall)]
    opposed = [100 - value + 12 * (-1) ** n for n, value in enumerate(overall)]
    items = {"close": close, "chance": random_units(40, seed=6), "opposed": opposed}

    found = drivers(figures(overall), {code: figures(values) for code, values in items.items()})

    assert [(one.code, one.units) for one in found] == [("close", 40), ("opposed", 40)]
    assert [one.correlation for one in found] == pytest.approx([pearson(overall, close), pearson(overall, opposed)])


def test_nineteen_units_are_too_few_to_tell() -> None:
    overall = random_units(20)
    twenty, nineteen = figures(overall), figures(overall[:19])

    assert drivers(nineteen, {"same": nineteen}) == ()
    assert drivers(twenty, {"same": nineteen}) == ()
    assert [one.code for one in drivers(twenty, {"same": twenty})] == ["same"]


def test_a_question_that_all_units_answer_alike_moves_with_nothing() -> None:
    assert drivers(figures(random_units(30)), {"flat": figures([50.0] * 30)}) == ()


def test_chance_names_hardly_any_question() -> None:
    surveys = 100
    named = 0
    for survey in range(surveys):
        items = {str(n): figures(random_units(25, seed=1_000 + survey * 20 + n)) for n in range(15)}
        named += bool(drivers(figures(random_units(25, seed=survey)), items))

    # Once in twenty surveys is what the bound promises; of 100, eleven would be three standard deviations more.
    assert named <= 11

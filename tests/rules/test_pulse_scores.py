"""Figures from counts, against the sources' own figures and against sums over single answers."""

from __future__ import annotations

import math
import random
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pulse.drivers import drivers
from bot.pulse.scales import Scale
from bot.pulse.scores import (
    Answered,
    difference,
    favourable_percent,
    index,
    index_of_items,
    participation_percent,
    recommendation,
    response_percent,
    rounded,
)


def shown(value: Fraction | None) -> str:
    assert value is not None
    return str(rounded(value))


def agree(*counts: int) -> Answered:
    """Answers from そう思わない to そう思う."""
    return Answered(Scale.AGREE_5, dict(zip((1, 2, 3, 4, 5), counts, strict=True)))


def satisfied(*counts: int) -> Answered:
    return Answered(Scale.SATISFIED_4, dict(zip((1, 2, 3, 4), counts, strict=True)))


# ---- the figures of the sources (`domain.md` 2.4)


def test_efficient_meetings_rise_from_53_0_to_61_7_percent() -> None:
    before, after = agree(170, 390, 475, 780, 387), agree(120, 300, 420, 905, 448)

    assert (before.answers, after.answers) == (2_202, 2_193)
    assert [shown(favourable_percent(one)) for one in (before, after)] == ["53.0", "61.7"]


def test_satisfaction_with_the_way_of_working_rises_from_75_1_to_79_8_percent() -> None:
    before, after = satisfied(120, 428, 1_230, 423), satisfied(95, 348, 1_280, 470)

    assert [shown(favourable_percent(one)) for one in (before, after)] == ["75.1", "79.8"]


def test_a_change_is_told_from_the_unrounded_figures() -> None:
    before, after = agree(470, 0, 0, 0, 531), agree(383, 0, 0, 0, 616)

    figures = favourable_percent(before), favourable_percent(after)

    assert [shown(one) for one in figures] == ["53.0", "61.7"]
    assert shown(difference(figures[1], figures[0])) == "8.6"


# ---- index and shares


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (agree(7, 0, 0, 0, 0), "0.0"),
        (agree(0, 0, 0, 0, 7), "100.0"),
        (agree(1, 1, 1, 1, 1), "50.0"),
        (agree(0, 0, 0, 1, 2), "91.7"),
        (satisfied(0, 1, 0, 0), "33.3"),
        (Answered(Scale.FACES_3, {1: 1, 2: 2, 3: 5}), "75.0"),
    ],
    ids=["all disagree", "all agree", "one of each", "three answers", "four steps", "faces"],
)
def test_the_index_goes_from_nought_to_a_hundred(answered: Answered, expected: str) -> None:
    assert shown(index(answered)) == expected


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=200))
def test_counts_give_the_mean_of_the_single_answers(answers: list[int]) -> None:
    answered = Answered(Scale.AGREE_5, Counter(answers))

    points = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}
    assert index(answered) == Fraction(sum(points[one] for one in answers), len(answers))
    assert favourable_percent(answered) == Fraction(100 * sum(one in (4, 5) for one in answers), len(answers))


def test_the_index_of_several_questions_weighs_each_the_same() -> None:
    assert index_of_items([agree(0, 0, 0, 0, 100), agree(1, 0, 0, 0, 0)]) == 50


def test_several_questions_have_an_index_where_at_least_half_were_answered() -> None:
    nobody, all_agree = agree(0, 0, 0, 0, 0), agree(0, 0, 0, 0, 9)

    assert index_of_items([all_agree, nobody]) == 100
    assert index_of_items([all_agree, nobody, nobody]) is None
    assert index_of_items([]) is None


def test_a_recommendation_and_free_text_do_not_count_as_missing() -> None:
    ten = Answered(Scale.RECOMMEND_0_10, {10: 3})
    words = Answered(Scale.TEXT, {})

    assert index_of_items([agree(0, 0, 4, 0, 0), ten, words]) == 50


def test_nobody_has_no_figure() -> None:
    nobody = agree(0, 0, 0, 0, 0)

    assert index(nobody) is None
    assert favourable_percent(nobody) is None
    assert recommendation(Answered(Scale.RECOMMEND_0_10, {})) is None
    assert difference(None, Fraction(5)) is None
    assert participation_percent(0, 0) is None
    assert response_percent([], 10) is None


def test_a_recommendation_is_nine_and_ten_less_nought_to_six() -> None:
    answered = Answered(Scale.RECOMMEND_0_10, {0: 1, 5: 1, 6: 2, 7: 5, 8: 5, 9: 4, 10: 2})

    assert recommendation(answered) == 10
    assert index(answered) is None
    assert favourable_percent(answered) is None
    assert recommendation(agree(1, 1, 1, 1, 1)) is None


def test_who_took_part_and_what_was_answered_are_two_rates() -> None:
    assert shown(participation_percent(6, 10)) == "60.0"
    assert shown(response_percent([6, 5, 5], 10)) == "53.3"


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

"""Random samples: proportional, told again from their seed, and as exact as the sources' formula says."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.surveys import Sampling
from bot.pulse.sampling import Candidate, Sample, draw, has_rested, margin_points, proportional

TODAY = date(2026, 11, 20)
SMALL = Sampling(people=100, ask_all_up_to=0)

bureaus = st.dictionaries(st.integers(1, 40), st.integers(1, 60), min_size=1, max_size=12)


def staff(sizes: dict[int, int], *, drawn_on: date | None = None) -> list[Candidate]:
    """People of bureaus of these sizes, numbered through."""
    return [
        Candidate(1000 * bureau + number, bureau, drawn_on=drawn_on)
        for bureau, size in sizes.items()
        for number in range(size)
    ]


def of_bureaus(sample: Sample) -> dict[int, int]:
    return dict(Counter(person // 1000 for person in sample.people))


def test_three_thousand_of_twelve_thousand_are_drawn_and_leave_a_point_and_a_half() -> None:
    city = {1: 6_000, 2: 3_500, 3: 2_499, 4: 1}
    everybody = [Candidate(100_000 * bureau + n, bureau) for bureau, size in city.items() for n in range(size)]

    sample = draw(everybody, 3_000, TODAY, seed=2026, policy=Sampling())

    assert [(one.bureau, one.people, one.drawn) for one in sample.strata] == [
        (1, 6_000, 1_500),
        (2, 3_500, 875),
        (3, 2_499, 625),
        (4, 1, 0),
    ]
    assert (len(set(sample.people)), sample.population, sample.is_everybody) == (3_000, 12_000, False)
    assert f"{margin_points(3_000, 12_000):.2f}" == "1.55"


def test_in_a_city_of_fifteen_hundred_all_are_asked() -> None:
    sample = draw(staff({1: 900, 2: 600}), 1_000, TODAY, seed=1, policy=Sampling())

    assert (len(sample.people), sample.is_everybody) == (1_500, True)
    assert margin_points(1_500, 1_500) == 0


def test_nobody_is_drawn_again_within_three_months_and_other_bureaus_give_the_rest() -> None:
    asked_before = [*staff({1: 40}, drawn_on=date(2026, 9, 1)), Candidate(1900, 1)]

    sample = draw([*asked_before, *staff({2: 40, 3: 20})], 50, TODAY, seed=1, policy=SMALL)

    assert of_bureaus(sample) == {1: 1, 2: 33, 3: 16}
    assert 1900 in sample.people


@pytest.mark.parametrize(
    ("drawn_on", "rested"),
    [(None, True), (date(2026, 8, 20), True), (date(2026, 8, 21), False), (date(2026, 11, 20), False)],
)
def test_rest_is_over_after_three_months(drawn_on: date | None, rested: bool) -> None:
    assert has_rested(drawn_on, TODAY, 3) is rested


def test_three_months_after_the_end_of_november_is_the_end_of_february() -> None:
    assert not has_rested(date(2026, 11, 30), date(2027, 2, 27), 3)
    assert has_rested(date(2026, 11, 30), date(2027, 2, 28), 3)


@settings(deadline=None)
@given(sizes=bureaus, wanted=st.integers(0, 300), seed=st.integers(0, 2**63))
def test_a_sample_is_proportional_to_the_bureaus(sizes: dict[int, int], wanted: int, seed: int) -> None:
    everybody = staff(sizes)

    sample = draw(everybody, wanted, TODAY, seed=seed, policy=SMALL)

    people, drawn = sum(sizes.values()), of_bureaus(sample)
    assert len(set(sample.people)) == len(sample.people) == min(wanted, people)
    assert set(sample.people) <= {one.person for one in everybody}
    for bureau, size in sizes.items():
        share = Fraction(len(sample.people) * size, people)
        assert math.floor(share) <= drawn.get(bureau, 0) <= math.ceil(share)


@settings(deadline=None)
@given(sizes=bureaus, wanted=st.integers(1, 100), seed=st.integers(0, 2**63))
def test_the_same_seed_draws_the_same_people_in_whatever_order_they_come(
    sizes: dict[int, int], wanted: int, seed: int
) -> None:
    there = staff(sizes)
    back = list(reversed(there))

    assert draw(there, wanted, TODAY, seed=seed, policy=SMALL) == draw(back, wanted, TODAY, seed=seed, policy=SMALL)


def test_another_seed_draws_others() -> None:
    everybody = staff({1: 900})

    samples = {draw(everybody, 100, TODAY, seed=seed, policy=SMALL).people for seed in range(5)}

    assert len(samples) == 5


def test_everybody_of_a_bureau_has_the_same_chance() -> None:
    everybody = staff({1: 30, 2: 10})

    drawn = Counter(p for seed in range(400) for p in draw(everybody, 20, TODAY, seed=seed, policy=SMALL).people)

    # Each is drawn in half of 400 draws; five standard deviations are 50.
    assert all(abs(drawn[one.person] - 200) < 50 for one in everybody)


@settings(deadline=None)
@given(sizes=bureaus, rested=st.data(), wanted=st.integers(0, 300))
def test_too_few_rested_staff_are_made_up_for_as_far_as_there_are_any(
    sizes: dict[int, int], rested: st.DataObject, wanted: int
) -> None:
    tired = {bureau: rested.draw(st.integers(0, size)) for bureau, size in sizes.items()}
    everybody = [
        Candidate(one.person, one.bureau, drawn_on=TODAY if one.person % 1000 < tired[one.bureau] else None)
        for one in staff(sizes)
    ]

    sample = draw(everybody, wanted, TODAY, seed=7, policy=SMALL)

    if sum(sizes.values()) > wanted:
        assert len(sample.people) == min(wanted, sum(sizes.values()) - sum(tired.values()))
        assert all(person % 1000 >= tired[person // 1000] for person in sample.people)


def test_a_tie_of_remainders_goes_to_the_lower_number() -> None:
    assert proportional(3, {7: 10, 5: 10}) == {5: 2, 7: 1}


def test_no_answers_have_no_margin() -> None:
    assert margin_points(0, 12_000) is None

"""Shares as reports print them, and groups that stay hidden even from whoever can subtract."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.attendance.rules import Counts, Share
from bot.attendance.suppression import WHOLE, Size, hidden
from tests.subtracting import follows

#: A unit's own people, and the place above it by its number among the earlier ones.
Unit = tuple[int, int]
CITIES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(209, 250, "83.6"), (0, 7, "0.0"), (7, 7, "100.0"), (1, 16, "6.3"), (2, 3, "66.7"), (0, 0, "None")],
)
def test_a_share_has_one_decimal_place_and_none_of_nobody(part: int, whole: int, percent: str) -> None:
    assert f"{Share(part, whole).percent}" == percent


def test_counts_add_up() -> None:
    one = Counts(on_duty=4, on_time=2, late=1, special=1, special_late=1)

    both = one + one

    assert (both.rate, both.late_share_without_special) == (Share(4, 8), Share(0, 6))


def city(units: list[Unit]) -> tuple[dict[int, int], dict[int, Size]]:
    parents = {number: above % number for number, (_, above) in enumerate(units, 1)}
    sizes = {number: Size(people, 1 if people else 0) for number, (people, _) in enumerate(units, 1)}
    return parents, sizes


def people_below(place: int, parents: dict[int, int], sizes: dict[int, Size]) -> set[int]:
    """The units with people that are the place or stand below it."""

    def upwards(one: int) -> set[int]:
        return {one} if one == WHOLE else {one} | upwards(parents[one])

    return {one for one in parents if sizes[one].person_days and place in upwards(one)}


def indicator(place: int, parents: dict[int, int], sizes: dict[int, Size]) -> list[int]:
    below = people_below(place, parents, sizes)
    return [int(one in below) for one in parents]


@settings(deadline=None)
@given(CITIES)
def test_no_group_of_fewer_than_five_follows_from_what_is_shown(units: list[Unit]) -> None:
    parents, sizes = city(units)

    concealed = hidden(parents, sizes, all_days=1)

    shown = [indicator(place, parents, sizes) for place in (WHOLE, *parents) if place not in concealed]
    for place in (WHOLE, *parents):
        people = sum(sizes[one].person_days for one in people_below(place, parents, sizes))
        if 0 < people < 5:
            assert place in concealed
            assert not follows(indicator(place, parents, sizes), shown)
    for one, size in sizes.items():
        if 0 < size.person_days < 5:
            assert not follows([int(other == one) for other in parents], shown)


@settings(deadline=None)
@given(CITIES)
def test_a_city_whose_groups_are_all_large_hides_nothing(units: list[Unit]) -> None:
    parents, sizes = city([(people + 5, above) for people, above in units])

    assert hidden(parents, sizes, all_days=1) == frozenset()


@settings(deadline=None)
@given(CITIES, st.integers(1, 14))
def test_readers_see_their_own_unit_and_nobody_elses_few(units: list[Unit], number: int) -> None:
    parents, sizes = city(units)
    own = min(number, len(units))
    known = people_below(own, parents, sizes)

    concealed = hidden(parents, sizes, all_days=1, never=[own])

    shown = [indicator(one, parents, sizes) for one in (WHOLE, *parents) if one not in concealed]
    assert own not in concealed
    for place in parents:
        strangers = people_below(place, parents, sizes) - known
        if strangers and sum(sizes[one].person_days for one in people_below(place, parents, sizes)) < 5:
            assert not follows(indicator(place, parents, sizes), shown)


def test_the_only_hidden_part_of_a_whole_takes_another_with_it() -> None:
    """X03: two parts, 40 and 4 people; the 4 would be the whole less the 40."""
    parents, sizes = {1: WHOLE, 2: WHOLE, 3: WHOLE}, {1: Size(40, 1), 2: Size(4, 1), 3: Size(9, 1)}

    assert hidden(parents, sizes, all_days=1) == {2, 3}


def test_people_who_come_after_each_other_are_not_taken_for_a_larger_group() -> None:
    first_half_and_second_half = {1: Size(3 * 10, 10), 2: Size(3 * 10, 10), 3: Size(20 * 20, 20)}

    concealed = hidden({1: WHOLE, 2: WHOLE, 3: WHOLE}, first_half_and_second_half, all_days=20)

    assert concealed == {1, 2, 3}

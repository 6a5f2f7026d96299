"""What shows of a survey, place by place: judged by elimination over all shown sums (`tests/subtracting.py`)."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pulse.moves import Moves, moves_between
from bot.pulse.showing import Band, Group, Shown, show
from bot.suppression import WHOLE
from tests.subtracting import follows

LEAST = 5
Numbers = tuple[int, ...]
NUMBERS = st.one_of(
    st.tuples(*[st.integers(0, 4)] * 5),
    st.integers(0, 14).map(lambda all_at_the_top: (0, 0, 0, 0, all_at_the_top)),
    st.just((0,) * 5),
)
#: What the own people of a place said, and the place above it by its number among the earlier ones.
CITIES = st.lists(st.tuples(NUMBERS, st.integers(0, 30)), min_size=1, max_size=12)


class City:
    """Places numbered from 1, with the numbers of their own people."""

    def __init__(self, places: list[tuple[Numbers, int]]) -> None:
        self.parents = {at: above % at for at, (_, above) in enumerate(places, 1)}
        self.alone = {at: numbers for at, (numbers, _) in enumerate(places, 1)}

    def upwards(self, place: int) -> set[int]:
        return {place} if place == WHOLE else {place} | self.upwards(self.parents[place])

    def below(self, place: int) -> set[int]:
        return {one for one in self.parents if sum(self.alone[one]) and place in self.upwards(one)}

    def numbers(self, places: Collection[int]) -> list[int]:
        return [sum(self.alone[one][at] for one in places) for at in range(5)]

    def indicator(self, places: Collection[int]) -> list[int]:
        return [int(one in places) for one in self.parents]

    def groups(self) -> list[set[int]]:
        """Every place with all below it, and everybody's own people."""
        return [self.below(one) for one in (WHOLE, *self.parents)] + [{one} for one in self.parents]

    def show(self) -> dict[int, Shown]:
        groups = {one: Group(numbers, favourable_at=3) for one, numbers in self.alone.items()}
        nobody = Group((0,) * 5, favourable_at=3)
        wholes = {
            one: sum((groups[below] for below in self.below(one)), start=nobody) for one in (WHOLE, *self.parents)
        }
        return show(self.parents, groups, wholes, least=LEAST)


@settings(deadline=None, max_examples=200)
@given(CITIES)
def test_no_sum_of_fewer_than_five_follows_from_the_shown_ones(places: list[tuple[Numbers, int]]) -> None:
    city = City(places)

    shown = city.show()

    sums = [city.indicator(city.below(place)) for place in shown]
    for group in city.groups():
        if 0 < sum(city.numbers(group)) < LEAST:
            assert not follows(city.indicator(group), sums)


@settings(deadline=None, max_examples=200)
@given(CITIES)
def test_of_people_of_one_mind_no_exact_sum_follows(places: list[tuple[Numbers, int]]) -> None:
    city = City(places)

    shown = city.show()

    sums = [city.indicator(city.below(place)) for place, figure in shown.items() if figure.total is not None]
    for group in city.groups():
        numbers = city.numbers(group)
        answers, favourable = sum(numbers), sum(numbers[3:])
        if answers and (max(numbers) >= answers - 1 or favourable <= 1 or favourable >= answers - 1):
            assert not follows(city.indicator(group), sums)


@settings(deadline=None, max_examples=200)
@given(CITIES)
def test_no_distribution_of_fewer_than_ten_follows(places: list[tuple[Numbers, int]]) -> None:
    city = City(places)

    shown = city.show()

    tables = [city.indicator(city.below(place)) for place, figure in shown.items() if figure.numbers]
    for group in city.groups():
        if 0 < sum(city.numbers(group)) < 10:
            assert not follows(city.indicator(group), tables)


@settings(deadline=None)
@given(st.lists(st.tuples(st.just((3, 4, 3, 4, 3)), st.integers(0, 30)), min_size=1, max_size=12))
def test_where_all_groups_are_large_and_of_many_minds_everything_shows(places: list[tuple[Numbers, int]]) -> None:
    city = City(places)

    shown = city.show()

    assert shown.keys() == {WHOLE, *city.parents}
    assert all(figure.numbers == tuple(city.numbers(city.below(place))) for place, figure in shown.items())


@pytest.mark.parametrize(
    ("favourable", "answers", "band"),
    [
        (0, 5, Band(0, 20)),
        (1, 5, Band(0, 20)),
        (2, 5, Band(20, 80)),
        (4, 5, Band(80, 100)),
        (8, 9, Band(80, 100)),
        (9, 10, Band(90, 100)),
        (10, 11, Band(90, 100)),
        (5, 10, Band(10, 90)),
        (90, 100, Band(90, 100)),
        (89, 100, Band(10, 90)),
    ],
)
def test_a_band_is_wide_enough_for_one_who_differs(favourable: int, answers: int, band: Band) -> None:
    others = answers - favourable
    group = Group(
        (others - others // 2, others // 2, 0, favourable // 2, favourable - favourable // 2), favourable_at=3
    )

    assert group.band == band


def test_of_a_scale_without_favourable_scores_people_of_one_mind_show_their_number_only() -> None:
    group = Group((0, 11, 0))

    assert show({}, {WHOLE: group}, {WHOLE: group}, least=LEAST) == {WHOLE: Shown(11)}


def test_a_recommendation_that_nearly_all_refuse_does_not_show() -> None:
    scores = Group((6, 0, 0, 3, 0, 0, 5, 0, 1, 0, 0), favourable_at=9, against_to=7)

    assert show({}, {WHOLE: scores}, {WHOLE: scores}, least=LEAST)[WHOLE].total is None


def test_who_changed_places_within_a_group_neither_came_nor_left() -> None:
    moves = moves_between({1: 10, 2: 10, 3: 20, 4: 20}, {1: 10, 2: 20, 3: 20, 5: 20})

    both = moves[10] + moves[20]

    assert moves[10] == Moves(left=frozenset({2}), stayed=1)
    assert both.came - both.left == frozenset({5})
    assert both.left - both.came == frozenset({4})


@pytest.mark.parametrize(
    ("came", "stayed", "is_telling"), [(0, 12, False), (1, 12, True), (4, 12, True), (5, 12, False), (1, 50, False)]
)
def test_a_few_who_come_tell_unless_they_are_lost_in_a_crowd(came: int, stayed: int, is_telling: bool) -> None:
    assert Moves(came=frozenset(range(came)), stayed=stayed).are_telling(LEAST) is is_telling
    assert Moves(left=frozenset(range(came)), stayed=stayed).are_telling(LEAST) is is_telling

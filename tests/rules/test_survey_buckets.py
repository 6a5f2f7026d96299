"""Where the staff of a unit are counted: as near as possible, and never in a group that is too small."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.tree import UnitNode, UnitTree
from bot.pulse.buckets import bucket_of_units, sizes
from bot.suppression import WHOLE

#: A unit's own people, and the unit above it by its number among the earlier ones (0: none).
Unit = tuple[int, int]
CITIES = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 30)), min_size=1, max_size=14)


def city(*units: Unit) -> tuple[UnitTree, dict[int, int]]:
    """Units numbered from 1."""
    nodes = (UnitNode(at, f"{at}", f"{at}", parent_id=above or None) for at, (_, above) in enumerate(units, 1))
    return UnitTree(nodes), {at: people for at, (people, _) in enumerate(units, 1)}


def buckets(*units: Unit, least: int = 10) -> dict[int, int]:
    tree, people = city(*units)
    return bucket_of_units(tree, people, least=least)


def test_a_unit_that_is_large_enough_is_its_own_bucket_and_a_small_one_counts_above() -> None:
    assert buckets((20, 0), (12, 1), (4, 1)) == {1: 1, 2: 2, 3: 1}


def test_a_department_that_has_only_a_small_section_left_counts_it_with_the_city() -> None:
    """Its large section shows for itself; the rest of four would be the small one alone."""
    assert buckets((30, 0), (0, 1), (40, 2), (4, 2)) == {1: 1, 3: 3, 4: 1}


def test_small_sections_count_together_as_soon_as_they_are_enough() -> None:
    assert buckets((30, 0), (0, 1), (6, 2), (5, 2)) == {1: 1, 3: 2, 4: 2}


def test_too_few_left_over_at_the_top_are_joined_by_the_smallest_bucket_near_it() -> None:
    assert buckets((3, 0), (40, 1), (12, 1), (11, 2)) == {1: 1, 2: 2, 3: 1, 4: 4}
    assert buckets((3, 0), (40, 0), (12, 0)) == {1: WHOLE, 2: 2, 3: WHOLE}


def test_a_city_below_the_minimum_has_no_bucket_and_one_at_it_has_one() -> None:
    assert buckets((4, 0), (5, 1)) == {}
    assert set(buckets((5, 0), (5, 1)).values()) == {1}


def test_units_without_a_common_root_count_together_at_the_top() -> None:
    assert buckets((6, 0), (6, 0)) == {1: WHOLE, 2: WHOLE}


@settings(deadline=None)
@given(CITIES, st.integers(5, 20))
def test_every_bucket_is_large_enough_and_stands_above_its_units(units: list[Unit], least: int) -> None:
    places = [(people, above % at) for at, (people, above) in enumerate(units, 1)]
    tree, people = city(*places)

    found = bucket_of_units(tree, people, least=least)

    counted: Counter[int] = Counter()
    for unit, bucket in found.items():
        counted[bucket] += people[unit]
        assert bucket in (WHOLE, *tree.path(unit))
    assert all(number >= least for number in counted.values())
    assert sum(counted.values()) == (sum(people.values()) if sum(people.values()) >= least else 0)
    assert sizes(found, people) == dict(counted)

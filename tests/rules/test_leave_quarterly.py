"""The quarterly report by bureau: averages as the sources count them, the order of the organisation, what is hidden."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leave.quarterly import BureauLine, LeaveSum, bureau_lines, quarter_end, quarter_of
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree

#: Two bureaux, the second above a department and a section; a section hangs directly below the first.
TREE = UnitTree(
    [
        UnitNode(1, "10", "総務局", UnitKind.BUREAU),
        UnitNode(2, "20", "市民局", UnitKind.BUREAU),
        UnitNode(3, "30", "危機管理室", UnitKind.DEPARTMENT),
        UnitNode(11, "11", "人事課", UnitKind.SECTION, 1),
        UnitNode(21, "21", "市民部", UnitKind.DEPARTMENT, 2),
        UnitNode(22, "22", "戸籍課", UnitKind.SECTION, 21),
    ]
)


def people(count: int, days: str, *, under_five: int = 0, goal: int = 16) -> LeaveSum:
    """So many people who took so many days each, and were granted 20."""
    each = Fraction(days)
    return LeaveSum(
        headcount=count,
        people=count,
        taken=each * count,
        goal=Fraction(goal * count),
        granted=Fraction(20 * count),
        under_five=under_five,
    )


def lines(sums: dict[int, LeaveSum]) -> dict[str, BureauLine]:
    whole, *bureaux = bureau_lines(TREE, sums)
    return {"": whole, **{line.name: line for line in bureaux}}


@pytest.mark.parametrize(
    ("days", "average", "of_granted", "of_goal"),
    [
        ("13.22", "13.2", "66.1", "82.6"),  # 004: 13.2 days in H28, which is 66.1 % of 20
        ("14.3", "14.3", "71.5", "89.4"),  # 004: R1
        ("16", "16.0", "80.0", "100.0"),  # 004: the goal of R6, 16 days = 80 %
        ("13.6", "13.6", "68.0", "85.0"),  # City S
    ],
)
def test_averages_are_all_days_divided_by_all_heads(days: str, average: str, of_granted: str, of_goal: str) -> None:
    whole = lines({11: people(60, days), 22: people(40, days)})[""]

    assert [str(one) for one in (whole.average, whole.of_granted, whole.of_goal)] == [average, of_granted, of_goal]


def test_bureaux_stand_in_the_order_of_the_organisation_with_everything_below_them() -> None:
    found = lines({22: people(10, "10"), 21: people(10, "20"), 11: people(10, "12"), 3: people(10, "8")})

    assert [(name, str(line.average)) for name, line in found.items()] == [
        ("", "12.5"),
        ("総務局", "12.0"),
        ("市民局", "15.0"),
        ("危機管理室", "8.0"),
    ]


def test_how_many_are_under_five_days_is_hidden_below_ten_people_and_nobody_can_subtract_it() -> None:
    found = lines(
        {1: people(30, "12", under_five=3), 2: people(20, "13", under_five=2), 3: people(9, "14", under_five=1)}
    )

    assert found["危機管理室"].under_five is None
    assert found["危機管理室"].average == Decimal("14.0")
    assert [found[name].under_five for name in ("", "総務局", "市民局")] == [6, 3, None]


def test_an_average_of_fewer_than_five_is_hidden_with_another_one() -> None:
    found = lines({1: people(30, "12"), 2: people(20, "13"), 3: people(4, "2")})

    assert [found[name].average for name in ("危機管理室", "市民局")] == [None, None]
    assert found["総務局"].average == Decimal("12.0")
    assert found["危機管理室"].headcount == 4


def test_that_all_of_a_bureau_are_under_five_days_is_hidden() -> None:
    found = lines({1: people(30, "12"), 2: people(20, "3", under_five=20), 3: people(40, "14")})

    assert found["市民局"].under_five is None


def test_a_city_without_figures_has_empty_lines() -> None:
    found = lines({11: LeaveSum(headcount=12)})

    assert (found["総務局"].average, found["総務局"].under_five, found[""].average) == (None, None, None)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30)), min_size=1, max_size=3))
def test_whoever_subtracts_the_shown_bureaux_learns_of_no_fewer_than_ten(groups: list[tuple[int, int]]) -> None:
    sums = {
        unit_id: people(count, "10", under_five=min(under, count))
        for unit_id, (count, under) in zip((1, 2, 3), groups, strict=False)
    }

    whole, *bureaux = bureau_lines(TREE, sums)

    shown = [line for line in bureaux if line.under_five is not None]
    rest = whole.people - sum(line.people for line in shown)
    assert all(line.people >= 10 for line in shown)
    assert whole.under_five is None or rest == 0 or rest >= 10


def test_quarters_are_those_of_the_calendar() -> None:
    assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
    assert quarter_end(date(2026, 1, 1)) == date(2026, 3, 31)

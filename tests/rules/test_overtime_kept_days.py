"""How many days instead were kept: no number that says of somebody whether they kept theirs."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refused
from bot.overtime.kept_days import Kept, shown, whole_months
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree

DEPARTMENT, PAY, TAX, WATER = 1, 2, 3, 4
TREE = UnitTree(
    [
        UnitNode(DEPARTMENT, "1", "総務部", UnitKind.DEPARTMENT),
        UnitNode(PAY, "2", "給与課", UnitKind.SECTION, DEPARTMENT),
        UnitNode(TAX, "3", "税務課", UnitKind.SECTION, DEPARTMENT),
        UnitNode(WATER, "4", "水道課", UnitKind.SECTION, DEPARTMENT),
    ]
)


def people(unit: int, count: int, kept: int) -> Kept:
    """So many people of a unit with a day each, of whom so many kept it."""
    return Kept(frozenset(range(unit * 100, unit * 100 + count)), count, kept)


def numbers(kept: Kept | None) -> tuple[int, int] | None:
    return None if kept is None else (kept.kept, kept.settled)


def test_a_month_of_enough_people_shows() -> None:
    assert numbers(shown([(TREE, {PAY: people(PAY, 6, 4)})], PAY)) == (4, 6)


@pytest.mark.parametrize(
    ("count", "kept"),
    [
        pytest.param(4, 2, id="four people"),
        pytest.param(6, 6, id="all of them"),
        pytest.param(6, 0, id="none of them"),
        pytest.param(0, 0, id="nobody"),
    ],
)
def test_what_would_tell_about_somebody_stays_hidden(count: int, kept: int) -> None:
    assert shown([(TREE, {PAY: people(PAY, count, kept)})], PAY) is None


def test_many_days_of_few_people_stay_hidden() -> None:
    assert shown([(TREE, {PAY: Kept(frozenset({1, 2, 3, 4}), 20, 11)})], PAY) is None


def test_nothing_shows_by_subtraction() -> None:
    alone = {PAY: people(PAY, 6, 3), TAX: people(TAX, 2, 1), WATER: people(WATER, 8, 5)}

    rest = {unit: shown([(TREE, alone)], unit) for unit in (DEPARTMENT, PAY, TAX, WATER)}

    assert numbers(rest[DEPARTMENT]) == (9, 16)
    assert [unit for unit in (PAY, TAX, WATER) if rest[unit] is None] == [PAY, TAX]


def test_a_span_shows_only_if_each_of_its_months_does() -> None:
    usual, few = {PAY: people(PAY, 6, 4)}, {PAY: people(PAY, 3, 1)}

    assert numbers(shown([(TREE, usual), (TREE, {}), (TREE, usual)], PAY)) == (8, 12)
    assert shown([(TREE, usual), (TREE, few)], PAY) is None


def test_a_unit_that_is_no_more_still_counts_in_the_city() -> None:
    assert shown([(TREE, {99: people(99, 6, 3)})], 99) is None


@given(st.dictionaries(st.sampled_from([PAY, TAX, WATER]), st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_shown_parts_leave_no_telling_rest(drawn: dict[int, tuple[int, int]]) -> None:
    alone = {unit: people(unit, count, min(kept, count)) for unit, (count, kept) in drawn.items()}

    whole = shown([(TREE, alone)], DEPARTMENT)
    parts = {unit: part for unit in alone if (part := shown([(TREE, alone)], unit))}

    if whole is not None:
        settled = whole.settled - sum(part.settled for part in parts.values())
        kept = whole.kept - sum(part.kept for part in parts.values())
        assert settled == 0 or (settled >= 5 and 0 < kept < settled)


def test_months_are_asked_for_whole() -> None:
    months = whole_months(date(2026, 12, 1), date(2027, 2, 28))

    assert months == [
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 2, 28)),
    ]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 30)),
        (date(2026, 11, 1), date(2026, 11, 29)),
        (date(2026, 11, 1), date(2026, 12, 30)),
        (date(2026, 12, 1), date(2026, 11, 30)),
    ],
)
def test_other_spans_are_refused(first: date, last: date) -> None:
    with pytest.raises(Refused, match="whole months"):
        whole_months(first, last)

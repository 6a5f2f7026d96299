"""Who talks with whom: pairs of a day, read off the tree (`domain.md` 3.5, E02; fixtures X05, X06)."""

from __future__ import annotations

from bot.one_on_one.kinds import Level, PairKey
from bot.one_on_one.pairs import Member, changes, pairs_of
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree

DEPARTMENT, SECTION, PAY, TRAINING = 1, 2, 3, 4
TREE = UnitTree(
    [
        UnitNode(DEPARTMENT, "01", "総務部", UnitKind.DEPARTMENT),
        UnitNode(SECTION, "0101", "人事課", UnitKind.SECTION, DEPARTMENT),
        UnitNode(PAY, "010101", "給与係", UnitKind.TEAM, SECTION),
        UnitNode(TRAINING, "010102", "研修係", UnitKind.TEAM, SECTION),
    ]
)
DIRECTOR, HEAD, PAY_HEAD, CLERK, TRAINER = 10, 20, 30, 31, 41
STAFF = [
    Member(DIRECTOR, DEPARTMENT),
    Member(HEAD, SECTION),
    Member(PAY_HEAD, PAY),
    Member(CLERK, PAY),
    Member(TRAINER, TRAINING),
]
HEADS = {DEPARTMENT: DIRECTOR, SECTION: HEAD, PAY: PAY_HEAD}
USUAL = (Level.TEAM, Level.SECTION)


def test_everybody_talks_with_the_nearest_head_who_is_somebody_else() -> None:
    pairs = pairs_of(STAFF, HEADS, TREE, USUAL)

    assert pairs == {
        PairKey(PAY, PAY_HEAD, CLERK),
        PairKey(SECTION, HEAD, PAY_HEAD),
        # The head of the training team is vacant (X06), so the section's head talks with its members.
        PairKey(SECTION, HEAD, TRAINER),
    }


def test_a_city_chooses_the_levels() -> None:
    pairs = pairs_of(STAFF, HEADS, TREE, [Level.DEPARTMENT])

    assert pairs == {PairKey(DEPARTMENT, DIRECTOR, HEAD)}


def test_a_section_s_head_also_talks_with_whoever_has_a_head_below_where_the_city_wants_it() -> None:
    pairs = pairs_of(STAFF, HEADS, TREE, [Level.SKIP])

    assert pairs == {PairKey(SECTION, HEAD, CLERK)}


def test_whoever_leads_two_units_in_a_row_is_met_once() -> None:
    pairs = pairs_of([Member(CLERK, PAY)], {PAY: HEAD, SECTION: HEAD}, TREE, [*USUAL, Level.SKIP])

    assert pairs == {PairKey(PAY, HEAD, CLERK)}


def test_somebody_in_a_unit_that_is_gone_or_without_anybody_above_has_no_pair() -> None:
    assert pairs_of([Member(CLERK, 99), Member(DIRECTOR, DEPARTMENT)], HEADS, TREE, [*Level]) == frozenset()


def test_a_transfer_ends_one_pair_and_begins_another() -> None:
    before = pairs_of(STAFF, HEADS, TREE, USUAL)
    moved = [Member(CLERK, TRAINING) if one.person_id == CLERK else one for one in STAFF]

    brought = changes(before, pairs_of(moved, HEADS, TREE, USUAL))

    assert brought.end == {PairKey(PAY, PAY_HEAD, CLERK)}
    assert brought.begin == {PairKey(SECTION, HEAD, CLERK)}

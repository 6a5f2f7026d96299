"""The tree of units: any depth, levels may be skipped, a channel falls back to the nearest unit above."""

from __future__ import annotations

from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree

CITY = UnitTree(
    [
        UnitNode(1, "010000", "総務部", UnitKind.DEPARTMENT, channel="C-SOMU"),
        UnitNode(2, "010200", "人事課", UnitKind.SECTION, parent_id=1, channel="C-JINJI"),
        UnitNode(3, "010201", "給与係", UnitKind.TEAM, parent_id=2),
        UnitNode(4, "010300", "職員厚生課", UnitKind.SECTION, parent_id=1),
        UnitNode(5, "900000", "会計課", UnitKind.SECTION),
        UnitNode(6, "950000", "消防本部", UnitKind.UNKNOWN),
        UnitNode(7, "950100", "予防課", UnitKind.SECTION, parent_id=6),
    ]
)


def names(unit_ids: frozenset[int]) -> set[str]:
    return {CITY[unit_id].name for unit_id in unit_ids}


def test_a_team_knows_what_stands_above_it_nearest_first() -> None:
    above = [unit.name for unit in CITY.ancestors(3)]

    assert above == ["人事課", "総務部"]
    assert CITY.path_name(3) == "総務部/人事課/給与係"


def test_a_department_holds_itself_and_all_below() -> None:
    assert names(CITY.subtree(1)) == {"総務部", "人事課", "給与係", "職員厚生課"}
    assert names(CITY.descendants(1)) == {"人事課", "給与係", "職員厚生課"}


def test_a_unit_without_a_channel_uses_that_of_the_nearest_unit_above() -> None:
    assert CITY.channel_of(3) == "C-JINJI"
    assert CITY.channel_of(4) == "C-SOMU"
    assert CITY.channel_of(5) == ""


def test_a_section_may_stand_alone_without_a_department() -> None:
    assert [unit.name for unit in CITY.roots] == ["総務部", "会計課", "消防本部"]


def test_a_unit_whose_parent_does_not_exist_that_day_is_a_root() -> None:
    tree = UnitTree([UnitNode(2, "010200", "人事課", parent_id=1)])

    assert [unit.name for unit in tree.roots] == ["人事課"]


def test_what_has_sections_below_it_counts_as_a_department_whatever_its_name() -> None:
    assert CITY.level_of(6) is UnitKind.DEPARTMENT
    assert CITY.level_of(7) is UnitKind.SECTION


def test_a_unit_is_found_by_its_code_with_leading_zeros() -> None:
    found = CITY.by_code("010200")

    assert found is not None
    assert found.name == "人事課"
    assert CITY.by_code("10200") is None

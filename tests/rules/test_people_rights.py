"""Who may see what: the table of `domain.md` 3.8, seen through personas with fixed rights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.people.kinds import HeadKind, RoleName, UnitKind
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.tree import UnitNode, UnitTree
from tests.people import holds, leads, staff

CITY = UnitTree(
    [
        UnitNode(1, "01", "総務部", UnitKind.DEPARTMENT),
        UnitNode(2, "02", "職員厚生課", UnitKind.SECTION, parent_id=1),
        UnitNode(3, "03", "厚生係", UnitKind.TEAM, parent_id=2),
        UnitNode(4, "04", "健康管理係", UnitKind.TEAM, parent_id=2),
        UnitNode(5, "05", "環境部", UnitKind.DEPARTMENT),
        UnitNode(6, "06", "環境保全課", UnitKind.SECTION, parent_id=5),
    ]
)
AOKI = staff(10, unit_id=3)
TEAM_HEAD = staff(11, unit_id=3, leads=leads(3))
SECTION_HEAD = staff(12, unit_id=2, leads=leads(2))
DEPARTMENT_HEAD = staff(13, unit_id=1, leads=leads(1))
BUREAU_CLERK = staff(14, unit_id=2, roles=holds(RoleName.GENERAL_AFFAIRS, 1))
PERSONNEL = staff(15, unit_id=6, roles=holds(RoleName.PERSONNEL))
MAYOR = staff(16, unit_id=5, roles=holds(RoleName.EXECUTIVE))
STRANGER = staff(17, unit_id=6, leads=leads(6))
COLLEAGUE = staff(18, unit_id=3)
VIEWERS = (AOKI, TEAM_HEAD, SECTION_HEAD, DEPARTMENT_HEAD, BUREAU_CLERK, PERSONNEL, MAYOR)

ABOUT_AOKI = Subject(unit_id=3, person_id=10)

# The rows of the table in domain.md 3.8: self, 係長, 課長, 部長, 局庶務, 人事, 市長.
TABLE = {
    What.OWN_RECORD: "OWN – – – – – –",
    What.MEMBER_RECORD: "– ROWS ROWS TOTALS TOTALS|LIMIT_LIST ROWS TOTALS",
    What.OVERTIME_REPORT: "OWN ROWS ROWS COUNTS ROWS ROWS COUNTS",
    What.SURVEY_SCORE: "– SCORES SCORES SCORES SCORES SCORES SCORES",
    What.SURVEY_TEXT: "– – – TEXTS_FROM_20 TEXTS_FROM_20 TEXTS SUMMARY",
    What.ONE_ON_ONE: "OWN OWN ROWS RATES RATES RATES RATES",
    What.IDEA: "OWN – – PUBLIC TEXTS TEXTS PUBLIC",
    What.HEALTH_TASK: "OWN – OPEN_TASKS COUNTS COUNTS COUNTS COUNTS",
}


def read(cell: str) -> Sight:
    sight = Sight.NOTHING
    for name in cell.split("|"):
        sight |= Sight.NOTHING if name == "–" else Sight[name]
    return sight


@pytest.mark.parametrize("what", What)
def test_everybody_sees_of_aoki_what_the_table_says(what: What) -> None:
    seen = [may_see(viewer, ABOUT_AOKI, what, CITY) for viewer in VIEWERS]

    assert seen == [read(cell) for cell in TABLE[what].split()]


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("viewer", [STRANGER, COLLEAGUE], ids=["head of another section", "colleague"])
def test_someone_who_does_not_lead_her_sees_nothing(viewer: Staff, what: What) -> None:
    assert may_see(viewer, ABOUT_AOKI, what, CITY) is Sight.NOTHING


def test_a_team_head_sees_neither_the_next_team_nor_the_section() -> None:
    assert may_see(TEAM_HEAD, Subject(4), What.SURVEY_SCORE, CITY) is Sight.NOTHING
    assert may_see(TEAM_HEAD, Subject(2), What.SURVEY_SCORE, CITY) is Sight.NOTHING


def test_who_acts_for_a_vacant_head_sees_what_the_head_would() -> None:
    acting = staff(20, unit_id=1, leads=leads(2, HeadKind.ACTING))

    assert may_see(acting, ABOUT_AOKI, What.MEMBER_RECORD, CITY) is Sight.ROWS


def test_a_deputy_beside_a_head_sees_nothing_of_the_members() -> None:
    deputy = staff(21, unit_id=2, leads=leads(2, HeadKind.DEPUTY, is_in_charge=False))

    assert may_see(deputy, ABOUT_AOKI, What.MEMBER_RECORD, CITY) is Sight.NOTHING


def test_rights_of_two_duties_add_up() -> None:
    both = replace(DEPARTMENT_HEAD, leads=leads(1) + leads(3))

    sight = may_see(both, ABOUT_AOKI, What.MEMBER_RECORD, CITY)

    assert sight == Sight.ROWS | Sight.TOTALS


def test_a_bureau_clerk_sees_nothing_of_another_bureau() -> None:
    assert may_see(BUREAU_CLERK, Subject(6), What.MEMBER_RECORD, CITY) is Sight.NOTHING


def test_administrators_and_welfare_see_no_data_of_members() -> None:
    for name in (RoleName.ADMINISTRATOR, RoleName.WELFARE):
        viewer = staff(22, unit_id=6, roles=holds(name))

        seen = {may_see(viewer, ABOUT_AOKI, what, CITY) for what in What}

        assert seen == {Sight.NOTHING}


def test_a_unit_that_no_longer_exists_shows_nothing_to_anybody() -> None:
    assert may_see(PERSONNEL, Subject(99), What.MEMBER_RECORD, CITY) is Sight.NOTHING


def test_a_bureau_clerk_without_a_bureau_sees_nothing() -> None:
    clerk = staff(23, unit_id=2, roles=holds(RoleName.GENERAL_AFFAIRS))

    assert may_see(clerk, ABOUT_AOKI, What.MEMBER_RECORD, CITY) is Sight.NOTHING

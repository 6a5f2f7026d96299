"""ひばり野市 adds up to the tables of `domain.md` 5.2."""

from collections import Counter
from statistics import median

import pytest

from bot.playground.towns import Employment, LimitProfile, PostKind, Rank, Status, Town, UnitLevel
from tests.towns import counting

ROWS = [
    ("市長公室", 3, 45),
    ("総務部", 6, 110),
    ("財政部", 6, 125),
    ("市民部", 5, 120),
    ("環境部", 4, 115),
    ("福祉部", 6, 150),
    ("こども部", 11, 210),
    ("健康部", 4, 85),
    ("産業振興部", 4, 60),
    ("都市整備部", 6, 130),
    ("道路下水部", 5, 105),
    ("会計課", 1, 12),
    ("議会事務局", 1, 14),
    ("選挙管理委員会事務局", 1, 4),
    ("監査委員事務局", 1, 6),
    ("農業委員会事務局", 1, 5),
    ("教育委員会事務局", 8, 114),
    ("消防本部", 6, 90),
]


@pytest.mark.parametrize(("name", "sections", "staff"), ROWS)
def test_each_department_has_its_sections_and_staff(hibarino: Town, name: str, sections: int, staff: int) -> None:
    assert len(counting.sections_below(hibarino, name)) == sections
    assert len(counting.staff_below(hibarino, name)) == staff


def test_the_whole_city_has_79_sections_and_1500_staff(hibarino: Town) -> None:
    assert len(counting.sections(hibarino)) == 79
    assert len(hibarino.staff) == 1500


def test_the_ranks_add_up(hibarino: Town) -> None:
    assert Counter(person.rank for person in hibarino.staff) == {
        Rank.R8: 15,
        Rank.R7: 14,
        Rank.R6: 72,
        Rank.R5B: 70,
        Rank.R5: 165,
        Rank.R4: 330,
        Rank.R1: 434,
        Rank.LABOUR: 40,
        Rank.REEMPLOYED: 50,
        Rank.FISCAL_YEAR: 310,
    }


def test_200_of_the_fiscal_year_staff_work_part_time(hibarino: Town) -> None:
    part_time = [person for person in hibarino.staff if person.employment is Employment.FISCAL_YEAR_PART]

    assert len(part_time) == 200
    assert {person.rank for person in part_time} == {Rank.FISCAL_YEAR}


def test_those_who_are_away_add_up(hibarino: Town) -> None:
    found = counting.statuses(hibarino)

    assert found[Status.CHILDCARE] == 22
    assert found[Status.SICK] + found[Status.ABSENCE] == 15
    assert found[Status.SECONDED_OUT] == 8
    assert found[Status.SECONDED_IN] == 3


def test_35_people_hold_a_concurrent_post(hibarino: Town) -> None:
    joint = [person for person in hibarino.staff if PostKind.CONCURRENT in {post.kind for post in person.posts}]

    assert len(joint) == len(counting.posts(hibarino, PostKind.CONCURRENT)) == 35


def test_in_four_vacant_teams_the_deputy_of_the_section_acts(hibarino: Town) -> None:
    teams = counting.vacant(hibarino, UnitLevel.TEAM)

    acting = [hibarino.staff_by_number[team.acting_head or ""] for team in teams]

    assert len(teams) == 4
    assert {person.rank for person in acting} == {Rank.R5B}
    assert [person.posts[0].unit_code for person in acting] == [team.parent for team in teams]


def test_in_the_one_vacant_section_the_deputy_director_acts(hibarino: Town) -> None:
    (section,) = counting.vacant(hibarino, UnitLevel.SECTION)

    acting = hibarino.staff_by_number[section.acting_head or ""]

    assert acting.rank is Rank.R7
    assert acting.posts[1].unit_code == section.code
    assert acting.posts[1].kind is PostKind.ACTING


def test_teams_have_3_to_9_people_and_a_median_of_6(hibarino: Town) -> None:
    sizes = counting.team_sizes(hibarino)

    assert 185 <= len(sizes) <= 195
    assert (sizes[0], median(sizes), sizes[-1]) == (3, 6, 9)


def test_sections_have_4_to_40_people(hibarino: Town) -> None:
    sizes = sorted(len(counting.staff_below(hibarino, unit.path)) for unit in counting.sections(hibarino))

    assert (sizes[0], sizes[-1]) == (4, 40)


def test_165_have_no_slack_account_and_they_work_in_collection_nurseries_and_the_fire_service(hibarino: Town) -> None:
    with_account = {account.staff_no for account in hibarino.accounts}

    without = [person for person in hibarino.staff if person.staff_no not in with_account]

    paths = {hibarino.unit_by_code[person.posts[0].unit_code].path for person in without if person.rank != Rank.LABOUR}
    assert len(without) == 165
    assert all("保育園" in path or "消防署" in path for path in paths)


def test_limits_and_shifts_follow_the_kind_of_work(hibarino: Town) -> None:
    by_name = {unit.name: unit for unit in counting.sections(hibarino)}

    assert by_name["資産税課"].limit_profile is LimitProfile.EXTERNAL
    assert by_name["保健センター"].limit_profile is LimitProfile.ARTICLE_36
    assert by_name["人事課"].limit_profile is LimitProfile.ORDINARY
    assert by_name["東消防署"].works_shifts
    assert by_name["ひばり保育園"].works_shifts
    assert not by_name["清掃事務所"].works_shifts


def test_the_personnel_section_has_a_pay_team(hibarino: Town) -> None:
    assert "総務部/人事課/給与係" in {unit.path for unit in hibarino.units}

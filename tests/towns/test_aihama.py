"""藍浜市 adds up to the tables of `domain.md` 5.3."""

from collections import Counter
from statistics import median

import pytest

from bot.playground.towns import PostKind, Rank, Town, UnitLevel
from tests.towns import counting

ROWS = [
    ("総務企画局", 520, 6, 22),
    ("財政局", 480, 4, 18),
    ("市民文化局", 260, 3, 13),
    ("経済労働局", 190, 3, 10),
    ("環境局", 1030, 5, 30),
    ("健康福祉局", 900, 8, 38),
    ("こども未来局", 1150, 5, 50),
    ("まちづくり局", 370, 5, 18),
    ("建設緑政局", 420, 5, 20),
    ("港湾局", 130, 2, 7),
    ("潮見区役所", 330, 4, 16),
    ("松原区役所", 290, 4, 16),
    ("白砂区役所", 340, 4, 16),
    ("桜川区役所", 320, 4, 16),
    ("緑丘区役所", 320, 4, 16),
    ("若草区役所", 330, 4, 16),
    ("北野区役所", 310, 4, 16),
    ("会計室", 30, 0, 2),
    ("上下水道局", 1040, 7, 34),
    ("交通局", 480, 2, 9),
    ("病院局", 1300, 6, 30),
    ("消防局", 1020, 4, 20),
    ("教育委員会事務局", 340, 5, 18),
    ("選挙管理委員会事務局", 14, 0, 1),
    ("監査事務局", 22, 0, 2),
    ("人事委員会事務局", 18, 0, 2),
    ("議会局", 46, 1, 4),
]


@pytest.mark.parametrize(("name", "staff", "departments", "sections"), ROWS)
def test_each_bureau_has_its_staff_departments_and_sections(
    aihama: Town, name: str, staff: int, departments: int, sections: int
) -> None:
    below = counting.subtree(aihama, name)

    assert len(counting.staff_below(aihama, name)) == staff
    assert sum(unit.level is UnitLevel.DEPARTMENT for unit in below) == departments
    assert sum(unit.level is UnitLevel.SECTION for unit in below) == sections


def test_the_whole_city_has_99_departments_460_sections_and_12000_staff(aihama: Town) -> None:
    levels = Counter(unit.level for unit in aihama.units)

    assert len(aihama.staff) == 12_000
    assert (levels[UnitLevel.DEPARTMENT], levels[UnitLevel.SECTION]) == (99, 460)


def test_the_ranks_add_up(aihama: Town) -> None:
    assert Counter(person.rank for person in aihama.staff) == {
        Rank.R8: 34,
        Rank.R7: 140,
        Rank.R6: 560,
        Rank.R5B: 430,
        Rank.R5: 1650,
        Rank.R4: 2900,
        Rank.R1: 4586,
        Rank.REEMPLOYED: 500,
        Rank.FISCAL_YEAR: 1200,
    }


def test_about_1450_teams_have_a_median_of_6_and_some_one_or_two_people(aihama: Town) -> None:
    sizes = counting.team_sizes(aihama)

    assert 1400 <= len(sizes) <= 1500
    assert median(sizes) == 6
    assert sizes[0] == 1
    assert 10 <= sum(size <= 2 for size in sizes) <= 100


def test_vacancies_and_concurrent_posts_grow_with_the_city(aihama: Town) -> None:
    assert len(counting.vacant(aihama, UnitLevel.SECTION)) == 2
    assert len(counting.vacant(aihama, UnitLevel.TEAM)) == 32
    assert len(counting.posts(aihama, PostKind.CONCURRENT)) == 280


def test_wards_share_section_names_but_not_channels(aihama: Town) -> None:
    names = {channel.name for channel in aihama.channels}

    assert {"潮見区-区民課", "北野区-区民課"} <= names

"""Each edge case of `domain.md` 5.4 can be looked up, and the data really embody it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, time

from bot.playground.towns import (
    Employment,
    LimitProfile,
    PostKind,
    Rank,
    Status,
    Town,
    TownStaff,
    build_town,
)
from tests.towns import counting


def people(town: Town, code: str) -> Sequence[TownStaff]:
    return [town.staff_by_number[number] for number in town.fixtures[code].staff]


def sizes(town: Town, code: str) -> list[int]:
    paths = [town.unit_by_code[unit].path for unit in town.fixtures[code].units]
    return [len(counting.staff_below(town, path)) for path in paths]


def test_all_28_are_there_in_order_and_name_real_units_people_and_accounts(town: Town) -> None:
    ids = {account.user_id for account in town.accounts}

    assert list(town.fixtures) == [f"X{number:02}" for number in range(1, 29)]
    for fixture in town.fixtures.values():
        assert set(fixture.units) <= town.unit_by_code.keys()
        assert set(fixture.staff) <= town.staff_by_number.keys()
        assert set(fixture.accounts) <= ids
        assert fixture.units or fixture.staff or fixture.dates or fixture.texts or fixture.numbers


def test_another_seed_still_has_them_all() -> None:
    assert [len(build_town("hibarino", seed=seed).fixtures) for seed in range(5)] == [28] * 5


def test_x01_to_x04_have_the_sizes_that_suppression_is_about(town: Town) -> None:
    assert sizes(town, "X01")[0] == 3
    assert sizes(town, "X02") == [12]
    assert sizes(town, "X03") == [48, 40, 8]
    assert sizes(town, "X04") == [11]


def test_x01_to_x04_are_at_full_strength(town: Town) -> None:
    for code in ("X01", "X02", "X03", "X04"):
        path = town.unit_by_code[town.fixtures[code].units[0]].path
        assert {person.status for person in counting.staff_below(town, path)} == {Status.ACTIVE}


def test_x05_belongs_to_two_sections(town: Town) -> None:
    (person,) = people(town, "X05")

    assert tuple(post.unit_code for post in person.posts) == town.fixtures["X05"].units
    assert [post.kind for post in person.posts] == [PostKind.MAIN, PostKind.CONCURRENT]


def test_x06_is_vacant_and_handled_by_the_next_above(town: Town) -> None:
    (acting,) = people(town, "X06")
    unit = town.unit_by_code[town.fixtures["X06"].units[0]]

    assert (unit.head, unit.acting_head, acting.rank) == (None, acting.staff_no, Rank.R7)


def test_x07_is_the_citizens_counter(hibarino: Town) -> None:
    (counter,) = hibarino.fixtures["X07"].units

    assert hibarino.unit_by_code[counter].path == "市民部/市民課"


def test_x08_are_all_units_on_shifts(town: Town) -> None:
    on_shifts = {unit.code for unit in counting.sections(town) if unit.works_shifts}

    assert set(town.fixtures["X08"].units) == on_shifts


def test_x09_and_x10_work_the_hours_of_the_table(town: Town) -> None:
    found = [(person.hours.start, person.hours.end) for person in people(town, "X09")]
    (part_timer,) = people(town, "X10")

    assert found == [
        (time(7, 30), time(16, 15)),
        (time(8, 0), time(16, 45)),
        (time(8, 30), time(17, 15)),
        (time(9, 0), time(17, 45)),
        (time(9, 30), time(18, 15)),
    ]
    assert (part_timer.hours.start, part_timer.hours.end) == (time(9, 0), time(16, 0))
    assert part_timer.hours.weekdays == "月火木金"
    assert part_timer.employment is Employment.FISCAL_YEAR_PART


def test_x11_are_away(town: Town) -> None:
    assert [person.status for person in people(town, "X11")] == [Status.CHILDCARE, Status.SICK, Status.SECONDED_OUT]


def test_x12_moved_from_an_externally_driven_to_an_ordinary_unit(town: Town) -> None:
    fixture = town.fixtures["X12"]
    profiles = [town.unit_by_code[code].limit_profile for code in fixture.units]

    assert profiles == [LimitProfile.EXTERNAL, LimitProfile.ORDINARY]
    assert fixture.dates == (date(2026, 10, 1),)
    assert fixture.numbers == (300 * 60, 45 * 60, 150 * 60)


def test_x13_the_new_heads_lead_the_two_halves(town: Town) -> None:
    fixture = town.fixtures["X13"]

    assert [town.unit_by_code[code].head for code in fixture.units] == list(fixture.staff[1:])
    assert len(set(fixture.staff)) == 3


def test_x24_is_led_by_the_manager_of_the_pair(town: Town) -> None:
    manager, member = people(town, "X24")
    section = town.unit_by_code[manager.posts[0].unit_code]

    assert section.head == manager.staff_no
    assert member in counting.staff_below(town, section.path)


def test_x26_cannot_be_matched_by_address_and_the_first_has_two_accounts(town: Town) -> None:
    fixture = town.fixtures["X26"]
    found = [account for account in town.accounts if account.user_id in fixture.accounts]
    addresses = {person.email for person in town.staff}

    uses = Counter(account.staff_no for account in found)
    assert [uses[number] for number in fixture.staff] == [2, 1, 1, 1]
    assert not addresses & {account.email for account in found}
    matched = {account.staff_no for account in town.accounts if account.email in addresses}
    assert matched.isdisjoint(fixture.staff)

"""What holds in any city: the tree, the heads, names and numbers, channels and accounts."""

import re
from collections import Counter

from bot.playground.towns import PostKind, Town, UnitLevel
from tests.towns import counting


def test_every_unit_stands_under_its_parent(town: Town) -> None:
    seen: dict[str, str] = {}

    for unit in town.units:
        above = [] if unit.parent is None else [seen[unit.parent]]
        assert unit.path == "/".join([*above, unit.name])
        seen[unit.code] = unit.path

    assert len(seen) == len(town.units) == len({unit.path for unit in town.units})


def test_every_unit_is_led_by_somebody_with_a_post_there(town: Town) -> None:
    for unit in town.units:
        leader = town.staff_by_number[unit.head or unit.acting_head or ""]
        kind = next(post.kind for post in leader.posts if post.unit_code == unit.code)
        assert (kind is PostKind.ACTING) == (unit.head is None)


def test_staff_numbers_and_addresses_are_unique_and_keep_leading_zeros(town: Town) -> None:
    initial = town.code[0].upper()
    numbers = {f"{initial}{number:06}" for number in range(1, len(town.staff) + 1)}

    assert {person.staff_no for person in town.staff} == numbers
    assert len({person.email for person in town.staff}) == len(town.staff)
    assert all(re.fullmatch(rf"[a-z]+\.[a-z]+\d*@{town.code}\.example", person.email) for person in town.staff)


def test_nobody_holds_two_posts_in_one_unit(town: Town) -> None:
    for person in town.staff:
        assert len({post.unit_code for post in person.posts}) == len(person.posts)


def test_slack_ids_and_addresses_are_unique(town: Town) -> None:
    ids = [account.user_id for account in town.accounts] + [channel.channel_id for channel in town.channels]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[CU]0[0-9A-Z]{9}", slack_id) for slack_id in ids)
    assert len({account.email for account in town.accounts}) == len(town.accounts)


def test_most_accounts_are_japanese_and_a_few_english(town: Town) -> None:
    locales = Counter(account.locale for account in town.accounts)

    assert set(locales) == {"ja-JP", "en-US"}
    assert 0 < locales["en-US"] * 50 < locales["ja-JP"]


def test_channels_have_unique_names_that_slack_permits(town: Town) -> None:
    names = [channel.name for channel in town.channels]

    assert len(set(names)) == len(names)
    assert all(name == name.lower() and len(name) <= 80 and not re.search(r"[\s.,・()]", name) for name in names)
    assert {town.personnel_channel, town.everyone_channel} <= set(town.channels)


def test_only_sections_have_channels_two_share_one_and_a_few_have_none(town: Town) -> None:
    with_channel = [unit for unit in town.units if unit.channel_id]
    uses = Counter(unit.channel_id for unit in with_channel)

    assert {unit.level for unit in with_channel} == {UnitLevel.SECTION}
    assert sorted(uses.values())[-2:] == [1, 2]
    assert 3 <= len(counting.sections(town)) - len(with_channel) <= len(counting.sections(town)) // 10
    assert {code for channel in town.channels for code in channel.unit_codes} == {unit.code for unit in with_channel}


def test_sections_without_a_channel_have_staff_in_slack(town: Town) -> None:
    in_slack = {account.staff_no for account in town.accounts if account.is_active}
    without = [unit for unit in counting.sections(town) if unit.channel_id is None]

    assert all(any(p.staff_no in in_slack for p in counting.staff_below(town, unit.path)) for unit in without)


def test_a_leaver_is_deactivated_in_slack_and_not_in_the_roster(town: Town) -> None:
    (leaver,) = [account for account in town.accounts if account.staff_no is None]

    assert not leaver.is_active
    assert leaver.email not in {person.email for person in town.staff}

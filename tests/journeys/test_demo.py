"""`kaeru demo` as a newcomer starts it: a whole city, whose clock is moved and whose channels are read."""

from __future__ import annotations

from bot.playground.towns import Town, build_town
from tests.demo_process import demo

TOWN = build_town("hibarino")


def covered(town: Town) -> set[str]:
    """The channels of sections that keep the city's days: not on shifts, not on a day of their own.

    Told from the town's chart alone, for it judges what Kaeru does.
    """
    own_day = set(town.fixtures["X07"].units)

    def keeps(code: str | None) -> bool:
        unit = town.unit_by_code[code] if code else None
        return unit is None or (not unit.works_shifts and unit.code not in own_day and keeps(unit.parent))

    return {unit.channel_id for unit in town.units if unit.channel_id and keeps(unit.code)}


async def test_each_section_reads_a_morning_and_a_closing_card_on_a_wednesday() -> None:
    async with demo() as city:
        await city.play_to("2026-11-25T17:30")

        posts = await city.posts()
        example = sorted(covered(TOWN))[0]
        texts = await city.texts(example)

    assert {channel: count for channel, count in posts.items() if count} == dict.fromkeys(covered(TOWN), 2)
    assert [text.partition("。")[0] for text in texts] == ["おはようございます", "まもなく定時です"]


async def test_a_payday_that_moved_says_why_and_the_holidays_after_it_bring_nothing() -> None:
    async with demo("--at", "2026-09-18T08:00") as city:
        await city.play_to("2026-09-18T17:30")
        payday = await city.posts()
        texts = await city.texts(sorted(covered(TOWN))[0])
        await city.play_to("2026-09-24T08:00")
        after = await city.posts()

    assert {channel: payday[channel] for channel in covered(TOWN)} == dict.fromkeys(covered(TOWN), 2)
    assert all("（給与支給日）" in text for text in texts)
    assert after == payday, "21, 22 and 23 September are holidays; the last of them is a Wednesday"


async def test_opened_at_five_only_the_closing_card_is_still_worth_posting() -> None:
    async with demo("--at", "2026-11-25T17:00") as city:
        posts = await city.posts()

    assert {channel: count for channel, count in posts.items() if count} == dict.fromkeys(covered(TOWN), 1)

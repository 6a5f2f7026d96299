"""Slack's rate limits: per channel, per workspace, per method; Retry-After tells how long to wait."""

import aiohttp
import pytest

from bot.playground import Limits, Playground
from tests.playground.conftest import Clock, Town
from tests.playground.test_refusals_of_the_api import bearer


async def status_and_wait(web: aiohttp.ClientSession, playground: Playground, method: str, **arguments: str) -> object:
    async with web.post(f"{playground.api_url}{method}", json=arguments, headers=bearer()) as answer:
        if answer.status == 429:
            assert await answer.json() == {"ok": False, "error": "ratelimited"}
            return int(answer.headers["Retry-After"])
        return "ok"


async def test_a_channel_takes_a_short_burst_and_then_one_message_a_second(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    limits = Limits(per_channel=True)

    async with Playground(town.space, limits=limits, monotonic=clock.monotonic) as playground:

        async def post() -> object:
            return await status_and_wait(web, playground, "chat.postMessage", channel=town.jinji.id, text="x")

        assert [await post() for _ in range(4)] == ["ok", "ok", "ok", 1]
        clock.pass_time(1)
        assert [await post() for _ in range(2)] == ["ok", 1]

    assert playground.count("chat.postMessage", error="ratelimited") == 2


async def test_a_person_and_their_direct_message_share_one_limit(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    limits = Limits(per_channel=True)

    async with Playground(town.space, limits=limits, monotonic=clock.monotonic) as playground:
        dm = town.space.direct(town.aoki.id).id
        targets = [town.aoki.id, dm, town.aoki.id, dm]
        got = [await status_and_wait(web, playground, "chat.postMessage", channel=t, text="x") for t in targets]

    assert got == ["ok", "ok", "ok", 1]


async def test_a_workspace_takes_so_many_messages_a_minute_however_many_channels_there_are(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    channels = [town.space.add_channel(f"課{number}").id for number in range(20)]
    taken = 0

    async with Playground(town.space, limits=Limits(messages_per_minute=120), monotonic=clock.monotonic) as playground:
        for second in range(60):
            for number in range(4):
                place = channels[(second * 4 + number) % 20]
                taken += await status_and_wait(web, playground, "chat.postMessage", channel=place, text="x") == "ok"
            clock.pass_time(1)

    assert taken == pytest.approx(120, abs=6)


async def test_a_method_of_tier_3_takes_fifty_calls_a_minute_when_tiers_are_on(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    posted = town.space.post(town.jinji, town.space.bot.id, "0人")

    async with Playground(town.space, limits=Limits(tiers=True), monotonic=clock.monotonic) as playground:

        async def update() -> object:
            where = {"channel": town.jinji.id, "ts": posted.ts, "text": "1人"}
            return await status_and_wait(web, playground, "chat.update", **where)

        assert [await update() for _ in range(51)] == ["ok"] * 50 + [60]
        clock.pass_time(60)
        assert await update() == "ok"


async def test_nothing_is_limited_unless_asked_for(
    town: Town, playground: Playground, web: aiohttp.ClientSession
) -> None:
    got = {
        await status_and_wait(web, playground, "chat.postMessage", channel=town.jinji.id, text="x") for _ in range(20)
    }

    assert got == {"ok"}

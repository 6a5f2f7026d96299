"""The stream of server-sent events: one person's desk, then what changes on it, and nothing that is not theirs."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground, User
from bot.playground.shapes import Json
from tests.playground.conftest import Clock, Town
from tests.playground.test_page_and_doors import Stage, posted

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "帰る"}}
VIEW = {"type": "home", "blocks": [{"type": "actions", "block_id": "a", "elements": [BUTTON]}]}
MODAL = VIEW | {"type": "modal", "title": {"type": "plain_text", "text": "予定"}}


class Eyes:
    """What an open page has seen so far."""

    def __init__(self, answer: aiohttp.ClientResponse, *, end: str) -> None:
        self._answer, self._end = answer, end

    async def look(self) -> list[Json]:
        """One event: several deltas."""
        async for line in self._answer.content:
            if line.startswith(b"data: "):
                deltas: list[Json] = json.loads(line.removeprefix(b"data: "))
                return deltas
        raise AssertionError("the stream ended")

    async def everything_until_the_end(self, town: Town, user: User) -> list[Json]:
        """Every delta before a last message to the person's own direct message, which this posts."""
        town.space.post(town.space.direct(user.id), town.space.bot.id, self._end)
        seen: list[Json] = []
        while not any(delta.get("message", {}).get("text") == self._end for delta in seen):
            seen += await self.look()
        return [delta for delta in seen if delta.get("message", {}).get("text") != self._end]


@asynccontextmanager
async def watching(web: aiohttp.ClientSession, playground: Playground, user: User) -> AsyncIterator[tuple[Json, Eyes]]:
    async with web.get(f"{playground.url}/playground/stream", params={"user": user.id}) as answer:
        assert answer.content_type == "text/event-stream"
        eyes = Eyes(answer, end="それでは")
        [desk] = await eyes.look()
        yield desk, eyes


def words(deltas: list[Json]) -> list[str]:
    return [delta["message"]["text"] for delta in deltas if "message" in delta]


async def test_the_desk_shows_public_channels_and_what_one_is_a_member_of(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    town.space.add_channel("異動案", members=[town.baba.id], is_private=True)
    town.space.add_channel("親睦会", members=[town.aoki.id], is_private=True)
    town.space.direct(town.baba.id)

    async with watching(web, playground, town.aoki) as (desk, _):
        pass

    named = {channel["name"]: channel["is_member"] for channel in desk["channels"] if channel["kind"] != "im"}
    direct = [channel["id"] for channel in desk["channels"] if channel["kind"] == "im"]
    assert named == {"人事課": True, "親睦会": True}
    assert direct == [town.space.direct(town.aoki.id).id]


async def test_the_desk_shows_nobody_elses_home_windows_and_private_answers(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    await slack.views_publish(user_id=town.baba.id, view=VIEW)
    await slack.views_open(trigger_id=playground.site.triggers.give(town.baba.id), view=MODAL)
    await slack.chat_postEphemeral(channel=town.jinji.id, user=town.baba.id, text="馬場さんだけに")

    async with watching(web, playground, town.aoki) as (aoki, _), watching(web, playground, town.baba) as (baba, _):
        pass

    assert (aoki["home"], aoki["modals"], aoki["ephemerals"]) == (None, [], [])
    assert baba["home"]["type"] == "home"
    assert [view["title"]["text"] for view in baba["modals"]] == ["予定"]
    assert [message["text"] for message in baba["ephemerals"]] == ["馬場さんだけに"]


async def test_what_happens_reaches_those_who_may_see_it_and_nobody_else(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    secret = town.space.add_channel("異動案", members=[town.baba.id], is_private=True)

    async with watching(web, playground, town.aoki) as (_, aoki), watching(web, playground, town.baba) as (_, baba):
        await slack.chat_postMessage(channel=town.jinji.id, text="皆さんへ")
        await slack.chat_postMessage(channel=secret.id, text="内密に")
        await slack.chat_postMessage(channel=town.baba.id, text="馬場さんへ")
        await slack.chat_postEphemeral(channel=town.jinji.id, user=town.baba.id, text="馬場さんだけに")
        await slack.views_publish(user_id=town.baba.id, view=VIEW)
        await slack.views_open(trigger_id=playground.site.triggers.give(town.baba.id), view=MODAL)
        seen_by_aoki = await aoki.everything_until_the_end(town, town.aoki)
        seen_by_baba = await baba.everything_until_the_end(town, town.baba)

    assert words(seen_by_aoki) == ["皆さんへ"]
    assert not {"home", "modals"} & {delta["kind"] for delta in seen_by_aoki}
    assert words(seen_by_baba) == ["皆さんへ", "内密に", "馬場さんへ", "馬場さんだけに"]
    assert {"home", "modals"} <= {delta["kind"] for delta in seen_by_baba}


async def test_a_message_is_told_as_it_is_now_and_its_end_too(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    first = await slack.chat_postMessage(channel=town.jinji.id, text="定時まで一時間")
    second = await slack.chat_postMessage(channel=town.jinji.id, text="まちがい")

    async with watching(web, playground, town.aoki) as (_, aoki):
        await slack.chat_update(channel=town.jinji.id, ts=first["ts"], text="定時まで三十分")
        await slack.chat_postMessage(channel=town.jinji.id, text="返信", thread_ts=first["ts"])
        await slack.chat_delete(channel=town.jinji.id, ts=second["ts"])
        seen = await aoki.everything_until_the_end(town, town.aoki)

    changed = [delta["message"] for delta in seen if delta.get("message", {}).get("ts") == first["ts"]]
    assert {message["text"] for message in changed} == {"定時まで三十分"}
    assert changed[-1]["reply_count"] == 1
    assert {"kind": "gone", "channel": town.jinji.id, "ts": second["ts"]} in seen


async def test_a_message_for_one_person_can_be_put_away_by_that_person_only(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    answer = await slack.chat_postEphemeral(channel=town.jinji.id, user=town.aoki.id, text="青木さんだけに")
    put_away = {"do": "dismiss", "channel": town.jinji.id, "ts": answer["message_ts"]}
    url = f"{playground.url}/playground/act"

    async with watching(web, playground, town.aoki) as (_, aoki):
        by_baba, _ = await posted(web, url, put_away | {"user": town.baba.id})
        by_aoki, _ = await posted(web, url, put_away | {"user": town.aoki.id})
        seen = await aoki.everything_until_the_end(town, town.aoki)

    assert (by_baba, by_aoki) == (400, 200)
    assert {"kind": "ephemeral_gone", "channel": town.jinji.id, "ts": answer["message_ts"]} in seen
    assert playground.as_user(town.aoki.id).ephemerals == []


async def test_whoever_leaves_a_private_channel_sees_it_no_more(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    club = town.space.add_channel("親睦会", members=[town.aoki.id, town.baba.id], is_private=True)

    async with watching(web, playground, town.aoki) as (_, aoki):
        await playground.as_user(town.aoki.id).leave(club.id)
        town.space.post(club, town.baba.id, "もう見えません")
        seen = await aoki.everything_until_the_end(town, town.aoki)

    assert {"kind": "hidden", "channel": club.id} in seen
    assert words(seen) == []


async def test_a_refused_call_is_told_with_its_code_and_the_fact_behind_it(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    async with watching(web, playground, town.aoki) as (_, aoki):
        with pytest.raises(SlackApiError):
            await slack.chat_postMessage(channel="C404", text="x")
        seen = await aoki.everything_until_the_end(town, town.aoki)

    [refused] = [delta for delta in seen if delta["kind"] == "refused"]
    assert (refused["method"], refused["error"]) == ("chat.postMessage", "channel_not_found")
    assert refused["fact"].startswith("docs")


async def test_faults_and_calls_are_counted_on_every_open_page(
    playground: Playground, slack: AsyncWebClient, web: aiohttp.ClientSession, town: Town
) -> None:
    async with watching(web, playground, town.aoki) as (desk, aoki):
        await posted(web, f"{playground.url}/playground/faults", {"kind": "slow", "seconds": 0, "times": 1})
        await slack.auth_test()
        seen = await aoki.everything_until_the_end(town, town.aoki)

    last = [delta["inside"] for delta in seen if delta["kind"] == "inside"][-1]
    assert last["calls"] == desk["inside"]["calls"] + 1
    assert [(rule["kind"], rule["times"]) for rule in last["faults"]["rules"]] == [("slow", 0)]


async def test_open_pages_hear_that_time_passes(town: Town, clock: Clock, web: aiohttp.ClientSession) -> None:
    async with (
        Playground(town.space, backstage=Stage(clock)) as playground,
        watching(web, playground, town.aoki) as (_, aoki),
    ):
        await posted(web, f"{playground.url}/demo/clock", {"to": "2026-11-25T17:30"})
        seen = await aoki.everything_until_the_end(town, town.aoki)

    assert {"kind": "clock", "now": "2026-11-25T17:30:00+09:00"} in seen


async def test_a_page_that_shows_somebody_unknown_is_refused(
    playground: Playground, web: aiohttp.ClientSession
) -> None:
    async with web.get(f"{playground.url}/playground/stream?user=U404") as answer:
        assert (answer.status, (await answer.json())["error"]) == (404, "user_not_found")


async def test_a_flood_of_changes_of_one_message_travels_as_few(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    message = town.space.post(town.jinji, town.space.bot.id, "0人")

    async with watching(web, playground, town.aoki) as (_, aoki):
        for count in range(1, 1_001):
            town.space.edit(town.jinji, message, by=town.space.bot.id, text=f"{count}人", blocks=[])
        seen = await aoki.everything_until_the_end(town, town.aoki)

    assert words(seen)[-1] == "1000人"
    assert len(words(seen)) <= 2

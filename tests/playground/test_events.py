"""Events that follow from what happens, and how they are delivered over HTTP: signed, retried, or left alone."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web as server
from slack_sdk.signature import SignatureVerifier

from bot.playground import Playground
from bot.playground.shapes import Json
from tests.playground.conftest import Clock, Town


@dataclass
class App:
    """An app behind a request URL that notes what it gets and answers with the given statuses, then 200."""

    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[dict[str, str], Json]] = field(default_factory=list)

    async def answer(self, request: server.Request) -> server.Response:
        body = await request.text()
        assert SignatureVerifier("playground-secret").is_valid_request(body, dict(request.headers))
        self.got.append(({name.lower(): value for name, value in request.headers.items()}, json.loads(body)))
        return server.Response(status=self.statuses.pop(0) if self.statuses else 200, headers=self.headers)

    @property
    def events(self) -> list[str]:
        return [body["event"]["type"] for _, body in self.got]


@asynccontextmanager
async def behind_http(town: Town, clock: Clock, app: App) -> AsyncIterator[Playground]:
    door = server.Application()
    door.router.add_post("/slack/events", app.answer)
    runner = server.AppRunner(door, access_log=None)
    await runner.setup()
    await server.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    async with Playground(
        town.space, request_url=url, monotonic=clock.monotonic, retry_seconds=(0, 0, 0)
    ) as playground:
        yield playground
    await runner.cleanup()


async def test_events_follow_from_what_happens_in_the_workspace(town: Town, clock: Clock) -> None:
    app = App()
    async with behind_http(town, clock, app) as playground:
        town.space.add_user(name="new", real_name="新人")
        town.space.change_user(town.baba.id, locale="en-US")
        town.space.change_user(town.baba.id, deleted=True)
        town.space.join(town.jinji, town.chiba.id)
        town.space.rename(town.jinji, "人事給与課")
        town.space.archive(town.jinji, by=town.aoki.id)
        town.space.unarchive(town.jinji, by=town.aoki.id)
        await playground.courier.all_settled()

    joined, spoke, left, came, renamed, archived, back = (body["event"] for _, body in app.got)
    assert (joined["type"], joined["user"]["real_name"]) == ("team_join", "新人")
    assert (spoke["type"], spoke["user"]["locale"]) == ("user_change", "en-US")
    assert (left["type"], left["user"]["deleted"]) == ("user_change", True)
    assert (came["type"], came["user"]) == ("member_joined_channel", town.chiba.id)
    assert (renamed["type"], renamed["channel"]["name"]) == ("channel_rename", "人事給与課")
    assert (archived["type"], archived["channel"]) == ("channel_archive", town.jinji.id)
    assert (back["type"], back["channel"]) == ("channel_unarchive", town.jinji.id)


async def test_the_app_hears_people_where_it_is_a_member_and_not_itself(town: Town, clock: Clock) -> None:
    app = App()
    elsewhere = town.space.add_channel("防災課", members=[town.aoki.id], bot_is_member=False)
    async with behind_http(town, clock, app) as playground:
        aoki = playground.as_user(town.aoki.id)
        town.space.post(town.jinji, town.space.bot.id, "Kaeru の声")
        await aoki.say(elsewhere.id, "聞こえない")
        said = await aoki.say(town.space.bot.id, "こんにちは")
        assert said.message is not None
        await aoki.edit(said.message, "こんばんは")

    first, second = (body["event"] for _, body in app.got)
    assert (first["channel_type"], first["text"]) == ("im", "こんにちは")
    assert (second["subtype"], second["message"]["text"]) == ("message_changed", "こんばんは")


async def test_a_failed_event_comes_again_three_times_with_the_same_id(town: Town, clock: Clock) -> None:
    app = App(statuses=[500, 500, 500, 500])
    async with behind_http(town, clock, app) as playground:
        await playground.as_user(town.aoki.id).open_home()
        await playground.courier.all_settled()

    assert app.events == ["app_home_opened"] * 4
    assert len({body["event_id"] for _, body in app.got}) == 1
    assert [headers.get("x-slack-retry-num") for headers, _ in app.got] == [None, "1", "2", "3"]
    assert app.got[1][0]["x-slack-retry-reason"] == "http_error"


@pytest.mark.parametrize(("status", "times"), [(500, 1), (200, 1)])
async def test_an_event_does_not_come_again_when_it_was_taken_or_no_retry_is_wanted(
    status: int, times: int, town: Town, clock: Clock
) -> None:
    app = App(statuses=[status], headers={"x-slack-no-retry": "1"} if status == 500 else {})
    async with behind_http(town, clock, app) as playground:
        await playground.as_user(town.aoki.id).open_home()
        await playground.courier.all_settled()

    assert len(app.got) == times


async def test_a_mention_in_a_channel_is_an_event_of_its_own(town: Town, clock: Clock) -> None:
    app = App()
    async with behind_http(town, clock, app) as playground:
        await playground.as_user(town.aoki.id).say("人事課", f"<@{town.space.bot.id}> 今日は？")

    assert app.events == ["message", "app_mention"]

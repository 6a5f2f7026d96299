"""response_url: five uses in 30 minutes; replacing, deleting, answering one person or everybody."""

import asyncio

import aiohttp
import pytest

from bot.playground import Message, Playground
from bot.playground.shapes import Json
from tests.playground.conftest import Clock, Town

BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "押す"}}


class Pressed:
    """A card that Ms Aoki has pressed, and the response_url that the press gave the app."""

    def __init__(
        self, playground: Playground, town: Town, web: aiohttp.ClientSession, *, ephemeral: bool = False
    ) -> None:
        blocks: list[Json] = [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]
        self._playground, self._web = playground, web
        self.card: Message = (
            town.space.post_ephemeral(town.jinji, town.aoki.id, "カード", blocks=blocks)
            if ephemeral
            else town.space.post(town.jinji, town.space.bot.id, "カード", blocks=blocks)
        )
        self.url = (
            f"{playground.url}/response/{playground.site.triggers.give_ticket(town.aoki.id, town.jinji.id, self.card)}"
        )

    async def respond(self, **said: object) -> tuple[int, str]:
        async with self._web.post(self.url, json=said) as answer:
            return answer.status, (await answer.json()).get("error", "")


@pytest.fixture
def pressed(playground: Playground, town: Town, web: aiohttp.ClientSession) -> Pressed:
    return Pressed(playground, town, web)


async def test_it_works_five_times(pressed: Pressed) -> None:
    answers = [await pressed.respond(text="x") for _ in range(6)]

    assert answers == [(200, "")] * 5 + [(404, "expired_url")]


async def test_it_works_for_thirty_minutes(pressed: Pressed, clock: Clock) -> None:
    clock.pass_time(30 * 60 + 1)

    assert await pressed.respond(text="x") == (404, "expired_url")


async def test_it_answers_the_person_alone_unless_it_says_in_channel(
    pressed: Pressed, playground: Playground, town: Town
) -> None:
    await pressed.respond(text="あなたに")
    await pressed.respond(text="みんなに", response_type="in_channel")

    assert [m.text for m in playground.as_user(town.aoki.id).ephemerals] == ["あなたに"]
    assert [m.text for m in town.jinji.timeline] == ["カード", "みんなに"]


@pytest.mark.parametrize("ephemeral", [False, True], ids=["message", "ephemeral"])
async def test_it_replaces_and_deletes_the_message_that_was_pressed(
    ephemeral: bool, playground: Playground, town: Town, web: aiohttp.ClientSession
) -> None:
    pressed = Pressed(playground, town, web, ephemeral=ephemeral)
    aoki = playground.as_user(town.aoki.id)

    await pressed.respond(text="済みました", replace_original=True)
    replaced = pressed.card.text
    await pressed.respond(delete_original=True)

    assert replaced == "済みました"
    assert [*town.jinji.timeline, *aoki.ephemerals] == []


async def test_what_slack_refuses_in_a_message_is_refused_here_too(pressed: Pressed) -> None:
    assert await pressed.respond(text="") == (400, "no_text")
    assert await pressed.respond(text="x", blocks=[{"type": "banner"}]) == (400, "invalid_blocks")


async def test_a_press_in_a_message_gives_the_app_a_trigger_and_a_response_url(
    playground: Playground, town: Town, web: aiohttp.ClientSession, pressed: Pressed
) -> None:
    async with web.post(
        f"{playground.api_url}apps.connections.open", headers={"Authorization": "Bearer xapp-playground"}
    ) as answer:
        opened = await answer.json()
    async with web.ws_connect(opened["url"]) as socket:
        await socket.receive_json()
        press = asyncio.create_task(playground.as_user(town.aoki.id).press(pressed.card, "go"))
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        reaction = await press

    payload = envelope["payload"]
    assert reaction.status == 200
    assert payload["response_url"].startswith(f"{playground.url}/response/")
    assert payload["trigger_id"]
    assert payload["team"]["id"] == town.space.team_id
    assert payload["api_app_id"] == town.space.app_id

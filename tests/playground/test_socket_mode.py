"""Socket Mode on the wire: connections, envelopes, acks, and the ways in which a socket dies."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.shapes import Json
from bot.playground.socket_mode import Reason
from tests.playground.bolt import over_socket_mode, stock_app
from tests.playground.conftest import Clock, Town, client_of, error_of


@asynccontextmanager
async def plugged_in(
    playground: Playground, web: aiohttp.ClientSession
) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    opened = await client_of(playground, web, token="xapp-playground").apps_connections_open(
        app_token="xapp-playground"
    )
    async with web.ws_connect(opened["url"], autoping=False) as socket:
        yield socket


async def ack(socket: aiohttp.ClientWebSocketResponse, **payload: object) -> Json:
    """Take the next envelope and acknowledge it."""
    envelope: Json = await socket.receive_json()
    await socket.send_json({"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {}))
    return envelope


async def test_hello_comes_first_and_pings_are_answered(playground: Playground, web: aiohttp.ClientSession) -> None:
    async with plugged_in(playground, web) as socket:
        hello = await socket.receive_json()
        await socket.ping(b"are you there")
        pong = await socket.receive()

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert (pong.type, bytes(pong.data)) == (aiohttp.WSMsgType.PONG, b"are you there")


async def test_frames_that_make_no_sense_are_ignored_but_stand_in_the_log(
    playground: Playground, web: aiohttp.ClientSession
) -> None:
    async with plugged_in(playground, web) as socket:
        await socket.receive_json()
        await socket.send_str("no JSON")
        await socket.send_str("[1]")
        await socket.send_json({"envelope_id": "long gone"})
        await socket.ping()
        await socket.receive()

    refused = [call.error for call in playground.calls if call.method == "socket_mode"]
    assert refused == ["invalid_json", "json_not_object"]


async def test_a_socket_url_works_once_and_only_with_an_app_token(
    playground: Playground, web: aiohttp.ClientSession, slack: AsyncWebClient
) -> None:
    opened = await slack.apps_connections_open(app_token="xapp-playground")
    async with web.ws_connect(opened["url"]):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await web.ws_connect(opened["url"])

    with pytest.raises(SlackApiError) as failure:
        await slack.apps_connections_open(app_token="xoxb-playground")
    assert error_of(failure) == "not_allowed_token_type"


async def test_each_payload_goes_to_one_of_several_connections(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    async with plugged_in(playground, web) as first, plugged_in(playground, web) as second:
        await first.receive_json()
        await second.receive_json()
        seen = []
        for socket in (second, first, second, first):
            playground.workspace.tell({"type": "team_join", "user": {"id": town.aoki.id}})
            seen.append((await ack(socket))["payload"]["event_id"])
        answers = await playground.courier.first_answers()

    assert len(set(seen)) == 4
    assert all(answer.is_ok for answer in answers)


async def test_the_payload_of_an_ack_is_the_answer_of_a_command(
    playground: Playground, web: aiohttp.ClientSession, town: Town
) -> None:
    async with plugged_in(playground, web) as socket:
        await socket.receive_json()
        typed = asyncio.create_task(playground.as_user(town.aoki.id).command("/kaeru", "help"))
        envelope = await ack(socket, text="使い方です")
        reaction = await typed

    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert reaction.message is not None
    assert reaction.message.text == "使い方です"


async def test_an_event_without_an_ack_is_sent_again_with_the_same_id_and_a_reason(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    async with (
        Playground(town.space, monotonic=clock.monotonic, retry_seconds=(0, 0, 0), patience_seconds=1.0) as playground,
        plugged_in(playground, web) as socket,
    ):
        await socket.receive_json()
        await playground.as_user(town.aoki.id).open_home()
        ignored = await socket.receive_json()
        taken = await ack(socket)
        await playground.courier.all_settled()

    assert ignored["payload"]["event_id"] == taken["payload"]["event_id"]
    assert (taken["retry_attempt"], taken["retry_reason"]) == (1, "http_timeout")
    assert [attempt.answer.is_ok for attempt in playground.courier.attempts] == [False, True]


async def test_a_silent_socket_stays_open_and_gives_nothing_until_a_new_one_is_opened(
    town: Town, clock: Clock, web: aiohttp.ClientSession
) -> None:
    async with (
        Playground(town.space, monotonic=clock.monotonic, retry_seconds=(0, 0), patience_seconds=0.01) as playground,
        plugged_in(playground, web) as dead,
    ):
        await dead.receive_json()
        assert playground.sockets.silence() == 1
        await dead.ping()
        await playground.as_user(town.aoki.id).open_home()
        await playground.courier.all_settled()

        with pytest.raises(TimeoutError):
            await dead.receive(timeout=0.05)
        assert [attempt.answer.failure for attempt in playground.courier.attempts] == ["http_timeout"] * 3


async def test_the_stock_client_comes_back_after_a_refresh_and_after_a_closed_socket(
    playground: Playground, town: Town, web: aiohttp.ClientSession
) -> None:
    async with over_socket_mode(playground, stock_app(client_of(playground, web), [])):
        await playground.sockets.say_disconnect(Reason.REFRESH)
        await playground.sockets.reconnected(2)
        await playground.sockets.close()
        await playground.sockets.reconnected(3)

        reaction = await playground.as_user(town.aoki.id).command("/kaeru", "カレンダー")

    assert reaction.message is not None


async def test_the_eleventh_connection_is_turned_away(playground: Playground, web: aiohttp.ClientSession) -> None:
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(plugged_in(playground, web)) for _ in range(11)]
        frames = [await socket.receive_json() for socket in sockets]

    assert [frame["type"] for frame in frames] == ["hello"] * 10 + ["disconnect"]
    assert frames[-1]["reason"] == "too_many_websockets"

"""Two lines to Slack: one is there whatever happens to the other, and what was taken is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.cli.socket_connection import Dispatch
from bot.cli.socket_mode import Pace, SocketMode
from bot.delivery.slack_client import open_client
from bot.errors import SetupFault
from bot.playground.server import Playground
from bot.playground.socket_mode import Reason
from bot.playground.workspace import Workspace
from tests.slack_side import NOW, settings

QUICK = Pace(heartbeat=1.0, opening=5.0, closing=0.2, pause=0.05, watch=0.02)


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    workspace = Workspace(now=lambda: NOW)
    workspace.add_user("U0AOKI", name="aoki", real_name="青木")
    async with Playground(workspace) as playground:
        yield playground


async def accept(_request: AsyncBoltRequest) -> BoltResponse:
    return BoltResponse(status=200)


@asynccontextmanager
async def served_socket_mode(
    playground: Playground, pace: Pace = QUICK, *, dispatch: Dispatch = accept, stop: asyncio.Event | None = None
) -> AsyncIterator[asyncio.Task[None]]:
    """Socket Mode in this process and at a quick pace."""
    stop = stop or asyncio.Event()
    async with open_client(settings(playground)) as client:
        served = asyncio.create_task(SocketMode(settings(playground), client, dispatch, pace=pace).serve(stop))
        yield served
        stop.set()
        await asyncio.wait([served])


async def press(playground: Playground) -> int | None:
    """青木さん asks for help; the status of the answer."""
    return (await playground.as_user("U0AOKI").command("/kaeru", "ヘルプ")).status


async def test_no_press_is_lost_while_slack_renews_the_lines(playground: Playground) -> None:
    async with served_socket_mode(playground):
        await playground.sockets.connected(2)
        presses = [asyncio.create_task(press(playground)) for _ in range(50)]
        await playground.sockets.say_disconnect(Reason.WARNING)
        presses += [asyncio.create_task(press(playground)) for _ in range(50)]
        await playground.sockets.reconnected(4)
        presses += [asyncio.create_task(press(playground)) for _ in range(50)]
        answers = await asyncio.gather(*presses)

    assert answers == [200] * 150


async def test_a_line_is_renewed_before_it_grows_old(playground: Playground) -> None:
    async with served_socket_mode(playground, replace(QUICK, life=0.2)):
        await playground.sockets.reconnected(6)

        assert await press(playground) == 200


async def test_lines_that_went_silent_are_replaced(playground: Playground) -> None:
    async with served_socket_mode(playground):
        await playground.sockets.connected(2)
        silent = set(map(id, playground.sockets.connections))
        playground.sockets.silence()
        await playground.sockets.reconnected(4)
        changed = asyncio.Event()
        playground.sockets.watchers.append(changed.set)
        while silent & set(map(id, playground.sockets.connections)):
            changed.clear()
            await changed.wait()

        assert await press(playground) == 200


async def test_what_was_taken_before_the_order_to_stop_is_answered(playground: Playground) -> None:
    has_come, may_go, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def dispatch(_request: AsyncBoltRequest) -> BoltResponse:
        has_come.set()
        await may_go.wait()
        return BoltResponse(status=200)

    async with served_socket_mode(playground, dispatch=dispatch, stop=stop) as served:
        await playground.sockets.connected(2)
        pressed = asyncio.create_task(press(playground))
        await has_come.wait()
        stop.set()
        await asyncio.wait([served], timeout=0.1)
        may_go.set()

        assert await pressed == 200


async def test_when_no_line_opens_for_too_long_the_process_ends_so_that_it_is_started_anew(
    playground: Playground,
) -> None:
    async with served_socket_mode(playground, replace(QUICK, give_up=0.3)) as served:
        await playground.sockets.connected(2)
        await playground.stop()
        with pytest.raises(SetupFault, match="Socket Mode has not reached Slack"):
            await served

"""What a process that talks to Slack begins and ends with: the order to stop, who we are there, its Core, its door."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import migrations
from bot.city import service as city
from bot.cli import logs
from bot.cli.manifest import wanted_scopes
from bot.clock import Clock
from bot.core import Core, build_core
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import forget_environment_proxies, open_client
from bot.delivery.slack_identity import BotIdentity, identity
from bot.group_commit import Presses
from bot.settings import Settings
from handlers.app import build_app


@dataclass(frozen=True)
class Process:
    """A process that Slack knows: its Core, its client, its bot, and what is pressed while its door is open."""

    core: Core
    client: AsyncWebClient
    bot: BotIdentity
    presses: Presses


@asynccontextmanager
async def slack_process(settings: Settings, clock: Clock) -> AsyncIterator[Process]:
    """Begin. Raises SetupFault, which says what to do, for whatever Kaeru cannot work without: tables that are up to
    date, a policy of the city, a token that Slack accepts with every scope.
    """
    logs.configure(settings.log_level)
    forget_environment_proxies()
    async with open_client(settings) as client:
        core = build_core(settings, clock, SlackMessenger(client))
        try:
            await asyncio.to_thread(migrations.require_current, core.database)
            await core.look(city.policy_on, core.today(clock.now()))
            bot = await identity(client, wanted_scopes=wanted_scopes())
            yield Process(core, client, bot, Presses(core.database))
        finally:
            core.database.close()


@asynccontextmanager
async def open_door(process: Process) -> AsyncIterator[AsyncApp]:
    """The app that answers Slack; in the end everything it accepted is on disk."""
    app = build_app(process.core, bot=process.bot, client=process.client, presses=process.presses)
    settle_memory()
    try:
        yield app
    finally:
        await process.presses.close()


def settle_memory() -> None:
    """What is loaded by now stays for good, so Python's collector of garbage need not look at it again.

    It did so every few presses, which took a quarter of their time (`make bench` tells: press).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def stop_on_signals() -> asyncio.Event:
    """Set when the operator or the service manager wants the process to end (SIGINT, SIGTERM).

    For when the process works: while it only begins, a signal may end it on the spot.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def side_by_side(stop: asyncio.Event, *works: Coroutine[Any, Any, None]) -> None:
    """Do several things until `stop`. When one of them ends or fails, all are stopped; raises the first failure."""
    tasks = [asyncio.create_task(work) for work in works]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    await asyncio.wait(tasks)
    for task in tasks:
        task.result()

"""The real sender against Slack's limits in another process: how much of the allowed rate it uses, how often it hears
429; and how fast it could go if nobody limited it.
"""

from __future__ import annotations

import asyncio
import json
import sys
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from pydantic import SecretStr
from sqlmodel import Session

from bot.clock import MovableClock
from bot.core import Core
from bot.database import Database
from bot.delivery import planning
from bot.delivery.planning import ChannelPost
from bot.delivery.rules import Due
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.no_overtime.cards import CLOSING
from bot.settings import Settings
from bot.texts import Texts
from schedules.delivery import STILL_WANTED
from schedules.sender import Sender
from tests.bench.databases import databases
from tests.bench.figures import Figure
from tests.delivering import WEDNESDAY, decide, jst
from tests.people import Office

RATES = (240, 600, 1200)
NOW = jst(16, 45)
CHANNELS = 460
#: Slack forgives a burst of three seconds' worth; what counts comes after it.
BURST_SECONDS, WINDOW_SECONDS = 4.0, 20.0
UNLIMITED = 60_000
MESSAGES = 1_500


@dataclass(frozen=True)
class Slack:
    """The other process."""

    process: asyncio.subprocess.Process
    api_url: str
    channels: Sequence[str]

    async def posts(self) -> tuple[list[float], int]:
        """When each post was taken, and how many were refused."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        told = await _line(self.process)
        return sorted(told["taken"]), told["refused"]


@asynccontextmanager
async def slack(channels: int, *per_minute: int) -> AsyncIterator[Slack]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.slack_process", str(channels), *map(str, per_minute)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    assert process.stdin is not None
    try:
        yield Slack(process, **await _line(process))
    finally:
        process.stdin.close()
        await process.wait()


async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    told: dict[str, Any] = json.loads(await process.stdout.readline())
    return told


def measure() -> Iterator[Figure]:
    """The share of three rates on SQLite, then the sender's own limit on both databases."""
    for rate in RATES:
        with databases() as opened:
            yield from asyncio.run(_share(opened["SQLite"], rate))
    with databases() as opened:
        for kind, database in opened.items():
            yield asyncio.run(_ceiling(kind, database))


async def _share(database: Database, rate: int) -> list[Figure]:
    seconds = BURST_SECONDS + WINDOW_SECONDS
    async with slack(CHANNELS, rate) as there, core(database, there, rate) as here:
        plan(database, there.channels, int(rate / 60 * seconds * 1.2))
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(seconds, stop.set)
        await Sender(here, STILL_WANTED).run(stop)
        taken, refused = await there.posts()
    used = per_minute(taken)
    return [
        Figure(f"sending, {rate} allowed a minute", used, "/min", rate, "what Slack allows", "≥ 0.95"),
        Figure(f"429s at {rate} a minute", refused, "", aim="0"),
    ]


def per_minute(taken: Sequence[float]) -> float:
    """The rate after the burst, from the first post to the last: no minute is cut in the middle of a gap."""
    steady = taken[bisect_left(taken, taken[0] + BURST_SECONDS) :]
    return 60 * (len(steady) - 1) / (steady[-1] - steady[0])


async def _ceiling(kind: str, database: Database) -> Figure:
    async with slack(CHANNELS) as there, core(database, there, UNLIMITED) as here:
        plan(database, there.channels, MESSAGES)
        begin = perf_counter()
        await Sender(here, STILL_WANTED).drain()
        took = perf_counter() - begin
    return Figure(f"sending without limits, {kind}", MESSAGES / took, "/s", 1200 / 60, "20 a second")


@asynccontextmanager
async def core(database: Database, there: Slack, rate: int) -> AsyncIterator[Core]:
    settings = Settings(
        slack_api_url=there.api_url, slack_bot_token=SecretStr("xoxb-playground"), messages_per_minute=rate
    )
    async with open_client(settings) as client:
        yield Core(settings, MovableClock(NOW), database, SlackMessenger(client), Texts())


def plan(database: Database, channels: Sequence[str], messages: int) -> None:
    """Closing cards for these channels, in turns until there are enough: a channel may get several."""
    decide(database)
    office = Office(database)
    units = {channel: office.unit(channel, channel=channel) for channel in channels[:messages]}

    def work(session: Session) -> None:
        last = jst(17, 45)
        dues = [Due(CLOSING, WEDNESDAY, f"channel:{number}", NOW, last) for number in range(messages)]
        body = planning.store_body(session, "今日は定時に帰りましょう。", [])
        begun = planning.begin(session, dues, now=NOW)
        turns = ((one, channels[number % len(channels)]) for number, one in enumerate(begun))
        posts = [ChannelPost(one, channel, units[channel], "", body) for one, channel in turns]
        planning.post_to_channels(session, posts)

    database.write(work)

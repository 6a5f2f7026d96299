"""A small workspace, the playground around it, and clients that speak to it as the real SDK does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Channel, Playground, User, Workspace

MORNING = datetime(2026, 11, 24, 23, 20, tzinfo=UTC)


class Clock:
    """A clock that a test moves; called, it tells the time (simulated) or the seconds (monotonic)."""

    def __init__(self) -> None:
        self.instant = MORNING
        self.seconds = 1_000.0

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return self.seconds

    def pass_time(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)
        self.seconds += seconds


class Town:
    """Two members of a section, its channel, and one colleague who is not in it."""

    def __init__(self, clock: Clock) -> None:
        self.space = Workspace(now=clock.now)
        self.aoki: User = self.space.add_user(name="aoki", real_name="青木 花", email="aoki@hibarino.example")
        self.baba: User = self.space.add_user(name="baba", real_name="馬場 翔", email="baba@hibarino.example")
        self.chiba: User = self.space.add_user(name="chiba", real_name="千葉 学")
        self.jinji: Channel = self.space.add_channel("人事課", members=[self.aoki.id, self.baba.id], group="総務部")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(clock: Clock) -> Town:
    return Town(clock)


@pytest.fixture
async def playground(town: Town, clock: Clock) -> AsyncIterator[Playground]:
    async with Playground(town.space, monotonic=clock.monotonic, retry_seconds=(0.0, 0.0, 0.0)) as running:
        yield running


@pytest.fixture
async def web() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def slack(playground: Playground, web: aiohttp.ClientSession) -> AsyncWebClient:
    return client_of(playground, web)


def client_of(playground: Playground, web: aiohttp.ClientSession, token: str = "xoxb-playground") -> AsyncWebClient:
    """The real SDK's client, with nothing that retries."""
    return AsyncWebClient(token=token, base_url=playground.api_url, session=web, retry_handlers=[])


def error_of(failure: pytest.ExceptionInfo[SlackApiError]) -> str:
    """The error code of a refused call."""
    code: str = failure.value.response["error"]
    return code


async def until(condition: Callable[[], object]) -> None:
    """Wait until something that happens in the background has happened."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - many different conditions, none of them an Event
            await asyncio.sleep(0.001)

"""Socket Mode: two lines to Slack, each of which replaces its connection before it goes stale; and the watch over both.

The SDK's own client closes the old connection before it opens the next, judges silence by the wall clock, and logs what
people wrote. This room does not.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.socket_connection import Connection, Dispatch, parsed
from bot.delivery import slack_errors
from bot.delivery.slack_client import open_session, proxy_for
from bot.errors import SetupFault
from bot.settings import Settings

logger = logging.getLogger(__name__)

_LINES = 2
_LONGEST_PAUSE_SECONDS = 60.0  # apps.connections.open: about one call a minute


@dataclass(frozen=True)
class Pace:
    """Seconds. A connection that leaves a ping unanswered is dead after one and a half heartbeats.

    It is renewed after `life` in any case: some die without a sign. After `give_up` without any the process ends.
    """

    heartbeat: float = 10.0
    opening: float = 20.0
    closing: float = 3.0
    life: float = 3600.0
    pause: float = 2.0
    give_up: float = 600.0
    watch: float = 1.0


class SocketMode:
    """Keeps the lines open and hands every envelope to `dispatch` (Bolt's `async_dispatch`).

    `first_url` is the address that came of trying the app token; the first line uses it up.
    """

    def __init__(
        self,
        settings: Settings,
        client: AsyncWebClient,
        dispatch: Dispatch,
        *,
        first_url: str = "",
        pace: Pace | None = None,
    ) -> None:
        self._pace = pace or Pace()
        self._lines = [_Line(settings, client, dispatch, self._pace, url) for url in (first_url, *[""] * (_LINES - 1))]

    @property
    def open_lines(self) -> int:
        """How many lines can take an envelope now."""
        return sum(line.is_open for line in self._lines)

    async def serve(self, stop: asyncio.Event) -> None:
        """Serve until `stop`, then answer what was taken and hang up; raises SetupFault when nothing works any more."""
        async with open_session() as session:
            keepers = [asyncio.create_task(line.keep_open(session)) for line in self._lines]
            try:
                await self._watch(stop, keepers)
            finally:
                for keeper in keepers:
                    keeper.cancel()
                await asyncio.gather(*keepers, return_exceptions=True)
                await asyncio.gather(*(line.close() for line in self._lines))

    async def _watch(self, stop: asyncio.Event, keepers: list[asyncio.Task[None]]) -> None:
        last_open = time.monotonic()
        while not stop.is_set():
            if self.open_lines:
                last_open = time.monotonic()
            elif time.monotonic() - last_open > self._pace.give_up:
                raise SetupFault(
                    "Socket Mode has not reached Slack for {minutes} minutes. Check the network and KAERU_PROXY.",
                    minutes=round(self._pace.give_up / 60),
                )
            for keeper in keepers:
                if keeper.done():
                    keeper.result()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self._pace.watch)


class _Line:
    """One connection after the other, the next one open before the last is closed."""

    def __init__(self, settings: Settings, client: AsyncWebClient, dispatch: Dispatch, pace: Pace, url: str) -> None:
        self._url = url
        self._settings = settings
        self._client = client
        self._dispatch = dispatch
        self._pace = pace
        self._current: Connection | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def is_open(self) -> bool:
        return self._current is not None and not self._current.is_over.is_set()

    async def keep_open(self, session: aiohttp.ClientSession) -> None:
        while True:
            fresh = await self._opened(session)
            self._retire(self._current)
            self._current = fresh
            logger.info("A line to Slack is open", extra={"event": "socket.open"})
            with suppress(TimeoutError):
                await asyncio.wait_for(fresh.is_over.wait(), self._pace.life)

    async def close(self) -> None:
        self._retire(self._current)
        if self._leaving:
            await asyncio.wait(self._leaving)

    def _retire(self, connection: Connection | None) -> None:
        if connection is not None:
            leaving = asyncio.create_task(self._hang_up(connection))
            self._leaving.add(leaving)
            leaving.add_done_callback(self._leaving.discard)

    async def _hang_up(self, connection: Connection) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(connection.close(), 2 * self._pace.closing)

    async def _opened(self, session: aiohttp.ClientSession) -> Connection:
        pause = self._pace.pause
        while True:
            wait: float | None = None
            try:
                return await asyncio.wait_for(self._open(session), self._pace.opening)
            except SlackApiError as error:
                wait = slack_errors.retry_after(error)
                reason = slack_errors.code_of(error)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                reason = type(error).__name__
            logger.warning("No line to Slack", extra={"event": "socket.refused", "reason": reason})
            await asyncio.sleep(wait or pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _open(self, session: aiohttp.ClientSession) -> Connection:
        url, self._url = self._url or await self._next_url(), ""
        socket = await session.ws_connect(
            url,
            heartbeat=self._pace.heartbeat,
            timeout=aiohttp.ClientWSTimeout(ws_close=self._pace.closing),
            proxy=proxy_for(self._settings, url),
            ssl=self._client.ssl or True,
        )
        is_greeted = False
        try:
            greeting = await socket.receive()
            is_greeted = greeting.type is aiohttp.WSMsgType.TEXT and parsed(greeting.data).get("type") == "hello"
        finally:
            if not is_greeted:
                await socket.close()
        if not is_greeted:
            raise ConnectionError
        return Connection(socket, self._dispatch)

    async def _next_url(self) -> str:
        answer = await self._client.apps_connections_open(app_token=self._settings.slack_app_token.get_secret_value())
        return str(answer["url"])

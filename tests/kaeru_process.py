"""`kaeru …` as the operator starts it: a real process with a real environment."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot import migrations
from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.database import Database

#: Four of them may start at the same time on two processors.
_PATIENCE_SECONDS = 90.0
_COMMAND = (sys.executable, "-m", "bot")


class Kaeru:
    """A started command. `said` is what it has written to stderr so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.said = ""
        self._process = process
        self._news = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    async def says(self, words: str) -> None:
        """Wait until it has said `words`; fails when it ends before."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while words not in self.said:
                assert not self._listening.done(), self.said
                self._news.clear()
                await self._news.wait()

    async def ends(self) -> int:
        """Wait for the end; the exit code."""
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await self._listening
            return await self._process.wait()

    def terminate(self) -> None:
        """What a service manager does."""
        self._process.send_signal(signal.SIGTERM)

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self.ends()

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            self.said += line.decode()
            self._news.set()
        self._news.set()


@asynccontextmanager
async def kaeru(*arguments: str, **settings: str) -> AsyncIterator[Kaeru]:
    """Start `kaeru ARGUMENTS` with `KAERU_…` settings."""
    process = await asyncio.create_subprocess_exec(
        *_COMMAND, *arguments, env=environment(**settings), stderr=asyncio.subprocess.PIPE
    )
    started = Kaeru(process)
    try:
        yield started
    finally:
        await started.kill()


async def outcome(*arguments: str, **settings: str) -> tuple[int | None, str, str]:
    """Exit code, stdout and stderr of a command that ends by itself."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *_COMMAND, *arguments, env=environment(**settings), stdout=pipe, stderr=pipe
    )
    async with asyncio.timeout(_PATIENCE_SECONDS):
        told, said = await process.communicate()
    return process.returncode, told.decode(), said.decode()


def environment(**settings: str) -> dict[str, str]:
    """English, only the given settings, and proxies that lead nowhere: a city's machine has such variables."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KAERU_")}
    nowhere = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY"), "http://127.0.0.1:9")
    chosen = {f"KAERU_{name.upper()}": value for name, value in {"default_locale": "en", **settings}.items()}
    return inherited | nowhere | chosen


def undecided_city(folder: Path) -> str:
    """The address of a database with all tables and nothing in them."""
    url = f"sqlite:///{folder / 'kaeru.db'}"
    database = Database(url)
    migrations.upgrade(database)
    database.close()
    return url


def decided_city(folder: Path) -> str:
    """The same with a policy for every day."""
    url, now = undecided_city(folder), datetime(2026, 4, 1, tzinfo=UTC)
    database = Database(url)
    database.write(city.decide_policy, CityPolicy(), effective_from=city.SINCE_EVER, actor="command-line", now=now)
    database.close()
    return url

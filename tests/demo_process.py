"""`kaeru demo` in a process of its own: its address, its clock and what its channels hold, asked over HTTP."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from tests.kaeru_process import kaeru


class Demo:
    """The open demo, over HTTP as its page uses it."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self.address = address
        self._http = http

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    async def play_to(self, instant: str) -> None:
        async with self._http.post("/demo/clock", json={"to": instant}) as answer:
            assert answer.status == 200, await answer.text()

    async def state(self, **what: str) -> dict[str, Any]:
        async with self._http.get("/playground/state", params=what) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def posts(self) -> dict[str, int]:
        """How many messages each channel holds, by its id; direct messages are left out."""
        channels = (await self.state())["channels"]
        return {one["id"]: one["messages"] for one in channels if one["kind"] == "public_channel"}

    async def texts(self, channel: str) -> list[str]:
        return [message["text"] for message in (await self.state(channel=channel))["messages"]]


@asynccontextmanager
async def demo(*arguments: str, port: int = 0) -> AsyncIterator[Demo]:
    """Start the demo; it is killed at the end. Port 0 takes any free one."""
    async with kaeru("demo", "--no-browser", "--port", str(port), *arguments, default_locale="ja") as process:
        await process.says("ready")
        address = re.search(r"http://[\d.:]+", process.said)
        assert address is not None
        async with aiohttp.ClientSession(address.group()) as http:
            yield Demo(address.group(), http)

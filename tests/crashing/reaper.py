"""Starts sending processes one after another and kills each at a random moment of a wanted phase."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

PHASES = ("planning", "claiming", "posting", "settling")
#: Short, so that what a dead process held is free again soon; the answers come from loopback.
LEASE = {"to_start": 0.2, "to_answer": 0.2, "lag": 0.05, "sender": 0.06, "look": 0.01}
_LONGEST_DELAY_SECONDS = 0.004


@dataclass
class Reaper:
    """Commands one worker process. `kills` counts by the phase in which the victim died."""

    worker: asyncio.subprocess.Process
    database_url: str
    api_url: str
    dice: random.Random
    is_blind: bool = False
    kills: Counter[str] = field(default_factory=Counter)

    async def start(self, now: datetime) -> None:
        """Start a sending process."""
        order: dict[str, Any] = {
            "database_url": self.database_url,
            "api_url": self.api_url,
            "now": now.isoformat(),
            "is_blind": self.is_blind,
            "lease": LEASE,
        }
        await self._order(order)

    async def _order(self, order: object) -> None:
        assert self.worker.stdin is not None
        self.worker.stdin.write(json.dumps(order).encode() + b"\n")
        await self.worker.stdin.drain()

    async def words(self) -> AsyncIterator[tuple[int, str]]:
        """What the processes say: (pid, word)."""
        assert self.worker.stdout is not None
        async for line in self.worker.stdout:
            pid, word = line.decode().split()
            yield int(pid), word

    async def kill_in(self, phase: str, now: datetime) -> bool:
        """Start a process and kill it in this phase; False if it was done before."""
        await self.start(now)
        countdown = 1 if phase == "planning" else self.dice.randint(1, 4)
        pid, doing = 0, Counter[str]()
        async for pid, word in self.words():  # noqa: B007  the last pid is the victim's
            if word == "done":
                return False
            _note(doing, word)
            countdown -= word == f"+{phase}"
            if countdown == 0:
                break
        await self._strike(pid, doing)
        busy = [one for one in (phase, *PHASES) if doing[one]]
        self.kills[busy[0] if busy else "between"] += 1
        return True

    async def freeze_in(self, phase: str, now: datetime) -> int:
        """Start a process and stop it in this phase as a paused machine would; returns its pid."""
        await self.start(now)
        async for pid, word in self.words():
            if word == f"+{phase}":
                await self._signal(pid, signal.SIGSTOP)
                return pid
        raise AssertionError("the worker ended")

    async def thaw(self, pid: int) -> None:
        """Let a frozen process go on to its end."""
        os.kill(pid, signal.SIGCONT)
        async for said_by, word in self.words():
            if (said_by, word) == (pid, "done"):
                return

    async def _strike(self, pid: int, doing: Counter[str]) -> None:
        """Kill after a moment, and read what the victim still said before."""
        await self._signal(pid, signal.SIGKILL)
        # The worker's own line comes after everything that the victim said.
        await self._order("mark")
        async for said_by, word in self.words():
            if word == "mark":
                return
            if said_by == pid:
                _note(doing, word)

    async def _signal(self, pid: int, which: signal.Signals) -> None:
        """Send a signal after a random moment."""
        loop = asyncio.get_running_loop()
        struck = loop.create_future()
        loop.call_later(self.dice.uniform(0, _LONGEST_DELAY_SECONDS), struck.set_result, None)
        await struck
        with suppress(ProcessLookupError):
            os.kill(pid, which)

    async def finish(self, now: datetime) -> None:
        """Let one process run to its end."""
        await self.start(now)
        async for _, word in self.words():
            if word == "done":
                return


def _note(doing: Counter[str], word: str) -> None:
    """Count what a process is doing right now: `+posting` begins, `-posting` ends."""
    doing[word[1:]] += 1 if word.startswith("+") else -1


@asynccontextmanager
async def reaping(database_url: str, api_url: str, *, seed: int, is_blind: bool = False) -> AsyncIterator[Reaper]:
    """A reaper with its worker; nobody is left over at the end."""
    worker = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.crashing.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Reaper(worker, database_url, api_url, random.Random(seed), is_blind)
    finally:
        assert worker.stdin is not None
        worker.stdin.close()
        await worker.wait()

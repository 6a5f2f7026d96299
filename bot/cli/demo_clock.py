"""The demo's clock. Moved forward it plays: it stops at every moment at which something falls due, and sends it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.clock import MovableClock
from bot.core import Core
from schedules import next_due, tick
from schedules.sender import Sender

_LOOK_AHEAD = timedelta(days=21)
_FARTHEST = timedelta(days=400)


class DemoClock:
    """What the playground's page may move (`bot.playground.Backstage`)."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._turn = asyncio.Lock()
        self._stage: tuple[Core, Sender] | None = None

    async def open(self, core: Core, sender: Sender) -> None:
        """The city is set up: from now on the clock can be moved. What is due already is sent."""
        self._stage = core, sender
        await self.play_to(self.now())

    def now(self) -> datetime:
        return self._clock.now()

    async def play_to(self, instant: datetime) -> None:
        """Move the clock; what falls due on the way is planned and sent in order. Backwards it only moves."""
        if instant - self._clock.now() > _FARTHEST:
            raise ValueError(f"The demo goes {_FARTHEST.days} days ahead at most; take smaller steps.")
        async with self._turn:
            while (due := await self._next(instant - self.now())) is not None:
                await self._stop_at(due)
            await self._stop_at(instant)

    async def next_event(self) -> datetime | None:
        return await self._next(_LOOK_AHEAD)

    async def _next(self, within: timedelta) -> datetime | None:
        return None if self._stage is None else await next_due(self._stage[0], self.now(), within)

    async def _stop_at(self, instant: datetime) -> None:
        if self._stage is None:
            raise ValueError("The city is still being set up; try again in a moment.")
        core, sender = self._stage
        self._clock.move_to(instant)
        await tick(core, instant)
        await sender.drain()

"""The demo's clock. Moved forward it plays: it stops at every moment at which something falls due, and sends it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

from bot.cli import demo_words
from bot.cli.demo_attendance import AttendanceSystem
from bot.cli.demo_colleagues import Colleagues
from bot.cli.demo_surveys import Respondents
from bot.clock import MovableClock
from bot.core import Core
from bot.errors import Refused
from bot.playground import MarkedDay, Upcoming
from bot.texts import N_, Texts
from schedules import name_due, next_due, tick
from schedules.sender import Sender

_LOOK_AHEAD = timedelta(days=21)
_FARTHEST = timedelta(days=400)
_NAP_SECONDS = 0.5
_TOO_FAR = N_("The demo goes {days} days ahead at most; take smaller steps.")
_NOT_READY = N_("The city is still being set up; try again in a moment.")


class DemoClock:
    """What the playground's page may move (`bot.playground.Backstage`).

    As time passes the colleagues answer their cards and surveys; when a week is over, its attendance arrives.
    """

    def __init__(
        self, clock: MovableClock, attendance: AttendanceSystem, colleagues: Colleagues, respondents: Respondents
    ) -> None:
        self._clock = clock
        self.attendance = attendance
        self._colleagues = colleagues
        self._respondents = respondents
        self._texts = Texts()
        self._turn = asyncio.Lock()
        self._stage: tuple[Core, Sender] | None = None

    async def open(self, core: Core, sender: Sender) -> None:
        """The city is set up: from now on the clock can be moved. What is due already is sent."""
        self._stage = core, sender
        await self.play_to(self.now(), core.texts.default)

    def now(self) -> datetime:
        return self._clock.now()

    async def play_to(self, instant: datetime, language: str) -> None:
        """Move the clock; what falls due on the way is planned and sent in order. Backwards it only moves."""
        if instant - self._clock.now() > _FARTHEST:
            raise ValueError(self._texts.of(language)(_TOO_FAR, days=_FARTHEST.days))
        async with self._turn:
            while (stop := await self._next_stop(instant)) is not None:
                await self._stop_at(stop, language)
            await self._stop_at(instant, language)

    async def keep_sending(self, stop: asyncio.Event) -> None:
        """Send what presses bring about while the clock stands; where it moves, that is sent on the way."""
        while not stop.is_set():
            if self._stage is not None and not self._turn.locked():
                async with self._turn:
                    await self._stage[1].drain()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _NAP_SECONDS)

    async def next_event(self, language: str) -> Upcoming | None:
        due = await self._next(_LOOK_AHEAD)
        if due is None or self._stage is None:
            return None
        core, _ = self._stage
        return Upcoming(due, await name_due(core, due, core.texts.of(language)))

    async def days(self, first: date, last: date, language: str) -> Sequence[MarkedDay]:
        """The special days of a span. ValueError: a sentence why that cannot be told."""
        core, _ = self._open_stage(language)
        t = core.texts.of(language)
        try:
            return await core.look(demo_words.marked_days, first, last, t=t)
        except Refused as refused:
            raise ValueError(t.error(refused)) from refused

    async def about_message(self, message_id: str, language: str) -> Mapping[str, object] | None:
        """What the ledger knows of a message, by the id in its metadata."""
        core, _ = self._open_stage(language)
        words, zone = core.texts.of(language), core.settings.zone
        return await core.look(demo_words.about_message, message_id, t=words, zone=zone)

    async def _next(self, within: timedelta) -> datetime | None:
        return None if self._stage is None else await next_due(self._stage[0], self.now(), within)

    async def _next_stop(self, instant: datetime) -> datetime | None:
        """Where to stop on the way: something falls due, or the colleagues have their break."""
        if self._stage is None:
            return None
        core, _ = self._stage
        pause = self._colleagues.next_stop(self.now(), core.settings.zone)
        stops = [await self._next(instant - self.now()), pause if pause and pause <= instant else None]
        return min((stop for stop in stops if stop is not None), default=None)

    async def _stop_at(self, instant: datetime, language: str) -> None:
        core, sender = self._open_stage(language)
        self._clock.move_to(instant)
        await self.attendance.hand_in(core, instant)
        await tick(core, instant)
        await sender.drain()
        if await self._colleagues.act(core, instant):
            await sender.drain()
        await self._respondents.answer(core, instant)

    def _open_stage(self, language: str) -> tuple[Core, Sender]:
        if self._stage is None:
            raise ValueError(self._texts.of(language)(_NOT_READY))
        return self._stage

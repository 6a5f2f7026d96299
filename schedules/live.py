"""Keeps posted cards up to date, in the one process that sends: few changes, new figures, and always the last one."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic

from bot.core import Core
from bot.delivery import live
from bot.delivery.claiming import Terms
from bot.delivery.live import Kept, Outdated, Rhythm
from bot.errors import PermanentFault, TransientFault
from schedules.pace import Pace

logger = logging.getLogger(__name__)


class Refresher:
    """Shows new figures on cards for one process. It shares the sender's lease: `terms` are the sender's own."""

    def __init__(self, core: Core, terms: Terms, cards: Mapping[str, Kept], rhythm: Rhythm | None = None) -> None:
        self._core, self._terms, self._cards = core, terms, cards
        self._rhythm = rhythm or Rhythm()
        self._pace = Pace(self._rhythm.per_minute)

    async def run(self, stop: asyncio.Event) -> None:
        """Look again and again for cards that show something old, until `stop`."""
        while not stop.is_set():
            await self._guarded_refresh(stop)
            await _rest(self._rhythm.look_seconds, stop)

    async def refresh(self, stop: asyncio.Event | None = None) -> int:
        """Bring the cards up to date whose turn it is now; returns how many were tried."""
        today, most = self._core.today(self._core.clock.now()), self._rhythm.at_once
        turn = await self._core.look(live.outdated, self._cards, today=today, most=most)
        for done, card in enumerate(turn):
            await _rest(self._pace.wait(monotonic()), stop)
            if (stop and stop.is_set()) or not await self._show(card):
                return done
        return len(turn)

    async def _guarded_refresh(self, stop: asyncio.Event) -> None:
        """An outermost edge: a database that is away for a moment does not end the process."""
        try:
            while await self.refresh(stop) and not stop.is_set():
                pass
        except Exception:
            logger.exception("Cards could not be kept up to date", extra={"event": "live.fault", **_reference()})

    async def _show(self, card: Outdated) -> bool:
        """Show a card's figure; False if another process sends, or nothing may change now."""
        leave_before = monotonic() + self._terms.lease.to_start
        words = await self._core.transact(live.words_now, self._terms, self._cards, card)
        if words is None:
            return False
        self._pace.start(monotonic())
        try:
            await self._core.messenger.update(
                card.posted, text=words.text, blocks=words.blocks, leave_before=leave_before
            )
        except TransientFault as fault:
            await self._wait_after(card, fault)
        except PermanentFault as fault:
            _log("live.failed", card, fault.code)
            await self._core.transact(live.settle_not_shown, card, wait_seconds=0.0, fault=fault.code)
        else:
            self._pace.accepted()
            await self._core.transact(live.settle_shown, card, rest_seconds=self._rhythm.gap_seconds)
        return True

    async def _wait_after(self, card: Outdated, fault: TransientFault) -> None:
        """The same change can simply be made again; a 429 slows down all of them."""
        _log("live.again", card, fault.code)
        if fault.wait_seconds is not None:
            self._pace.refused(monotonic(), fault.wait_seconds)
        rest = max(fault.wait_seconds or 0.0, self._rhythm.gap_seconds)
        await self._core.transact(live.settle_not_shown, card, wait_seconds=rest)


async def _rest(seconds: float, stop: asyncio.Event | None) -> None:
    if stop is None:
        await asyncio.sleep(seconds)
        return
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


def _reference() -> dict[str, str]:
    return {"reference": secrets.token_hex(4)}


def _log(event: str, card: Outdated, code: str) -> None:
    extra = {"event": event, "message_id": card.message_id, "kind": card.kind, "code": code}
    logger.warning("A card was not changed", extra=extra)

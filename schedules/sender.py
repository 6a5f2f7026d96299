"""The sender: claims a message, posts it, settles what became of it, and looks for those whose answer was lost.

Posting happens outside any transaction. One sender is active at a time; the others stand by (design 6).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from time import monotonic
from uuid import uuid4

from bot.core import Core
from bot.delivery import claiming, service, settling
from bot.delivery.claiming import AttachmentOf, Claimed, Idle, Lease, StillWanted, Terms
from bot.delivery.settling import Doubtful
from bot.errors import DoubtfulFault, PermanentFault, TransientFault
from bot.leave import absences
from bot.pulse.forgotten import sent_and_forgotten
from schedules.pace import Pace

logger = logging.getLogger(__name__)

_MOST_IN_FLIGHT = 16
_NAP_SECONDS = 0.5


class Sender:
    """Empties the outbox for one process."""

    def __init__(
        self,
        core: Core,
        still_wanted: Mapping[str, StillWanted],
        lease: Lease | None = None,
        attachments: Mapping[str, AttachmentOf] | None = None,
    ) -> None:
        self._core = core
        self._pace = Pace(core.settings.messages_per_minute)
        self._terms = Terms(
            holder=uuid4().hex,
            zone=core.settings.zone,
            texts=core.texts,
            still_wanted=still_wanted,
            lease=lease or Lease(),
            time_off_on=absences.time_off,
            sent_and_forgotten=sent_and_forgotten,
            attachments=attachments or {},
        )
        self._in_flight: set[asyncio.Task[None]] = set()
        self._next_look = 0.0

    @property
    def terms(self) -> Terms:
        """Who sends, for whatever else only the one sender may do."""
        return self._terms

    async def drain(self) -> None:
        """Send everything that may go out now, and clear every doubt; returns when nothing is open."""
        try:
            while (wait := await self._step()) is not None:
                await self._rest(wait)
        finally:
            await self._land()

    async def send_one(self) -> bool:
        """Try one message and settle it; False if there is none for this process."""
        found = await self._claim()
        if isinstance(found, Idle):
            return False
        await self._deliver(found, leave_before=monotonic() + self._terms.lease.to_start)
        return True

    async def close(self) -> None:
        """Settle what is on its way and let another process send."""
        await self._land()
        await self._core.transact(service.release_sender, holder=self._terms.holder)

    async def run(self, stop: asyncio.Event) -> None:
        """Keep sending until `stop`; what is on its way is settled before this returns."""
        try:
            while not stop.is_set():
                wait = await self._guarded_step()
                await self._rest(_NAP_SECONDS if wait is None else wait, stop)
        finally:
            await self.close()

    async def _guarded_step(self) -> float | None:
        """An outermost edge: a database that is away for a moment does not end the process."""
        try:
            return await self._step()
        except Exception:
            logger.exception(
                "The sender stumbled", extra={"event": "delivery.fault", "reference": secrets.token_hex(4)}
            )
            return _NAP_SECONDS

    async def _claim(self, busy: Iterable[str] = ()) -> Claimed | Idle:
        return await self._core.transact(claiming.claim, self._terms, now=self._core.clock.now(), busy=tuple(busy))

    async def _step(self) -> float | None:
        """Do one thing; returns the seconds until the next may be worth trying, None if nothing is open."""
        now = monotonic()
        if wait := self._pace.wait(now):
            return wait
        busy = self._pace.busy(now)
        found = await self._claim(busy)
        if isinstance(found, Idle):
            return await self._idle(found, busy, now)
        self._pace.start(now)
        self._pace.sent_to(found.recipient, now)
        self._launch(found, claimed_at=now)
        return 0.0

    async def _idle(self, idle: Idle, busy: Mapping[str, float], now: float) -> float | None:
        if not idle.is_sender:
            return idle.wait_seconds
        if now >= self._next_look and await self._clear_a_doubt():
            self._next_look = now + self._terms.lease.look
            return 0.0
        if idle.wait_seconds is None:
            return _NAP_SECONDS if self._in_flight else None
        return max(idle.wait_seconds, min((until - now for until in busy.values()), default=0.0), 0.02)

    def _launch(self, claimed: Claimed, *, claimed_at: float) -> None:
        task = asyncio.create_task(self._guarded_deliver(claimed, leave_before=claimed_at + self._terms.lease.to_start))
        self._in_flight.add(task)
        task.add_done_callback(self._in_flight.discard)

    async def _rest(self, seconds: float, stop: asyncio.Event | None = None) -> None:
        """Wait until something in flight lands, `stop` is set or the time is over."""
        if len(self._in_flight) >= _MOST_IN_FLIGHT:
            await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
        elif self._in_flight and seconds:
            await asyncio.wait(self._in_flight, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        elif stop is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), min(seconds, _NAP_SECONDS))
        else:
            await asyncio.sleep(min(seconds, _NAP_SECONDS))

    async def _land(self) -> None:
        if self._in_flight:
            await asyncio.wait(self._in_flight)

    async def _guarded_deliver(self, claimed: Claimed, *, leave_before: float) -> None:
        """An outermost edge: what could not be settled stays claimed, and is looked for when its lease is over."""
        try:
            await self._deliver(claimed, leave_before=leave_before)
        except Exception:
            extra = {"event": "delivery.unsettled", "reference": secrets.token_hex(4), "message_id": claimed.id}
            logger.exception("A message could not be settled", extra=extra)

    async def _deliver(self, claimed: Claimed, *, leave_before: float) -> None:
        core, words = self._core, claimed.words
        try:
            posted = await core.messenger.post(
                claimed.recipient,
                text=words.text,
                blocks=words.blocks,
                message_id=claimed.id,
                leave_before=leave_before,
                attachment=claimed.attachment,
            )
        except TransientFault as fault:
            await self._failed_for_now(claimed, fault)
        except PermanentFault as fault:
            _log("delivery.failed", claimed, fault.code)
            await core.transact(settling.settle_failed, claimed, fault.code, now=core.clock.now())
        except DoubtfulFault as fault:
            _log("delivery.doubtful", claimed, fault.code)
            await core.transact(settling.settle_doubtful, claimed, fault.code, self._terms)
        else:
            self._pace.accepted()
            await core.transact(settling.settle_sent, claimed, posted, now=core.clock.now())

    async def _failed_for_now(self, claimed: Claimed, fault: TransientFault) -> None:
        _log("delivery.again", claimed, fault.code)
        if fault.wait_seconds is not None:
            self._pace.refused(monotonic(), fault.wait_seconds)
        await self._core.transact(settling.settle_again, claimed, fault.code, wait_seconds=fault.wait_seconds)

    async def _clear_a_doubt(self) -> bool:
        """Look for one message whose answer was lost; False if there is none to look for now."""
        doubtful = await self._core.transact(settling.take_doubtful, self._terms)
        if doubtful is None:
            return False
        await self._reconcile(doubtful)
        return True

    async def _reconcile(self, doubtful: Doubtful) -> None:
        core = self._core
        try:
            posted = await core.messenger.find(doubtful.recipient, message_id=doubtful.id, since=doubtful.since)
        except TransientFault as fault:
            await core.transact(settling.look_later, doubtful, wait_seconds=fault.wait_seconds)
        except PermanentFault as fault:
            logger.warning("A message may have arrived", extra={"event": "delivery.unreadable", "code": fault.code})
            await core.transact(settling.settle_unreadable, doubtful, self._terms, now=core.clock.now())
        else:
            event = "delivery.absent" if posted is None else "delivery.found"
            logger.info("A doubt is cleared", extra={"event": event, "message_id": doubtful.id})
            if posted is None:
                await core.transact(settling.settle_absent, doubtful)
            else:
                await core.transact(settling.settle_sent, doubtful, posted, now=core.clock.now())


def _log(event: str, claimed: Claimed, code: str) -> None:
    extra = {"event": event, "message_id": claimed.id, "kind": claimed.kind, "code": code}
    logger.warning("A message was not taken", extra=extra)

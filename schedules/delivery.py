"""The outbox's turn: skip what is too late, then send what may go out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.core import Core
from bot.delivery import settling
from bot.delivery.claiming import StillWanted
from bot.no_overtime import service as no_overtime
from bot.no_overtime.cards import CLOSING, MORNING

#: Who is asked once more before a message of a kind goes out.
STILL_WANTED: Mapping[str, StillWanted] = {
    MORNING: no_overtime.still_wanted,
    CLOSING: no_overtime.still_wanted,
}


async def expire(core: Core, now: datetime) -> None:
    """Skip what may not go out any more."""
    await core.transact(settling.expire, now=now)

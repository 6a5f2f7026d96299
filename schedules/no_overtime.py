"""The cards of no-overtime days: asks what fell due, and plans it; and the night after them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core import Core
from bot.digest import service as digest
from bot.no_overtime import meetings, replies, service
from bot.no_overtime.cards import CLOSING, MORNING
from bot.texts import N_, Translator

logger = logging.getLogger(__name__)

_NAMES: Mapping[str, str] = {
    MORNING: N_("Morning card of the {label}"),
    CLOSING: N_("Closing card of the {label}"),
}


async def plan_cards(core: Core, now: datetime) -> None:
    """Put the morning and closing cards that fell due into the outbox."""
    zone = core.settings.zone
    due = await core.look(service.due_cards, now=now, zone=zone)
    if due:
        parts_on = digest.parts_on
        await core.transact(service.plan_cards, due, now=now, zone=zone, texts=core.texts, parts_on=parts_on)


async def fold_replies(core: Core, now: datetime) -> None:
    """Make counts of the replies of days that are over, and leave nothing of the replies."""
    gone = await core.transact(replies.fold_replies, now=now, zone=core.settings.zone)
    if gone:
        await asyncio.to_thread(core.database.scrub, replies.TABLE)
        logger.info("Replies became counts", extra={"event": "no_overtime.folded", "count": gone})


async def close_meetings(core: Core, now: datetime) -> None:
    """End the evening meetings that nobody ended and whose day is over."""
    await core.transact(meetings.close_overdue, now=now)


async def next_card(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next card falls due."""
    return await core.look(service.next_due, after, zone=core.settings.zone, within=within)


async def name_cards(core: Core, at: datetime, t: Translator) -> str:
    """What falls due at a moment, in words: 「定時退庁日の終業前カード」."""
    kinds, label = await core.look(service.due_at, at, zone=core.settings.zone, t=t)
    return t.listing(t(_NAMES[kind], label=label) for kind in kinds)

"""1on1s by the clock: once a day the pairs follow the tree, and old questions are asked no more."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.core import Core
from bot.one_on_one import clarity, pairing

logger = logging.getLogger(__name__)


async def keep_pairs(core: Core, now: datetime) -> None:
    """Open and close pairs as today's tree wants it, unless that is done already."""
    today = core.today(now)
    if not await core.look(pairing.is_round_due, today):
        return
    found = await core.transact(pairing.keep_pairs, today)
    await core.transact(clarity.close_old, today)
    extra = {"event": "one_on_one.pairs", "begun": len(found.begin), "ended": len(found.end)}
    logger.info("The pairs of 1on1s follow the tree", extra=extra)

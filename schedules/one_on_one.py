"""1on1s by the clock: the pairs follow the tree, members hear of a talk on its eve, old questions are asked no more."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.core import Core
from bot.one_on_one import clarity, pairing, topic_asking
from bot.texts import Translator

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


async def plan_words(core: Core, now: datetime) -> None:
    """Put the words to members who talk on the next working day into the outbox."""
    due = await core.look(topic_asking.due_words, now=now, zone=core.settings.zone)
    if due:
        await core.transact(topic_asking.plan_words, due, now=now, texts=core.texts)


async def next_word(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next of them falls due."""
    return await core.look(topic_asking.next_word, after, zone=core.settings.zone, within=within)


async def name_word(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Word to members on the eve of a 1on1")

"""Overtime reports by the clock: confirmers are asked as their day begins, and silence passes a report on; the word in
the morning of a day instead, and whether such days were kept.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.core import Core
from bot.overtime import confirming, reminding, settling
from bot.texts import Translator

logger = logging.getLogger(__name__)


async def ask_confirmers(core: Core, now: datetime) -> None:
    """Put the evening cards into the outbox that are due for somebody: the first one's, or the next one's in line."""
    zone = core.settings.zone
    for unit_id in await core.look(confirming.units_to_ask_for, now=now, zone=zone):
        await core.transact(confirming.ask_for_unit, unit_id, now=now, zone=zone, texts=core.texts)


async def next_turn(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When somebody has to be asked next, as things stand."""
    return await core.look(confirming.next_turn, after, zone=core.settings.zone, within=within)


async def name_turn(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Overtime reports for whoever confirms them")


async def plan_words(core: Core, now: datetime) -> None:
    """Put the words of the morning to those with a day instead into the outbox, as they fall due."""
    zone = core.settings.zone
    due = await core.look(reminding.due_mornings, now=now, zone=zone)
    if due:
        await core.transact(reminding.plan_words, due, now=now, zone=zone, texts=core.texts)


async def next_word(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next word of a morning falls due."""
    return await core.look(reminding.next_morning, after, zone=core.settings.zone, within=within)


async def name_word(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Word on days instead")


async def settle_days_instead(core: Core, now: datetime) -> None:
    """Note whether days instead were kept, as far as attendance tells by now."""
    found = await core.look(settling.days_to_settle, today=core.today(now))
    if found:
        await core.transact(settling.settle_days_instead, found)
        logger.info("Days instead are settled", extra={"event": "overtime.settled", "count": len(found)})

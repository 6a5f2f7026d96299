"""The cards of no-overtime days: asks what fell due, and plans it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core import Core
from bot.no_overtime import service


async def plan_cards(core: Core, now: datetime) -> None:
    """Put the morning and closing cards that fell due into the outbox."""
    zone = core.settings.zone
    due = await core.look(service.due_cards, now=now, zone=zone)
    if due:
        await core.transact(service.plan_cards, due, now=now, zone=zone, texts=core.texts)


async def next_card(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next card falls due."""
    return await core.look(service.next_due, after, zone=core.settings.zone, within=within)

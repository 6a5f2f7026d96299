"""Overtime reports by the clock: confirmers are asked as their day begins, and silence passes a report on."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core import Core
from bot.overtime import confirming
from bot.texts import Translator


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

"""Meetings by the clock: the morning cards of days that have no other, where a unit meets or an agenda is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.core import Core
from bot.meetings import morning_cards
from bot.meetings.morning_cards import TakenOn
from bot.no_overtime.service import channels_with_cards
from bot.texts import Translator


async def plan_cards(core: Core, now: datetime) -> None:
    """Put the morning cards that fell due into the outbox."""
    zone, t = core.settings.zone, core.texts.of(None)
    due = await core.look(morning_cards.due_cards, now=now, zone=zone, t=t, taken_on=_taken_on(core))
    if due:
        await core.transact(morning_cards.plan_cards, due, now=now, texts=core.texts)


async def next_card(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next of them falls due."""
    zone, t = core.settings.zone, core.texts.of(None)
    work, taken_on = morning_cards.next_due, _taken_on(core)
    return await core.look(work, after, zone=zone, within=within, t=t, taken_on=taken_on)


async def name_card(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Morning card with meetings")


def _taken_on(core: Core) -> TakenOn:
    return partial(channels_with_cards, zone=core.settings.zone)

"""Surveys by the clock: they open, whoever has not answered is reminded, and what is over closes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.core import Core
from bot.pulse import closing, following, inviting, keeping, opinions, pulsing, starting, timing
from bot.pulse.running import Means
from bot.pulse.timing import Event
from bot.texts import N_, Translator

logger = logging.getLogger(__name__)

_NAMES: Mapping[Event, str] = {
    Event.OPENING: N_("A survey opens"),
    Event.REMINDER: N_("Reminder of a survey"),
    Event.CLOSE: N_("A survey closes"),
    Event.ACTION: N_("Reminder to pick an action after a survey"),
}


async def open_surveys(core: Core, now: datetime) -> None:
    """Open the waves and the planned surveys that are due, with their invitations; a failing one leaves the others."""
    zone = core.settings.zone
    if await core.look(pulsing.is_wave_due, now=now, zone=zone):
        await core.transact(pulsing.open_waves, _means(core), now=now)
    for number in await core.look(starting.due_plans, now=now, zone=zone):
        await core.transact(starting.open_plan, number, _means(core), now=now)


async def remind(core: Core, now: datetime) -> None:
    """Put reminders into the outbox, for those alone who have not answered; who they are is told to nobody."""
    zone = core.settings.zone
    for due in await core.look(inviting.due_reminders, now=now, zone=zone):
        means = _means(core)
        await core.transact(inviting.remind, due, now=now, zone=zone, secret=means.secret, texts=core.texts)


async def close_surveys(core: Core, now: datetime) -> None:
    """Close what is over: only counts and results stay. The files are written anew in a thread that may wait."""
    if await core.look(timing.is_close_due, now=now):
        closed = await asyncio.to_thread(closing.close_surveys, core.database, now=now)
        logger.info("Surveys are closed", extra={"event": "pulse.closed", "count": closed})


async def follow_up(core: Core, now: datetime) -> None:
    """Tell heads of new results, remind them once to pick an action, ask staff weeks later, and end what is over."""
    zone, texts, today = core.settings.zone, core.texts, core.today(now)
    for survey_id in await core.look(following.untold, now=now, zone=zone):
        await core.transact(following.tell_heads, survey_id, now=now, zone=zone, texts=texts)
    for due in await core.look(following.due_reminders, now=now, zone=zone):
        await core.transact(following.remind, due, now=now, zone=zone, texts=texts)
    if await core.look(opinions.is_anything_due, today):
        await core.transact(opinions.begin_due, today, secret=core.settings.survey_secret)
        await asyncio.to_thread(opinions.end_due, core.database, today)


async def forget(core: Core, now: datetime) -> None:
    """Forget who was drawn once they may be drawn again, and whom an invitation to the stress check went to."""
    await asyncio.to_thread(keeping.forget, core.database, core.today(now))


async def next_event(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When a survey opens, reminds or closes next."""
    return await core.look(timing.next_due, after, zone=core.settings.zone, within=within)


async def name_event(core: Core, at: datetime, t: Translator) -> str:
    """What then falls due, in words."""
    events = await core.look(timing.due_at, at, zone=core.settings.zone)
    return t.listing(t(_NAMES[event]) for event in events)


def _means(core: Core) -> Means:
    return Means(core.settings.zone, core.settings.survey_secret, core.texts)

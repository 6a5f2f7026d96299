"""Monthly reports by the clock: drafts as a month's day comes, and the words to heads and general affairs."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.core import Core
from bot.digest import weekly
from bot.reports import drafting
from bot.texts import Translator

logger = logging.getLogger(__name__)


async def make_drafts(core: Core, now: datetime) -> None:
    """Make the drafts of the month that is over, and the figures of open ones anew."""
    month = await core.look(drafting.month_to_draft, now=now, zone=core.settings.zone)
    if month is not None:
        count = await core.transact(drafting.make_drafts, month, now=now)
        logger.info("Drafts of monthly reports are made", extra={"event": "reports.drafted", "count": count})


async def plan_messages(core: Core, now: datetime) -> None:
    """Put the words on drafts, and on what is missing, into the outbox; the digests of the day come first."""
    zone, texts = core.settings.zone, core.texts
    due = await core.look(drafting.due_messages, now=now, zone=zone)
    if due and not await core.look(weekly.due_digests, now=now, zone=zone):
        work, told_on = drafting.plan_messages, weekly.told_on
        await core.transact(work, due, now=now, zone=zone, texts=texts, told_on=told_on)


async def next_message(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next of them falls due."""
    return await core.look(drafting.next_due, after, zone=core.settings.zone, within=within)


async def name_message(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Monthly reports")

"""今週のまとめ by the clock: on the first working day of a week, for every head in one pass."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.core import Core
from bot.digest import weekly
from bot.texts import Translator
from schedules import reports

logger = logging.getLogger(__name__)


async def plan_digests(core: Core, now: datetime) -> None:
    """Put the digests that fell due into the outbox, and into the ledger why a head gets none."""
    zone = core.settings.zone
    due = await core.look(weekly.due_digests, now=now, zone=zone)
    if due:
        await reports.make_drafts(core, now)  # the digest tells of them
        count = await core.transact(weekly.plan_digests, due, now=now, zone=zone, texts=core.texts)
        logger.info("The week's digests are planned", extra={"event": "digest.planned", "count": count})


async def next_digest(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next digests fall due."""
    return await core.look(weekly.next_digest, after, zone=core.settings.zone, within=within)


async def name_digest(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("The week's digest for heads")

"""Before 20:00 (or 21:00): whoever reported overtime and stays is asked whether they will be done."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core import Core
from bot.overtime import late
from bot.texts import Translator


async def ask(core: Core, now: datetime) -> None:
    """Put the question into the outbox if it fell due."""
    zone = core.settings.zone
    due = await core.look(late.due_questions, now=now, zone=zone)
    if due:
        await core.transact(late.ask, due, now=now, zone=zone, texts=core.texts)


async def next_question(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When somebody is asked next."""
    return await core.look(late.next_question, after, zone=core.settings.zone, within=within)


async def name_question(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Question to whoever reported overtime: done by then?")

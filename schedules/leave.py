"""Leave by the clock: words about planning it, and the quarterly report that the personnel section reads first."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core import Core
from bot.leave import prompting, reporting
from bot.no_overtime.agendas import no_overtime_days_of
from bot.texts import Translator


async def plan_prompts(core: Core, now: datetime) -> None:
    """Put the words that fell due into the outbox, part of what each person gets in one message."""
    due = await core.look(prompting.due_prompts, now=now, zone=core.settings.zone)
    if due:
        work = prompting.plan_prompts
        await core.transact(work, due, now=now, texts=core.texts, no_overtime=no_overtime_days_of)


async def next_prompt(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next word about leave falls due."""
    return await core.look(prompting.next_prompt, after, zone=core.settings.zone, within=within)


async def name_prompt(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Words about planning leave")


async def plan_reports(core: Core, now: datetime) -> None:
    """Put the drafts of quarterly reports into the outbox as they fall due, and what was approved."""
    due = await core.look(reporting.due_reports, now=now, zone=core.settings.zone)
    if due:
        await core.transact(reporting.plan_reports, due, now=now, texts=core.texts)


async def next_report(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next draft falls due."""
    return await core.look(reporting.next_report, after, zone=core.settings.zone, within=within)


async def name_report(core: Core, at: datetime, t: Translator) -> str:  # noqa: ARG001  the shape of every label
    """What then falls due, in words."""
    return t("Quarterly leave report for the personnel section")

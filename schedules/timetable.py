"""The timetable: which job runs when, one tick of all of them, and the scheduler that never stops ticking."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot.core import Core
from bot.errors import KaeruError
from bot.texts import Translator
from schedules import (
    delivery,
    digest,
    late_notice,
    leave,
    meetings,
    no_overtime,
    one_on_one,
    overtime,
    pulse,
    reports,
    retention,
)
from schedules.live import Refresher
from schedules.sender import Sender

_MOMENT = timedelta(seconds=1)
_SHORT_SPAN = timedelta(days=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something that runs by the clock. `when` are the fields of a cron trigger in the city's zone.

    `is_due_by_data`: it plans what fell due by `now`, so that a tick at any moment may run it. `next_due` tells when
    the next thing of a job falls due after an instant, if one does within some time; `label` says what it is,
    `is_named_alone` that it is worth naming only where nothing else falls due.
    """

    name: str
    run: Callable[[Core, datetime], Awaitable[None]]
    when: dict[str, Any]
    is_due_by_data: bool = True
    next_due: Callable[[Core, datetime, timedelta], Awaitable[datetime | None]] | None = None
    label: Callable[[Core, datetime, Translator], Awaitable[str]] | None = None
    is_named_alone: bool = False


JOBS = (
    Job(
        "no_overtime.plan_cards",
        no_overtime.plan_cards,
        {"second": 0},
        next_due=no_overtime.next_card,
        label=no_overtime.name_cards,
    ),
    Job("no_overtime.close_meetings", no_overtime.close_meetings, {"second": 8}),
    Job("no_overtime.fold_replies", no_overtime.fold_replies, {"second": 10}),
    Job("one_on_one.keep_pairs", one_on_one.keep_pairs, {"minute": 5, "second": 40}),
    Job(
        "one_on_one.plan_words",
        one_on_one.plan_words,
        {"second": 6},
        next_due=one_on_one.next_word,
        label=one_on_one.name_word,
    ),
    Job(
        "meetings.plan_cards",
        meetings.plan_cards,
        {"second": 1},
        next_due=meetings.next_card,
        label=meetings.name_card,
    ),
    Job(
        "overtime.ask_confirmers",
        overtime.ask_confirmers,
        {"second": 2},
        next_due=overtime.next_turn,
        label=overtime.name_turn,
    ),
    Job(
        "overtime.ask_late",
        late_notice.ask,
        {"second": 4},
        next_due=late_notice.next_question,
        label=late_notice.name_question,
    ),
    Job(
        "overtime.plan_words",
        overtime.plan_words,
        {"second": 3},
        next_due=overtime.next_word,
        label=overtime.name_word,
    ),
    Job("reports.make_drafts", reports.make_drafts, {"second": 14}),
    Job("overtime.settle_days_instead", overtime.settle_days_instead, {"minute": 25, "second": 20}),
    Job(
        "pulse.open_surveys",
        pulse.open_surveys,
        {"second": 1},
        next_due=pulse.next_event,
        label=pulse.name_event,
    ),
    Job("pulse.remind", pulse.remind, {"second": 3}),
    Job("pulse.close_surveys", pulse.close_surveys, {"second": 20}),
    Job("pulse.follow_up", pulse.follow_up, {"second": 25}),
    Job("pulse.forget", pulse.forget, {"hour": 3, "minute": 40}, is_due_by_data=False),
    Job(
        "retention.forget_old_leave",
        retention.forget_old_leave,
        {"hour": 3, "minute": 50},
        is_due_by_data=False,
    ),
    Job(
        "leave.plan_prompts",
        leave.plan_prompts,
        {"second": 3},
        next_due=leave.next_prompt,
        label=leave.name_prompt,
    ),
    Job(
        "leave.plan_reports",
        leave.plan_reports,
        {"second": 4},
        next_due=leave.next_report,
        label=leave.name_report,
    ),
    Job(
        "retention.forget_old_one_on_ones",
        retention.forget_old_one_on_ones,
        {"hour": 3, "minute": 55},
        is_due_by_data=False,
    ),
    Job(
        "digest.plan_digests",
        digest.plan_digests,
        {"second": 5},
        next_due=digest.next_digest,
        label=digest.name_digest,
    ),
    Job(
        "reports.plan_messages",
        reports.plan_messages,
        {"second": 18},
        next_due=reports.next_message,
        label=reports.name_message,
    ),
    Job(
        "delivery.expire",
        delivery.expire,
        {"second": 5},
        next_due=delivery.next_waiting,
        label=delivery.name_waiting,
        is_named_alone=True,
    ),
    Job(
        "retention.forget_old_deliveries",
        retention.forget_old_deliveries,
        {"hour": 3, "minute": 10},
        is_due_by_data=False,
    ),
    Job(
        "retention.forget_old_attendance",
        retention.forget_old_attendance,
        {"hour": 3, "minute": 20},
        is_due_by_data=False,
    ),
    Job(
        "retention.forget_old_overtime_reports",
        retention.forget_old_overtime_reports,
        {"hour": 3, "minute": 30},
        is_due_by_data=False,
    ),
)


async def tick(core: Core, now: datetime) -> None:
    """Plan everything that fell due by `now`; a failing job does not keep the others from running."""
    for job in JOBS:
        if job.is_due_by_data:
            await _run(job, core, now)


async def next_due(core: Core, after: datetime, within: timedelta) -> datetime | None:
    """When the next thing falls due after an instant, if anything does within that time.

    Jobs look at each day of a span: a short one is asked for first, as the next thing is near on most days.
    """
    end, span = after + within, _SHORT_SPAN
    while after < end:
        span = min(span, end - after)
        asked = [await job.next_due(core, after, span) for job in JOBS if job.next_due is not None]
        if found := [instant for instant in asked if instant is not None]:
            return min(found)
        after, span = after + span, 2 * span
    return None


async def name_due(core: Core, at: datetime, t: Translator) -> str:
    """What falls due at a moment, in words."""
    instant, brief = at - _MOMENT, _MOMENT
    due = [job for job in JOBS if job.next_due and job.label and await job.next_due(core, instant, brief) == at]
    named = [job for job in due if not job.is_named_alone] or due
    return t.listing([await job.label(core, at, t) for job in named if job.label is not None])


async def keep_time(core: Core, stop: asyncio.Event) -> None:
    """Tick every minute and send what is due, until `stop`."""
    scheduler = build_scheduler(core)
    scheduler.start()
    try:
        await tick(core, core.clock.now())
        sender = Sender(core, delivery.still_wanted(core), attachments=delivery.ATTACHMENTS)
        await asyncio.gather(sender.run(stop), Refresher(core, sender.terms, delivery.LIVE).run(stop))
    finally:
        scheduler.shutdown(wait=False)


def build_scheduler(core: Core) -> AsyncIOScheduler:
    """A scheduler that only wakes the jobs: what is due stands in the tables, so a missed run loses nothing."""
    defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
    scheduler = AsyncIOScheduler(timezone=core.settings.zone, job_defaults=defaults)
    for job in JOBS:
        trigger = CronTrigger(timezone=core.settings.zone, **job.when)
        scheduler.add_job(_run_now, trigger, args=(job, core), id=job.name)
    return scheduler


async def _run_now(job: Job, core: Core) -> None:
    await _run(job, core, core.clock.now())


async def _run(job: Job, core: Core, now: datetime) -> None:
    """One of the two outermost edges: whatever a job meets, the clock goes on."""
    try:
        await job.run(core, now)
    except KaeruError as error:
        logger.warning("A job could not run: %s", error, extra={"event": "job.refused", "job": job.name})
    except Exception:
        extra = {"event": "job.fault", "job": job.name, "reference": secrets.token_hex(4)}
        logger.exception("A job failed", extra=extra)

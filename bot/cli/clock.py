"""`kaeru clock`: the schedules and the sender. Any number may run; the database decides who does what."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from bot.cli.process import slack_process, stop_on_signals
from bot.clock import Clock, MovableClock, SystemClock
from bot.core import Core
from bot.errors import Refused, SetupFault
from bot.settings import Settings, read_settings
from bot.texts import N_
from schedules import keep_time, tick
from schedules.delivery import ATTACHMENTS, LIVE, still_wanted
from schedules.live import Refresher
from schedules.sender import Sender


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("clock", help=N_("Plan what falls due and send it; any number of these may run."))(clock)


def clock(
    *,
    once: Annotated[bool, typer.Option("--once", help=N_("Do what is due now, then end."))] = False,
    at: Annotated[str, typer.Option(metavar="TIME", help=N_("Once, as if it were this time. For tests only."))] = "",
) -> None:
    settings = read_settings()
    if at and not settings.allow_time_travel:
        raise SetupFault("--at is for tests: set KAERU_ALLOW_TIME_TRAVEL=1 where nobody real is reached.")
    told: Clock = MovableClock(read_instant(at, settings)) if at else SystemClock()
    asyncio.run(_work(settings, told, is_once=once or bool(at)))


def read_instant(text: str, settings: Settings) -> datetime:
    """A time as people type it; without a zone it is the city's. Refuses what is none."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("“{text}” is no time. Write it like 2026-11-25T16:45.", text=text) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=settings.zone)


async def _work(settings: Settings, told: Clock, *, is_once: bool) -> None:
    async with slack_process(settings, told) as process:
        if is_once:
            await do_once(process.core)
        else:
            await keep_time(process.core, stop_on_signals())


async def do_once(core: Core) -> None:
    """Plan what is due, empty the outbox, bring a few cards up to date, let go of the sender's place."""
    await tick(core, core.clock.now())
    sender = Sender(core, still_wanted(core), attachments=ATTACHMENTS)
    await sender.drain()
    await Refresher(core, sender.terms, LIVE).refresh()
    await sender.close()

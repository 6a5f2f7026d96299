"""`kaeru run`: Socket Mode and the clock in one process. Every connection goes out, none comes in."""

from __future__ import annotations

import asyncio

import typer

from bot.cli.edge import operator_language
from bot.cli.process import open_door, side_by_side, slack_process, stop_on_signals
from bot.cli.socket_mode import SocketMode
from bot.clock import Clock, SystemClock
from bot.delivery.slack_identity import require_kind, socket_url
from bot.settings import Settings, read_settings
from bot.texts import N_
from schedules import keep_time


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("run", help=N_("Work with Slack over Socket Mode, clock included; nothing needs to reach in."))(run)


def run() -> None:
    asyncio.run(serve(read_settings(), SystemClock()))


async def serve(settings: Settings, clock: Clock) -> None:
    """Serve until the process is told to stop; raises SetupFault before the first connection, or when all fail."""
    t = operator_language()
    app_token = settings.slack_app_token.get_secret_value()
    require_kind("KAERU_SLACK_APP_TOKEN", app_token, "xapp-")
    async with slack_process(settings, clock) as process, open_door(process) as app:
        first_url = await socket_url(process.client, app_token)
        sockets = SocketMode(settings, process.client, app.async_dispatch, first_url=first_url)
        stop = stop_on_signals()
        typer.echo(t("Kaeru is at work. Ctrl+C ends it."), err=True)
        await side_by_side(stop, sockets.serve(stop), keep_time(process.core, stop))

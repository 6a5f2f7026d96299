"""`kaeru demo`: a Slack-like workspace, the bot and a clock that can be moved, in one process and without a network."""

from __future__ import annotations

import asyncio
import secrets
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.clock import read_instant
from bot.cli.demo_attendance import AttendanceSystem
from bot.cli.demo_cast import introduce
from bot.cli.demo_city import people_the_workspace, settle
from bot.cli.demo_clock import DemoClock
from bot.cli.demo_colleagues import Colleagues
from bot.cli.demo_surveys import Respondents, begin_pulse
from bot.cli.edge import operator_language
from bot.cli.process import open_door, side_by_side, slack_process, stop_on_signals
from bot.cli.socket_mode import SocketMode
from bot.clock import MovableClock
from bot.core import build_core
from bot.delivery.live import Rhythm
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.delivery.slack_identity import socket_url
from bot.errors import SetupFault
from bot.playground import Playground, Workspace
from bot.playground.towns import Town, build_town
from bot.settings import Settings, read_settings
from bot.texts import N_, Translator
from schedules.delivery import ATTACHMENTS, LIVE, still_wanted
from schedules.live import Refresher
from schedules.sender import Sender

#: Fast enough that nobody waits; nobody real is at the other end.
_MESSAGES_PER_MINUTE = 60_000
#: A newcomer's computer may be busy; that Kaeru keeps Slack's three seconds is shown elsewhere.
_PATIENCE_SECONDS = 15.0
_RHYTHM = Rhythm(per_minute=_MESSAGES_PER_MINUTE, gap_seconds=1.0, look_seconds=1.0)
_OPENING = "2026-11-25T08:20"


class TownName(StrEnum):
    """The synthetic cities."""

    HIBARINO = "hibarino"
    AIHAMA = "aihama"


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("demo", help=N_("Try Kaeru in a synthetic city: no Slack account, no network needed."))(demo)


def demo(
    town: Annotated[TownName, typer.Option(help=N_("1,500 staff (hibarino) or 12,000 (aihama)."))] = TownName.HIBARINO,
    at: Annotated[str, typer.Option(metavar="TIME", help=N_("When the demo opens."))] = _OPENING,
    port: Annotated[int, typer.Option(min=0, max=65_535, help=N_("The page's port; 0 takes any free one."))] = 8765,
    *,
    no_browser: Annotated[bool, typer.Option("--no-browser", help=N_("Do not open the browser."))] = False,
) -> None:
    clock = MovableClock(read_instant(at, read_settings()))
    with tempfile.TemporaryDirectory(prefix="kaeru-demo-") as folder:
        asyncio.run(_play(build_town(town.value), clock, Path(folder), port, opens_browser=not no_browser))


async def _play(town: Town, clock: MovableClock, folder: Path, port: int, *, opens_browser: bool) -> None:
    workspace = Workspace(team_name=town.name, now=clock.now)
    people_the_workspace(workspace, town)
    introduce(workspace, town)
    colleagues, respondents = Colleagues(workspace.cast, _who_is_played(workspace)), Respondents(workspace.cast)
    stage = DemoClock(clock, AttendanceSystem(town), colleagues, respondents)
    async with _open(
        Playground(workspace, port=port, backstage=stage, patience_seconds=_PATIENCE_SECONDS)
    ) as playground:
        settings = _settings(playground, folder)
        async with open_client(settings) as client:
            await _set_up(settings, clock, client, town, newcomer=next(iter(workspace.cast)))
        await _serve(settings, clock, stage, playground.url, opens_browser=opens_browser)


def _who_is_played(workspace: Workspace) -> Callable[[str], bool]:
    """Whom somebody at the page has been: Kaeru has answered them alone, or they have looked at their home tab."""
    return lambda user_id: user_id in workspace.ephemerals or user_id in workspace.homes


@asynccontextmanager
async def _open(playground: Playground) -> AsyncIterator[Playground]:
    try:
        await playground.start()
    except OSError as error:
        raise SetupFault("The port is taken. Choose another one with --port, or --port 0 for any.") from error
    try:
        yield playground
    finally:
        await playground.stop()


def _settings(playground: Playground, folder: Path) -> Settings:
    """Settings of the demo alone: nothing real that the environment may name is touched."""
    return Settings(
        slack_bot_token=SecretStr("xoxb-playground"),
        slack_app_token=SecretStr("xapp-playground"),
        slack_api_url=playground.api_url,
        database_url=SecretStr(f"sqlite:///{folder / 'demo.db'}"),
        secret_key=SecretStr(secrets.token_hex(32)),
        messages_per_minute=_MESSAGES_PER_MINUTE,
        allow_time_travel=True,
        proxy="",
        ca_bundle=None,
    )


async def _set_up(
    settings: Settings, clock: MovableClock, client: AsyncWebClient, town: Town, *, newcomer: str
) -> None:
    core = build_core(settings, clock, SlackMessenger(client))
    try:
        await settle(core, town, client, clock.now())
        await core.transact(begin_pulse, newcomer, now=clock.now(), zone=settings.zone)
    finally:
        core.database.close()


async def _serve(settings: Settings, clock: MovableClock, stage: DemoClock, url: str, *, opens_browser: bool) -> None:
    t = operator_language()
    async with slack_process(settings, clock) as process, open_door(process) as app:
        first_url = await socket_url(process.client, settings.slack_app_token.get_secret_value())
        sockets = SocketMode(settings, process.client, app.async_dispatch, first_url=first_url)
        sender = Sender(process.core, still_wanted(process.core), attachments=ATTACHMENTS)
        await stage.open(process.core, sender)
        stop = stop_on_signals()
        typer.echo(t("Kaeru is ready: open {url} in a browser. Ctrl+C ends the demo.", url=url), err=True)
        typer.echo(_how_to_see_rates(settings, clock, t), err=True)
        if opens_browser:
            webbrowser.open(url)
        refresher = Refresher(process.core, sender.terms, LIVE, _RHYTHM)
        past = stage.attendance.hand_in_the_past(process.core, stop)
        await side_by_side(stop, sockets.serve(stop), stage.keep_sending(stop), refresher.run(stop), past)


def _how_to_see_rates(settings: Settings, clock: MovableClock, t: Translator) -> str:
    today = clock.now().astimezone(settings.zone).date()
    start = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    command = f"kaeru attendance rate --from {start} --to {today}"
    address = settings.database_url.get_secret_value()
    return t("Who left on time, in another window: {command}", command=f"KAERU_DATABASE_URL={address} {command}")

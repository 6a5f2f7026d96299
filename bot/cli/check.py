"""`kaeru check`: the doctor. One line for each thing that has to be right, and what to do where it is not."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import typer

from bot.cli import logs
from bot.cli.check_database import CityFacts, look_at_database
from bot.cli.check_findings import Finding, blocks, fine
from bot.cli.check_slack import look_at_slack
from bot.cli.edge import operator_language
from bot.clock import Clock, SystemClock
from bot.database import Database
from bot.delivery.slack_client import forget_environment_proxies, proxy_for
from bot.errors import SetupFault
from bot.settings import Settings, read_settings
from bot.texts import N_, Translator


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("check", help=N_("Say what keeps Kaeru from working, and what to do about it."))(check)


def check() -> None:
    settings, clock, t = read_settings(), SystemClock(), operator_language()
    logs.configure("ERROR")
    forget_environment_proxies()
    findings = asyncio.run(look(settings, clock, t))
    for finding in findings:
        typer.echo(finding.line(t))
    if blocks(findings):
        raise SetupFault("Kaeru cannot work yet: the lines with ✗ have to be put right first.")


async def look(settings: Settings, clock: Clock, t: Translator) -> list[Finding]:
    """Everything the doctor finds; what needs no network first."""
    database = Database(settings.database_url.get_secret_value())
    try:
        today = clock.now().astimezone(settings.zone).date()
        facts = await asyncio.to_thread(look_at_database, database, today, settings)
    finally:
        database.close()
    slack = await look_at_slack(settings, clock, _channels(facts, t))
    return [fine(N_("Settings: read")), *facts.findings, *_network(settings), *slack]


def _channels(facts: CityFacts, t: Translator) -> dict[str, str]:
    personnel = {facts.personnel_channel: t("Personnel section")} if facts.personnel_channel else {}
    return personnel | {channel: unit for unit, channel in reversed(facts.unit_channels)}


def _network(settings: Settings) -> list[Finding]:
    if proxy_for(settings, settings.slack_api_url) is None:
        way = fine(N_("Way to Slack: direct"))
    else:
        way = fine(N_("Way to Slack: the proxy {proxy}"), proxy=urlsplit(settings.proxy).hostname)
    return [way] if settings.ca_bundle is None else [way, fine(N_("City CA: {path}"), path=settings.ca_bundle)]

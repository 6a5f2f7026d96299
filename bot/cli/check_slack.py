"""The doctor's look at Slack: tokens, scopes, clock, and every channel that a card is meant for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.check_findings import Finding, fault, fine, from_error
from bot.cli.manifest import wanted_scopes
from bot.clock import Clock
from bot.delivery.slack import JoinedChannel, SlackMessenger
from bot.delivery.slack_client import answered, open_client
from bot.delivery.slack_identity import BotIdentity, identity, socket_url
from bot.errors import KaeruError, PermanentFault
from bot.settings import Settings
from bot.texts import N_

_SKEW = timedelta(seconds=60)
_MOST_EXPLAINED = 30  # each costs a call, of which Slack allows 50 a minute


async def look_at_slack(settings: Settings, clock: Clock, needed: Mapping[str, str]) -> list[Finding]:
    """What Slack tells; without network or with a wrong token, the one sentence that says so.

    `needed`: channels (id or name), each with the unit whose cards go there.
    """
    findings = [_way_in(settings)]
    try:
        async with open_client(settings) as client:
            me = await identity(client, wanted_scopes=wanted_scopes())
            findings += [fine(N_("Bot token and scopes: accepted")), *_clock(me, clock.now())]
            findings += await _app_token(client, settings.slack_app_token.get_secret_value())
            findings += [finding async for finding in _channels(client, needed)]
    except KaeruError as error:
        findings.append(from_error(error))
    return findings


def _way_in(settings: Settings) -> Finding:
    """Presses come by Socket Mode (an app token) or by HTTP (a signing secret); one of the two has to be there."""
    if settings.slack_app_token.get_secret_value():
        return fine(N_("Presses come over Socket Mode (`kaeru run`)"))
    if settings.slack_signing_secret.get_secret_value():
        return fine(N_("Presses come over HTTP (`kaeru web`)"))
    return fault(
        N_(
            "No way in for presses: set KAERU_SLACK_APP_TOKEN (`kaeru run`) or "
            "KAERU_SLACK_SIGNING_SECRET (`kaeru web`)."
        )
    )


async def _app_token(client: AsyncWebClient, app_token: str) -> list[Finding]:
    if not app_token:
        return []
    try:
        await socket_url(client, app_token)
    except KaeruError as error:
        return [from_error(error)]
    return [fine(N_("App token: accepted"))]


def _clock(me: BotIdentity, now: datetime) -> list[Finding]:
    if me.answered_at is None:
        return []
    skew = now - me.answered_at
    if abs(skew) <= _SKEW:
        return [fine(N_("Clock: agrees with Slack's"))]
    return [
        fault(
            N_("This machine's clock is {seconds} seconds away from Slack's. Let it follow a time server (NTP)."),
            seconds=round(abs(skew).total_seconds()),
        )
    ]


async def _channels(client: AsyncWebClient, needed: Mapping[str, str]) -> AsyncIterator[Finding]:
    """`needed`: channels (id or name), each with the unit whose cards go there."""
    joined: dict[str, JoinedChannel] = {}
    async for one in SlackMessenger(client).channels():
        joined |= {one.id: one, one.name: one}
    found = {channel: joined.get(channel.removeprefix("#")) for channel in needed}
    ready = [channel for channel, place in found.items() if place is not None and not place.is_archived]
    if ready:
        yield fine(N_("Channels: Kaeru is in {count} of the {needed} it needs"), count=len(ready), needed=len(needed))
    missing = [channel for channel in needed if channel not in ready]
    for channel in missing[:_MOST_EXPLAINED]:
        yield await _why_not(client, channel, unit=needed[channel])
    if len(missing) > _MOST_EXPLAINED:
        yield fault(
            N_("Kaeru is missing from {count} more channels. Put these right first."),
            count=len(missing) - _MOST_EXPLAINED,
        )


async def _why_not(client: AsyncWebClient, channel: str, *, unit: str) -> Finding:
    try:
        answer = await answered(client.conversations_info(channel=channel), is_repeatable=True)
    except PermanentFault:
        return fault(
            N_(
                "{unit}: Slack shows no channel {channel}. If it is private, invite Kaeru there (`/invite @Kaeru`); "
                "if not, correct it in the units file."
            ),
            unit=unit,
            channel=channel,
        )
    if answer["channel"]["is_archived"]:
        return fault(
            N_("{unit}: the channel {channel} is archived. Unarchive it, or name another one in the units file."),
            unit=unit,
            channel=channel,
        )
    return fault(
        N_("{unit}: Kaeru is not in the channel {channel}. Invite it there (`/invite @Kaeru`)."),
        unit=unit,
        channel=channel,
    )

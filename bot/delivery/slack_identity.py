"""Who we are in Slack: each token tried once at start, every failure a sentence for the operator. No message here."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery import slack_errors
from bot.errors import SetupFault

_USUAL_WAIT_SECONDS = 30.0


@dataclass(frozen=True)
class BotIdentity:
    """Who the bot token is, learned once at start; `app_id` and `answered_at` only where Slack told them."""

    team_id: str
    bot_id: str
    bot_user_id: str
    app_id: str
    scopes: frozenset[str]
    answered_at: datetime | None


async def identity(client: AsyncWebClient, *, wanted_scopes: Collection[str] = ()) -> BotIdentity:
    """Try the bot token once; raises SetupFault for a wrong one, a missing scope (named) or a Slack out of reach."""
    require_kind("KAERU_SLACK_BOT_TOKEN", client.token or "", "xoxb-")
    found = _identity_of(await _tried(client, "KAERU_SLACK_BOT_TOKEN", "auth.test", client.token or ""))
    lacking = sorted(set(wanted_scopes) - found.scopes)
    if lacking:
        raise SetupFault(
            "The Slack app lacks these scopes: {scopes}. Update its manifest with the output of `kaeru manifest` and "
            "install the app to the workspace again.",
            scopes=", ".join(lacking),
        )
    return replace(found, app_id=found.app_id or await _app_id(client, found.bot_id))


async def socket_url(client: AsyncWebClient, app_token: str) -> str:
    """Try the app token once; returns an address for a WebSocket, raises SetupFault as `identity` does."""
    require_kind("KAERU_SLACK_APP_TOKEN", app_token, "xapp-")
    return str((await _tried(client, "KAERU_SLACK_APP_TOKEN", "apps.connections.open", app_token))["url"])


def require_kind(name: str, token: str, prefix: str) -> None:
    """Raise SetupFault if a token is not there or is of another kind, without asking Slack and without showing it."""
    if not token:
        raise SetupFault(
            "{name} is empty. Set it to the token of the Slack app that begins with {prefix}.", name=name, prefix=prefix
        )
    if not token.startswith(prefix):
        beginning = token.partition("-")[0][:4]
        raise SetupFault(
            "{name} holds another kind of token ({beginning}…). It must be the one that begins with {prefix}.",
            name=name,
            beginning=beginning,
            prefix=prefix,
        )


async def _tried(client: AsyncWebClient, name: str, method: str, token: str) -> AsyncSlackResponse:
    """One call at start-up, every failure of it told as a sentence for the operator."""
    host = urlsplit(client.base_url).netloc
    try:
        return await client.api_call(method, params={"token": token})
    except SlackApiError as error:
        if slack_errors.status_of(error) == 429:
            await asyncio.sleep(slack_errors.retry_after(error) or _USUAL_WAIT_SECONDS)
            return await _tried(client, name, method, token)
        raise _refusal(error, name=name, host=host) from None
    except aiohttp.ClientConnectorCertificateError as error:
        raise SetupFault(
            "The certificate that {host} shows is not trusted here. If the city's proxy looks inside TLS, set "
            "KAERU_CA_BUNDLE to the PEM file of the city's CA.",
            host=host,
        ) from error
    except aiohttp.ClientHttpProxyError as error:
        raise SetupFault(
            "The proxy in KAERU_PROXY does not let us through to {host} (status {status}).",
            host=host,
            status=error.status,
        ) from error
    except slack_errors.ANSWER_LOST as error:
        raise SetupFault(
            "Slack does not answer at {host}. Check the network, KAERU_PROXY and KAERU_SLACK_API_URL.", host=host
        ) from error


async def _app_id(client: AsyncWebClient, bot_id: str) -> str:
    """The app behind a bot; empty where Slack does not say, which keeps nobody from working."""
    try:
        answer = await client.bots_info(bot=bot_id)
    except (SlackApiError, *slack_errors.ANSWER_LOST):
        return ""
    return str((answer.get("bot") or {}).get("app_id") or "")


def _refusal(error: SlackApiError, *, name: str, host: str) -> SetupFault:
    code = slack_errors.code_of(error)
    if not code:
        return SetupFault(
            "{host} answers, but not as Slack does (status {status}). Check KAERU_SLACK_API_URL and KAERU_PROXY.",
            host=host,
            status=slack_errors.status_of(error),
        )
    if code == "missing_scope":
        return SetupFault("The token in {name} lacks the scope connections:write.", name=name)
    return SetupFault(
        "Slack does not accept {name} ({code}). Copy the token from the app's page again.", name=name, code=code
    )


def _identity_of(answer: AsyncSlackResponse) -> BotIdentity:
    date = str(answer.headers.get("Date", ""))
    return BotIdentity(
        team_id=str(answer["team_id"]),
        bot_id=str(answer["bot_id"]),
        bot_user_id=str(answer["user_id"]),
        app_id=str(answer.get("app_id") or ""),
        scopes=frozenset(filter(None, str(answer.headers.get("x-oauth-scopes", "")).replace(" ", "").split(","))),
        answered_at=parsedate_to_datetime(date) if date else None,
    )

"""How this process reaches Slack: one HTTP session, the city's proxy and its CA. No message and no token check here."""

from __future__ import annotations

import logging
import os
import ssl
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery import slack_errors
from bot.delivery.departure import departure_check
from bot.errors import SetupFault, TransientFault
from bot.settings import Settings

TIMEOUT_SECONDS = 8.0
_CONNECT_SECONDS = 4.0
_PROXY_VARIABLES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")


@asynccontextmanager
async def open_client(settings: Settings, *, timeout_seconds: float = TIMEOUT_SECONDS) -> AsyncIterator[AsyncWebClient]:
    """A Web API client of its own session, which is closed at the end; raises SetupFault for a bad CA bundle."""
    async with open_session(timeout_seconds=timeout_seconds) as session:
        yield web_client(settings, session)


def open_session(*, timeout_seconds: float = TIMEOUT_SECONDS) -> aiohttp.ClientSession:
    """The one session of a process, to be made inside its running loop. No call takes longer than `timeout_seconds`."""
    limits = aiohttp.ClientTimeout(total=timeout_seconds, sock_connect=min(_CONNECT_SECONDS, timeout_seconds))
    return aiohttp.ClientSession(timeout=limits, trust_env=False, trace_configs=[departure_check()])


def web_client(settings: Settings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that never repeats a call: the SDK's own retry of a dropped connection would post twice."""
    sdk_logger = logging.getLogger("slack_sdk")
    sdk_logger.setLevel(logging.INFO)  # at DEBUG the SDK writes down every request and answer, with names and texts
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        session=session,
        ssl=trusted(settings) if urlsplit(settings.slack_api_url).scheme == "https" else None,
        retry_handlers=[],
        logger=sdk_logger,
    )
    # Set afterwards: given None, the SDK takes HTTP(S)_PROXY from the environment, for loopback too.
    client.proxy = proxy_for(settings, settings.slack_api_url)
    return client


async def answered(call: Awaitable[AsyncSlackResponse], *, is_repeatable: bool) -> AsyncSlackResponse:
    """The answer to a call; raises a SlackFault in its place. `is_repeatable`: making the call twice is as once."""
    try:
        return await call
    except SlackApiError as error:
        raise slack_errors.from_answer(error, is_repeatable=is_repeatable) from None
    except slack_errors.NEVER_SENT as error:
        raise TransientFault("unreachable") from error
    except slack_errors.ANSWER_LOST as error:
        raise slack_errors.lost("no_answer", is_repeatable=is_repeatable) from error


def proxy_for(settings: Settings, url: str) -> str | None:
    """The proxy on the way to `url`: `KAERU_PROXY`, except that this machine is always reached directly."""
    return None if not settings.proxy or is_loopback(urlsplit(url).hostname or "") else settings.proxy


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine. A name is not looked up: behind a proxy only the proxy can."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def forget_environment_proxies() -> None:
    """Make `KAERU_PROXY` the only proxy of this process.

    The SDK and Bolt's answers to a `response_url` read HTTP(S)_PROXY by themselves and know no exception for loopback.
    """
    for name in _PROXY_VARIABLES:
        os.environ.pop(name, None)


def trusted(settings: Settings) -> ssl.SSLContext:
    """Certificates of the machine, and of the city's own CA where its proxy looks inside TLS."""
    context = ssl.create_default_context()
    if settings.ca_bundle is None:
        return context
    try:
        context.load_verify_locations(cafile=settings.ca_bundle)
    except ssl.SSLError as error:
        raise SetupFault(
            "KAERU_CA_BUNDLE ({path}) holds no certificate that can be read. It must be a PEM file.",
            path=settings.ca_bundle,
        ) from error
    # Python 3.13 checks CAs by the letter of RFC 5280, which the ones inside offices seldom meet.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context

"""Every account of a Slack workspace, page by page, at the pace that Slack allows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack_client import answered
from bot.errors import TransientFault
from bot.people.accounts import SlackAccount, read_account

_PAGE = 200
_TRIES = 10
_USUAL_WAIT_SECONDS = 3.0  # users.list is tier 2: twenty calls a minute


async def all_accounts(client: AsyncWebClient, tell: Callable[[int], None]) -> list[SlackAccount]:
    """Everybody in the workspace, guests, bots and deactivated people too; `tell` hears how many were read so far.

    Waits as long as Slack asks. Raises SlackFault if a page cannot be had: part of the accounts is none.
    """
    accounts: list[SlackAccount] = []
    cursor = ""
    while True:
        page = await _page(client, cursor)
        accounts += [read_account(user) for user in page["members"]]
        tell(len(accounts))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return accounts


async def _page(client: AsyncWebClient, cursor: str) -> Any:
    for _ in range(_TRIES - 1):
        try:
            return await _asked(client, cursor)
        except TransientFault as fault:
            await asyncio.sleep(_USUAL_WAIT_SECONDS if fault.wait_seconds is None else fault.wait_seconds)
    return await _asked(client, cursor)


async def _asked(client: AsyncWebClient, cursor: str) -> Any:
    return await answered(
        client.users_list(limit=_PAGE, include_locale=True, cursor=cursor or None), is_repeatable=True
    )

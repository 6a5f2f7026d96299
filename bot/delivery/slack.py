"""The messenger that is Slack: posts once, looks in the history, updates. It never repeats a call by itself."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.blockkit import Block, escape
from bot.delivery.departure import leaving_before
from bot.delivery.messenger import Posted
from bot.delivery.slack_client import answered
from bot.errors import DoubtfulFault, PermanentFault, TransientFault

EVENT_TYPE = "kaeru_message"
_LONGEST_TEXT = 4000  # chat.update refuses more; chat.postMessage recommends no more
_PAGE = 200
#: Slack's clock and ours differ. Past five minutes Slack's own signed requests would be refused as too old.
_HISTORY_MARGIN = timedelta(minutes=10)
_USER_PREFIXES = ("U", "W")
_CHANNEL_PREFIXES = ("C", "D", "G")
_TORN = re.compile(r"(<[^<>]*|&[a-z]{0,4})$")  # the beginning of a link or of an escaped sign, without its end


@dataclass(frozen=True)
class JoinedChannel:
    """A channel that the bot is in."""

    id: str
    name: str
    is_archived: bool


class SlackMessenger:
    """`bot.delivery.messenger.Messenger` on a client of `slack_client.open_client`."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(
        self, recipient: str, *, text: str, blocks: Sequence[Block], message_id: str, leave_before: float
    ) -> Posted:
        """Post once. A timeout, a dropped connection or a 5xx is a DoubtfulFault: it may have arrived."""
        call = self._client.chat_postMessage(
            channel=recipient,
            text=fitting(escape(text)),
            blocks=list(blocks),
            metadata={"event_type": EVENT_TYPE, "event_payload": {"id": message_id}},
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        with leaving_before(leave_before) as departure:
            try:
                answer = await answered(call, is_repeatable=False)
            except DoubtfulFault:
                if departure.was_missed:
                    raise TransientFault("too_late_to_leave") from None
                raise
        return Posted(str(answer["channel"]), str(answer["ts"]))

    async def find(self, recipient: str, *, message_id: str, since: datetime) -> Posted | None:
        """Read the channel's history from `since` on. None only if it was read to its end without a trace.

        Raises PermanentFault where it cannot be read (`not_in_channel`, `missing_scope`, …).
        """
        channel = await self._conversation(recipient)
        async for message in self._history(channel, since - _HISTORY_MARGIN):
            if _id_in(message) == message_id:
                return Posted(channel, str(message["ts"]))
        return None

    async def update(
        self, posted: Posted, *, text: str, blocks: Sequence[Block], leave_before: float | None = None
    ) -> None:
        """Show other words. The same update twice is one, so a lost answer is transient."""
        call = self._client.chat_update(
            channel=posted.channel,
            ts=posted.ts,
            text=fitting(escape(text)),
            blocks=list(blocks),
            link_names=False,
            parse="none",
        )
        with leaving_before(inf if leave_before is None else leave_before):
            await answered(call, is_repeatable=True)

    async def _conversation(self, recipient: str) -> str:
        """The id that a history is read by; a direct message's is not its person's."""
        if recipient.startswith(_CHANNEL_PREFIXES):
            return recipient
        if not recipient.startswith(_USER_PREFIXES):
            return await self._channel_named(recipient.removeprefix("#"))
        answer = await answered(self._client.conversations_open(users=recipient), is_repeatable=True)
        return str(answer["channel"]["id"])

    async def _channel_named(self, name: str) -> str:
        """A post may go to a name, a history is read by an id only; names are never in capitals, ids always."""
        async for channel in self.channels():
            if channel.name == name:
                return channel.id
        raise PermanentFault("channel_not_found")

    async def channels(self) -> AsyncIterator[JoinedChannel]:
        """The channels that the bot is a member of."""
        async for page in self._pages(self._client.users_conversations, types="public_channel,private_channel"):
            for channel in page["channels"]:
                yield JoinedChannel(str(channel["id"]), str(channel["name"]), is_archived=bool(channel["is_archived"]))

    async def _history(self, channel: str, since: datetime) -> AsyncIterator[dict[str, Any]]:
        """The messages of a channel after an instant."""
        read, oldest = self._client.conversations_history, f"{since.timestamp():.6f}"
        async for page in self._pages(read, channel=channel, oldest=oldest, include_all_metadata=True):
            for message in page["messages"]:
                yield message

    async def _pages(
        self, read: Callable[..., Awaitable[AsyncSlackResponse]], **arguments: str | bool
    ) -> AsyncIterator[AsyncSlackResponse]:
        """Every page of a reading method, to the end."""
        cursor: str | None = None
        while True:
            page = await answered(read(**arguments, limit=_PAGE, cursor=cursor), is_repeatable=True)
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return


def fitting(text: str, longest: int = _LONGEST_TEXT) -> str:
    """The text as Slack takes it: never empty, and cut where no link or escaped sign is torn in two."""
    if len(text) <= longest:
        return text or "…"
    return _TORN.sub("", text[: longest - 1]) + "…"


def _id_in(message: dict[str, Any]) -> str:
    """The id that `post` sent along; empty in everything that is not ours."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return str(payload.get("id", "")) if metadata.get("event_type") == EVENT_TYPE else ""

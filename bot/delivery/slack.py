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
from bot.delivery.messenger import Attachment, Posted
from bot.delivery.slack_client import answered
from bot.delivery.slack_files import upload
from bot.errors import DoubtfulFault, PermanentFault, TransientFault

EVENT_TYPE = "kaeru_message"
_LONGEST_TEXT = 4000  # chat.update refuses more; chat.postMessage recommends no more
_PAGE = 200
#: Slack's clock and ours differ. Past five minutes Slack's own signed requests would be refused as too old.
_HISTORY_MARGIN = timedelta(minutes=10)
_USER_PREFIXES = ("U", "W")
_CHANNEL_PREFIXES = ("C", "D", "G")
_CHART, _REFUSED_BLOCKS = "data_visualization", "invalid_blocks"
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
        self,
        recipient: str,
        *,
        text: str,
        blocks: Sequence[Block],
        message_id: str,
        leave_before: float,
        attachment: Attachment | None = None,
    ) -> Posted:
        """Post once. A timeout, a dropped connection or a 5xx is a DoubtfulFault: it may have arrived."""
        if attachment is not None:
            return await self._share(recipient, text, attachment, message_id=message_id, leave_before=leave_before)
        try:
            return await self._say(recipient, text, blocks, message_id=message_id, leave_before=leave_before)
        except PermanentFault as fault:
            plainer = [block for block in blocks if block["type"] != _CHART]
            if fault.code != _REFUSED_BLOCKS or len(plainer) == len(blocks):
                raise
            # Not every workspace draws charts yet. What is refused is not posted, so this says nothing twice.
            return await self._say(recipient, text, plainer, message_id=message_id, leave_before=leave_before)

    async def _say(
        self, recipient: str, text: str, blocks: Sequence[Block], *, message_id: str, leave_before: float
    ) -> Posted:
        call = self._client.chat_postMessage(
            channel=recipient,
            text=fitting(escape(text)),
            blocks=list(blocks),
            metadata={"event_type": EVENT_TYPE, "event_payload": {"id": message_id}},
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        answer = await _once(call, leave_before)
        return Posted(str(answer["channel"]), str(answer["ts"]))

    async def _share(
        self, recipient: str, text: str, attachment: Attachment, *, message_id: str, leave_before: float
    ) -> Posted:
        """Post a file once. It shows in the last of these calls only, so that only that one can leave a doubt.

        Slack does not tell the timestamp. The id travels in the file's name: files have no metadata.
        """
        channel, name = await self._conversation(recipient), _name_with(message_id, attachment.name)
        file_id = await upload(self._client, name, attachment.content)
        files: list[dict[str, str | None]] = [{"id": file_id, "title": attachment.name}]
        call = self._client.files_completeUploadExternal(
            files=files, channel_id=channel, initial_comment=fitting(escape(text))
        )
        await _once(call, leave_before)
        return Posted(channel, "")

    async def find(self, recipient: str, *, message_id: str, since: datetime) -> Posted | None:
        """Read the channel's history from `since` on. None only if it was read to its end without a trace.

        Raises PermanentFault where it cannot be read (`not_in_channel`, `missing_scope`, …).
        """
        channel = await self._conversation(recipient)
        async for message in self._history(channel, since - _HISTORY_MARGIN):
            if _id_in(message) == message_id or _has_file_of(message, message_id):
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


async def _once(call: Awaitable[AsyncSlackResponse], leave_before: float) -> AsyncSlackResponse:
    """Make a call that must not be made twice, before its lease is over or not at all."""
    with leaving_before(leave_before) as departure:
        try:
            return await answered(call, is_repeatable=False)
        except DoubtfulFault:
            if departure.was_missed:
                raise TransientFault("too_late_to_leave") from None
            raise


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


def _name_with(message_id: str, name: str) -> str:
    """`list.csv` as `list-0123abcd….csv`."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem or ending}-{message_id}{dot}{ending if stem else ''}"


def _has_file_of(message: dict[str, Any], message_id: str) -> bool:
    return any(message_id in str(file.get("name", "")) for file in message.get("files") or [])

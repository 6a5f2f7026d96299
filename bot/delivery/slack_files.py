"""Bringing a file to Slack: where it goes is asked first, then its bytes. Nobody sees it until it is shared."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.slack_client import answered
from bot.errors import TransientFault


async def upload(client: AsyncWebClient, name: str, content: bytes) -> str:
    """Bring the bytes; returns the file's id. Raises TransientFault: a file that nobody sees can be brought again."""
    place = await answered(client.files_getUploadURLExternal(filename=name, length=len(content)), is_repeatable=True)
    assert client.session is not None  # `slack_client` gives one to every client
    try:
        async with client.session.post(
            str(place["upload_url"]), data=content, ssl=client.ssl or True, proxy=client.proxy
        ) as answer:
            if answer.status != 200:
                raise TransientFault("upload_refused")
    except (TimeoutError, aiohttp.ClientError) as fault:
        raise TransientFault("upload_failed") from fault
    return str(place["file_id"])

"""Saying something to the one person who asked, where they are, and acknowledging. No decision here."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.blockkit import Block, escape, plain, section
from bot.delivery.slack_client import proxy_for
from bot.texts import Translator
from handlers import windows
from handlers.call import Call, Kind

logger = logging.getLogger(__name__)

#: Slack shows the person an error when nothing is acknowledged within 3 seconds.
_ANSWER_SECONDS = 2
_LOST = (aiohttp.ClientError, SlackApiError, TimeoutError)


async def answer(call: Call, text: str, blocks: Sequence[Block] = ()) -> None:
    """Show `text`, or the `blocks` that say the same, to the person alone; then acknowledge. A handler's last line."""
    match call.kind:
        case Kind.COMMAND:
            await call.ack(text=escape(text), blocks=blocks, response_type="ephemeral")
        case Kind.VIEW:
            await call.ack(response_action="update", view=notice(text, call.t))
        case Kind.OPTIONS:
            await call.ack(options=[])
        case Kind.ACTION | Kind.SHORTCUT:
            await _show(call, text, blocks)
            await call.ack()
        case Kind.EVENT | Kind.VIEW_CLOSED:
            await call.ack()  # no place for an answer


async def replace(call: Call, text: str, blocks: Sequence[Block]) -> bool:
    """Show this in the place of the message whose button was pressed; False where that did not arrive.

    Acknowledging is left to the handler.
    """
    try:
        return await _respond(call, text, blocks, replace_original=True)
    except _LOST as fault:
        logger.warning("An answer was lost.", extra={"event": "answer.lost", "fault": type(fault).__name__})
        return False


def notice(text: str, t: Translator) -> Block:
    """A window with one sentence in it, for places where Slack offers no other way to say something."""
    return {"type": "modal", "title": plain("Kaeru"), "close": plain(t("Close")), "blocks": [section(escape(text))]}


async def _show(call: Call, text: str, blocks: Sequence[Block]) -> None:
    # What the person asked for is stored by now, so an answer that does not arrive is no reason to fail it.
    try:
        if "response_url" in call.body:
            await _respond(call, text, blocks)
        else:
            await windows.in_front(call, notice(text, call.t))
    except _LOST as fault:
        logger.warning("An answer was lost.", extra={"event": "answer.lost", "fault": type(fault).__name__})


async def _respond(call: Call, text: str, blocks: Sequence[Block], *, replace_original: bool = False) -> bool:
    url, client = call.body["response_url"], call.client
    webhook = AsyncWebhookClient(
        url, timeout=_ANSWER_SECONDS, ssl=client.ssl, session=client.session, retry_handlers=[]
    )
    # Set afterwards: given None, the SDK takes a proxy from the environment, for loopback too.
    webhook.proxy = proxy_for(call.core.settings, url)
    shown = {"text": escape(text), **({"blocks": list(blocks)} if blocks else {})}
    answered = await webhook.send_dict({"response_type": "ephemeral", "replace_original": replace_original, **shown})
    if answered.status_code != 200:
        logger.warning("Slack refused an answer.", extra={"event": "answer.refused", "status": answered.status_code})
    return answered.status_code == 200

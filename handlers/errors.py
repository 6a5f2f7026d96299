"""The one error handler. A person reads a sentence, never a traceback; the log holds where it broke, never who."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse

from bot.core import Core
from bot.errors import DoubtfulFault, KaeruError, PermanentFault, Refused, SlackFault, TransientFault
from bot.texts import Translator
from handlers.answers import answer
from handlers.call import Call, Kind

logger = logging.getLogger(__name__)

#: Hearing of the same event again would end in the same way.
_FINAL = (Refused, PermanentFault)


def register_errors(app: AsyncApp, core: Core) -> None:
    """Answer whatever a listener raised with a 200, so that the person sees our words and not Slack's.

    An event that could not be stored keeps its 500: Slack sends it again.
    """

    async def explain(error: Exception, context: Mapping[str, Any]) -> BoltResponse:
        call: Call | None = context.get("call")
        sentence = _sentence(error, call.t if call else core.texts.of(None), context.get("route", ""))
        if call is None or (call.kind is Kind.EVENT and not isinstance(error, _FINAL)):
            return BoltResponse(status=500)
        await answer(call, sentence)
        return call.ack.response or BoltResponse(status=200)

    app.error(explain)


def _sentence(error: Exception, t: Translator, route: str) -> str:
    """What the person reads; the log learns why."""
    if isinstance(error, TransientFault | DoubtfulFault):
        logger.warning("Slack did not answer.", extra={"event": "handler.waits", "route": route, "why": error.code})
        return t("Slack is slow just now. What you did is kept; please look again in a minute.")
    if isinstance(error, KaeruError) and not isinstance(error, SlackFault):
        logger.info("A request was refused.", extra={"event": "handler.refused", "route": route, "why": error.message})
        return t.error(error)
    return t(
        "Sorry, this did not work, and it is our fault. Please try once more; if it happens again, tell the "
        "administrator the number {reference}.",
        reference=_logged(error, route),
    )


def _logged(error: Exception, route: str) -> str:
    """The reference number under which the log says where it broke."""
    reference = secrets.token_hex(3).upper()
    told = {"event": "handler.failed", "reference": reference, "route": route}
    # The error's own words may quote rows (a name, an answer); its kind, Slack's code and its place do not.
    kind, why = type(error).__name__, error.code if isinstance(error, SlackFault) else ""
    place = "".join(traceback.format_tb(error.__traceback__))
    logger.error("A request could not be finished (%s): %s %s\n%s", reference, kind, why, place, extra=told)
    return reference

"""From what Bolt hands over to a Call and its handler. Who it is for is looked up in the routes, nothing is decided."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import Core
from bot.errors import OldButton
from bot.group_commit import Presses
from bot.people.callers import Account, callers
from handlers.call import Call, Handler, Kind

logger = logging.getLogger(__name__)

Routes = Mapping[tuple[Kind, str], Handler]
Json = dict[str, Any]
#: What Bolt calls: it gives each argument by its name.
Listener = Callable[[AsyncAck, Json, Json, AsyncWebClient, Json], Awaitable[None]]

_SILENT = frozenset({Kind.EVENT, Kind.VIEW_CLOSED})


class Door:
    """Everything that the listeners of a process share. `app_id` is our own, as far as Slack told it."""

    def __init__(self, core: Core, presses: Presses, routes: Routes, *, app_id: str) -> None:
        self._core = core
        self._presses = presses
        self._routes = routes
        self._app_id = app_id

    def listener(self, kind: Kind, id_of: Callable[[Mapping[str, Any]], str]) -> Listener:
        """The one listener for a kind of payload; `id_of` finds in a payload what the routes know it by."""
        core, presses = self._core, self._presses

        async def listen(ack: AsyncAck, body: Json, payload: Json, client: AsyncWebClient, context: Json) -> None:
            if self._is_of_another_app(body):
                return await _leave_alone(kind, ack)
            user_id, t, now = context.get("user_id") or "", core.texts.of(None), core.clock.now()
            context["route"] = route = id_of(payload)
            context["call"] = Call(core, presses, kind, user_id, None, t, ack, body, payload, client, now)
            call = context["call"] = await self._with_caller(context["call"])
            return await self._routes.get((kind, route), _no_route)(call)

        return listen

    def _is_of_another_app(self, body: Json) -> bool:
        return bool(self._app_id) and body.get("api_app_id", self._app_id) != self._app_id

    async def _with_caller(self, call: Call) -> Call:
        if not call.user_id:
            return call
        caller = await self._presses.look(callers, Account(call.user_id, call.today))
        return call if caller is None else replace(call, caller=caller, t=self._core.texts.of(caller.locale))


async def _leave_alone(kind: Kind, ack: AsyncAck) -> None:
    logger.warning("A payload of another app came in.", extra={"event": "handler.stranger", "kind": kind})
    await ack()


async def _no_route(call: Call) -> None:
    if call.kind in _SILENT:
        await call.ack()
    else:
        raise OldButton(
            "This button is from an earlier day and does nothing any more. Your home tab shows what is new."
        )

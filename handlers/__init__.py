"""Door 1: Slack calls us. One module per feature; each handler reads, calls one use case, leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from bot.delivery import opt_out_blocks
from handlers import delivery
from handlers.call import Kind
from handlers.listening import Door, Routes

#: What leads where.
ROUTES: Routes = MappingProxyType(
    {
        (Kind.ACTION, opt_out_blocks.OPT_OUT): delivery.opt_out,
    }
)

_ANYTHING = re.compile("")


def register_all(app: AsyncApp, door: Door) -> None:
    """One Bolt listener for each kind of payload: Bolt tries listeners one after another, so more would cost."""
    app.action(_ANYTHING)(door.listener(Kind.ACTION, _action_id))
    app.view_submission(_ANYTHING)(door.listener(Kind.VIEW, _callback_id))
    app.view_closed(_ANYTHING)(door.listener(Kind.VIEW_CLOSED, _callback_id))
    app.shortcut(_ANYTHING)(door.listener(Kind.SHORTCUT, _callback_id))
    app.command(_ANYTHING)(door.listener(Kind.COMMAND, _command_id))
    app.options(_ANYTHING)(door.listener(Kind.OPTIONS, _action_id))
    app.event(_ANYTHING)(door.listener(Kind.EVENT, _event_type))


def _action_id(payload: Mapping[str, Any]) -> str:
    return str(payload.get("action_id", ""))


def _callback_id(payload: Mapping[str, Any]) -> str:
    return str(payload.get("callback_id", ""))


def _command_id(payload: Mapping[str, Any]) -> str:
    return str(payload["command"])


def _event_type(payload: Mapping[str, Any]) -> str:
    return str(payload["type"])

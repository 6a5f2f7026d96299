"""Call: the one frozen value that every handler receives: who asks, in which language, what was pressed, and when."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import Core
from bot.errors import NotAllowed
from bot.group_commit import Presses
from bot.people import service as people
from bot.people.callers import Caller
from bot.people.rules import Staff
from bot.texts import Translator


class Kind(StrEnum):
    """The kinds of payload that Slack sends, each with one listener."""

    ACTION = "action"
    VIEW = "view"
    VIEW_CLOSED = "view_closed"
    SHORTCUT = "shortcut"
    COMMAND = "command"
    OPTIONS = "options"
    EVENT = "event"


@dataclass(frozen=True)
class Call:
    """`body` is the whole payload, `payload` its heart (the action, view, command or event).

    `caller` is None for a Slack user who is not on the staff; `user_id` is empty where no person stands behind it.
    """

    core: Core
    presses: Presses
    kind: Kind
    user_id: str
    caller: Caller | None
    t: Translator
    ack: AsyncAck
    body: Mapping[str, Any]
    payload: Mapping[str, Any]
    client: AsyncWebClient
    now: datetime

    @property
    def me(self) -> Caller:
        """The member of staff who calls; raises NotAllowed, with a kind sentence, for anybody else."""
        if self.caller is None:
            raise _stranger()
        return self.caller

    async def staff(self) -> Staff:
        """The same person with posts, duties and rights, read now: for whatever shows data or asks for a right."""
        staff = await self.core.look(people.staff_by_token, self.me.token, day=self.today)
        if staff is None:
            raise _stranger()
        return staff

    @property
    def today(self) -> date:
        """The city's date."""
        return self.core.today(self.now)


def _stranger() -> NotAllowed:
    return NotAllowed(
        "I could not find you on the staff list of our city, so I cannot help with this yet. "
        "Please tell the personnel section the e-mail address that you use in Slack."
    )


Handler = Callable[[Call], Awaitable[None]]

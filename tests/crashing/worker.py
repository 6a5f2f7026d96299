"""A sending process that says what it is about to do, so that it can be killed in the middle of it.

Started once, it forks a child for every order (a line of JSON) on its standard input: a child is as fresh as a new
process, but need not load Python again. Everybody writes `PID WORD` lines; a child's last is `done`, however it ends.
The order "mark" is answered at once.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from pydantic import SecretStr
from sqlalchemy.orm import configure_mappers
from sqlmodel import Session

from bot.blockkit import Block
from bot.clock import MovableClock
from bot.core import Core
from bot.database import Database
from bot.delivery.claiming import Lease
from bot.delivery.messenger import Attachment, Posted
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.settings import Settings
from bot.texts import Texts
from schedules import tick
from schedules.delivery import STILL_WANTED
from schedules.sender import Sender

P = ParamSpec("P")
T = TypeVar("T")

#: Which transaction belongs to which phase.
_PHASES = {"plan_cards": "planning", "claim": "claiming", "settle_sent": "settling", "settle_doubtful": "settling"}


def say(word: str) -> None:
    sys.stdout.write(f"{os.getpid()} {word}\n")
    sys.stdout.flush()


@contextmanager
def phase(word: str | None) -> Iterator[None]:
    """Say that a phase begins (`+posting`) and that it has ended (`-posting`)."""
    if word:
        say(f"+{word}")
    yield
    if word:
        say(f"-{word}")


class WatchedDatabase(Database):
    """Says which transaction begins and that it has ended."""

    async def transact(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        with phase(_PHASES.get(getattr(work, "__name__", ""))):
            return await super().transact(work, *args, **kwargs)


class WatchedMessenger(SlackMessenger):
    """Says when it posts. A blind one never finds anything in the history, as if nobody looked."""

    is_blind = False

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
        with phase("posting"):
            return await super().post(
                recipient,
                text=text,
                blocks=blocks,
                message_id=message_id,
                leave_before=leave_before,
                attachment=attachment,
            )

    async def find(self, recipient: str, *, message_id: str, since: datetime) -> Posted | None:
        return None if self.is_blind else await super().find(recipient, message_id=message_id, since=since)


async def send(order: dict[str, Any]) -> None:
    """Plan what is due at `now` and empty the outbox, as `kaeru clock --once` does."""
    settings = Settings(
        slack_api_url=order["api_url"], slack_bot_token=SecretStr("xoxb-playground"), messages_per_minute=60_000
    )
    async with open_client(settings, timeout_seconds=order["lease"]["to_answer"]) as client:
        messenger = WatchedMessenger(client)
        messenger.is_blind = order["is_blind"]
        clock = MovableClock(datetime.fromisoformat(order["now"]))
        core = Core(settings, clock, WatchedDatabase(order["database_url"]), messenger, Texts())
        await tick(core, clock.now())
        sender = Sender(core, STILL_WANTED, Lease(**order["lease"]))
        await sender.drain()
        await sender.close()
        core.database.close()


def warm_up() -> None:
    """Do once what every child would do again: read the catalogues, tell the ORM its tables."""
    Texts()
    configure_mappers()


def main() -> None:
    warm_up()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order = json.loads(line)
        if order == "mark":
            say("mark")
        elif os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            try:
                asyncio.run(send(order))
            finally:
                say("done")
                os._exit(0)


if __name__ == "__main__":
    main()

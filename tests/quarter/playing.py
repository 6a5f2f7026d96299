"""Plays the quarter: stops at everything that falls due, lets people live, and writes down what arrived in Slack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from time import process_time

from pydantic import SecretStr
from sqlmodel import Session, col, select

from bot import migrations
from bot.blockkit import Block
from bot.cli.demo_colleagues import Colleagues
from bot.cli.demo_surveys import Respondents
from bot.clock import MovableClock
from bot.core import Core
from bot.database import Database
from bot.delivery.messenger import Attachment, Posted
from bot.delivery.tables import Message
from bot.playground.towns import Town
from bot.settings import Settings
from bot.texts import Texts
from schedules import next_due, tick
from schedules.delivery import ATTACHMENTS, STILL_WANTED
from schedules.sender import Sender
from tests.delivering import JST, jst, move
from tests.quarter.expected import DIGEST_DAYS
from tests.quarter.life import begin_life, decide_overtime, settle
from tests.quarter.town import take_over

_TIME_TO_DECIDE = time(17)
OPENS, ENDS = date(2026, 10, 1), date(2026, 12, 31)


@dataclass(frozen=True)
class Sent:
    """One message as it arrived: when, at whose account, and every kind of thing that it said."""

    at: datetime
    recipient: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Quarter:
    """The outcome: what arrived, the database as it is then, and what the playing took of a processor."""

    sent: tuple[Sent, ...]
    database: Database
    cpu_seconds: float


@dataclass
class Line:
    """A line to Slack that takes everything and writes it down."""

    clock: MovableClock
    taken: list[tuple[datetime, str, str]] = field(default_factory=list)

    async def post(
        self,
        recipient: str,
        *,
        text: str,  # noqa: ARG002  as every messenger is asked
        blocks: Sequence[Block],  # noqa: ARG002
        message_id: str,
        leave_before: float,  # noqa: ARG002
        attachment: Attachment | None = None,  # noqa: ARG002
    ) -> Posted:
        self.taken.append((self.clock.now(), recipient, message_id))
        return Posted(recipient, f"{len(self.taken)}.0")

    async def find(self, recipient: str, *, message_id: str, since: datetime) -> Posted | None:  # noqa: ARG002
        return None

    async def update(
        self, posted: Posted, *, text: str, blocks: Sequence[Block], leave_before: float | None = None
    ) -> None:
        """Cards change in their place: nobody is disturbed."""


@dataclass
class Player:
    """The city hall while the quarter is played."""

    core: Core
    line: Line
    sender: Sender = field(init=False)
    sent: list[Sent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sender = Sender(self.core, STILL_WANTED, attachments=ATTACHMENTS)
        self.colleagues, self.respondents = Colleagues((), lambda _: False), Respondents(())

    async def play_to(self, instant: datetime) -> None:
        """Stop at everything that falls due on the way, and when colleagues have their break."""
        while (stop := await self._next_stop(instant)) is not None:
            await self._stop_at(stop)
        await self._stop_at(instant)

    async def _next_stop(self, instant: datetime) -> datetime | None:
        now = self.core.clock.now()
        pause = self.colleagues.next_stop(now, JST)
        stops = (await next_due(self.core, now, instant - now), pause if pause and pause <= instant else None)
        return min((stop for stop in stops if stop is not None), default=None)

    async def _stop_at(self, instant: datetime) -> None:
        move(self.core, instant)
        await tick(self.core, instant)
        await self._send()
        if await self.colleagues.act(self.core, instant):
            await self._send()
        await self.respondents.answer(self.core, instant)
        here = instant.astimezone(JST)
        if here.time() >= _TIME_TO_DECIDE:
            self.core.database.write(decide_overtime, here.date())

    async def _send(self) -> None:
        """Send, and note of what kinds it was at once: messages of surveys are forgotten with them."""
        before = len(self.line.taken)
        await self.sender.drain()
        taken = self.line.taken[before:]
        kinds = self.core.database.read(_kinds, [message_id for _, _, message_id in taken]) if taken else {}
        self.sent += [Sent(at, recipient, tuple(sorted(kinds[one]))) for at, recipient, one in taken]


def _kinds(session: Session, message_ids: Sequence[str]) -> dict[str, list[str]]:
    """What is said in each message: its own kind, and those of what rides in it."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(message_ids), 1000):
        some = message_ids[start : start + 1000]
        rows = select(Message).where(col(Message.id).in_(some) | col(Message.merged_into).in_(some))
        for row in session.exec(rows):
            found.setdefault(row.merged_into or row.id, []).append(row.kind)
    return found


async def play(folder: Path, town: Town, until: date = ENDS) -> Quarter:
    """Live through the quarter; the database stays open."""
    started, database = process_time(), Database(f"sqlite:///{folder / 'quarter.db'}")
    migrations.upgrade(database)
    now = jst(8, day=OPENS)
    clock = MovableClock(now)
    line = Line(clock)
    settings = Settings(
        slack_bot_token=SecretStr("xoxb-quarter"),
        secret_key=SecretStr("0123456789abcdef" * 4),
        messages_per_minute=60_000,
    )
    player = Player(Core(settings, clock, database, line, Texts()), line)
    database.write(take_over, town, OPENS, now)
    database.write(begin_life, OPENS, now)
    for day in (one for one in DIGEST_DAYS if one <= until):
        await player.play_to(jst(11, day=day))
        database.write(settle, day, jst(11, day=day))
    await player.play_to(jst(18, day=until))
    return Quarter(tuple(player.sent), database, process_time() - started)

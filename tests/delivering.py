"""Puts a city into a database for tests of what goes out: a policy, how far messages reach, and a running core."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlmodel import Session, col, select

from bot.city import service as city
from bot.city.digest import Digest
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.clock import MovableClock
from bot.core import Core
from bot.database import Database
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.delivery.tables import Message, Occurrence
from bot.playground import Playground
from bot.settings import Settings
from bot.texts import Texts
from schedules import tick
from schedules.delivery import ATTACHMENTS, still_wanted
from schedules.sender import Sender

JST = ZoneInfo("Asia/Tokyo")
WEDNESDAY = date(2026, 11, 25)


def jst(hour: int, minute: int = 0, day: date = WEDNESDAY) -> datetime:
    """A moment in the city's zone, on the Wednesday unless another day is given."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=JST)


async def send_out(core: Core) -> None:
    """Send what waits, and let go of the sender's place: the next sender would wait until the lease is over."""
    sender = Sender(core, still_wanted(core), attachments=ATTACHMENTS)
    await sender.drain()
    await sender.close()


async def do_what_is_due(core: Core) -> None:
    """Plan what has fallen due by now, and send it."""
    await tick(core, core.clock.now())
    await send_out(core)


#: Whoever counts the messages of one feature does not want the week's digests of all among them.
NO_DIGESTS = CityPolicy(digest=Digest(is_on=False))


def decide(database: Database, policy: CityPolicy | None = None, *, reach: Reach = Reach.CITY) -> None:
    """Let the city have this policy since ever, and messages go so far."""

    def work(session: Session) -> None:
        now = jst(0, day=date(2026, 4, 1))
        city.decide_policy(session, policy or NO_DIGESTS, effective_from=city.SINCE_EVER, actor="test", now=now)
        city.change_reach(session, reach, actor="test", now=now)

    database.write(work)


def outbox(database: Database) -> list[Message]:
    """Every message, in the order of its key."""
    return database.read(lambda session: list(session.exec(select(Message).order_by(col(Message.key)))))


def ledger(database: Database) -> dict[str, str]:
    """What became of every message: key → state, with the reason where there is one."""
    return {one.key: f"{one.state.value} {one.reason}".strip() for one in outbox(database)}


def skipped(database: Database) -> dict[str, str]:
    """The occurrences that were not said at all, and why."""
    query = select(Occurrence).where(col(Occurrence.skip_reason) != "")
    rows = database.read(lambda session: list(session.exec(query)))
    return {f"{one.kind}/{one.service_date}/{one.audience}": one.skip_reason for one in rows}


@asynccontextmanager
async def running(
    database: Database, playground: Playground, now: datetime, *, messages_per_minute: int = 60_000
) -> AsyncIterator[Core]:
    """A core on the playground whose clock stands at `now` and can be moved."""
    settings = Settings(
        slack_api_url=playground.api_url,
        slack_bot_token=SecretStr("xoxb-playground"),
        messages_per_minute=messages_per_minute,
    )
    async with open_client(settings) as client:
        yield Core(settings, MovableClock(now), database, SlackMessenger(client), Texts())


def move(core: Core, now: datetime) -> None:
    """Move the core's clock."""
    assert isinstance(core.clock, MovableClock)
    core.clock.move_to(now)

"""December with the year's end, everything on: what three people and their channels get is counted, and is little.

What went out is read in the playground. Hours, days off and holidays are written down here once more: an oracle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import migrations
from bot.clock import MovableClock
from bot.core import Core
from bot.database import Database
from bot.delivery.rules import State
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.no_overtime import cards
from bot.overtime import evening_card
from bot.overtime.late_rules import LATE_NOTICE
from bot.overtime.my_blocks import DAY_INSTEAD
from bot.playground import Channel, Playground, Workspace
from bot.settings import Settings
from bot.texts import Texts
from schedules.delivery import ATTACHMENTS, STILL_WANTED
from schedules.sender import Sender
from tests.delivering import JST, decide, jst, outbox
from tests.halls import CHANNELS, LEAVE_OF_THE_CLERK, LEAVE_OF_THE_HEAD, OPENS, Hall, is_no_overtime_day
from tests.people import Office

LAST = date(2027, 1, 5)
CLOSED = {date(2026, 12, 29) + timedelta(days=number) for number in range(6)}
EVENING_CARD, LATE_QUESTION, SURVEY = "時間外勤務の届出　", "まもなく20時です。", "アンケート"
#: What must have been sent at least once; of surveys no row outlives them.
EVERYTHING = {
    cards.MORNING,
    cards.CLOSING,
    cards.EVENING_MEETING,
    evening_card.EVENING_CARD,
    evening_card.SENT_BACK,
    LATE_NOTICE,
    DAY_INSTEAD,
}
WEDNESDAY, SATURDAY = 2, 5

Said = tuple[datetime, str]


@pytest.mark.timeout(300)
async def test_a_month_with_everything_on_stays_inside_the_message_budget(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with open_hall(tmp_path) as hall:
        for number in range((LAST - OPENS).days):
            if any(is_no_overtime_day(unit, OPENS + timedelta(days=number)) for unit in hall.units):
                await hall.live(OPENS + timedelta(days=number))
        await hall.play_to(jst(23, day=LAST))
        kinds = {one.kind for one in outbox(hall.core.database) if one.state is State.SENT}

        channels = {name: said_in(hall.workspace.channels[one]) for name, one in CHANNELS.items()}
        everybody = [one for unit in hall.units.values() for one in unit]
        direct = {one: said_in(hall.workspace.direct(f"U{one:06d}")) for one in everybody}

    for name, said in channels.items():
        record_property("told", f"posts in {name}, {OPENS} to {LAST}: {told(said)}")
        assert len(said) == 10
        assert max(by_day(said).values()) <= 2
        assert_at_work(said, time(8, 30), time(17, 45))
    assert kinds >= EVERYTHING
    assert all(any(SURVEY in text for _, text in said) for said in direct.values())
    for who, person_id in hall.protagonists.items():
        news, evenings = apart(direct[person_id])
        record_property("told", f"messages to the {who}: {told(news)}; evening cards: {len(evenings)}")
    for said in direct.values():
        news, evenings = apart(said)
        assert news
        assert max(by_day(news).values()) <= 1
        assert max(by_week(news).values()) <= 3
        assert max(by_day(evenings).values(), default=0) <= 1
    for person_id, said in direct.items():
        starts, ends = (time(9), time(16, 30)) if person_id == hall.part_timer else (time(8, 30), time(17, 45))
        assert_at_work([one for one in said if LATE_QUESTION not in one[1]], starts, ends)
        assert {at.time() for at, text in said if LATE_QUESTION in text} <= {time(19, 45)}
    assert not [at for at, _ in direct[hall.part_timer] if at.weekday() == WEDNESDAY]
    assert not {at.date() for at, _ in direct[hall.clerk]} & LEAVE_OF_THE_CLERK
    assert not {at.date() for at, _ in direct[hall.head]} & LEAVE_OF_THE_HEAD


@asynccontextmanager
async def open_hall(folder: Path) -> AsyncIterator[Hall]:
    """A hall on SQLite and the playground, early on its first day."""
    clock, database = MovableClock(jst(7, day=OPENS)), Database(f"sqlite:///{folder / 'kaeru.db'}")
    migrations.upgrade(database)
    decide(database)
    async with Playground(Workspace(now=clock.now)) as slack:
        settings = Settings(
            slack_api_url=slack.api_url,
            slack_bot_token=SecretStr("xoxb-playground"),
            secret_key=SecretStr("0123456789abcdef" * 4),
            messages_per_minute=60_000,
        )
        async with open_client(settings) as client:
            core = Core(settings, clock, database, SlackMessenger(client), Texts())
            sender = Sender(core, STILL_WANTED, attachments=ATTACHMENTS)
            yield Hall(core, sender, slack.workspace, Office(database))
    database.close()


def said_in(channel: Channel) -> list[Said]:
    """The top-level posts of a channel, in the city's time."""
    posts = (one for one in channel.timeline if one.thread_ts in (None, one.ts))
    return [(datetime.fromtimestamp(float(one.ts), JST), one.text) for one in posts]


def apart(said: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """What counts in somebody's budget, and the evening cards, which are one updating message for each evening."""
    cards = [one for one in said if one[1].startswith(EVENING_CARD)]
    return [one for one in said if one not in cards], cards


def by_day(said: Sequence[Said]) -> Counter[date]:
    return Counter(at.date() for at, _ in said)


def by_week(said: Sequence[Said]) -> Counter[date]:
    """By the Monday of each week."""
    return Counter(at.date() - timedelta(days=at.weekday()) for at, _ in said)


def told(said: Sequence[Said]) -> str:
    weeks = ", ".join(f"week of {monday:%m-%d} {count}" for monday, count in sorted(by_week(said).items()))
    return f"{len(said)} in all, {max(by_day(said).values(), default=0)} a day at most ({weeks})"


def assert_at_work(said: Sequence[Said], starts: time, ends: time) -> None:
    """Nothing before the start, after the end and half an hour, on a weekend or while the offices are closed."""
    assert not [(at, text) for at, text in said if not starts <= at.time() <= ends]
    assert not [at for at, _ in said if at.weekday() >= SATURDAY or at.date() in CLOSED]

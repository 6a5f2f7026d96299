"""Days of the calendar that are easily got wrong, from the clock to what stands in the channel (X16 to X19)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime

import pytest

from bot.core import Core
from bot.database import Database
from bot.playground import Channel, Playground, Workspace
from schedules import tick
from schedules.delivery import STILL_WANTED
from schedules.sender import Sender
from tests.delivering import WEDNESDAY, decide, jst, move, running, skipped
from tests.people import Office

MORNING, CLOSING = "おはようございます", "まもなく定時です"


@dataclass
class Section:
    """A section's channel, and the process that writes into it."""

    core: Core
    channel: Channel

    async def at(self, *moments: datetime) -> None:
        """Let it be these moments, one after another."""
        sender = Sender(self.core, STILL_WANTED)
        for moment in moments:
            move(self.core, moment)
            await tick(self.core, moment)
            await sender.drain()
        await sender.close()

    async def all_day(self, *days: date) -> None:
        for day in days:
            await self.at(*(jst(hour, 45, day) for hour in (7, 8, 12, 16, 19)))

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.channel.timeline]

    @property
    def kinds(self) -> list[str]:
        """What the posts begin with."""
        return [text.partition("。")[0] for text in self.texts]


@pytest.fixture
def playground() -> Playground:
    return Playground(Workspace(now=lambda: jst(17)))


@asynccontextmanager
async def section(database: Database, playground: Playground) -> AsyncIterator[Section]:
    """The section as a process that has just started finds it; what earlier ones did stands in the database."""
    workspace = playground.workspace
    channel = workspace.channels.get("C1") or workspace.add_channel("人事課", id="C1")
    async with running(database, playground, jst(7)) as core:
        yield Section(core, channel)


async def lived(database: Database, playground: Playground, *days: date) -> list[str]:
    """The texts of the channel after these days."""
    decide(database)
    Office(database).unit("人事課", channel="C1")
    async with playground, section(database, playground) as office:
        await office.all_day(*days)
        return office.texts


async def test_wednesday_and_payday_on_one_day_are_one_pair_of_cards_that_name_both(
    database: Database, playground: Playground
) -> None:
    """X16."""
    morning, closing = await lived(database, playground, date(2026, 10, 21))

    assert "（水曜日、給与支給日）" in morning
    assert "（水曜日、給与支給日）" in closing


async def test_a_payday_after_a_wednesday_is_a_second_day_with_words_of_its_own(
    database: Database, playground: Playground
) -> None:
    """X17."""
    texts = await lived(database, playground, date(2026, 5, 20), date(2026, 5, 21))

    assert [text.partition("。")[0] for text in texts] == [MORNING, CLOSING, MORNING, CLOSING]
    wednesday, _, thursday, _ = (text.partition("です\n")[2] for text in texts)
    assert wednesday != thursday


async def test_a_payday_that_moved_is_a_no_overtime_day_and_a_wednesday_that_is_a_holiday_is_none(
    database: Database, playground: Playground
) -> None:
    """X18: the 21st of September 2026 is a holiday, so payday is the 18th; for the 23rd, a holiday, no day is put."""
    days = [date(2026, 9, day) for day in (17, 18, 21, 22, 23, 24, 25)]

    morning, closing = await lived(database, playground, *days)

    assert all("9月18日（金）" in text and "（給与支給日）" in text for text in (morning, closing))


async def test_started_late_only_what_is_still_worth_saying_is_said_and_nothing_twice_after_a_restart(
    database: Database, playground: Playground
) -> None:
    """X19: at 17:00 on a no-overtime day."""
    decide(database)
    Office(database).unit("人事課", channel="C1")
    async with playground:
        for moment in (jst(17), jst(17), jst(17, 5)):
            async with section(database, playground) as started:
                await started.at(moment)
                kinds = started.kinds

    assert kinds == [CLOSING]
    assert skipped(database) == {f"no_overtime/morning/{WEDNESDAY}/channel:C1": "too_late"}

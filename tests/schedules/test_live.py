"""What cards show after they were posted: each its newest figure, few changes, and always the last one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

import pytest

from bot.city import service as city
from bot.city.duties import Personnel
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.core import Core
from bot.database import Database
from bot.delivery import service
from bot.delivery.live import Rhythm
from bot.no_overtime import replies
from bot.no_overtime.answers import Answer
from bot.no_overtime.replies import Reply
from bot.playground import Playground, Workspace
from bot.playground.channels import Channel
from schedules import keep_time, tick
from schedules.delivery import LIVE, STILL_WANTED
from schedules.live import Refresher
from schedules.sender import Sender
from tests.delivering import WEDNESDAY, decide, jst, move, running
from tests.people import Office

BRISK = Rhythm(per_minute=60_000, gap_seconds=0.05, look_seconds=0.01)
UPDATE = "chat.update"


class Hall:
    """A city hall whose sections have people in them, and their morning cards in Slack."""

    def __init__(
        self, database: Database, *, sections: int = 1, policy: CityPolicy | None = None, reach: Reach = Reach.CITY
    ) -> None:
        self.database = database
        self.workspace = Workspace(now=lambda: jst(8, 30))
        self.slack = Playground(self.workspace)
        decide(database, policy, reach=reach)
        office = Office(database)
        self.channels = [self.workspace.add_channel(f"section-{number}") for number in range(sections)]
        units = [office.unit(channel.name, channel=channel.id) for channel in self.channels]
        self.people = [[office.person(unit) for _ in range(6)] for unit in units]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[Core, Sender]]:
        """The morning cards are posted."""
        async with self.slack, running(self.database, self.slack, jst(8, 30)) as core:
            sender = Sender(core, STILL_WANTED)
            await send(core, sender)
            yield core, sender

    def answer(self, section: int, *answers: Answer) -> None:
        """The first people of the section give these answers."""
        given = zip(self.people[section], answers, strict=False)
        self.database.write(replies.record_replies, [Reply(who, WEDNESDAY, what, jst(9)) for who, what in given])

    def everybody_goes_home(self, section: int = 0) -> None:
        self.answer(section, *[Answer.ON_TIME] * len(self.people[section]))


async def send(core: Core, sender: Sender) -> None:
    """Plan what is due and empty the outbox."""
    await tick(core, core.clock.now())
    await sender.drain()


def tally(channel: Channel, card: int = -1) -> str:
    """The number on a card of the channel, the newest unless another one is meant."""
    lines = list(channel.timeline)[card].text.splitlines()
    return next((line.removeprefix(":frog: ") for line in lines if "定時で帰る" in line), "")


def looks(channel: Channel) -> tuple[str, object]:
    """Text and blocks of the channel's newest card."""
    (*_, card) = channel.timeline
    return card.text, card.blocks


def refresher(core: Core, sender: Sender, rhythm: Rhythm = BRISK) -> Refresher:
    return Refresher(core, sender.terms, LIVE, rhythm)


async def settle(core: Core, sender: Sender, *channels: Channel, shown: str) -> None:
    """Keep the cards up to date until these show a number."""
    refreshing = refresher(core, sender)
    async with asyncio.timeout(20):
        while {tally(channel) for channel in channels} != {shown}:
            await refreshing.refresh()
            await asyncio.sleep(0.01)


async def test_a_card_shows_its_number_from_the_fifth_answer_on(database: Database) -> None:
    hall = Hall(database)

    async with hall.open() as (core, sender):
        hall.answer(0, *[Answer.ON_TIME] * 4)
        tried = await refresher(core, sender).refresh()
        hall.answer(0, *[Answer.ON_TIME] * 4, Answer.OVERTIME)
        await refresher(core, sender).refresh()

    assert tried == 0
    assert tally(hall.channels[0]) == "定時で帰る4人"


async def test_a_card_that_falls_below_five_answers_looks_again_as_it_was_posted(database: Database) -> None:
    hall = Hall(database)

    async with hall.open() as (core, sender):
        before = looks(hall.channels[0])
        hall.everybody_goes_home()
        await settle(core, sender, hall.channels[0], shown="定時で帰る6人")
        hall.answer(0, *[Answer.OVERTIME] * 6)
        await settle(core, sender, hall.channels[0], shown="")

    assert looks(hall.channels[0]) == before


async def test_a_card_changes_once_in_a_while_and_its_last_change_comes(database: Database) -> None:
    hall = Hall(database)
    unhurried = Rhythm(per_minute=60_000, gap_seconds=1.5, look_seconds=0.01)

    async with hall.open() as (core, sender):
        refreshing, begin = refresher(core, sender, unhurried), monotonic()
        while tally(hall.channels[0]) != "定時で帰る1人":
            wishes = int((monotonic() - begin) * 100) % 5
            hall.answer(0, *[Answer.OVERTIME] * 5, Answer.ON_TIME)
            hall.answer(0, *[Answer.ON_TIME] * wishes)
            await refreshing.refresh()
            if monotonic() > begin + 3:
                hall.answer(0, *[Answer.OVERTIME] * 5, Answer.ON_TIME)
        took = monotonic() - begin

    assert 1 <= hall.slack.count(UPDATE) <= took / unhurried.gap_seconds + 1


async def test_a_busy_section_keeps_no_other_one_waiting(database: Database) -> None:
    hall = Hall(database, sections=4)
    one_by_one = Rhythm(per_minute=60_000, gap_seconds=0.0, at_once=1)

    async with hall.open() as (core, sender):
        refreshing = refresher(core, sender, one_by_one)
        for section in range(4):
            hall.everybody_goes_home(section)
        for turn in range(4):
            hall.answer(0, *[Answer.ON_TIME] * (turn + 1), *[Answer.OVERTIME] * (5 - turn))
            await refreshing.refresh()

    assert [tally(channel) for channel in hall.channels[1:]] == ["定時で帰る6人"] * 3


async def test_the_newest_card_of_a_channel_goes_first_and_the_morning_card_follows(database: Database) -> None:
    hall = Hall(database, sections=2)

    async with hall.open() as (core, sender):
        move(core, jst(16, 45))
        await send(core, sender)
        for section in range(2):
            hall.everybody_goes_home(section)
        refreshing = refresher(core, sender, Rhythm(per_minute=60_000, at_once=2))
        await refreshing.refresh()
        first = [[tally(channel, card) for card in (0, 1)] for channel in hall.channels]
        await refreshing.refresh()

    assert first == [["", "定時で帰る6人"]] * 2
    assert [tally(channel, 0) for channel in hall.channels] == ["定時で帰る6人"] * 2


async def test_a_429_is_waited_for_and_a_lost_answer_is_simply_repeated(database: Database) -> None:
    hall = Hall(database, sections=6)
    hall.slack.faults.add("ratelimited", UPDATE, times=3, seconds=0)
    hall.slack.faults.add("drop_after", UPDATE, times=2)

    async with hall.open() as (core, sender):
        for section in range(6):
            hall.everybody_goes_home(section)
        await settle(core, sender, *hall.channels, shown="定時で帰る6人")

    assert hall.slack.count(UPDATE, error="ratelimited") == 3


async def test_a_card_that_was_deleted_is_given_up_and_the_others_go_on(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    hall = Hall(database, sections=3)
    hall.slack.faults.add("refuse", UPDATE, channel=hall.channels[0].id, error="message_not_found")

    async with hall.open() as (core, sender):
        for section in range(3):
            hall.everybody_goes_home(section)
        await settle(core, sender, *hall.channels[1:], shown="定時で帰る6人")
        again = await refresher(core, sender).refresh()

    assert again == 0
    assert hall.slack.count(UPDATE, error="message_not_found") == 1
    assert "live.failed" in [getattr(record, "event", "") for record in caplog.records]


async def test_only_the_one_process_that_sends_changes_cards(database: Database) -> None:
    hall = Hall(database)

    async with hall.open() as (core, sender):
        hall.everybody_goes_home()
        stands_by = Sender(core, STILL_WANTED)
        tried = await refresher(core, stands_by).refresh()
        await sender.close()
        tried_as_sender = await refresher(core, stands_by).refresh()

    assert (tried, tried_as_sender) == (0, 1)


async def test_nothing_changes_while_everything_is_stopped(database: Database) -> None:
    hall = Hall(database)

    async with hall.open() as (core, sender):
        hall.everybody_goes_home()
        database.write(service.stop, actor="test", now=jst(9))
        tried = await refresher(core, sender).refresh()

    assert tried == 0


async def test_what_was_posted_in_rehearsal_stays_as_it_was(database: Database) -> None:
    personnel = CityPolicy(personnel=Personnel(channel="C0HR"))
    hall = Hall(database, policy=personnel, reach=Reach.REHEARSAL)
    hall.workspace.add_channel("personnel", id="C0HR")

    async with hall.open() as (core, sender):
        hall.everybody_goes_home()
        while_rehearsing = await refresher(core, sender).refresh()
        database.write(city.change_reach, Reach.CITY, actor="test", now=jst(9))
        afterwards = await refresher(core, sender).refresh()

    assert (while_rehearsing, afterwards) == (0, 0)


async def test_the_clock_keeps_cards_up_to_date_by_itself(database: Database) -> None:
    hall, stop = Hall(database), asyncio.Event()

    async with hall.open() as (core, sender):
        await sender.close()
        keeping = asyncio.create_task(keep_time(core, stop))
        hall.everybody_goes_home()
        async with asyncio.timeout(20):
            while tally(hall.channels[0]) != "定時で帰る6人":
                await asyncio.wait([keeping], timeout=0.05)
        stop.set()
        await keeping

    assert hall.slack.count(UPDATE) == 1

"""What reaches Slack, whatever happens on the way: everything once, each failure named, nothing after a stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.city.duties import Personnel, Pilot
from bot.city.messages import Delivery, Unreadable
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.core import Core
from bot.database import Database
from bot.delivery import opt_outs, service
from bot.delivery.claiming import Lease
from bot.delivery.opt_outs import OptOutPress
from bot.playground import Limits, Playground, Workspace
from schedules import tick
from schedules.delivery import STILL_WANTED
from schedules.sender import Sender
from tests.delivering import WEDNESDAY, decide, jst, ledger, move, outbox, running
from tests.people import Office

QUICK = Lease(to_start=2.0, to_answer=0.1, lag=0.1, sender=2.0)
CLOSING = "no_overtime/closing/2026-11-25/channel:"


class Hall:
    """A city hall with section channels in Slack, and a clock."""

    def __init__(self, database: Database, *, policy: CityPolicy | None = None, reach: Reach = Reach.CITY) -> None:
        self.now = jst(16, 45)
        self.database = database
        self.workspace = Workspace(now=lambda: self.now)
        self.slack = Playground(self.workspace)
        self.office = Office(database)
        decide(database, policy, reach=reach)

    def section(self, name: str) -> str:
        """A section with a channel; returns the channel's id."""
        channel = self.workspace.add_channel(name)
        self.office.unit(name, channel=channel.id)
        return channel.id

    def sections(self, count: int) -> list[str]:
        return [self.section(f"section-{number}") for number in range(count)]

    def posts(self, channel: str) -> int:
        return len(self.workspace.channels[channel].timeline)

    @asynccontextmanager
    async def open(self, now: datetime | None = None) -> AsyncIterator[Core]:
        self.now = now or self.now
        async with self.slack, running(self.database, self.slack, self.now) as core:
            yield core


async def send(core: Core) -> None:
    """Plan what is due and empty the outbox."""
    await tick(core, core.clock.now())
    await Sender(core, STILL_WANTED, QUICK).drain()


async def lease_seconds(core: Core) -> float:
    """For how long the operator's monitoring says that somebody sends."""
    return (await core.look(service.figures, now=core.clock.now()))["sender_lease_seconds"]


async def test_each_section_reads_its_closing_card_once(database: Database) -> None:
    hall = Hall(database)
    channels = hall.sections(3)

    async with hall.open() as core:
        await send(core)
        await send(core)

    assert [hall.posts(channel) for channel in channels] == [1, 1, 1]
    assert set(ledger(database).values()) == {"sent"}


async def test_a_post_whose_answer_was_lost_is_found_again_and_not_doubled(database: Database) -> None:
    hall = Hall(database)
    channel = hall.section("人事課")
    hall.slack.faults.add("drop_after", "chat.postMessage", times=1)

    async with hall.open() as core:
        await send(core)

    assert hall.posts(channel) == 1
    assert ledger(database)[f"{CLOSING}{channel}"] == "sent"


async def test_a_post_that_never_arrived_is_sent_again(database: Database) -> None:
    hall = Hall(database)
    channel = hall.section("人事課")
    hall.slack.faults.add("drop_before", "chat.postMessage", times=1)

    async with hall.open() as core:
        await send(core)

    assert hall.posts(channel) == 1
    assert ledger(database)[f"{CLOSING}{channel}"] == "sent"


async def test_what_cannot_be_looked_for_is_shown_to_the_administrator(database: Database) -> None:
    hall = Hall(database)
    channel = hall.section("人事課")
    hall.slack.faults.add("drop_after", "chat.postMessage", times=1)
    hall.slack.faults.add("refuse", "conversations.history", error="not_in_channel")

    async with hall.open() as core:
        await send(core)

    (failure,) = database.read(service.failures_since, WEDNESDAY)
    assert (failure.label, failure.reason) == ("人事課", "unreadable")
    assert hall.posts(channel) == 1


async def test_a_city_may_rather_say_a_thing_twice_than_not_at_all(database: Database) -> None:
    hall = Hall(database, policy=CityPolicy(delivery=Delivery(when_unreadable=Unreadable.RESEND)))
    channel = hall.section("人事課")
    hall.slack.faults.add("drop_after", "chat.postMessage", times=1)
    hall.slack.faults.add("refuse", "conversations.history", error="not_in_channel")

    async with hall.open() as core:
        await send(core)

    assert hall.posts(channel) == 2
    assert ledger(database)[f"{CLOSING}{channel}"] == "sent"


async def test_two_bad_channels_and_many_429s_keep_nobody_else_from_being_reached(database: Database) -> None:
    hall = Hall(database)
    archived, unknown, *others = hall.sections(30)
    hall.slack.faults.add("refuse", "chat.postMessage", channel=archived, error="is_archived")
    hall.slack.faults.add("refuse", "chat.postMessage", channel=unknown, error="channel_not_found")
    hall.slack.faults.add("ratelimited", "chat.postMessage", share=0.3, seconds=0)

    async with hall.open() as core:
        await send(core)

    assert [hall.posts(channel) for channel in others] == [1] * 28
    failures = database.read(service.failures_since, WEDNESDAY)
    assert {one.channel: one.reason for one in failures} == {archived: "is_archived", unknown: "channel_not_found"}
    assert hall.slack.count("chat.postMessage", error="ratelimited") > 0


async def test_a_stop_in_the_middle_halts_the_rest_and_says_how_many(database: Database) -> None:
    hall = Hall(database)
    channels = hall.sections(20)

    async with hall.open() as core:
        await tick(core, core.clock.now())
        sender = Sender(core, STILL_WANTED, QUICK)
        for _ in range(8):
            await sender.send_one()
        halted = database.write(service.stop, actor="test", now=core.clock.now())
        await sender.drain()
        database.write(service.start, actor="test", now=core.clock.now())
        await send(core)

    sent = sum(hall.posts(channel) for channel in channels)
    assert (sent, halted) == (8, 12)
    assert Counter(ledger(database).values()) == {"sent": 8, "skipped stopped": 12}


async def test_what_falls_due_while_stopped_is_never_sent_late(database: Database) -> None:
    hall = Hall(database)
    channel = hall.section("人事課")
    database.write(service.stop, actor="test", now=jst(16))

    async with hall.open() as core:
        await send(core)
        database.write(service.start, actor="test", now=jst(16, 50))
        move(core, jst(16, 51))
        await send(core)

    assert hall.posts(channel) == 0


async def test_a_rehearsal_goes_to_the_personnel_channel_and_says_for_whom_it_was(database: Database) -> None:
    hall = Hall(database, policy=CityPolicy(personnel=Personnel(channel="C0HR")), reach=Reach.REHEARSAL)
    hall.workspace.add_channel("personnel", id="C0HR")
    channel = hall.section("市民課")
    hall.office.person(hall.office.unit("清掃事務所"))

    async with hall.open() as core:
        await send(core)

    texts = [message.text for message in hall.workspace.channels["C0HR"].timeline]
    assert sorted(text.splitlines()[0] for text in texts) == [
        "【試行・本来の宛先：個人】",
        "【試行・本来の宛先：市民課】",
    ]
    assert all("受け取らない" not in text for text in texts)
    assert hall.posts(channel) == 0


async def test_a_pilot_reaches_only_the_units_that_take_part(database: Database) -> None:
    hall = Hall(database, policy=CityPolicy(pilot=Pilot(units=("市民課",))), reach=Reach.PILOT)
    inside, outside = hall.section("市民課"), hall.section("税務課")

    async with hall.open() as core:
        await send(core)

    assert (hall.posts(inside), hall.posts(outside)) == (1, 0)
    assert ledger(database)[f"{CLOSING}{outside}"] == "skipped not_in_pilot"


async def test_whoever_opted_out_is_left_alone(database: Database) -> None:
    hall = Hall(database)
    depot = hall.office.unit("清掃事務所")
    stays, leaves = (
        hall.office.person(depot, slack_user_id=hall.workspace.add_user(name=n, real_name=n).id) for n in "ab"
    )
    wish = OptOutPress(leaves, "no_overtime/closing", jst(9))
    database.write(opt_outs.record_opt_outs, [wish])

    async with hall.open() as core:
        await send(core)

    states = {message.person_id: f"{message.state.value} {message.reason}".strip() for message in outbox(database)}
    assert states == {stays: "sent", leaves: "skipped opted_out"}


async def test_sending_keeps_to_the_rate_that_slack_allows(database: Database) -> None:
    hall = Hall(database)
    channels = hall.sections(30)
    hall.slack = Playground(hall.workspace, limits=Limits(messages_per_minute=1200, per_channel=True))

    async with hall.slack, running(database, hall.slack, hall.now, messages_per_minute=1200) as core:
        await send(core)

    assert [hall.posts(channel) for channel in channels] == [1] * 30
    assert hall.slack.count("chat.postMessage", error="ratelimited") == 0


async def test_a_second_sender_stands_by_until_the_first_lets_go(database: Database) -> None:
    hall = Hall(database)
    channel = hall.section("人事課")

    async with hall.open() as core:
        await tick(core, core.clock.now())
        first, second = (Sender(core, STILL_WANTED, QUICK) for _ in range(2))
        took = [await first.send_one(), await second.send_one()]
        leases = [await lease_seconds(core)]
        await first.close()
        leases.append(await lease_seconds(core))

    assert took == [True, False]
    assert 0 < leases[0] <= QUICK.sender
    assert leases[1] == 0
    assert hall.posts(channel) == 1


async def test_the_id_that_travels_along_says_nothing_about_anybody(database: Database) -> None:
    hall = Hall(database)
    channel = hall.section("人事課")

    async with hall.open() as core:
        await send(core)

    (message,) = hall.workspace.channels[channel].timeline
    (row,) = outbox(database)
    assert message.metadata == {"event_type": "kaeru_message", "event_payload": {"id": row.id}}

"""Whatever dies in between, each section reads each card once (design 6): nothing lost, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime, timedelta

import pytest

from bot import migrations
from bot.database import Database
from bot.playground import Faults, Playground, Workspace
from tests.crashing.reaper import PHASES, Reaper, reaping
from tests.delivering import decide, jst, ledger
from tests.people import Office

#: Seventeen Wednesdays of 2027 without a holiday, one for each round.
WEDNESDAYS = [date(2027, 1, 6) + timedelta(weeks=week) for week in range(17)]
SECTIONS = 24


class Street:
    """A city hall whose sending processes do not live long."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = jst(16, 45, day=WEDNESDAYS[0])
        self.workspace = Workspace(now=lambda: self.now)
        self.slack = Playground(self.workspace, faults=Faults(seed=7))
        office = Office(database)
        decide(database)
        for number in range(SECTIONS):
            channel = self.workspace.add_channel(f"section-{number}")
            office.unit(f"section-{number}", channel=channel.id)

    def open_round(self, day: date) -> datetime:
        self.now = jst(16, 45, day=day)
        return self.now

    def posts(self) -> Counter[int]:
        """How many posts the channels hold: number of posts → number of channels."""
        return Counter(len(channel.timeline) for channel in self.workspace.channels.values())


@pytest.fixture
async def street(database: Database) -> AsyncIterator[Street]:
    street = Street(database)
    street.slack.faults.add("drop_after", "chat.postMessage", share=0.05)
    street.slack.faults.add("slow", "chat.postMessage", share=0.5, seconds=0.004)
    async with street.slack:
        yield street


async def kill_all_over(street: Street, reaper: Reaper, *, rounds: int, kills_in_a_round: int) -> None:
    for number, day in enumerate(WEDNESDAYS[:rounds]):
        now = street.open_round(day)
        for kill in range(kills_in_a_round):
            # Planning happens once a round, so it comes first; a round that is over has nobody left to kill.
            phase = "planning" if kill < 2 else PHASES[1 + (kill + number) % 3]
            if not await reaper.kill_in(phase, now):
                break
        await reaper.finish(now)


@pytest.mark.timeout(300)
async def test_killed_anywhere_each_card_arrives_once(
    street: Street, database_url: str, record_property: Callable[[str, object], None]
) -> None:
    rounds = 9

    async with reaping(database_url, street.slack.api_url, seed=11) as reaper:
        await kill_all_over(street, reaper, rounds=rounds, kills_in_a_round=12)

    told = f"{street.database.url.get_backend_name()}: {reaper.kills.total()} kills, by phase {dict(reaper.kills)}"
    record_property("told", told)
    assert street.posts() == {rounds: SECTIONS}
    assert set(ledger(street.database).values()) == {"sent"}
    assert all(reaper.kills[phase] >= 10 for phase in PHASES)
    assert reaper.kills.total() >= 100


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_without_a_look_into_the_history_the_same_deaths_double_cards(street: Street, database_url: str) -> None:
    rounds = 4

    async with reaping(database_url, street.slack.api_url, seed=11, is_blind=True) as reaper:
        await kill_all_over(street, reaper, rounds=rounds, kills_in_a_round=9)

    assert max(street.posts()) > rounds


@pytest.mark.timeout(300)
async def test_a_process_that_was_frozen_past_its_lease_does_no_harm(postgresql_database_url: str) -> None:
    database = Database(postgresql_database_url)
    migrations.upgrade(database)
    # PostgreSQL ends a frozen transaction after 15 seconds; here after half a second.
    url = f"{postgresql_database_url}&options=-c%20idle_in_transaction_session_timeout%3D500"
    street, rounds = Street(database), 8

    async with (
        street.slack,
        reaping(url, street.slack.api_url, seed=3) as first,
        reaping(url, street.slack.api_url, seed=4) as second,
    ):
        for number, day in enumerate(WEDNESDAYS[:rounds]):
            now = street.open_round(day)
            frozen = await first.freeze_in(PHASES[number % 4], now)
            await second.finish(now)
            await first.thaw(frozen)

    assert street.posts() == {rounds: SECTIONS}
    assert set(ledger(database).values()) == {"sent"}
    database.close()

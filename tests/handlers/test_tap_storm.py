"""Hundreds of taps at once while `kaeru web` is killed in the middle: each person's last word counts, once."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

import aiohttp

from bot.blockkit import Element
from bot.database import Database
from bot.delivery.live import Rhythm
from bot.no_overtime.answers import Answer
from bot.no_overtime.reply_blocks import REPLY
from bot.playground import Playground
from schedules.delivery import LIVE
from schedules.live import Refresher
from tests.crowds import account_of
from tests.delivering import running
from tests.handlers.conftest import NOWHERE, SECRET, form_of, signed
from tests.kaeru_process import Kaeru, kaeru
from tests.tapping import TappingDay

PEOPLE, SECTIONS, CONNECTIONS = 600, 6, 60
KILLED_AFTER = (200, 400)
HOME, LATE = REPLY[Answer.ON_TIME], REPLY[Answer.OVERTIME]
#: Faster than in earnest: the test waits for the last change.
BRISK = Rhythm(per_minute=600, gap_seconds=0.5, look_seconds=0.05)


def last_word(person: int) -> str:
    """Every third person expects overtime."""
    return LATE if person % 3 == 0 else HOME


@dataclass
class Crowd:
    """Everybody taps on two devices at once; every fifth first says the other thing, and is answered before."""

    day: TappingDay
    acknowledged: set[int] = field(default_factory=set)

    def waiting(self) -> list[int]:
        return [person for person in range(1, PEOPLE + 1) if person not in self.acknowledged]

    async def tap(self, process: Kaeru, *, until: int) -> None:
        """Whoever was not answered yet taps; the process is killed once `until` people were."""
        await process.says("Kaeru answers at")
        address = re.search(r"http://[0-9.]+:[0-9]+", process.said)
        assert address is not None
        queue = iter(self.waiting())

        async def one_after_the_other(web: aiohttp.ClientSession) -> None:
            for person in queue:
                await self._tap(web, f"{address[0]}/slack/events", person)
                if until <= len(self.acknowledged) < PEOPLE:
                    await process.kill()

        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=2 * CONNECTIONS)) as web:
            ends = await asyncio.gather(*(one_after_the_other(web) for _ in range(CONNECTIONS)), return_exceptions=True)
        assert all(end is None or isinstance(end, aiohttp.ClientError) for end in ends)

    async def _tap(self, web: aiohttp.ClientSession, url: str, person: int) -> None:
        if person % 5 == 0:
            await _send(web, url, person, self.day.button(HOME if last_word(person) == LATE else LATE))
        button = self.day.button(last_word(person))
        await asyncio.gather(*(_send(web, url, person, button) for _device in range(2)))
        self.acknowledged.add(person)


async def _send(web: aiohttp.ClientSession, url: str, person: int, button: Element) -> None:
    press = {"type": "block_actions", "user": {"id": account_of(person)}, "response_url": NOWHERE}
    body = form_of({**press, "actions": [{**button, "block_id": "b"}]})
    headers = signed(body, "application/x-www-form-urlencoded")
    async with web.post(url, data=body, headers=headers) as response:
        assert response.status == 200


async def test_no_tap_is_lost_or_doubled_and_every_card_tells_the_truth(database: Database, database_url: str) -> None:
    day, stop = TappingDay(people=PEOPLE, sections=SECTIONS), asyncio.Event()
    day.settle(database)
    crowd = Crowd(day)
    async with Playground(day.workspace) as slack, running(database, slack, day.now) as core:
        settings = {"slack_bot_token": "xoxb-playground", "slack_signing_secret": SECRET, "port": "0"}
        settings |= {"slack_api_url": slack.api_url, "database_url": database_url}
        sender = await day.post_cards(core)
        refreshing = asyncio.create_task(Refresher(core, sender.terms, LIVE, BRISK).run(stop))

        for until in (*KILLED_AFTER, PEOPLE):
            async with kaeru("web", **settings) as process:
                await crowd.tap(process, until=until)
        wanted = day.should_show(day.stored(database))
        async with asyncio.timeout(30):
            while day.shown() != wanted:
                await asyncio.wait([refreshing], timeout=0.1)
        stop.set()
        await refreshing

    words = {HOME: "on_time", LATE: "overtime"}
    everybody = {person: words[last_word(person)] for person in range(1, PEOPLE + 1)}
    assert day.stored(database) == everybody
    assert sum(wanted) == sum(answer == "on_time" for answer in everybody.values()) == 400

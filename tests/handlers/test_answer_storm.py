"""Many answers at once, on two devices each, while `kaeru web` is killed in the middle: every answer counts once."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field

import aiohttp
from sqlmodel import text

from bot.clock import SystemClock
from bot.database import Database
from bot.playground import Playground, Workspace
from bot.pulse.question_blocks import ANSWER
from tests.answering import CODES, SECRET_KEY, open_pulse
from tests.crowds import account_of, hire
from tests.delivering import decide
from tests.handlers.conftest import NOWHERE, SECRET, form_of, signed
from tests.kaeru_process import Kaeru, kaeru

PEOPLE, SECTIONS, CONNECTIONS = 90, 6, 20
ANSWERS = PEOPLE * len(CODES)
KILLED_AFTER = 150

#: Who answers which question.
One = tuple[int, str]


def score_of(one: One) -> int:
    person, code = one
    return (person + CODES.index(code)) % 5 + 1 if code != "S1" else person % 4 + 1


@dataclass
class Crowd:
    """Everybody answers every question, twice at the same moment."""

    survey_id: int
    acknowledged: set[One] = field(default_factory=set)

    async def answer(self, process: Kaeru, *, until: int) -> None:
        """Whoever was not acknowledged yet presses; the process is killed once `until` answers were."""
        await process.says("Kaeru answers at")
        address = re.search(r"http://[0-9.]+:[0-9]+", process.said)
        assert address is not None
        everything = {(person, code) for person in range(1, PEOPLE + 1) for code in CODES}
        queue = iter(sorted(everything - self.acknowledged))

        async def one_after_the_other(web: aiohttp.ClientSession) -> None:
            for one in queue:
                await asyncio.gather(*(self._send(web, f"{address[0]}/slack/events", one) for _device in range(2)))
                self.acknowledged.add(one)
                if until <= len(self.acknowledged) < ANSWERS:
                    await process.kill()

        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=2 * CONNECTIONS)) as web:
            ends = await asyncio.gather(*(one_after_the_other(web) for _ in range(CONNECTIONS)), return_exceptions=True)
        assert all(end is None or isinstance(end, aiohttp.ClientError) for end in ends)

    async def _send(self, web: aiohttp.ClientSession, url: str, one: One) -> None:
        person, code = one
        score = score_of(one)
        pressed = {"type": "button", "action_id": ANSWER[score], "value": f"{self.survey_id}|{code}|{score}"}
        press = {"type": "block_actions", "user": {"id": account_of(person)}, "response_url": NOWHERE}
        body = form_of({**press, "actions": [{**pressed, "block_id": "b"}]})
        async with web.post(url, data=body, headers=signed(body, "application/x-www-form-urlencoded")) as response:
            assert response.status == 200


async def test_no_answer_is_lost_or_doubled(database: Database, database_url: str) -> None:
    decide(database)
    hire(database, people=PEOPLE, sections=SECTIONS)
    crowd = Crowd(database.write(open_pulse, people=PEOPLE, sections=SECTIONS))
    async with Playground(Workspace(now=SystemClock().now)) as slack:
        settings = {"slack_bot_token": "xoxb-playground", "slack_signing_secret": SECRET, "port": "0"}
        settings |= {"slack_api_url": slack.api_url, "database_url": database_url, "secret_key": SECRET_KEY}

        for until in (KILLED_AFTER, ANSWERS):
            async with kaeru("web", **settings) as process:
                await crowd.answer(process, until=until)

    wanted = Counter((CODES.index(code) + 1, score_of((p, code))) for p in range(1, PEOPLE + 1) for code in CODES)
    assert counted(database) == {**wanted, (0, 1): PEOPLE}


def counted(database: Database) -> dict[tuple[int, int], int]:
    """(place of the question, score) → how many; place 0 is taking part."""
    query = text("SELECT place, score, sum(number) FROM survey_count GROUP BY place, score HAVING sum(number) > 0")
    rows = database.read(lambda session: session.execute(query).all())
    return {(place, score): int(number) for place, score, number in rows}

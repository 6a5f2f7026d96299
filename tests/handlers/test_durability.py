"""A press that was acknowledged is on disk: `kaeru web` is killed in the middle of many of them, again and again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from itertools import cycle

import aiohttp
import pytest

from bot.database import Database
from bot.delivery.opt_outs import opt_outs_of
from bot.digest.home import KINDS
from bot.playground import Playground, Workspace
from tests.delivering import decide, jst
from tests.handlers.conftest import SECRET, form_of, press_by, signed
from tests.kaeru_process import Kaeru, kaeru
from tests.people import Office

PEOPLE = 40
KILLS = 4


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(Workspace(now=lambda: jst(8, 20))) as playground:
        yield playground


async def test_a_process_that_is_killed_has_lost_nothing_that_it_acknowledged(
    database: Database, database_url: str, playground: Playground
) -> None:
    decide(database)
    office = Office(database)
    unit = office.unit("給与係")
    accounts = {f"U{office.person(unit):06}" for _ in range(PEOPLE)}
    settings = {"slack_bot_token": "xoxb-playground", "slack_signing_secret": SECRET, "port": "0"}
    settings |= {"slack_api_url": playground.api_url, "database_url": database_url}
    acknowledged: set[tuple[str, str]] = set()

    for turn in range(KILLS):
        async with kaeru("web", **settings) as process:
            kinds = sorted(KINDS)[turn::KILLS]
            await press_until_killed(process, accounts, kinds, acknowledged, enough=PEOPLE * (turn + 1))

    stored = {(f"U{one:06}", kind) for one in range(1, PEOPLE + 1) for kind in database.read(opt_outs_of, one)}
    assert len(acknowledged) >= PEOPLE * KILLS
    assert acknowledged <= stored


async def press_until_killed(
    process: Kaeru, accounts: set[str], kinds: list[str], acknowledged: set[tuple[str, str]], *, enough: int
) -> None:
    """Everybody presses on and on, one kind after another; the process dies once there were enough answers."""
    await process.says("Kaeru answers at")
    address = re.search(r"http://[0-9.]+:[0-9]+", process.said)
    assert address is not None

    async def presses(web: aiohttp.ClientSession, account: str) -> None:
        for kind in cycle(kinds):
            body = form_of(press_by(account, kind))
            headers = signed(body, "application/x-www-form-urlencoded")
            async with web.post(f"{address[0]}/slack/events", data=body, headers=headers) as response:
                assert response.status == 200
            acknowledged.add((account, kind))
            if len(acknowledged) >= enough:
                await process.kill()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=PEOPLE)) as web:
        ends = await asyncio.gather(*(presses(web, account) for account in accounts), return_exceptions=True)
    assert all(isinstance(end, aiohttp.ClientError) for end in ends)

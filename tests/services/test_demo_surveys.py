"""The demo's pulse: it opens on the first simulated days, colleagues answer it, and after its close a result exists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import text

from bot.cli.demo_cast import introduce
from bot.cli.demo_city import people_the_workspace, settle
from bot.cli.demo_surveys import Respondents, begin_pulse
from bot.core import Core
from bot.database import Database
from bot.delivery.slack_client import open_client
from bot.playground import Playground, Workspace
from bot.playground.towns import build_town
from schedules import tick
from schedules.pulse import next_event
from tests.delivering import JST, jst, move, running

TOWN = build_town("hibarino")
OPENED = jst(8, 20)
THURSDAY = jst(10, day=date(2026, 11, 26))


@pytest.fixture
async def core(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Core, Workspace]]:
    """The demo's city, whose doors have not opened yet, with its pulse begun."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.db")
    workspace = Workspace(now=lambda: OPENED)
    people_the_workspace(workspace, TOWN)
    introduce(workspace, TOWN)
    async with Playground(workspace) as slack, running(database, slack, OPENED) as core:
        secret = core.settings.model_copy(update={"secret_key": SecretStr("0123456789abcdef" * 4)})
        with_secret = Core(secret, core.clock, core.database, core.messenger, core.texts)
        async with open_client(core.settings) as client:
            await settle(with_secret, TOWN, client, OPENED)
        await with_secret.transact(begin_pulse, next(iter(workspace.cast)), now=OPENED, zone=JST)
        yield with_secret, workspace
    database.close()


async def test_the_pulse_opens_on_the_second_day_is_answered_and_shows_a_result(core: tuple[Core, Workspace]) -> None:
    city, workspace = core
    respondents = Respondents(workspace.cast)

    opens = await next_event(city, OPENED, timedelta(days=2))
    move(city, THURSDAY)
    await tick(city, THURSDAY)
    for _ in range(2):
        await respondents.answer(city, THURSDAY)
    asked, took_part = (_number(city, query) for query in (_ASKED, _TOOK_PART))
    after = jst(18, day=date(2026, 12, 3))
    move(city, after)
    await tick(city, after)

    assert opens == THURSDAY
    assert 60 < 100 * took_part / asked < 85
    assert _number(city, "SELECT count(*) FROM survey_result WHERE place = 4") > 3


_ASKED = "SELECT count(*) FROM survey_invitation"
_TOOK_PART = "SELECT sum(number) FROM survey_count WHERE place = 0"


def _number(core: Core, query: str) -> int:
    return int(core.database.read(lambda session: session.execute(text(query)).scalar_one()))

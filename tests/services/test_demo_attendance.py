"""The demo's attendance system: whole weeks, once they are over, the past and leave taken while people look around."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.attendance.rules import Days
from bot.attendance.service import OnTimeReport, freshness
from bot.cli.demo_attendance import AttendanceSystem
from bot.cli.demo_city import people_the_workspace, settle
from bot.core import Core
from bot.database import Database
from bot.delivery.slack_client import open_client
from bot.leave.reporting import quarterly_report
from bot.no_overtime.agendas import on_time_rates
from bot.playground import Playground, Workspace
from bot.playground.towns import build_town
from tests.clocking import percent
from tests.delivering import jst, move, running

TOWN = build_town("hibarino")
OPENED = jst(8, 20)


@pytest.fixture
async def core(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Core]:
    """The demo's city, whose doors have not opened yet."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.db")
    workspace = Workspace(now=lambda: OPENED)
    people_the_workspace(workspace, TOWN)
    async with Playground(workspace) as slack, running(database, slack, OPENED) as core:
        async with open_client(core.settings) as client:
            await settle(core, TOWN, client, OPENED)
        yield core
    database.close()


def report(core: Core, start: date, end: date) -> OnTimeReport:
    return core.database.read(on_time_rates, start, end)


async def test_a_week_is_there_once_it_is_over_and_yields_the_rate_of_a_real_city(core: Core) -> None:
    system = AttendanceSystem(TOWN)
    await system.hand_in(core, OPENED)
    assert core.database.read(freshness) is None

    for day in (date(2026, 11, 29), date(2026, 11, 30)):  # a Sunday, then the Monday
        move(core, jst(9, day=day))
        await system.hand_in(core, core.clock.now())

    found = report(core, date(2026, 11, 23), date(2026, 11, 27))
    assert found.freshness
    assert found.freshness.newest_day == date(2026, 11, 27)
    assert percent(found.rates.whole.rates[Days.ALL]) == "79.2"


async def test_a_clock_that_is_moved_back_brings_nothing(core: Core) -> None:
    system = AttendanceSystem(TOWN)
    await system.hand_in(core, OPENED)

    await system.hand_in(core, jst(9, day=date(2026, 9, 1)))

    assert core.database.read(freshness) is None


async def test_the_past_two_months_are_told_month_by_month_and_the_leave_of_the_year(core: Core) -> None:
    await AttendanceSystem(TOWN, breath_seconds=0).import_past(core, OPENED)

    found = report(core, date(2026, 9, 1), date(2026, 11, 25))

    assert [one.first_day.month for one in found.rates.months] == [9, 10, 11]
    assert found.freshness
    assert found.freshness.newest_day == date(2026, 11, 20)
    leave = core.database.read(quarterly_report, date(2026, 7, 1))
    assert leave.is_complete
    assert leave.whole.average
    assert 10 < leave.whole.average < 12
    assert leave.whole.under_five
    assert 0.07 < leave.whole.under_five / leave.whole.people < 0.11

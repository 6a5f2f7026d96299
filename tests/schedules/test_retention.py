"""What the night deletes, and what it leaves: hours of people go by fiscal years, counts of units stay."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlmodel import Session, col, select

from bot.attendance.rules import Days
from bot.attendance.service import days_about, freshness, recount
from bot.attendance.tables import AttendanceImport
from bot.city.rules import CityPolicy, Retention
from bot.core import Core
from bot.database import Database
from bot.errors import BadFile
from bot.playground import Playground, Workspace
from schedules.retention import forget_old_attendance
from tests.clocking import Clocks, day_of, percent
from tests.delivering import jst, running

BEFORE, KEPT = date(2023, 3, 31), date(2023, 4, 3)
NIGHT = jst(3, 20, day=date(2026, 11, 26))


@pytest.fixture
async def core(database: Database) -> AsyncIterator[Core]:
    workspace = Workspace(now=lambda: NIGHT)
    async with Playground(workspace) as slack, running(database, slack, NIGHT) as core:
        yield core


@pytest.fixture
def clocks(database: Database) -> Clocks:
    """Five people, on time on the last day of FY2022 and on the first of FY2023."""
    clocks = Clocks(database)
    people = clocks.hire(5, clocks.office.unit("課"))
    clocks.take(day_of(one, day) for one in people for day in (BEFORE, KEPT))
    return clocks


def rate_of(clocks: Clocks, day: date) -> str:
    return percent(clocks.report(day).rates.whole.rates[Days.ALL])


def first_days_of_imports(session: Session) -> list[date]:
    return list(session.exec(select(col(AttendanceImport.first_day)).order_by(col(AttendanceImport.first_day))))


async def test_hours_of_people_go_after_three_fiscal_years_and_the_counts_of_their_unit_stay(
    core: Core, clocks: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)

    await forget_old_attendance(core, NIGHT)

    stored = clocks.database.read(days_about, 1)
    assert stored
    assert (stored.count, stored.first) == (1, KEPT)
    assert [rate_of(clocks, day) for day in (BEFORE, KEPT)] == ["100.0", "100.0"]
    told = [record for record in caplog.records if getattr(record, "event", "") == "retention.attendance"]
    assert [vars(record)["count"] for record in told] == [5]


async def test_how_long_is_the_citys_decision(core: Core, clocks: Clocks) -> None:
    clocks.decide(CityPolicy(retention=Retention(attendance_years=4)))

    await forget_old_attendance(core, NIGHT)

    stored = clocks.database.read(days_about, 1)
    assert stored
    assert stored.first == BEFORE


async def test_more_than_a_month_goes_in_one_night(core: Core, clocks: Clocks) -> None:
    clocks.take([day_of(1, date(2022, month, 15)) for month in (4, 6, 9)])

    await forget_old_attendance(core, NIGHT)

    stored = clocks.database.read(days_about, 1)
    assert stored
    assert stored.first == KEPT


async def test_the_log_of_imports_goes_with_the_days_that_they_brought(core: Core, clocks: Clocks) -> None:
    clocks.take([day_of(1, date(2022, 9, 15))])
    clocks.take([day_of(1, date(2022, 9, 15), "19:00")])

    await forget_old_attendance(core, NIGHT)

    assert clocks.database.read(first_days_of_imports) == [date(2023, 4, 1)]
    assert clocks.database.read(freshness)


async def test_what_is_forgotten_is_not_counted_anew(core: Core, clocks: Clocks) -> None:
    """The file of orders told of everybody whom it did not name; nobody is left to be told of."""
    orders = [{"職員番号": "000001", "日付": f"{day}", "時間外": "1.5"} for day in (BEFORE, KEPT)]
    clocks.take(orders)
    await forget_old_attendance(core, NIGHT)
    before = rate_of(clocks, BEFORE)

    days = clocks.database.write(recount, BEFORE, KEPT)

    assert days == 3  # 1 to 3 April, of which the file told
    assert rate_of(clocks, BEFORE) == before


async def test_a_file_that_would_count_forgotten_days_from_a_few_rows_is_refused(core: Core, clocks: Clocks) -> None:
    await forget_old_attendance(core, NIGHT)

    with pytest.raises(BadFile, match="only their counts are kept"):
        clocks.take([day_of(1, BEFORE, "19:00"), day_of(1, KEPT)])

    assert rate_of(clocks, BEFORE) == "100.0"

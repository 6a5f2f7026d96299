"""The demo's attendance system: it hands in who came and left, week by week, and leave taken, as a city's own would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.attendance.importing import Reading, import_attendance
from bot.city import service as city
from bot.core import Core
from bot.leave.away_days import away_on
from bot.leave.importing import import_leave
from bot.leave.years import LeaveYears
from bot.people.roster_files import Table, parse_table
from bot.playground.towns import Town
from bot.playground.towns.attendance import DAY_PLACE, attendance_csv
from bot.playground.towns.leave import leave_csv
from bot.workdays.rules import municipal_calendar

_ACTOR = "demo"
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WORKING_DAYS = 5
#: The past of a small city is two months, that of a large one two weeks: more keeps the machine busy for too long.
_MOST_WEEKS = 8
_MOST_PERSON_DAYS = 120_000
_PEOPLE_AT_A_TIME = 1000


class AttendanceSystem:
    """Hands in whole weeks once they are over. Each day is a transaction of its own, so that no press waits long."""

    def __init__(self, town: Town, *, breath_seconds: float = 1.0) -> None:
        self._town = town
        self._breath_seconds = breath_seconds
        self._this_monday: date | None = None

    async def hand_in(self, core: Core, now: datetime) -> None:
        """The weeks that ended since the last time; at the first time, none. A clock moved back brings nothing."""
        today = core.today(now)
        monday = _monday_of(today)
        self._this_monday = self._this_monday or monday
        while self._this_monday < monday:
            await self._import_week(core, self._this_monday, Reading(now, today, _ACTOR))
            self._this_monday += _WEEK

    async def hand_in_the_past(self, core: Core, stop: asyncio.Event) -> None:
        """The weeks before the demo opened, the newest first, while people look around already. Waits for `stop`."""
        work = asyncio.create_task(self.import_past(core, core.clock.now()))
        await stop.wait()
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work

    async def import_past(self, core: Core, opened: datetime) -> None:
        """Leave taken, then the weeks before an instant, with a breath before each."""
        today = core.today(opened)
        reading = Reading(opened, today, _ACTOR)
        await self._import_leave(core, reading)
        for number in range(1, self._weeks() + 1):
            await asyncio.sleep(self._breath_seconds)
            await self._import_week(core, _monday_of(today) - number * _WEEK, reading)

    def _weeks(self) -> int:
        return min(_MOST_WEEKS, max(1, _MOST_PERSON_DAYS // (_WORKING_DAYS * len(self._town.staff))))

    async def _import_leave(self, core: Core, reading: Reading) -> None:
        """Up to the end of the month before."""
        as_of = reading.today.replace(day=1) - _DAY
        year = await core.look(_leave_year, as_of)
        whole = parse_table("leave.csv", await asyncio.to_thread(leave_csv, self._town, year, as_of))
        for start in range(0, len(whole.rows), _PEOPLE_AT_A_TIME):
            await asyncio.sleep(self._breath_seconds)
            rows = whole.rows[start : start + _PEOPLE_AT_A_TIME]
            await core.transact(import_leave, replace(whole, rows=rows), reading)

    async def _import_week(self, core: Core, monday: date, reading: Reading) -> None:
        days, paydays = await core.look(_worked_days, monday)
        for table in await asyncio.to_thread(self._tables, days, paydays):
            await core.transact(import_attendance, table, reading, absent=away_on)

    def _tables(self, days: Sequence[date], paydays: Sequence[date]) -> list[Table]:
        return list(_day_by_day(self._town, days, paydays)) if days else []


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _leave_year(session: Session, day: date) -> int:
    return LeaveYears(city.policy_on(session, day).leave.year_start).of(day)


def _worked_days(session: Session, monday: date) -> tuple[list[date], list[date]]:
    """The working days of a week, and those of them that are paydays."""
    calendar = municipal_calendar(city.policy_on(session, monday))
    week = (monday + timedelta(days=offset) for offset in range(_WORKING_DAYS))
    days = [day for day in week if calendar.is_working_day(day)]
    return days, [day for day in days if calendar.is_payday(day)]


def _day_by_day(town: Town, days: Sequence[date], paydays: Sequence[date]) -> Iterator[Table]:
    """The file of a week, whose rates come out right over the week, as a table for each day."""
    content = attendance_csv(town, days, paydays=paydays, seed=days[0].toordinal())
    whole = parse_table("attendance.csv", content)
    for day in days:
        rows = tuple(row for row in whole.rows if row.cells[DAY_PLACE] == f"{day:%Y/%m/%d}")
        yield replace(whole, rows=rows)

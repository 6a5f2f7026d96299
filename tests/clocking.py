"""Attendance files for tests, and what comes out of them: real CSV in, the report out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.attendance.columns import Cell
from bot.attendance.importing import Imported, Reading, import_attendance
from bot.attendance.rate import Line
from bot.attendance.rules import Agenda, Days
from bot.attendance.service import OnTimeReport, on_time_report
from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.people.kinds import UnitKind
from bot.people.roster_files import parse_table
from tests.people import Office
from tests.rosters import Cells, csv_bytes

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 30)
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)
READING = Reading(NOW, TODAY, "test")

ON_TIME, LATE, VERY_LATE = "17:20", "19:00", "20:30"


def day_of(person_id: int, day: date, clock_out: str = ON_TIME, **more: str) -> Cells:
    """A row of somebody whom `Office` hired: its staff numbers are its ids, counted from 1."""
    usual = {
        "職員番号": f"{person_id:06d}",
        "日付": f"{day}",
        "出勤": "8:25",
        "退勤": clock_out,
        "時間外（分）": "",
        "区分": "",
    }
    return {**usual, **more}


def agenda(days: Sequence[date] = (), *, unit_ids: frozenset[int] | None = None) -> Agenda:
    """Units whose no-overtime days are their weekly ones."""
    own = frozenset(days)
    return Agenda(unit_ids, {Days.WEEKLY: own, Days.NO_OVERTIME: own})


def take(database: Database, rows: Iterable[Cells], reading: Reading = READING) -> Imported:
    """A file of clock-outs is taken over."""
    table = parse_table("days.csv", csv_bytes(rows))
    return database.write(import_attendance, table, reading)


@dataclass
class Clocks:
    """A city with a policy, whose people clock in and out."""

    database: Database
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.database)
        self.decide(CityPolicy())

    def decide(self, policy: CityPolicy) -> None:
        self.database.write(city.decide_policy, policy, effective_from=city.SINCE_EVER, actor="test", now=NOW)

    def hire(self, count: int, unit_id: int) -> list[int]:
        return [self.office.person(unit_id) for _ in range(count)]

    def take(self, rows: Iterable[Cells], reading: Reading = READING) -> Imported:
        return take(self.database, rows, reading)

    def report(self, start: date, end: date | None = None, *agendas: Agenda, **more: object) -> OnTimeReport:
        wanted = {"level": UnitKind.TEAM, **more}
        return self.database.read(on_time_report, start, end or start, agendas, **wanted)  # type: ignore[arg-type]


def percent(cell: Cell) -> str:
    """A cell as people read it."""
    return "—" if cell.share is None else f"{cell.share.percent}"


def line_of(report: OnTimeReport, name: str) -> Line:
    return next(line for line in report.rates.lines if line.unit and line.unit.name == name)

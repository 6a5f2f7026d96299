"""Taking over attendance files: all or nothing, every fault named, the same file again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from bot.attendance.importing import Reading, import_attendance, preview_attendance
from bot.attendance.rules import Days, Kind, Source
from bot.attendance.service import days_about, freshness
from bot.attendance.tables import AttendanceDay, AttendanceImport, AttendanceUnitDay
from bot.attendance.telling import stored_fact
from bot.city.tables import AuditRow
from bot.database import Database, Row
from bot.errors import BadFile, Problem
from bot.people.roster_files import Table, parse_table
from bot.texts import Texts
from tests.clocking import LATE, NOW, READING, THURSDAY, TODAY, TUESDAY, WEDNESDAY, Clocks, day_of, percent
from tests.rosters import Cells, csv_bytes, xlsx_bytes


@pytest.fixture
def clocks(database: Database) -> Clocks:
    clocks = Clocks(database)
    clocks.hire(5, clocks.office.unit("課"))
    return clocks


def everything(clocks: Clocks) -> list[list[tuple[object, ...]]]:
    """Every stored row of the feature, to compare."""

    def rows(session: Session, table: type[Row]) -> list[tuple[object, ...]]:
        return sorted(tuple(row.model_dump().values()) for row in session.scalars(select(table)))

    return [clocks.database.read(rows, table) for table in (AttendanceImport, AttendanceDay, AttendanceUnitDay)]


def stored(clocks: Clocks, person_id: int, day: date = WEDNESDAY) -> AttendanceDay:
    def find(session: Session) -> AttendanceDay:
        found = session.scalars(
            select(AttendanceDay).where(
                col(AttendanceDay.person_id) == person_id, col(AttendanceDay.service_date) == day
            )
        ).one()
        return AttendanceDay.model_validate(found.model_dump())

    return clocks.database.read(find)


def problems_of(clocks: Clocks, *rows: Cells, reading: Reading = READING) -> list[Problem]:
    with pytest.raises(BadFile) as refused:
        clocks.take(rows, reading)
    return list(refused.value.problems)


def said(problem: Problem) -> str:
    return problem.message.format_map(problem.values)


def test_a_file_brings_days_and_counts(clocks: Clocks) -> None:
    found = clocks.take([day_of(1, WEDNESDAY), day_of(2, WEDNESDAY, LATE), day_of(1, THURSDAY)])

    assert (found.rows, found.added, found.corrected, found.source) == (3, 3, 0, Source.CLOCK)
    assert (found.first_day, found.last_day) == (WEDNESDAY, THURSDAY)
    row = stored(clocks, 2)
    assert (row.clock_in_minute, row.clock_out_minute, row.kind) == (505, 1140, Kind.DUTY)


def test_the_same_file_twice_changes_nothing_and_says_so(clocks: Clocks) -> None:
    rows = [day_of(one, WEDNESDAY) for one in range(1, 6)]
    clocks.take(rows)
    before = everything(clocks)

    again = clocks.take(rows, replace(READING, now=NOW + timedelta(hours=1)))

    assert again.is_nothing_new
    assert again.seen_at == NOW
    assert everything(clocks) == before


def test_the_same_rows_in_another_encoding_are_the_same_file(clocks: Clocks) -> None:
    rows = [day_of(1, WEDNESDAY, 区分="災害")]
    clocks.take(rows)

    table = parse_table("sjis.csv", csv_bytes(rows, "cp932"))
    again = clocks.database.write(import_attendance, table, READING)

    assert (again.is_nothing_new, again.seen_at) == (True, NOW)


def test_a_corrected_file_is_counted_logged_without_names_and_counted_anew(clocks: Clocks) -> None:
    rows = [day_of(one, WEDNESDAY) for one in range(1, 6)]
    clocks.take(rows)

    found = clocks.take([day_of(1, WEDNESDAY, LATE), *rows[1:], day_of(1, TUESDAY)])

    assert (found.added, found.corrected) == (1, 1)
    assert percent(clocks.report(WEDNESDAY).rates.whole.rates[Days.ALL]) == "80.0"
    trail = clocks.database.read(lambda session: session.scalars(select(AuditRow).order_by(col(AuditRow.id))).all())
    assert [row.detail for row in trail if row.action == "attendance.imported"] == [
        "clock 2026-11-25 to 2026-11-25: added 5, corrected 0",
        "clock 2026-11-24 to 2026-11-25: added 1, corrected 1",
    ]


def test_a_correction_can_be_taken_back_by_the_first_file(clocks: Clocks) -> None:
    first, second = [day_of(1, WEDNESDAY)], [day_of(1, WEDNESDAY, LATE)]
    clocks.take(first)
    clocks.take(second)

    found = clocks.take(first)

    assert found.corrected == 1
    assert stored(clocks, 1).clock_out_minute == 1040


def test_a_file_says_nothing_about_columns_that_it_lacks(clocks: Clocks) -> None:
    clocks.take([day_of(1, WEDNESDAY, LATE, 区分="災害")])

    clocks.take([{"職員番号": "000001", "日付": f"{WEDNESDAY}", "時間外(分)": "105"}])

    row = stored(clocks, 1)
    assert (row.clock_out_minute, row.overtime_minutes, row.kind, row.source) == (
        1140,
        105,
        Kind.DISASTER,
        Source.CLOCK,
    )


def test_why_somebody_is_away_is_not_kept(clocks: Clocks) -> None:
    clocks.take([day_of(1, WEDNESDAY, "", 区分="病気休暇"), day_of(2, WEDNESDAY, "", 区分="年休")])

    assert [stored(clocks, one).kind for one in (1, 2)] == [Kind.AWAY, Kind.AWAY]


@pytest.mark.parametrize("written", ["2026/11/25", "R8.11.25", "令和8年11月25日", "２０２６年１１月２５日（水）"])
def test_dates_are_read_as_offices_write_them(clocks: Clocks, written: str) -> None:
    clocks.take([{**day_of(1, WEDNESDAY), "日付": written, "退勤": "１７：３０"}])

    assert stored(clocks, 1).clock_out_minute == 1050


def test_the_next_morning_belongs_to_the_day_before(clocks: Clocks) -> None:
    clocks.take([day_of(1, WEDNESDAY, "翌1:30")])
    clocks.take([day_of(2, WEDNESDAY, "25:30")], replace(READING, counts_on=True))

    assert [stored(clocks, one).clock_out_minute for one in (1, 2)] == [1530, 1530]


def test_a_workbook_with_real_dates_and_times(clocks: Clocks) -> None:
    header = ["Staff number", "Date", "Clock in", "Clock out", "Overtime (hours)", "Kind"]
    content = xlsx_bytes([header, ["000001", WEDNESDAY, time(8, 20), time(19, 30), 2.25, "disaster"]])

    clocks.database.write(import_attendance, parse_table("days.xlsx", content), READING)

    row = stored(clocks, 1)
    assert (row.clock_in_minute, row.clock_out_minute, row.overtime_minutes, row.kind) == (
        500,
        1170,
        135,
        Kind.DISASTER,
    )


@pytest.mark.parametrize(
    ("cells", "column", "advice"),
    [
        ({"職員番号": "999999"}, "職員番号", "Nobody has the staff number 999999"),
        ({"職員番号": ""}, "職員番号", "This cell is empty"),
        ({"日付": "2026-13-01"}, "日付", "“2026-13-01” is no date"),
        ({"日付": ""}, "日付", "This cell is empty"),
        ({"日付": "2026-12-01"}, "日付", "from 2000-01-01 to 2026-11-30"),
        ({"出勤": "-8:30"}, "出勤", "“-8:30” is no time of day"),
        ({"出勤": "26:00"}, "出勤", "from 0:00 to 23:59"),
        ({"退勤": "26:00"}, "退勤", "Write the next morning as 翌1:30; if the whole file counts on after midnight"),
        ({"退勤": "17:75"}, "退勤", "“17:75” is no time of day. Write 17:30"),
        ({"退勤": "翌6:00"}, "退勤", "up to 5:59"),
        ({"出勤": "17:30", "退勤": "1:30"}, "退勤", "The day ends at 1:30, before it begins at 17:30"),
        ({"時間外（分）": "-30"}, "時間外（分）", "whole minutes from 0 to 1440"),
        ({"区分": "花見"}, "区分", "Write one of: 通常, 出張, 休暇, 災害, 選挙, 議会, 緊急"),
    ],
)
def test_a_bad_cell_is_named_with_what_would_do(clocks: Clocks, cells: Cells, column: str, advice: str) -> None:
    (problem,) = problems_of(clocks, day_of(1, TUESDAY), {**day_of(2, WEDNESDAY), **cells})

    assert (problem.line, problem.column) == (3, column)
    assert advice in said(problem)


def test_every_bad_row_is_told_and_nothing_is_stored(clocks: Clocks) -> None:
    before = everything(clocks)

    problems = problems_of(
        clocks, day_of(1, WEDNESDAY), day_of(1, WEDNESDAY, LATE), day_of(77, WEDNESDAY), day_of(2, WEDNESDAY, "26:00")
    )

    assert [(problem.line, problem.column) for problem in problems] == [(3, "日付"), (4, "職員番号"), (5, "退勤")]
    assert "already in line 2" in said(problems[0])
    assert everything(clocks) == before


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ({"職員番号": "000001", "退勤": "17:15"}, "lacks these columns: 日付"),
        ({"職員番号": "000001", "日付": "2026-11-25"}, "says neither when people left"),
        ({"職員番号": "000001", "日付": "2026-11-25", "時間外": "1", "時間外(分)": "60"}, "has overtime twice"),
    ],
)
def test_a_file_without_what_is_needed_is_refused(clocks: Clocks, row: Cells, advice: str) -> None:
    with pytest.raises(BadFile, match=advice):
        clocks.take([row])


def test_a_preview_tells_and_writes_nothing(clocks: Clocks) -> None:
    before = everything(clocks)

    found = clocks.database.read(preview_attendance, file_of(day_of(1, WEDNESDAY)), READING)

    assert found.added == 1
    assert everything(clocks) == before


def test_how_new_the_data_is(clocks: Clocks) -> None:
    assert clocks.database.read(freshness) is None

    clocks.take([day_of(1, TUESDAY), day_of(1, WEDNESDAY)])
    clocks.take([day_of(2, TUESDAY)], replace(READING, now=NOW + timedelta(days=1), today=TODAY))

    found = clocks.database.read(freshness)
    assert found
    assert (found.newest_day, found.imported_at) == (WEDNESDAY, NOW + timedelta(days=1))


def test_people_can_read_what_is_kept_of_them(clocks: Clocks) -> None:
    late_in_the_evening_utc = replace(READING, now=NOW.replace(hour=16))
    clocks.take([day_of(1, TUESDAY), day_of(1, WEDNESDAY), day_of(2, WEDNESDAY)], late_in_the_evening_utc)

    stored, nothing = (clocks.database.read(days_about, one) for one in (1, 3))

    assert nothing is None
    assert stored
    fact = stored_fact(Texts().of("ja"), stored, ZoneInfo("Asia/Tokyo"))
    assert "2日分（2026年11月24日（火）から2026年11月25日（水）まで。最終取込日：2026年12月1日（火））" in fact


def file_of(*rows: Cells) -> Table:
    return parse_table("days.csv", csv_bytes(rows))

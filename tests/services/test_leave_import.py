"""Taking over balances and leave taken: all or nothing, every fault named, the same file again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from bot.city.leave import Leave, LeaveYearStart
from bot.city.rules import CityPolicy
from bot.city.tables import AuditRow
from bot.database import Database, Row
from bot.errors import BadFile, Problem
from bot.leave import service, taken_store
from bot.leave.importing import Imported, import_leave, preview_leave
from bot.leave.office_tables import LeaveImport
from bot.leave.tables import LeaveBalance
from bot.people.office_files import Reading
from bot.people.roster_files import Table, parse_table
from tests import command_line
from tests.delivering import jst
from tests.leaving import A_DAY, PART_TIME, span
from tests.planning import THURSDAY, Planners, planners
from tests.rosters import Cells, csv_bytes, xlsx_bytes

NOW = jst(9, day=THURSDAY)
READING = Reading(NOW, THURSDAY, "test")


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def row(person_id: int, **more: str) -> Cells:
    """A row of somebody whom `Office` hired: its staff numbers are its ids, counted from 1."""
    usual = {"職員番号": f"{person_id:06d}", "種類": "年休", "年度": "2026", "付与": "20日", "繰越": "5日"}
    return {**usual, "取得": "8日3時間15分", "時点": "2026-10-31", **more}


def file_of(*rows: Cells, encoding: str = "utf-8") -> Table:
    return parse_table("leave.csv", csv_bytes(rows, encoding))


def take(office: Planners, *rows: Cells, reading: Reading = READING) -> Imported:
    return office.database.write(import_leave, file_of(*rows), reading)


def problems_of(office: Planners, *rows: Cells) -> list[Problem]:
    with pytest.raises(BadFile) as refused:
        take(office, *rows)
    return list(refused.value.problems)


def said(problem: Problem) -> str:
    return problem.message.format_map(problem.values)


def stored(office: Planners) -> dict[tuple[int, str, int], tuple[int, int, int]]:
    """What is stored: granted, carried over, taken, by person, account and year."""
    found = office.database.read(taken_store.all_balances)
    return {key: (one.granted, one.carried_over, one.taken) for key, one in found.items()}


def everything(office: Planners) -> list[list[tuple[object, ...]]]:
    def rows(session: Session, table: type[Row]) -> list[tuple[object, ...]]:
        return sorted(tuple(one.model_dump().values()) for one in session.scalars(select(table)))

    return [office.database.read(rows, table) for table in (LeaveImport, LeaveBalance)]


def test_a_file_brings_balances_to_the_minute(office: Planners) -> None:
    found = take(office, row(office.aoki), row(office.baba, 取得="0"))

    assert (found.rows, found.added, found.corrected, found.as_of) == (2, 2, 0, date(2026, 10, 31))
    assert stored(office) == {
        (office.aoki, "annual", 2026): (20 * A_DAY, 5 * A_DAY, 8 * A_DAY + 195),
        (office.baba, "annual", 2026): (20 * A_DAY, 5 * A_DAY, 0),
    }


def test_what_is_taken_and_planned_leaves_the_rest_free(office: Planners) -> None:
    take(office, row(office.aoki, 付与="20日", 繰越="0", 取得="18日7時間"))

    office.plan(span("2026-12-24"))

    mine = office.database.read(service.my_plans, office.staff(office.aoki), today=THURSDAY)
    assert mine.stands
    assert (mine.stands.taken, mine.stands.planned, mine.stands.free) == (18 * A_DAY + 420, A_DAY, 45)


@pytest.mark.parametrize("written", ["２０２６年度", "R8", "令和８年"])
def test_years_are_read_as_offices_write_them(office: Planners, written: str) -> None:
    take(office, row(office.aoki, 年度=written))

    assert list(stored(office)) == [(office.aoki, "annual", 2026)]


def test_a_short_day_is_a_day(office: Planners) -> None:
    part_timer = office.office.person(office.section, hours=PART_TIME)

    take(office, row(part_timer, 付与="10日", 繰越="0", 取得="1日1時間"))

    assert stored(office)[part_timer, "annual", 2026] == (3750, 0, 435)


def test_other_kinds_have_accounts_of_their_own(office: Planners) -> None:
    take(office, row(office.aoki), row(office.aoki, 種類="夏季休暇", 付与="5日", 繰越="0", 取得="2日"))

    assert stored(office)[office.aoki, "summer", 2026] == (5 * A_DAY, 0, 2 * A_DAY)


def test_the_same_file_twice_changes_nothing_in_any_encoding(office: Planners) -> None:
    take(office, row(office.aoki))
    before = everything(office)

    later = replace(READING, now=NOW + timedelta(hours=1))
    again = office.database.write(import_leave, file_of(row(office.aoki), encoding="cp932"), later)

    assert (again.is_nothing_new, again.seen_at) == (True, NOW)
    assert everything(office) == before


def test_a_corrected_file_is_counted_and_logged_without_names(office: Planners) -> None:
    take(office, row(office.aoki), row(office.baba))

    found = take(office, row(office.aoki, 取得="9日"), row(office.baba))

    assert (found.added, found.corrected) == (0, 1)
    assert stored(office)[office.aoki, "annual", 2026][2] == 9 * A_DAY
    trail = office.database.read(lambda session: session.scalars(select(AuditRow).order_by(col(AuditRow.id))).all())
    assert [one.detail for one in trail if one.action == "leave.imported"] == [
        "up to 2026-10-31: added 2, corrected 0",
        "up to 2026-10-31: added 0, corrected 1",
    ]


def test_older_figures_do_not_take_the_place_of_newer_ones(office: Planners) -> None:
    old = row(office.aoki, 取得="1日", 時点="2026-09-30")
    take(office, row(office.aoki))

    (problem,) = problems_of(office, old, row(office.baba))

    assert problem.line == 2
    assert "Figures up to 2026-10-31 are stored already" in said(problem)
    assert list(stored(office)) == [(office.aoki, "annual", 2026)]


def test_a_second_copy_of_an_old_file_changes_nothing(office: Planners) -> None:
    old = row(office.aoki, 取得="1日", 時点="2026-09-30")
    take(office, old)
    take(office, row(office.aoki))
    before = everything(office)

    again = take(office, old)

    assert again.is_nothing_new
    assert everything(office) == before


def test_a_workbook_with_numbers_and_real_dates(office: Planners) -> None:
    header = ["Staff number", "Kind", "Leave year", "Granted", "Carried over", "Taken", "As of", "Remark"]
    content = xlsx_bytes([header, ["000001", "annual leave", 2026, 20, 4.5, 13.5, date(2026, 10, 31), "?"]])

    found = office.database.write(import_leave, parse_table("leave.xlsx", content), READING)

    assert stored(office)[1, "annual", 2026] == (20 * A_DAY, 4 * A_DAY + 233, 13 * A_DAY + 233)
    assert found.ignored_columns == ("Remark",)


@pytest.mark.parametrize(
    ("cells", "column", "advice"),
    [
        ({"職員番号": "999999"}, "職員番号", "Nobody has the staff number 999999"),
        ({"職員番号": ""}, "職員番号", "This cell is empty"),
        ({"種類": "花見休暇"}, "種類", "Write one of: 年休, 夏季休暇"),
        ({"種類": "特別休暇"}, "種類", "no kind of leave that has a balance here"),
        ({"年度": "去年"}, "年度", "“去年” is no year"),
        ({"年度": "2027"}, "時点", "had not begun: it begins on 2027-01-01"),
        ({"時点": "2026-12-01"}, "時点", "lies after today, 2026-11-19"),
        ({"時点": "2019-12-01", "年度": "2019"}, "時点", "was not on the staff"),
        ({"時点": ""}, "時点", "This cell is empty"),
        ({"取得": "▲3日"}, "取得", "never below zero"),
        ({"取得": "-3"}, "取得", "never below zero"),
        ({"取得": "12.3"}, "取得", "Write it as 12日3時間15分"),
        ({"取得": "3時間2日"}, "取得", "“3時間2日” is no amount of leave"),
        ({"取得": ""}, "取得", "This cell is empty"),
        ({"付与": "200日"}, "付与", "more than 40 days"),
        ({"取得": "26日"}, "取得", "more than what was granted and carried over"),
    ],
)
def test_a_bad_cell_is_named_with_what_would_do(office: Planners, cells: Cells, column: str, advice: str) -> None:
    (problem,) = problems_of(office, row(office.aoki), {**row(office.baba), **cells})

    assert (problem.line, problem.column) == (3, column)
    assert advice in said(problem)


def test_every_bad_row_is_told_and_nothing_is_stored(office: Planners) -> None:
    before = everything(office)

    problems = problems_of(office, row(office.aoki), row(office.aoki, 取得="1日"), row(77), row(office.baba, 取得="-1"))

    assert [(one.line, one.column) for one in problems] == [(3, "職員番号"), (4, "職員番号"), (5, "取得")]
    assert "already in line 2" in said(problems[0])
    assert everything(office) == before


def test_a_leave_year_from_april_is_named_by_its_first_day(database: Database) -> None:
    office = planners(database, CityPolicy(leave=Leave(year_start=LeaveYearStart.APRIL)))

    (problem,) = problems_of(office, row(office.aoki, 時点="2026-03-31"))

    assert "it begins on 2026-04-01" in said(problem)


def test_a_file_without_a_needed_column_is_refused(office: Planners) -> None:
    with pytest.raises(BadFile, match="lacks these columns: 取得"):
        take(office, {key: cell for key, cell in row(office.aoki).items() if key != "取得"})


def test_a_preview_tells_and_writes_nothing(office: Planners) -> None:
    before = everything(office)

    found = office.database.read(preview_leave, file_of(row(office.aoki)), READING)

    assert found.added == 1
    assert everything(office) == before


def test_how_new_the_figures_are(office: Planners) -> None:
    assert office.database.read(taken_store.freshness) is None

    take(office, row(office.aoki))

    found = office.database.read(taken_store.freshness)
    assert found
    assert (found.as_of, found.imported_at) == (date(2026, 10, 31), NOW)


def test_the_command_names_bad_rows_then_takes_the_file_over_once(office: Planners, tmp_path: Path) -> None:
    url, path = office.database.url.render_as_string(hide_password=False), tmp_path / "leave.csv"
    path.write_bytes(csv_bytes([row(office.aoki, 取得="-1")]))
    refused = command_line.run(url, "leave", "import", str(path), locale="ja")
    path.write_bytes(csv_bytes([row(office.aoki)], "cp932"))

    preview = command_line.run(url, "leave", "import", str(path), "--dry-run", locale="ja")
    first, again = (command_line.run(url, "leave", "import", str(path), locale="ja") for _ in range(2))

    assert "0以上で書いてください" in refused.stderr.replace("\n", "").replace(" ", "").replace("│", "")
    assert "まだ何も変えていません" in preview.stderr
    assert "新規1、訂正0、変更なし0" in first.stderr
    assert "新規0、訂正0、変更なし1" in again.stderr

"""`kaeru attendance`, as an officer of the personnel section uses it: files in, rates out."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import Session, col, select
from typer.testing import Result

from bot.city.rules import CityPolicy, OnTime
from bot.city.tables import AuditRow
from bot.database import Database
from bot.errors import BadFile, Refused
from tests import command_line
from tests.clocking import LATE, ON_TIME, Clocks, day_of
from tests.rosters import Cells, csv_bytes

#: The command reads the real clock, so these lie in the past.
TUESDAY, WEDNESDAY, THURSDAY = date(2025, 11, 25), date(2025, 11, 26), date(2025, 11, 27)
DAYS = (TUESDAY, WEDNESDAY)
NOVEMBER = ("--from", "2025-11-01", "--to", "2025-11-30")


@pytest.fixture
def clocks(database: Database) -> Clocks:
    clocks = Clocks(database)
    bureau = clocks.office.unit("=総務部", code="01")
    clocks.hire(10, clocks.office.unit("人事課", bureau, code="0101"))
    clocks.hire(3, clocks.office.unit("秘書課", bureau, code="0102"))
    clocks.hire(10, clocks.office.unit("髙齢課", bureau, code="0103"))
    return clocks


def run(clocks: Clocks, *words: str, locale: str = "en") -> Result:
    return command_line.run(
        clocks.database.url.render_as_string(hide_password=False), "attendance", *words, locale=locale
    )


def write(path: Path, *rows: Cells) -> str:
    path.write_bytes(csv_bytes(rows, "cp932"))
    return str(path)


def parts_of(content: bytes) -> list[list[list[str]]]:
    """The rows of a CSV, parted where a line is empty."""
    parts: list[list[list[str]]] = [[]]
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        if row:
            parts[-1].append(row)
        else:
            parts.append([])
    return parts


def a_month(clocks: Clocks) -> None:
    """23 people: two of 人事課 late on the Wednesday, everybody on time on the Tuesday."""
    rows = [day_of(one, day, LATE if one < 3 and day == WEDNESDAY else ON_TIME) for one in range(1, 24) for day in DAYS]
    clocks.take(rows)


def test_an_import_says_what_it_did_and_the_second_time_that_nothing_changed(clocks: Clocks, tmp_path: Path) -> None:
    file = write(tmp_path / "days.csv", day_of(1, WEDNESDAY), day_of(2, WEDNESDAY))

    first, second = run(clocks, "import", file), run(clocks, "import", file)

    assert first.exit_code == 0, first.output
    assert "2 rows from Wed 26 Nov 2025 to Wed 26 Nov 2025: 2 new, 0 corrected, 0 as before." in first.stderr
    assert "0 new, 0 corrected, 2 as before." in second.stderr
    assert "This very file was taken over on" in second.stderr


def test_a_dry_run_changes_nothing(clocks: Clocks, tmp_path: Path) -> None:
    file = write(tmp_path / "days.csv", day_of(1, WEDNESDAY))

    dry, real = run(clocks, "import", file, "--dry-run"), run(clocks, "import", file)

    assert "Without --dry-run" in dry.stderr
    assert "1 new" in real.stderr


def test_bad_rows_are_shown_with_their_places_in_japanese(clocks: Clocks, tmp_path: Path) -> None:
    file = write(tmp_path / "days.csv", day_of(1, WEDNESDAY, "26:00"), day_of(99, WEDNESDAY))

    result = run(clocks, "import", file, locale="ja")

    assert isinstance(result.exception, BadFile)
    assert "翌1:30" in result.stderr
    assert "職員番号 000099 の職員はいません" in result.stderr
    assert "0 new" not in run(clocks, "import", write(tmp_path / "good.csv", day_of(1, WEDNESDAY))).stderr


def test_a_file_that_counts_on_after_midnight_is_read_on_request(clocks: Clocks, tmp_path: Path) -> None:
    file = write(tmp_path / "days.csv", day_of(1, WEDNESDAY, "26:00"))

    assert "1 new" in run(clocks, "import", file, "--past-midnight").stderr


def test_a_file_of_orders_says_how_it_is_taken(clocks: Clocks, tmp_path: Path) -> None:
    rows = [{"職員番号": "000001", "日付": f"{day}", "時間外": "1.5"} for day in (TUESDAY, THURSDAY)]

    result = run(clocks, "import", write(tmp_path / "orders.csv", *rows))

    assert "it is one of overtime orders" in result.stderr


def test_the_rates_come_as_a_table_with_what_they_mean(clocks: Clocks) -> None:
    clocks.decide(CityPolicy(on_time=OnTime(target_percent=85)))
    a_month(clocks)

    result = run(clocks, "rate", *NOVEMBER, locale="ja")

    assert result.exit_code == 0, result.output
    for words in ("定時退庁日", "給与支給日", "人事課", "91.3%", "—", "管理職", "仕事が前後の日に移っていませんか"):
        assert words in result.stdout
    for words in (
        "自分の終業から30分以内",
        "対象外（延べ人数）",
        "出典：打刻",
        "最新の日は2025年11月26日",
        "目標：85%",
    ):
        assert words in result.stderr


def test_a_csv_opens_in_excel_and_hides_the_few(clocks: Clocks) -> None:
    a_month(clocks)

    content = run(clocks, "rate", *NOVEMBER, "--format", "csv", locale="ja").stdout_bytes

    assert content.startswith(b"\xef\xbb\xbf")
    header, whole, bureau, *sections, managers = parts_of(content)[0]
    assert header[:4] == ["所属コード", "所属", "定時退庁日：勤務した延べ人数", "定時退庁日：定時退庁の延べ人数"]
    assert whole[1:6] == ["全庁", "23", "21", "91.3", "91.3"]
    assert bureau[:2] == ["01", "'=総務部"]
    assert [row[1:5] for row in sections] == [
        ["'=総務部/人事課", "", "", ""],
        ["'=総務部/秘書課", "", "", ""],
        ["'=総務部/髙齢課", "10", "10", "100.0"],
    ]
    assert managers[1:] == ["管理職", *[""] * (len(header) - 2)]


def test_a_csv_tells_the_trend_the_aim_how_new_it_is_and_who_is_not_counted(clocks: Clocks) -> None:
    clocks.decide(CityPolicy(on_time=OnTime(target_percent=85)))
    clocks.hire(5, clocks.office.unit("消防署", works_shifts=True))
    a_month(clocks)

    units, months, around, meaning = parts_of(
        run(clocks, "rate", *NOVEMBER, "--format", "csv", locale="ja").stdout_bytes
    )

    assert "消防署（交替制・対象外）" in [row[1] for row in units]
    assert months[0] == ["月別"]
    assert (months[1][-1], months[2]) == ("定時退庁日の目標（%）", ["2025年11月", *["91.3"] * 2, *["95.7"] * 2, "85"])
    assert [row[0] for row in around] == ["前後の日", "日", "定時退庁日", "前の勤務日", "次の勤務日", "その他の日"][
        : len(around)
    ]
    sentences = "".join(row[0] for row in meaning)
    for words in ("対象外（延べ人数）：交替制 10人", "最新の日は2025年11月26日", "出典：打刻", "目標：85%"):
        assert words in sentences


def test_a_csv_for_older_systems(clocks: Clocks) -> None:
    a_month(clocks)

    content = run(clocks, "rate", *NOVEMBER, "--format", "csv", "--encoding", "cp932", locale="ja").stdout_bytes

    assert "髙齢課" in content.decode("cp932")


def test_a_workbook_goes_into_a_file(clocks: Clocks, tmp_path: Path) -> None:
    a_month(clocks)
    path = tmp_path / "rate.xlsx"

    run(clocks, "rate", *NOVEMBER, "--format", "xlsx", "--output", str(path), locale="ja")

    book = load_workbook(path)
    assert book.sheetnames == ["所属別", "月別", "前後の日", "数字の見方"]
    assert [cell.value for cell in book["所属別"][2]][1:5] == ["全庁", 23, 21, 91.3]
    assert [cell.value for cell in book["月別"][2]] == ["2025年11月", 91.3, 91.3, 95.7, 95.7, None]
    assert "最新の日は2025年11月26日" in "".join(str(row[0].value) for row in book["数字の見方"])
    assert "=総務部" not in [cell.value for cell in book["所属別"]["B"]]


def test_scripts_get_json_of_one_unit(clocks: Clocks) -> None:
    a_month(clocks)

    found = json.loads(run(clocks, "rate", *NOVEMBER, "--format", "json", "--unit", "01").stdout)

    assert (found["unit"], found["whole"]["no_overtime"]["rate"], found["whole"]["all"]["rate"]) == ("01", 91.3, 95.7)
    assert found["managers"]["all"] == {"rate": None, "without_special": None}
    assert found["months"] == [
        {
            "month": "2025-11",
            "no_overtime": {"rate": 91.3, "without_special": 91.3},
            "all": {"rate": 95.7, "without_special": 95.7},
        }
    ]


def test_a_unit_of_too_few_shows_nothing_of_itself(clocks: Clocks) -> None:
    a_month(clocks)

    found = json.loads(run(clocks, "rate", *NOVEMBER, "--format", "json", "--unit", "0102").stdout)

    assert found["whole"]["all"] == {"rate": None, "without_special": None}
    assert (found["months"], found["around"]) == ([], [])


def test_whoever_takes_the_rates_out_leaves_a_record_and_whoever_looks_at_them_does_not(
    clocks: Clocks, tmp_path: Path
) -> None:
    a_month(clocks)

    run(clocks, "rate", *NOVEMBER)
    run(clocks, "rate", *NOVEMBER, "--output", str(tmp_path / "rates"))
    run(clocks, "rate", *NOVEMBER, "--format", "csv")
    run(clocks, "rate", *NOVEMBER, "--format", "xlsx", "--unit", "0101", "--output", str(tmp_path / "rates.xlsx"))

    assert exports(clocks.database) == [
        ("command-line", "2025-11-01 2025-11-30 city: 4 units"),
        ("command-line", "2025-11-01 2025-11-30 0101: 0 units"),
    ]


def exports(database: Database) -> list[tuple[str, str]]:
    def work(session: Session) -> list[tuple[str, str]]:
        rows = session.exec(select(AuditRow).where(AuditRow.action == "on_time.exported").order_by(col(AuditRow.id)))
        return [(row.actor, row.detail) for row in rows]

    return database.read(work)


def test_days_are_counted_anew_on_request(clocks: Clocks) -> None:
    a_month(clocks)

    result = run(clocks, "recount", *NOVEMBER)

    assert "2 days were counted anew." in result.stderr


def test_a_table_is_not_written_into_a_file(clocks: Clocks, tmp_path: Path) -> None:
    result = run(clocks, "rate", *NOVEMBER, "--output", str(tmp_path / "rate.txt"))

    assert isinstance(result.exception, Refused)

"""Files as offices have them: three encodings, Excel, and what is said about a file that cannot be read."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.errors import BadFile
from bot.people.roster_files import parse_table, read_table
from tests.rosters import csv_bytes, xlsx_bytes

ROWS = [{"職員番号": "000123", "氏名": "髙橋 ～子"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_csv_is_read_in_every_usual_encoding(encoding: str) -> None:
    table = parse_table("staff.csv", csv_bytes(ROWS, encoding))

    assert table.header == ("職員番号", "氏名")
    assert table.rows[0].cells == ("000123", "髙橋 ～子")


def test_a_row_knows_its_line_even_after_blank_lines_and_line_breaks_in_cells() -> None:
    content = '職員番号,氏名\r\n1,"青木\r\n太郎"\r\n,\r\n\r\n2,石川\r\n'.encode()

    table = parse_table("staff.csv", content)

    assert [row.line for row in table.rows] == [2, 6]


def test_excel_keeps_zeros_in_text_and_in_cells_that_are_formatted_with_zeros() -> None:
    content = xlsx_bytes([["職員番号", "開始"], ["000123", time(8, 30)], [124, "9:00"]], {"A3": "000000"})

    table = parse_table("staff.xlsx", content)

    assert [row.cells for row in table.rows] == [("000123", "8:30"), ("000124", "9:00")]
    assert [row.numbers for row in table.rows] == [frozenset(), frozenset()]


def test_a_date_in_excel_stays_a_date_and_a_time_stays_a_time() -> None:
    day = date(2026, 11, 25)
    cells = [day, datetime.combine(day, time()), datetime.combine(day, time(17, 20)), time(8, 30)]

    table = parse_table("days.xlsx", xlsx_bytes([["a", "b", "c", "d"], cells], {"A2": 'ggge"年"m"月"d"日"'}))

    assert table.rows[0].cells == ("2026-11-25", "2026-11-25", "17:20", "8:30")


def test_a_bare_number_in_excel_is_marked_since_zeros_may_be_lost() -> None:
    table = parse_table("staff.xlsx", xlsx_bytes([["職員番号", "氏名"], [123, "青木"]]))

    assert table.rows[0].cells == ("123", "青木")
    assert table.rows[0].numbers == {0}


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        pytest.param("a.csv", b"", "is empty", id="nothing in it"),
        pytest.param("a.csv", "職員番号,氏名\r\n".encode(), "is empty", id="only the header"),
        pytest.param("a.csv", "職員番号\r\n1\r\n".encode("utf-16"), "encoding", id="UTF-16"),
        pytest.param("a.csv", b"\x81\xff\xfe\x80,\x00", "encoding", id="no text at all"),
        pytest.param("a.xlsx", b"PK\x03\x04 broken", "is not a spreadsheet", id="a broken workbook"),
        pytest.param("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel format", id="old Excel"),
        pytest.param("a.xlsx", xlsx_bytes([]), "is empty", id="an empty workbook"),
    ],
)
def test_a_file_without_a_table_is_refused_with_what_to_do(name: str, content: bytes, advice: str) -> None:
    with pytest.raises(BadFile, match=advice):
        parse_table(name, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        read_table(tmp_path / "none.csv")

"""Roster files for tests: real CSV and xlsx, with only the cells that matter spelled out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

from bot.people.roster_files import Table, parse_table

STAFF = {
    "職員番号": "000001",
    "氏名": "青木 太郎",
    "フリガナ": "アオキ タロウ",
    "メール": "",
    "所属コード": "0102",
    "所属": "総務部/人事課",
    "職位": "主事",
    "任用": "正規",
    "本務兼務": "本務",
    "開始": "8:30",
    "終了": "17:15",
    "勤務曜日": "月火水木金",
    "在職状況": "在職",
}
UNIT = {
    "所属コード": "0102",
    "所属": "総務部/人事課",
    "種別": "課",
    "チャンネル": "",
    "長の職員番号": "",
    "上限区分": "自律",
    "交替制": "",
}

Cells = Mapping[str, str]


def staff_file(*rows: Cells, name: str = "staff.csv", encoding: str = "utf-8") -> Table:
    """A staff file; every row names only what is special about it."""
    return parse_table(name, csv_bytes([{**STAFF, **row} for row in rows], encoding))


def units_file(*rows: Cells, name: str = "units.csv") -> Table:
    """A units file; every row names only what is special about it."""
    return parse_table(name, csv_bytes([{**UNIT, **row} for row in rows]))


def csv_bytes(rows: Iterable[Cells], encoding: str = "utf-8") -> bytes:
    written = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(written[0]))
    writer.writeheader()
    writer.writerows(written)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows: Iterable[Iterable[object]], formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook of cells as they are; `formats` gives single cells a number format."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell, shape in (formats or {}).items():
        sheet[cell].number_format = shape
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()

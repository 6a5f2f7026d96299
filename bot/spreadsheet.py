"""Tables as the files that offices open: CSV for Excel of either encoding, and xlsx. Knows cells, not their meaning."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from openpyxl import Workbook

#: None is an empty cell.
Cell = str | int | Decimal | None
Rows = Iterable[Sequence[Cell]]

_FORMULA_STARTS = frozenset("=+-@")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LONGEST_SHEET_NAME = 31


class Encoding(StrEnum):
    """What Excel reads without being asked (UTF-8 with BOM), and what older systems want (Shift_JIS)."""

    UTF_8 = "utf-8"
    CP932 = "cp932"


def csv_bytes(rows: Rows, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """A CSV file with CRLF. What the encoding lacks becomes “?”; no text in it can start a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    codec = "utf-8-sig" if encoding is Encoding.UTF_8 else encoding.value
    return text.getvalue().encode(codec, errors="replace")


def workbook_bytes(sheets: Mapping[str, Rows]) -> bytes:
    """An xlsx file with these sheets, in their order; no text in it can start a formula."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:_LONGEST_SHEET_NAME])
        for row in rows:
            sheet.append([_harmless(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub(" ", cell)
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])  # Excel takes the full-width signs for formulas, too
    return f"'{text}" if first in _FORMULA_STARTS else text

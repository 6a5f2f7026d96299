"""Tables out of CSV and xlsx files, as text. Knows encodings and cells, not what the columns mean."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from bot.errors import BadFile

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8-sig", "cp932")
_FIRST_YEAR_OF_EXCEL = 1900
_ZEROS = re.compile(r"^0{2,}$")


@dataclass(frozen=True)
class TableRow:
    """A row: its line in the file, its cells as text, and which of them were bare numbers (xlsx only)."""

    line: int
    cells: tuple[str, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A file's first row and the rows below it that are not blank."""

    name: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]

    @property
    def digest(self) -> str:
        """The same for the same cells, so that a second copy of a file is known."""
        found = sha256(repr(self.header).encode())
        for row in self.rows:
            found.update(repr(row.cells).encode())
        return found.hexdigest()


def read_table(path: Path) -> Table:
    """The table in a file; raises BadFile with what to do where there is none."""
    try:
        content = path.read_bytes()
    except OSError:
        raise BadFile("The file {file} cannot be opened. Check its name and that you may read it.", file=path) from None
    return parse_table(path.name, content)


def parse_table(name: str, content: bytes) -> Table:
    """The table in the bytes of a CSV (UTF-8, with or without BOM, or CP932) or xlsx file; raises BadFile."""
    if content.startswith(_OLD_EXCEL):
        raise BadFile("{file} is in the old Excel format. Save it as .xlsx or CSV.", file=name)
    rows = _sheet(name, content) if content.startswith(_ZIP) else _csv(name, content)
    try:
        filled = [row for row in rows if any(row.cells)]
    except csv.Error:
        raise BadFile("{file} cannot be read as CSV. Save it as CSV (UTF-8) or .xlsx.", file=name) from None
    if len(filled) < 2:
        raise BadFile(
            "{file} is empty. It needs a first row with the column names and a row for each entry.", file=name
        )
    return Table(name, filled[0].cells, tuple(filled[1:]))


def _csv(name: str, content: bytes) -> Iterator[TableRow]:
    reader = csv.reader(io.StringIO(_text(name, content), newline=""))
    line = 1
    for cells in reader:
        yield TableRow(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1


def _text(name: str, content: bytes) -> str:
    if not content.startswith(_UTF16) and b"\0" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise BadFile("The encoding of {file} is unknown. Save it as CSV UTF-8, as CSV (Shift_JIS) or as .xlsx.", file=name)


def _sheet(name: str, content: bytes) -> Iterable[TableRow]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size, and rows past it would be lost
        return [
            _sheet_row(line, [(cell.value, str(cell.number_format)) for cell in cells])
            for line, cells in enumerate(sheet.iter_rows(), 1)
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, ParseError):
        raise BadFile("{file} is not a spreadsheet that can be read. Save it as .xlsx or CSV.", file=name) from None


def _sheet_row(line: int, cells: list[tuple[object, str]]) -> TableRow:
    numbers = (index for index, (value, shape) in enumerate(cells) if _may_have_lost_zeros(value, shape))
    return TableRow(line, tuple(_cell(value, shape) for value, shape in cells), frozenset(numbers))


def _may_have_lost_zeros(value: object, shape: str) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not _ZEROS.match(shape)


def _cell(value: object, shape: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and _shows_its_date(value, shape):
        return value.date().isoformat()
    if isinstance(value, time | datetime):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, date):
        return value.isoformat()
    return _number(value, shape) if isinstance(value, int | float) else str(value).strip()


def _shows_its_date(value: datetime, shape: str) -> bool:
    # Excel keeps a time without a date as one of its first days.
    return value.year > _FIRST_YEAR_OF_EXCEL and ("h" not in shape.lower() or value.time() == time())


def _number(value: float, shape: str) -> str:
    text = str(int(value)) if float(value).is_integer() else str(value)
    return text.zfill(len(shape)) if _ZEROS.match(shape) else text

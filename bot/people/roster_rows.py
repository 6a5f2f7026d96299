"""Reading one row of a roster file: cells become values, and whatever does not fit becomes a Problem with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.errors import Problem
from bot.people.roster_files import TableRow
from bot.people.roster_sheet import Sheet
from bot.people.roster_weekdays import weekdays_in
from bot.people.rules import normal_email
from bot.people.vocabulary import folded, half_width
from bot.texts import N_
from bot.workdays.written import written_day

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LAST_MINUTE = 48 * 60


class RowReader:
    """Reads the cells of one row. A cell that does not fit adds a Problem and gives the default instead."""

    def __init__(self, sheet: Sheet, row: TableRow) -> None:
        self._sheet = sheet
        self._row = row

    @property
    def line(self) -> int:
        """The line in the file."""
        return self._row.line

    def problem(self, column: str, message: str, **values: object) -> None:
        """Note what is wrong in a column of this row."""
        sheet = self._sheet
        header = sheet.table.header[sheet.places[column]] if sheet.has(column) else ""
        sheet.problems.append(Problem(sheet.table.name, self._row.line, header, message, values))

    def name(self, column: str) -> str:
        """A name as it is written, its spaces made one plain space each."""
        return " ".join(self._raw(column).split())

    def text(self, column: str) -> str:
        """A text in half width."""
        return half_width(self._raw(column))

    def required_name(self, column: str) -> str:
        """A name that must be there."""
        return self.name(column) or self._missing(column)

    def code(self, column: str) -> str:
        """A number or code of which every digit counts; empty if the cell is."""
        if self._sheet.places.get(column) in self._row.numbers:
            self.problem(
                column,
                N_(
                    "“{value}” is stored as a number, so zeros in front may be lost. Format the column as text and "
                    "enter it again, for example 000123."
                ),
                value=self._raw(column),
            )
        return re.sub(r"\s", "", self.text(column))

    def required_code(self, column: str) -> str:
        """A number or code that must be there."""
        return self.code(column) or self._missing(column)

    def person(self, column: str, ids: Mapping[str, int]) -> int | None:
        """The id of whoever has the staff number in it, which must be there."""
        number = self.required_code(column)
        if number and number not in ids:
            self.problem(
                column,
                N_("Nobody has the staff number {number}. Correct it, or import the roster first."),
                number=number,
            )
        return ids.get(number)

    def path(self, column: str) -> tuple[str, ...]:
        """A path of names: `総務部/人事課/給与係`."""
        parts = tuple(" ".join(part.split()) for part in self.text(column).split("/")) if self.text(column) else ()
        if not all(parts):
            self.problem(
                column,
                N_("“{value}” has an empty part. Write the path as names with one slash between them."),
                value=self.text(column),
            )
        return parts

    def word(self, column: str, section: str, default: str) -> str:
        """The meaning of a word out of a section; the default for an empty cell."""
        written = self._raw(column)
        if not written:
            return default
        meaning = self._sheet.meanings[section].get(folded(written))
        if meaning is None:
            choices = self._sheet.vocabulary.choices(section)
            self.problem(
                column, N_("“{value}” is not known here. Write one of: {choices}."), value=written, choices=choices
            )
        return default if meaning is None else meaning

    def yes(self, column: str) -> bool:
        """Whether a mark says yes; an empty cell says no."""
        return self.word(column, "yes_no", "no") == "yes"

    def email(self, column: str) -> str:
        """An address in its normal form; empty if the cell is."""
        address = normal_email(self._raw(column))
        if address and not _EMAIL.fullmatch(address):
            self.problem(
                column, N_("“{value}” is no e-mail address. Write one such as aoki@city.example."), value=address
            )
            return ""
        return address

    def minute(self, column: str) -> int | None:
        """A time of day in minutes after midnight; None for an empty cell."""
        written = self.text(column)
        if not written:
            return None
        found = _TIME.fullmatch(written)
        minute = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else _LAST_MINUTE + 1
        if minute > _LAST_MINUTE:
            self.problem(
                column,
                N_("“{value}” is no time. Write it as 8:30 (as 25:30 for half past one at night)."),
                value=written,
            )
            return None
        return minute

    def day(self, column: str) -> date | None:
        """A date in any way in which offices write it; None, and a problem, for anything else."""
        written = self.text(column)
        if not written:
            self._missing(column)
            return None
        found = written_day(written, self._sheet.date_words)
        if found is None:
            self.problem(
                column, N_("“{value}” is no date. Write it like 2026-11-25, 2026/11/25 or R8.11.25."), value=written
            )
        return found

    def weekdays(self, column: str, default: int) -> int:
        """A set of weekdays from letters, words or a range (月火水木金, Mon Tue, 月-金)."""
        written = self.text(column)
        if not written:
            return default
        days = weekdays_in(written, self._sheet.meanings["weekday"])
        if days is None:
            self.problem(
                column,
                N_("“{value}” does not name weekdays. Write their letters: {choices}."),
                value=written,
                choices=self._sheet.vocabulary.choices("weekday").replace(", ", ""),
            )
        return default if days is None else days

    def _raw(self, column: str) -> str:
        place = self._sheet.places.get(column)
        return "" if place is None or place >= len(self._row.cells) else self._row.cells[place].strip()

    def _missing(self, column: str) -> str:
        self.problem(column, N_("This cell is empty. It must be filled in every row."))
        return ""

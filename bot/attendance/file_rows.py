"""What an attendance file says, row by row: days of people, or every problem in it with its place. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.attendance.rules import DayRecord, Kind, Source
from bot.attendance.times import clock_minute, minutes_of_hours, whole_minutes
from bot.errors import BadFile
from bot.people.office_files import each_row
from bot.people.roster import Progress
from bot.people.roster_files import Table
from bot.people.roster_rows import RowReader
from bot.people.roster_sheet import Sheet, recognise
from bot.people.vocabulary import Vocabulary
from bot.texts import N_

V = TypeVar("V")
Key = tuple[int, date]  # person id, day

_REQUIRED = ("staff_number", "service_date")
_FIRST_DAY = date(2000, 1, 1)

_NO_TIME_IN = N_("“{value}” is no time of day. Write one from 0:00 to 23:59.")
_NO_TIME_OUT = N_("“{value}” is no time of day. Write 17:30, and the next morning as {morning}, up to 5:59.")
_COUNTS_ON = N_(
    "“{value}” is no time of day. Write the next morning as {morning}; if the whole file counts on after midnight "
    "(25:30, up to 29:59), import it with --past-midnight."
)


@dataclass(frozen=True)
class AttendanceFile:
    """A whole file without a fault. `columns` are those that it has: it says nothing about the others."""

    records: Mapping[Key, DayRecord]
    columns: frozenset[str]
    source: Source
    digest: str
    ignored_columns: tuple[str, ...]

    @property
    def first_day(self) -> date:
        """The earliest day in it."""
        return min(day for _, day in self.records)

    @property
    def last_day(self) -> date:
        """The latest day in it."""
        return max(day for _, day in self.records)

    def over(self, old: DayRecord, new: DayRecord) -> DayRecord:
        """What is known of a day once the file was taken over: columns that it lacks stay as they were."""
        has_overtime = bool(self.columns & {"overtime_minutes", "overtime_hours"})
        return DayRecord(
            new.clock_in_minute if "clock_in" in self.columns else old.clock_in_minute,
            new.clock_out_minute if "clock_out" in self.columns else old.clock_out_minute,
            new.overtime_minutes if has_overtime else old.overtime_minutes,
            new.kind if "kind" in self.columns else old.kind,
            Source.CLOCK if Source.CLOCK in (old.source, new.source) else Source.ORDERS,
        )


@dataclass(frozen=True)
class Expected:
    """What a file is held against: everybody's staff number, the last day that can have been worked, its way of
    writing times after midnight (`counts_on`: 25:30)."""

    person_ids: Mapping[str, int]
    today: date
    counts_on: bool = False


def read_attendance(table: Table, expected: Expected, vocabulary: Vocabulary, progress: Progress) -> AttendanceFile:
    """The days that a file tells of; raises BadFile with every problem of every row if there is any."""
    sheet = recognise(table, "attendance_columns", _REQUIRED, vocabulary)
    _refuse_unfit_columns(sheet)
    reading = _Reading(sheet, expected)
    for row in each_row(sheet, progress):
        reading.take(row)
    if sheet.problems:
        raise BadFile(
            "Problems in the attendance file: {count}. Nothing was changed; correct the rows and import it again.",
            count=len(sheet.problems),
            problems=sheet.problems,
        )
    return AttendanceFile(reading.records, frozenset(sheet.places), source_of(sheet), table.digest, sheet.ignored)


def source_of(sheet: Sheet) -> Source:
    """A file that does not say when people left is one of orders."""
    return Source.CLOCK if sheet.has("clock_out") else Source.ORDERS


def _refuse_unfit_columns(sheet: Sheet) -> None:
    words = [sheet.vocabulary.word("attendance_columns", one) for one in _TELLING]
    told = [one for one in _TELLING if sheet.has(one)]
    if not told:
        raise BadFile(
            "{file} says neither when people left nor how much overtime they had. It needs one of these columns: "
            "{columns}.",
            file=sheet.table.name,
            columns=", ".join(words),
        )
    if set(_TELLING[1:]) <= set(told):
        raise BadFile(
            "{file} has overtime twice, in the columns {columns}. Keep one of them.",
            file=sheet.table.name,
            columns=", ".join(words[1:]),
        )


_TELLING = ("clock_out", "overtime_minutes", "overtime_hours")


class _Reading:
    """The rows of a file as they are read. Every row is read to its end, so that all its faults are told at once."""

    def __init__(self, sheet: Sheet, expected: Expected) -> None:
        self.records: dict[Key, DayRecord] = {}
        self._expected = expected
        self._source = source_of(sheet)
        self._next_morning = frozenset(sheet.meanings["next_morning"])
        self._example = sheet.vocabulary.word("next_morning", "next") + "1:30"
        self._lines: dict[Key, int] = {}
        self._days: dict[str, date] = {}

    def take(self, reader: RowReader) -> None:
        """Read one row."""
        person_id, day = reader.person("staff_number", self._expected.person_ids), self._day(reader)
        record = DayRecord(
            self._clock_in(reader),
            self._clock_out(reader),
            _overtime(reader),
            Kind(reader.word("kind", "attendance_kind", Kind.DUTY)),
            self._source,
        )
        self._refuse_reversed(reader, record)
        if person_id is not None and day is not None:
            self._keep(reader, (person_id, day), record)

    def _keep(self, reader: RowReader, key: Key, record: DayRecord) -> None:
        if key in self._lines:
            reader.problem(
                "service_date",
                N_("This person's day is already in line {line}. Keep one row a day."),
                line=self._lines[key],
            )
        self._lines.setdefault(key, reader.line)
        self.records[key] = record

    def _day(self, reader: RowReader) -> date | None:
        written = reader.text("service_date")
        if written in self._days:
            return self._days[written]
        day = reader.day("service_date")
        if day is not None and not _FIRST_DAY <= day <= self._expected.today:
            reader.problem(
                "service_date",
                N_("{day} is not a day that can have been worked: write one from {first} to {today}."),
                day=day,
                first=_FIRST_DAY,
                today=self._expected.today,
            )
            return None
        return day if day is None else self._days.setdefault(written, day)

    def _clock_in(self, reader: RowReader) -> int | None:
        written = reader.text("clock_in")
        minute = clock_minute(written, (), counts_on=False)
        if written and minute is None:
            reader.problem("clock_in", _NO_TIME_IN, value=written)
        return minute

    def _clock_out(self, reader: RowReader) -> int | None:
        written = reader.text("clock_out")
        minute = clock_minute(written, self._next_morning, counts_on=self._expected.counts_on)
        if written and minute is None:
            could_count_on = clock_minute(written, (), counts_on=True) is not None
            message = _COUNTS_ON if could_count_on else _NO_TIME_OUT
            reader.problem("clock_out", message, value=written, morning=self._example)
        return minute

    def _refuse_reversed(self, reader: RowReader, record: DayRecord) -> None:
        begin, end = record.clock_in_minute, record.clock_out_minute
        if begin is not None and end is not None and end < begin:
            reader.problem(
                "clock_out",
                N_("The day ends at {end}, before it begins at {start}. Write the next morning as {morning}."),
                end=reader.text("clock_out"),
                start=reader.text("clock_in"),
                morning=self._example,
            )


def _overtime(reader: RowReader) -> int | None:
    for column, read, message in _OVERTIME:
        if written := reader.text(column):
            minutes = read(written)
            if minutes is None:
                reader.problem(column, message, value=written)
            return minutes
    return None


_OVERTIME: tuple[tuple[str, Callable[[str], int | None], str], ...] = (
    (
        "overtime_minutes",
        whole_minutes,
        N_("“{value}” is no overtime of a day. Write whole minutes from 0 to 1440."),
    ),
    (
        "overtime_hours",
        minutes_of_hours,
        N_("“{value}” is no overtime of a day. Write hours such as 1.5 or 1:30, from 0 to 24."),
    ),
)

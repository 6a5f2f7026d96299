"""What a file of leave balances says, row by row: balances of people, or every problem in it with its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.city.leave import ANNUAL, Leave
from bot.errors import BadFile
from bot.leave.amounts import written_minutes
from bot.leave.balance import Balance
from bot.leave.years import LeaveYears
from bot.people.office_files import each_row
from bot.people.roster import Progress
from bot.people.roster_files import Table
from bot.people.roster_rows import RowReader
from bot.people.roster_sheet import Sheet, recognise
from bot.people.vocabulary import Vocabulary, folded
from bot.texts import N_
from bot.workdays.written import written_day

Key = tuple[int, str, int]  # person id, account, leave year

_REQUIRED = ("staff_number", "leave_year", "granted", "carried_over", "taken", "as_of")
_MOST_DAYS = {ANNUAL: 40}
_MOST_DAYS_OF_OTHERS = 366

_NO_AMOUNT = N_("“{value}” is no amount of leave. Write it as {example} or 12.5 days, and never below zero.")


@dataclass(frozen=True)
class Expected:
    """What a file is held against. `day_minutes` tells the working minutes of a person's day on a date, if any."""

    person_ids: Mapping[str, int]
    policy: Leave
    today: date
    day_minutes: Callable[[int, date], int | None]


@dataclass(frozen=True)
class BalanceFile:
    """A whole file without a fault. `lines` tells where each balance stands."""

    balances: Mapping[Key, Balance]
    lines: Mapping[Key, int]
    digest: str
    ignored_columns: tuple[str, ...]


def read_balances(table: Table, expected: Expected, vocabulary: Vocabulary, progress: Progress) -> BalanceFile:
    """The balances that a file tells of; raises BadFile with every problem of every row if there is any."""
    sheet = recognise(table, "leave_columns", _REQUIRED, vocabulary)
    reading = _Reading(sheet, expected)
    for row in each_row(sheet, progress):
        reading.take(row)
    if sheet.problems:
        raise BadFile(
            "Problems in the leave file: {count}. Nothing was changed; correct the rows and import it again.",
            count=len(sheet.problems),
            problems=sheet.problems,
        )
    return BalanceFile(reading.balances, reading.lines, table.digest, sheet.ignored)


class _Reading:
    """The rows of a file as they are read. Every row is read to its end, so that all its faults are told at once."""

    def __init__(self, sheet: Sheet, expected: Expected) -> None:
        self.balances: dict[Key, Balance] = {}
        self.lines: dict[Key, int] = {}
        self._sheet = sheet
        self._expected = expected
        self._years = LeaveYears(expected.policy.year_start)
        self._units = sheet.meanings["leave_amount"]
        self._example = _example(sheet.vocabulary)
        self._kinds = _kinds(expected.policy, sheet.vocabulary)

    def take(self, reader: RowReader) -> None:
        """Read one row."""
        person_id = reader.person("staff_number", self._expected.person_ids)
        account = self._account(reader)
        year, as_of = self._year(reader), self._as_of(reader)
        length = self._length(reader, person_id, as_of)
        amounts = [self._amount(reader, column, account, length) for column in ("granted", "carried_over", "taken")]
        granted, carried_over, taken = amounts
        if year is not None and as_of is not None:
            self._refuse_early(reader, year, as_of)
        if granted is not None and carried_over is not None and taken is not None:
            _refuse_too_much(reader, granted + carried_over, taken)
            if person_id and account and year and as_of:
                balance = Balance(account, year, granted, carried_over, taken, as_of)
                self._keep(reader, (person_id, account, year), balance)

    def _keep(self, reader: RowReader, key: Key, balance: Balance) -> None:
        if key in self.lines:
            reader.problem(
                "staff_number",
                N_("This person's leave of that kind and year is already in line {line}. Keep one row."),
                line=self.lines[key],
            )
        self.lines.setdefault(key, reader.line)
        self.balances[key] = balance

    def _account(self, reader: RowReader) -> str:
        """The account that the kind in a row uses up; that of annual leave where the file names no kind."""
        written = reader.text("leave_kind")
        found = self._kinds.get(folded(written), "") if written else ANNUAL
        if not found:
            choices = ", ".join(dict.fromkeys(self._names()))
            reader.problem(
                "leave_kind",
                N_("“{value}” is no kind of leave that has a balance here. Write one of: {choices}."),
                value=written,
                choices=choices,
            )
        return found

    def _names(self) -> list[str]:
        """What may be written for each kind that has a balance."""
        words = self._sheet.vocabulary.sections["leave_kind"]
        counted = [kind for kind in self._expected.policy.kinds if kind.account]
        return [next(iter(kind.labels.values()), "") or words.get(kind.code, (kind.code,))[0] for kind in counted]

    def _year(self, reader: RowReader) -> int | None:
        written = reader.text("leave_year")
        year = _written_year(written, self._sheet)
        if year is None:
            reader.problem(
                "leave_year",
                N_("“{value}” is no year. Write it as 2026 or R8, the year in which it begins."),
                value=written,
            )
        return year

    def _as_of(self, reader: RowReader) -> date | None:
        day = reader.day("as_of")
        if day is not None and day > self._expected.today:
            reader.problem(
                "as_of",
                N_("{day} lies after today, {today}. Write the day up to which the leave taken is counted."),
                day=day,
                today=self._expected.today,
            )
            return None
        return day

    def _length(self, reader: RowReader, person_id: int | None, as_of: date | None) -> int | None:
        if person_id is None or as_of is None:
            return None
        length = self._expected.day_minutes(person_id, as_of)
        if length is None:
            reader.problem(
                "as_of",
                N_("On {day} this person was not on the staff, so a day of theirs has no hours. Correct the day."),
                day=as_of,
            )
        return length

    def _amount(self, reader: RowReader, column: str, account: str, length: int | None) -> int | None:
        written = reader.text(column) or reader.required_name(column)
        if not written:
            return None
        minutes = written_minutes(written, self._units, length or 1)
        if minutes is None:
            reader.problem(column, _NO_AMOUNT, value=written, example=self._example)
            return None
        most = _MOST_DAYS.get(account, _MOST_DAYS_OF_OTHERS)
        if length is not None and minutes > most * length:
            reader.problem(
                column, N_("“{value}” is more than {most} days, which cannot be. Correct it."), value=written, most=most
            )
            return None
        return minutes if length is not None else None

    def _refuse_early(self, reader: RowReader, year: int, as_of: date) -> None:
        first, _ = self._years.bounds(year)
        if as_of < first:
            reader.problem(
                "as_of",
                N_("On {day} the leave year {year} had not begun: it begins on {first}. Correct one of them."),
                day=as_of,
                year=year,
                first=first,
            )


def _refuse_too_much(reader: RowReader, entitled: int, taken: int) -> None:
    if taken > entitled:
        reader.problem(
            "taken",
            N_("“{value}” is more than what was granted and carried over. Correct one of the three."),
            value=reader.text("taken"),
        )


def _kinds(policy: Leave, vocabulary: Vocabulary) -> dict[str, str]:
    """Every word for a kind that has a balance, folded, with its account."""
    words = vocabulary.meanings("leave_kind")
    words |= {folded(label): kind.code for kind in policy.kinds for label in (kind.code, *kind.labels.values())}
    accounts = {kind.code: kind.account for kind in policy.kinds if kind.account}
    return {word: accounts[code] for word, code in words.items() if code in accounts}


def _written_year(written: str, sheet: Sheet) -> int | None:
    """2026, 2026年度, R8, 令和8年度: the year in which the leave year begins."""
    text = re.sub(r"\s", "", written.casefold())
    for sign, part in sheet.date_words.parts.items():
        text = text.replace(sign, "1") if part == "first_year" else text
    text = re.sub(r"\D+$", "", text)
    day = written_day(f"{text}.12.31", sheet.date_words)
    return None if day is None else day.year


def _example(vocabulary: Vocabulary) -> str:
    word = vocabulary.word
    return f"12{word('leave_amount', 'days')}3{word('leave_amount', 'hours')}15{word('leave_amount', 'minutes')}"

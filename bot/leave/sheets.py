"""The plan table as the file that offices know, people × days, a sheet a month, and as a list; the quarterly report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.leave.plan_table import PlanTable, TablePerson
from bot.leave.quarterly import BureauLine, QuarterlyReport
from bot.leave.report_blocks import name_of, notes
from bot.leave.table_blocks import cell_words
from bot.leave.wording import amount_in_words
from bot.spreadsheet import Cell, Encoding, csv_bytes, workbook_bytes
from bot.texts import N_, Translator

Row = Sequence[Cell]

_TITLE = N_("Annual leave plan table")
_PLAN_IS_NO_APPLICATION = N_("These are plans, no applications: leave is applied for in the attendance system.")


def as_workbook(t: Translator, table: PlanTable) -> bytes:
    """A sheet for each month, then the list; no text in it can start a formula."""
    months = {t.month(one.first): _month(t, one) for one in table.months()}
    return workbook_bytes({**months, t("List"): _list(t, table)})


def as_csv(t: Translator, table: PlanTable, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The months one below the other, each after an empty line."""
    return csv_bytes(_one_below_the_other(_month(t, one) for one in table.months()), encoding)


def report_workbook(t: Translator, report: QuarterlyReport) -> bytes:
    """The quarterly report by bureau; what is hidden is an empty cell."""
    return workbook_bytes({t("Leave report"): _report(t, report)})


def report_csv(t: Translator, report: QuarterlyReport, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The same as CSV."""
    return csv_bytes(_report(t, report), encoding)


def _report(t: Translator, report: QuarterlyReport) -> Iterator[Row]:
    duty = (t("Of them with the five-day duty"),) if report.has_duty else ()
    yield (
        t("Unit code"),
        t("Unit"),
        t("Staff"),
        t("Staff with figures"),
        t("Days taken on average"),
        t("Days planned until then on average"),
        t("Of what was granted (%)"),
        t("Of the goal (%)"),
        t("People under five days"),
        *duty,
    )
    for line in (report.whole, *report.bureaux):
        yield (*_line(t, line), *((line.duty_under_five,) if report.has_duty else ()))
    yield from ([note] for note in notes(t, report))


def _line(t: Translator, line: BureauLine) -> Row:
    return (
        line.code,
        name_of(t, line),
        line.headcount,
        line.people,
        line.average,
        line.planned,
        line.of_granted,
        line.of_goal,
        line.under_five,
    )


def _one_below_the_other(tables: Iterable[Iterable[Row]]) -> Iterator[Row]:
    for number, rows in enumerate(tables):
        yield from ((),) if number else ()
        yield from rows


def _month(t: Translator, table: PlanTable) -> Iterator[Row]:
    yield (t(_TITLE), table.unit.name, t.month(table.first))
    yield (t("Staff number"), t("Name"), *(one.day.day for one in table.days), t("Annual leave"))
    yield (None, None, *(_weekday(t, table, at) for at in range(len(table.days))), None)
    for person in table.people:
        yield (person.staff_number, person.name, *_cells(t, table, person), _total(t, table, person))
    yield (t(_PLAN_IS_NO_APPLICATION),)


def _weekday(t: Translator, table: PlanTable, at: int) -> str:
    """The day of the week, in brackets where the offices are closed."""
    column = table.days[at]
    name = t.locale.days["format"]["abbreviated"][column.day.weekday()]
    return str(name) if column.is_working else t("({weekday})", weekday=name)


def _cells(t: Translator, table: PlanTable, person: TablePerson) -> Iterator[Cell]:
    for one in table.days:
        yield cell_words(t, table, person.cells[one.day]) if one.day in person.cells else None


def _total(t: Translator, table: PlanTable, person: TablePerson) -> str | None:
    """The annual leave of the days that the table shows."""
    minutes = person.annual_minutes_between(table.first, table.last)
    return amount_in_words(minutes, person.day_minutes, t) if minutes else None


def _list(t: Translator, table: PlanTable) -> Iterator[Row]:
    yield (t("Date"), t("Staff number"), t("Name"), t("Plan"))
    for one in table.days:
        for person, cell in table.away_on(one.day):
            yield (one.day.isoformat(), person.staff_number, person.name, cell_words(t, table, cell))

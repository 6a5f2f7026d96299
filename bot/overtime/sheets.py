"""The list of reports as the file that the personnel section works with: CSV for Excel, or xlsx with both totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.overtime.lists import ListedReport, ReportList, total_of
from bot.overtime.wording import STATES, cause_word, evening_words
from bot.spreadsheet import Cell, Encoding, csv_bytes, workbook_bytes
from bot.texts import Translator

Row = Sequence[Cell]


def as_csv(t: Translator, found: ReportList, zone: ZoneInfo, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """One row for each report; no text in it can start a formula."""
    return csv_bytes(rows(t, found, zone), encoding)


def as_workbook(t: Translator, found: ReportList, zone: ZoneInfo) -> bytes:
    """The same as the first sheet, and how many of each unit on the second: all, and without special modes."""
    return workbook_bytes({t("Overtime reports"): rows(t, found, zone), t("Totals"): _totals(t, found)})


def rows(t: Translator, found: ReportList, zone: ZoneInfo) -> Iterator[Row]:
    """The header, then the reports in their order. Times past midnight count on: 25:30."""
    yield [
        t("Date"),
        t("Staff number"),
        t("Name"),
        t("Unit code"),
        t("Unit"),
        t("Reason code"),
        t("Reason"),
        t("Planned end"),
        t("Work"),
        t("Day instead"),
        t("Reported on the day"),
        t("Disaster, election or the like"),
        t("State"),
        t("Decided at"),
        t("Decided by"),
        t("Evening (20:00 or 21:00)"),
        t("Late work"),
    ]
    for row in found.rows:
        yield _row(t, found, row, zone)


def _row(t: Translator, found: ReportList, row: ListedReport, zone: ZoneInfo) -> Row:
    report = row.report
    decided_at = report.decided_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if report.decided_at else None
    return [
        report.day.isoformat(),
        row.staff_number,
        row.name,
        row.unit_code,
        row.unit_name,
        report.cause,
        cause_word(t, report.cause, found.own_causes),
        t.minute(report.planned_end_minute),
        report.line,
        report.day_instead.isoformat() if report.day_instead else None,
        t("yes") if report.is_same_day else None,
        t("yes") if report.is_special else None,
        t(STATES[report.state]),
        decided_at,
        row.decided_by or None,
        evening_words(t, row.evening) if row.evening else None,
        (row.evening and row.evening.line) or None,
    ]


def _totals(t: Translator, found: ReportList) -> Iterator[Row]:
    yield [t("Unit code"), t("Unit"), t("Reports, all"), t("Reports, without disaster, election and the like")]
    units = dict.fromkeys((row.unit_code, row.unit_name) for row in found.rows)
    for code, name in units:
        total = total_of(row.report for row in found.rows if row.unit_code == code)
        yield [code, name, total.whole, total.usual]
    yield [None, t("Total"), found.total.whole, found.total.usual]

"""The page of a quarter as a file: the city, then its bureaux, a row each; CSV for Excel, or xlsx with the reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.attendance.rules import Share
from bot.overtime.wording import cause_word
from bot.reports.quarterly import Quarter, QuarterLine
from bot.reports.wording import hours
from bot.spreadsheet import Cell, Encoding, csv_bytes, workbook_bytes
from bot.texts import Translator

Row = Sequence[Cell]


def as_csv(t: Translator, page: Quarter, encoding: Encoding = Encoding.UTF_8) -> bytes:
    """The rows, then the reasons below an empty line."""
    return csv_bytes([*_rows(t, page), [], *_causes(t, page)], encoding)


def as_workbook(t: Translator, page: Quarter) -> bytes:
    """The same on two sheets."""
    return workbook_bytes({t("Report of the quarter"): _rows(t, page), t("Reasons"): _causes(t, page)})


def _rows(t: Translator, page: Quarter) -> Iterator[Row]:
    yield [
        t("Unit code"),
        t("Unit"),
        t("On time on no-overtime days (%)"),
        t("On time on all days (%)"),
        t("Left late (%)"),
        t("Overtime (hours)"),
        t("Target (hours)"),
        t("Leave taken (days a person)"),
        t("Share of the leave goal (%)"),
        t("Workplace meetings held"),
        t("Workplace meetings to be held"),
        t("1on1s held (%)"),
        t("Monthly reports submitted"),
        t("Monthly reports due"),
        t("How clear things were after 1on1s (1 to 5)"),
    ]
    for one in (page.whole, *page.lines):
        yield _row(t, one)


def _row(t: Translator, one: QuarterLine) -> Row:
    return [
        one.code,
        one.name or t("Whole city"),
        *(share.percent if share else None for share in (one.no_overtime_days, one.all_days, one.late)),
        *(None if told is None else hours(told) for told in (one.overtime_minutes, one.target_minutes)),
        one.leave_days,
        one.leave_of_goal,
        *_share(one.meetings),
        one.one_on_one,
        *_share(one.submitted),
        one.clarity,
    ]


def _share(share: Share | None) -> tuple[Cell, Cell]:
    return (None, None) if share is None else (share.part, share.whole)


def _causes(t: Translator, page: Quarter) -> Iterator[Row]:
    yield [t("Reason"), t("Overtime reports")]
    for code, count in sorted(page.causes.items(), key=lambda one: (-one[1], one[0])):
        yield [cause_word(t, code, page.own_causes), count]

"""Monthly reports as the file that the personnel section works with: one row a unit; CSV for Excel, or xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bot.attendance.rules import Share
from bot.overtime.wording import cause_word
from bot.reports.board_blocks import Board, BoardLine, state_words
from bot.reports.kinds import RATED
from bot.reports.wording import RATES, hours
from bot.spreadsheet import Cell, Encoding, csv_bytes, workbook_bytes
from bot.texts import Translator

Row = Sequence[Cell]


def as_csv(t: Translator, board: Board, own_causes: Mapping[str, str], encoding: Encoding = Encoding.UTF_8) -> bytes:
    """One row for each unit; no text in it can start a formula."""
    return csv_bytes(rows(t, board, own_causes), encoding)


def as_workbook(t: Translator, board: Board, own_causes: Mapping[str, str]) -> bytes:
    """The same as a sheet."""
    return workbook_bytes({t.month(board.month): rows(t, board, own_causes)})


def rows(t: Translator, board: Board, own_causes: Mapping[str, str]) -> Iterator[Row]:
    """The header, then each unit in the order of the organisation. What is not known, or hidden, is empty."""
    yield [
        t("Unit code"),
        t("Unit"),
        t("Month"),
        t("State"),
        *(t("{days} (%)", days=t(RATES[days])) for days in RATED),
        t("Overtime reports"),
        t("Confirmed"),
        t("On the same day"),
        t("Reasons"),
        t("Days instead kept"),
        t("Days instead"),
        t("Leave taken (days a person)"),
        t("Share of the leave goal (%)"),
        t("Workplace meetings held"),
        t("Workplace meetings to be held"),
        t("1on1s held (%)"),
        t("Overtime (hours)"),
        t("Target (hours)"),
        t("Actual ÷ target (%)"),
        t("Units were reorganised"),
        t("Remark"),
    ]
    for one in board.lines:
        yield _row(t, board, one, own_causes)


def _row(t: Translator, board: Board, one: BoardLine, own_causes: Mapping[str, str]) -> Row:
    figures = one.report.figures
    counted = sorted(figures.stays.items(), key=lambda stay: (-stay[1], stay[0]))
    return [
        one.unit_code,
        one.unit_name,
        f"{board.month:%Y-%m}",
        state_words(t, one.report),
        *(_percent(figures.rates.get(days)) for days in RATED),
        figures.reports,
        figures.confirmed,
        figures.same_day,
        t.listing(f"{cause_word(t, code, own_causes)} {count}" for code, count in counted),
        *_share(figures.kept),
        figures.leave_days,
        figures.leave_of_goal,
        *_share(figures.meetings),
        figures.one_on_one,
        _hours(figures.overtime_minutes),
        _hours(figures.target_minutes),
        _percent(figures.of_target),
        t("yes") if figures.is_reorganised else None,
        one.report.line,
    ]


def _percent(share: Share | None) -> Decimal | None:
    return None if share is None else share.percent


def _share(share: Share | None) -> tuple[Cell, Cell]:
    return (None, None) if share is None else (share.part, share.whole)


def _hours(minutes: int | None) -> Decimal | None:
    return None if minutes is None else hours(minutes)

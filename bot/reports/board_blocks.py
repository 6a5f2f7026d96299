"""The board of monthly reports: a month's units with where each report stands, page by page. Units, never people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, escape, header, option, plain, section, select
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.reports.blocks import OPEN
from bot.reports.kinds import MonthlyReport, State
from bot.reports.wording import STATES
from bot.texts import Translator

BOARD = "reports.board"
CHOOSE_MONTH = "reports.board.month"
TURN_BACK = "reports.board.back"
TURN_ON = "reports.board.on"
EXPORT = "reports.board.export"
EXPORT_CP932 = "reports.board.export_cp932"

_PAGE = 15
_MOST_MONTHS = 60


@dataclass(frozen=True)
class BoardLine:
    """A unit's report."""

    report: MonthlyReport
    unit_code: str
    unit_name: str


@dataclass(frozen=True)
class Board:
    """A month's reports in the order of the organisation, and the months of which there are any."""

    month: date
    lines: tuple[BoardLine, ...]
    months: tuple[date, ...]

    @property
    def submitted(self) -> int:
        """How many are submitted."""
        return sum(one.report.state is State.SUBMITTED for one in self.lines)


def board_view(t: Translator, board: Board, *, page: int = 0) -> View:
    """The window."""
    last = max(0, (len(board.lines) - 1) // _PAGE)
    page = min(max(page, 0), last)
    parts = (_head(t, board), _lines(t, board, page), _turns(t, page, last), _files(t, board))
    return {
        "type": "modal",
        "callback_id": BOARD,
        "title": plain(t("Monthly reports")),
        "close": plain(t("Close")),
        "private_metadata": board.month.isoformat(),
        "blocks": [block for part in parts for block in part],
    }


def read_month(view: Mapping[str, Any]) -> date:
    """The month that a window shows."""
    return _month(view.get("private_metadata"))


def read_chosen_month(action: Mapping[str, Any]) -> date:
    """The month that was chosen in the window."""
    return _month((action.get("selected_option") or {}).get("value"))


def read_page(action: Mapping[str, Any]) -> int:
    """The page that a button leads to, the first being 0."""
    try:
        return int(action["value"])
    except (KeyError, ValueError):
        raise _old() from None


def _month(written: object) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise _old() from None


def _old() -> OldButton:
    return OldButton("This window is from an earlier day. Please open it once more.")


def summary(t: Translator, board: Board) -> str:
    """`October 2026: 12 of 79 submitted`."""
    return t(
        "{month}: {count} of {all} submitted",
        month=t.month(board.month),
        count=board.submitted,
        all=len(board.lines),
    )


def file_words(t: Translator, board: Board) -> Words:
    """What stands beside the file."""
    words = t("Monthly reports. {summary}.", summary=summary(t, board))
    return Words(words, [section(escape(words))])


def exported(t: Translator, board: Board) -> str:
    """What somebody reads who asked for a file."""
    return t(
        "The file with the monthly reports of {month} comes to you as a direct message. Please delete it once you have "
        "saved it.",
        month=t.month(board.month),
    )


def _head(t: Translator, board: Board) -> Iterator[Block]:
    yield header(summary(t, board))
    months = dict.fromkeys((board.month, *board.months))
    options = [option(t.month(month), month.isoformat()) for month in sorted(months, reverse=True)[:_MOST_MONTHS]]
    chosen = board.month.isoformat()
    which = select(options, action_id=CHOOSE_MONTH, chosen=chosen, placeholder=t("Choose a month"))
    yield actions(which, block_id="month")


def _lines(t: Translator, board: Board, page: int) -> Iterator[Block]:
    for one in board.lines[page * _PAGE : (page + 1) * _PAGE]:
        about = t("{unit}, {month}", unit=one.unit_name, month=t.month(board.month))
        open_ = button(t("Open"), action_id=OPEN, value=str(one.report.id), about=about)
        yield section(f"*{escape(one.unit_name)}*\n{escape(state_words(t, one.report))}", accessory=open_)
    if not board.lines:
        yield section(escape(t("There are no monthly reports of this month.")))


def state_words(t: Translator, report: MonthlyReport) -> str:
    """Where a report stands, and whether it came late."""
    words = t(STATES[report.state])
    is_late = report.is_late and report.submitted_at is not None
    return t("{state} (after the first reminder)", state=words) if is_late else words


def _turns(t: Translator, page: int, last: int) -> Iterator[Block]:
    if last:
        yield context(escape(t("Page {page} of {pages}", page=page + 1, pages=last + 1)))
        yield actions(*_turn_buttons(t, page, last), block_id="pages")


def _turn_buttons(t: Translator, page: int, last: int) -> Iterator[Element]:
    if page > 0:
        yield button(t("Back to page {page}", page=page), action_id=TURN_BACK, value=str(page - 1))
    if page < last:
        yield button(t("On to page {page}", page=page + 2), action_id=TURN_ON, value=str(page + 1))


def _files(t: Translator, board: Board) -> Iterator[Block]:
    if board.lines:
        yield context(escape(t("Every export leaves a record: who, when, which month.")))
        yield actions(
            button(t("CSV for Excel"), action_id=EXPORT, about=t("the board")),
            button(t("CSV in Shift_JIS"), action_id=EXPORT_CP932, about=t("the board")),
            block_id="files",
        )

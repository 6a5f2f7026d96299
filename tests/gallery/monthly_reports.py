"""Examples of monthly reports and of the page of a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.attendance.rules import Days, Share
from bot.blockkit import actions, escape, section
from bot.delivery.lines import Line
from bot.delivery.wording import Words
from bot.reports import blocks, board_blocks, quarterly_blocks
from bot.reports.blocks import Missing, Shown, WaitingReport
from bot.reports.board_blocks import Board, BoardLine
from bot.reports.kinds import Event, Figures, MonthlyReport, State, Step
from bot.reports.quarterly import Quarter, QuarterLine
from bot.reports.rules import Stage
from tests.delivering import jst
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

OCTOBER = date(2026, 10, 1)
SEPTEMBER, AUGUST = date(2026, 9, 1), date(2026, 8, 1)
OWN = {"ceremony": "式典 <&> " + "周年" * 10}
FULL = Figures(
    rates={Days.WEEKLY: Share(41, 48), Days.PAYDAY: Share(12, 12), Days.ALL: Share(180, 231)},
    trend={SEPTEMBER: Share(150, 210), AUGUST: Share(0, 210)},
    target_percent=85,
    stays={"sudden": 4, "ceremony": 12, "other": 1},
    confirmed=15,
    same_day=3,
    kept=Share(6, 9),
    leave_days=Decimal("8.4"),
    leave_of_goal=Decimal("52.5"),
    meetings=Share(3, 4),
    one_on_one=90,
    overtime_minutes=7410,
    target_minutes=6000,
    is_reorganised=True,
)
NOTHING = MonthlyReport(1, 1, OCTOBER, State.DRAFTED, Figures(), jst(10))
DONE = replace(
    NOTHING, state=State.SUBMITTED, figures=FULL, line="<!channel> " + "あ" * 480, is_late=True, submitted_at=jst(11)
)
EVENTS = tuple(Event(jst(10), step) for step in Step)


def drawn(about: str, line: Line) -> Frame:
    return message(about, Words(line.text, [section(escape(line.text)), actions(*line.buttons)]))


def waits(stage: Stage, unit: str = "人事課", number: int = 1) -> WaitingReport:
    return WaitingReport(number, unit, OCTOBER, stage, WEDNESDAY)


@example_of(blocks.line)
def lines(reader: Reader) -> Iterator[Frame]:
    for stage in Stage:
        yield drawn(f"{stage}", blocks.line(reader.t, waits(stage)))
    yield drawn("sent back", blocks.line(reader.t, replace(waits(Stage.READY, LONG_UNIT), is_sent_back=True)))


@example_of(blocks.missing_line)
def missing_lines(reader: Reader) -> Iterator[Frame]:
    yield drawn("one is missing", blocks.missing_line(reader.t, Missing(OCTOBER, 1, WEDNESDAY)))


@example_of(blocks.draft_message)
def drafts(reader: Reader) -> Iterator[Frame]:
    yield message("one unit", blocks.draft_message(reader.t, [waits(Stage.READY)]))
    many = [waits(Stage.READY, f"{LONG_UNIT} {number}", number) for number in range(1, 20)]
    yield message("many units", blocks.draft_message(reader.t, many))


@example_of(blocks.overdue_message)
def overdue(reader: Reader) -> Iterator[Frame]:
    yield message("several", blocks.overdue_message(reader.t, Missing(OCTOBER, 12, WEDNESDAY)))


@example_of(blocks.open_button)
@example_of(blocks.board_button)
@example_of(quarterly_blocks.open_button)
def buttons(reader: Reader) -> Iterator[Frame]:
    t = reader.t
    shown = actions(blocks.open_button(t, waits(Stage.READY)), blocks.board_button(t), quarterly_blocks.open_button(t))
    yield view("on the home tab", {"type": "home", "blocks": [shown]})


@example_of(blocks.my_reports)
def mine(reader: Reader) -> Iterator[Frame]:
    shown = blocks.my_reports(reader.t, (waits(Stage.READY), waits(Stage.REMINDED, "税務課", 2)))
    yield view("on the home tab", {"type": "home", "blocks": shown})


@example_of(blocks.window)
def windows(reader: Reader) -> Iterator[Frame]:
    yield view("nothing known", blocks.window(reader.t, Shown(NOTHING, "総務部/人事課", may_submit=True)))
    full = Shown(DONE, LONG_UNIT, EVENTS, OWN, may_submit=True)
    yield view("all there is, to be changed", blocks.window(reader.t, full))
    read = replace(full, may_submit=False, may_send_back=True)
    yield view("read by the personnel section", blocks.window(reader.t, read))


def board(count: int) -> Board:
    states = [replace(NOTHING, id=number, state=list(State)[number % 3]) for number in range(count)]
    rows = (BoardLine(one, str(one.id), f"{LONG_UNIT} {one.id}") for one in (*states, replace(DONE, id=99)))
    return Board(OCTOBER, tuple(rows), (OCTOBER, SEPTEMBER))


@example_of(board_blocks.board_view)
def boards(reader: Reader) -> Iterator[Frame]:
    yield view("no report", board_blocks.board_view(reader.t, Board(OCTOBER, (), ())))
    yield view("one page", board_blocks.board_view(reader.t, board(4)))
    yield view("many, second page", board_blocks.board_view(reader.t, board(60), page=1))


@example_of(board_blocks.file_words)
def files(reader: Reader) -> Iterator[Frame]:
    yield message("beside the file", board_blocks.file_words(reader.t, board(4)))


@example_of(quarterly_blocks.quarter_view)
def quarters(reader: Reader) -> Iterator[Frame]:
    first, last = date(2026, 7, 1), date(2026, 9, 30)
    full = QuarterLine(
        "0100",
        LONG_UNIT,
        Share(41, 48),
        Share(180, 231),
        Share(9, 231),
        7410,
        6000,
        Decimal("8.4"),
        Decimal("52.5"),
        Share(3, 4),
        10,
        Share(11, 12),
        Decimal("3.8"),
    )
    choices = [first - timedelta(days=92 * back) for back in range(4)]
    many = tuple(replace(full, name=f"{LONG_UNIT} {number}") for number in range(32))
    page = Quarter(first, last, replace(full, name="ひばり野市"), many, {"sudden": 120, "ceremony": 7}, OWN)
    yield view("32 bureaux", quarterly_blocks.quarter_view(reader.t, page, [first, *choices[1:]]))
    empty = Quarter(first, last, QuarterLine("", ""), (QuarterLine("1", "会計課"),), {}, {})
    yield view("nothing known", quarterly_blocks.quarter_view(reader.t, empty, [first]))

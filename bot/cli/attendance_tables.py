"""How attendance looks in a terminal: the rates by unit and month, the days around, rows that are bad."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.attendance.columns import Cell
from bot.attendance.rate import COLUMNS, TREND, Line
from bot.attendance.rules import Share
from bot.attendance.service import OnTimeReport
from bot.attendance.telling import DAYS, late_label, name_of, notes
from bot.cli.asking import say
from bot.cli.roster_tables import bad_rows
from bot.digest.on_time import DeclaredMonths, OnTimePicture
from bot.digest.telling import declared_lines, declared_notes
from bot.errors import Problem
from bot.texts import Translator

_WIDTH_OF_A_FILE = 160
_MOST_PROBLEMS = 1000
_NOTHING = "—"


def show_problems(problems: Sequence[Problem], t: Translator) -> None:
    """The bad rows with their places; of very many, the beginning."""
    _console(to_stderr=True).print(bad_rows(problems[:_MOST_PROBLEMS], t))
    if len(problems) > _MOST_PROBLEMS:
        say(t.n("and {count} more", "and {count} more", len(problems) - _MOST_PROBLEMS))


def show(picture: OnTimePicture, t: Translator, zone: ZoneInfo) -> None:
    """The whole report; what the numbers mean is said to the person, not to a file."""
    report = picture.report
    _print(_units(report, t), _months(report, t), _around(report, t))
    for note in notes(report, t, zone):
        say(note)
    if picture.declared is not None:
        _print(_declared(picture, picture.declared, t))
        for note in declared_notes(picture, t):
            say(note)


def _print(*tables: Table) -> None:
    console = _console()
    for table in tables:
        if table.row_count:
            console.print(table)


def _units(report: OnTimeReport, t: Translator) -> Table:
    title = t("On-time rate, {start} to {end}", start=t.full_day(report.start), end=t.full_day(report.end))
    headers = (t("Unit"), *(t(DAYS[days]) for days in COLUMNS), late_label(report, t))
    table = _table(headers, title)
    for line in (report.rates.whole, *report.rates.lines):
        _add(table, (f"{'  ' * line.depth}{name_of(line, report, t)}", *_cells(line, t)))
    _add(table, (t("Managers"), *_cells(report.rates.managers, t)))
    return table


def _cells(line: Line, t: Translator) -> Iterable[str]:
    return (*(_cell(line.rates[days], t) for days in COLUMNS), _cell(line.late, t))


def _cell(cell: Cell, t: Translator) -> str:
    """Both rates where they differ."""
    if cell.share is None or cell.share == cell.without_special:
        return _share(cell.share)
    return t("{rate} ({second})", rate=_share(cell.share), second=_share(cell.without_special))


def _share(share: Share | None) -> str:
    return _NOTHING if share is None else f"{share.percent}%"


def _months(report: OnTimeReport, t: Translator) -> Table:
    aim = report.policy.target_percent
    headers = (t("Month"), *(t(DAYS[days]) for days in TREND), *([t("Aim")] if aim else ()))
    table = _table(headers, t("Month by month"))
    for month in report.rates.months:
        cells = (_cell(month.rates[days], t) for days in TREND)
        _add(table, (t.month(month.first_day), *cells, *([f"{aim}%"] if aim else ())))
    return table


def _around(report: OnTimeReport, t: Translator) -> Table:
    headers = (t("Days"), t("On-time rate"), late_label(report, t), t("Mean clock-out"))
    table = _table(headers, t("Does work only move to the days around?"))
    for one in report.rates.around:
        clock_out = _NOTHING if one.mean_clock_out is None else t.minute(one.mean_clock_out)
        _add(table, (t(DAYS[one.days]), _cell(one.rate, t), _cell(one.late, t), clock_out))
    return table


def _declared(picture: OnTimePicture, declared: DeclaredMonths, t: Translator) -> Table:
    title = t("Self-declared: share of the answers that leave on time on no-overtime days")
    table = _table((t("Unit"), *map(t.month, declared)), title)
    for line, shares in declared_lines(picture, declared):
        _add(table, (f"{'  ' * line.depth}{name_of(line, picture.report, t)}", *map(_share, shares)))
    return table


def _table(headers: Sequence[str], title: str) -> Table:
    table = Table(title=title, title_justify="left")
    for place, header in enumerate(headers):
        table.add_column(header, overflow="fold", justify="right" if place else "left")
    return table


def _add(table: Table, cells: Iterable[str]) -> None:
    table.add_row(*map(Text, cells))  # as Text: brackets in names are no markup


def _console(*, to_stderr: bool = False) -> Console:
    stream = sys.stderr if to_stderr else sys.stdout
    return Console(stderr=to_stderr, width=None if stream.isatty() else _WIDTH_OF_A_FILE)

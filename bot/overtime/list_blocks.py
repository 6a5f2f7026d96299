"""The window with a day's overtime reports: for the personnel section and whoever else may see them, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, datepicker, divider, escape, plain, section
from bot.delivery.wording import Words
from bot.errors import OldButton, Refused
from bot.overtime.evening_card import facts_of
from bot.overtime.lists import ListedReport, ReportList, Total
from bot.overtime.wording import STATES, evening_words
from bot.people.vocabulary import read_vocabulary
from bot.texts import Translator
from bot.workdays.written import DateWords, written_day

OPEN = "overtime.list.open"
CHOOSE_DAY = "overtime.list.day"
TURN_BACK = "overtime.list.back"
TURN_ON = "overtime.list.on"
EXPORT = "overtime.list.export"
EXPORT_CP932 = "overtime.list.export_cp932"

_PAGE = 20


def open_button(t: Translator) -> Element:
    """For the home tab of the personnel section and of whoever else may see reports."""
    return button(t("Overtime reports of today"), action_id=OPEN)


def reports_today(t: Translator, total: Total) -> list[Block]:
    """The same with today's numbers above it."""
    return [section(escape(total_words(t, total))), actions(open_button(t))]


def total_words(t: Translator, total: Total) -> str:
    """Both totals in one sentence (A25)."""
    return t.n(
        "{count} overtime report; without disaster, election and the like: {usual}.",
        "{count} overtime reports; without disaster, election and the like: {usual}.",
        total.whole,
        usual=total.usual,
    )


def list_view(t: Translator, found: ReportList, *, page: int = 0) -> View:
    """The window of one day."""
    parts = (_day(t, found), _files(t, found), _reports(t, found, page), _units(t, found))
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Overtime reports")),
        "close": plain(t("Close")),
        "private_metadata": found.first.isoformat(),
        "blocks": [block for part in parts for block in part],
    }


def read_typed_day(payload: Mapping[str, Any], today: date) -> date:
    """The day after the command's word, `2026-11-25`, `11/25` or `令和8年11月25日`; today where there is none."""
    _, _, typed = str(payload.get("text", "")).strip().partition(" ")
    if not typed.strip():
        return today
    vocabulary = read_vocabulary()
    words = DateWords(vocabulary.meanings("era"), vocabulary.meanings("date_part"))
    day = written_day(typed, words) or written_day(f"{today.year}/{typed.strip()}", words)
    if day is None:
        raise Refused("“{text}” is no date. Write it like 2026-04-01.", text=typed.strip()[:40])
    return day


def read_chosen_day(action: Mapping[str, Any]) -> date:
    """The day that was chosen in the window."""
    return _written_day(action.get("selected_date"))


def read_day(view: Mapping[str, Any]) -> date:
    """The day that a window shows."""
    return _written_day(view.get("private_metadata"))


def read_page(action: Mapping[str, Any]) -> int:
    """The page that a button leads to, the first being 0."""
    try:
        return int(action["value"])
    except (KeyError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def _written_day(written: object) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def file_words(t: Translator, found: ReportList) -> Words:
    """What stands beside the file."""
    words = t("Overtime reports of {date}. {total}", date=t.full_day(found.first), total=total_words(t, found.total))
    return Words(words, [section(escape(words))])


def exported(t: Translator, found: ReportList) -> str:
    """What somebody reads who asked for a file."""
    return t.n(
        "The file with {count} report of {date} comes to you as a direct message. Please delete it once you have saved "
        "it.",
        "The file with {count} reports of {date} comes to you as a direct message. Please delete it once you have "
        "saved it.",
        len(found.rows),
        date=t.day(found.first),
    )


def _day(t: Translator, found: ReportList) -> Iterator[Block]:
    yield section(f"*{escape(t.full_day(found.first))}*\n{escape(total_words(t, found.total))}")
    yield actions({**datepicker(found.first), "action_id": CHOOSE_DAY}, block_id="day")


def _reports(t: Translator, found: ReportList, page: int) -> Iterator[Block]:
    last = max(0, (len(found.rows) - 1) // _PAGE)
    page = min(max(page, 0), last)
    for row in found.rows[page * _PAGE : (page + 1) * _PAGE]:
        lines = "\n".join(escape(line) for line in _lines(t, found, row))
        yield section(f"*{escape(row.name)}*\n{lines}")
    if last:
        yield context(escape(t("Page {page} of {pages}", page=page + 1, pages=last + 1)))
        yield actions(*_turns(t, page, last), block_id="pages")


def _turns(t: Translator, page: int, last: int) -> Iterator[Element]:
    if page > 0:
        yield button(t("Back to page {page}", page=page), action_id=TURN_BACK, value=str(page - 1))
    if page < last:
        yield button(t("On to page {page}", page=page + 2), action_id=TURN_ON, value=str(page + 1))


def _lines(t: Translator, found: ReportList, row: ListedReport) -> Iterator[str]:
    """What the list tells of a report, a line each."""
    report = row.report
    yield row.unit_name
    yield from facts_of(t, report, found.own_causes)
    if row.evening:
        yield t("Evening: {words}", words=evening_words(t, row.evening))
    yield t("{state} {name}", state=t(STATES[report.state]), name=row.decided_by).strip()


def _units(t: Translator, found: ReportList) -> Iterator[Block]:
    if found.units:
        yield divider()
        yield section(t("*Units of which you see numbers*"))
        lines = (t("{unit}: {total}", unit=one.unit_name, total=total_words(t, one.total)) for one in found.units)
        yield section("\n".join(f"• {escape(line)}" for line in lines))


def _files(t: Translator, found: ReportList) -> Iterator[Block]:
    """Above the reports: the list may be long."""
    if found.may_export and found.rows:
        yield actions(
            button(t("CSV for Excel"), action_id=EXPORT, about=t("the list of reports")),
            button(t("CSV in Shift_JIS"), action_id=EXPORT_CP932, about=t("the list of reports")),
            block_id="files",
        )
        yield context(escape(t("Every export leaves a record: who, when, which day.")))
        yield divider()

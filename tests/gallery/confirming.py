"""Examples of the evening card, of what its presses answer, and of the list of reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.blockkit import actions
from bot.overtime import evening_card, list_blocks
from bot.overtime.evening_card import Entry, EveningCard
from bot.overtime.kinds import Report, ReportState
from bot.overtime.lists import ListedReport, ListedUnit, ReportList, Total
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.late_notices import STAYING

WEDNESDAY = date(2026, 11, 25)
TWELVE_PAST_FOUR = datetime(2026, 11, 25, 7, 12, tzinfo=UTC)
HOSTILE = "<!channel> 監査の準備 & <https://evil.example|資料>"
REPORT = Report(
    id=1,
    person_id=1,
    unit_id=1,
    day=WEDNESDAY,
    cause="sudden",
    planned_end_minute=1170,
    line="窓口で受けた相談の記録",
    day_instead=date(2026, 11, 27),
    is_same_day=False,
    is_special=False,
    state=ReportState.REPORTED,
    version=1,
    reported_at=TWELVE_PAST_FOUR,
)


def _entry(number: int, name: str, *, may_decide: bool = True, decided_by: str = "", **changes: object) -> Entry:
    return Entry(replace(REPORT, id=number, **changes), name, decided_by, may_decide)  # type: ignore[arg-type]


def _decided(number: int, name: str, state: ReportState) -> Entry:
    return _entry(number, name, decided_by="佐藤 健", state=state, decided_at=TWELVE_PAST_FOUR)


ENTRIES = (
    _entry(1, "青木 花"),
    _entry(2, "馬場 翔", cause="audit", line=HOSTILE, is_same_day=True, is_special=True, planned_end_minute=1530),
    _entry(3, "青木 花", line="", day_instead=None),
    _entry(4, "千葉 学", may_decide=False),
    _decided(5, "土井 実", ReportState.CONFIRMED),
    _decided(6, "江口 恵", ReportState.SENT_BACK),
    _entry(7, "藤田 葵", state=ReportState.WITHDRAWN),
)


def _card(*entries: Entry) -> EveningCard:
    return EveningCard("給与課", WEDNESDAY, ZoneInfo("Asia/Tokyo"), entries, {"audit": "監査対応"})


@example_of(evening_card.evening_card)
def cards(reader: Reader) -> Iterator[Frame]:
    many = [_entry(number, f"職員 {number}", line="長い説明" * 50) for number in range(40)]
    yield message("every state", evening_card.evening_card(reader.t, _card(*ENTRIES)))
    yield message("one report", evening_card.evening_card(reader.t, _card(ENTRIES[0])))
    yield message("all decided", evening_card.evening_card(reader.t, _card(*ENTRIES[4:])))
    yield message("more than a message holds", evening_card.evening_card(reader.t, _card(*many)))


@example_of(evening_card.sent_back_message)
def sent_back(reader: Reader) -> Iterator[Frame]:
    yield message("came back", evening_card.sent_back_message(reader.t, WEDNESDAY))


def _listed(number: int, **changes: object) -> ListedReport:
    report = replace(REPORT, id=number, **changes)  # type: ignore[arg-type]
    return ListedReport(report, f"職員 {number}", f"{number:06d}", "kyuyo", "総務局/人事部/給与課", "佐藤 健", STAYING)


LIST = ReportList(
    WEDNESDAY,
    WEDNESDAY,
    (
        _listed(1, state=ReportState.CONFIRMED, decided_at=TWELVE_PAST_FOUR),
        _listed(2, cause="audit", line=HOSTILE, is_special=True, is_same_day=True),
        _listed(3, line="", day_instead=None, state=ReportState.WITHDRAWN),
    ),
    (ListedUnit("総務局/人事部/厚生課", Total(12, 9)),),
    {"audit": "監査対応"},
    may_export=True,
)
MANY = replace(LIST, rows=tuple(_listed(number) for number in range(50)), units=(), may_export=False)


@example_of(list_blocks.list_view)
def lists(reader: Reader) -> Iterator[Frame]:
    yield view("three reports and a unit", list_blocks.list_view(reader.t, LIST))
    yield view("the middle one of three pages", list_blocks.list_view(reader.t, MANY, page=1))
    yield view("nobody reported", list_blocks.list_view(reader.t, replace(LIST, rows=(), units=())))


@example_of(list_blocks.open_button)
def open_buttons(reader: Reader) -> Iterator[Frame]:
    yield Frame("for the home tab", blocks=[actions(list_blocks.open_button(reader.t))])


@example_of(list_blocks.reports_today)
def numbers_of_today(reader: Reader) -> Iterator[Frame]:
    yield view("twelve", {"type": "home", "blocks": list_blocks.reports_today(reader.t, Total(12, 9))})


@example_of(list_blocks.file_words)
def beside_the_file(reader: Reader) -> Iterator[Frame]:
    yield message("three reports", list_blocks.file_words(reader.t, LIST))

"""Examples of the week's digest, its window of months, and the window in which overtime reports are confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.attendance.rules import Share
from bot.blockkit import actions, button, escape, section
from bot.delivery.lines import Line
from bot.digest import digest_blocks, month_blocks, waiting_blocks
from bot.digest.digest_blocks import Frame as DigestFrame
from bot.digest.month_blocks import MonthPage, Place
from bot.digest.pages import (
    AwayDay,
    Change,
    Digest,
    Held,
    Imports,
    LeavePace,
    MonthRates,
    Score,
    StaysByCause,
    Talks,
    UnitPage,
)
from bot.one_on_one.held_rate import Share as HeldShare
from tests.gallery.confirming import ENTRIES
from tests.gallery.frames import Frame, Reader, example_of, message, view

TUESDAY = date(2026, 11, 24)
HOSTILE = "<!channel> 給与 & <https://evil.example|係>"
SHOWN = DigestFrame({"audit": "監査対応"}, ZoneInfo("Asia/Tokyo"))


def _months() -> tuple[MonthRates, ...]:
    shares = [Share(part, 120) for part in (96, 99, 94, 101, 104)]
    known = [MonthRates(date(2026, 6 + at, 1), one, Share(22, 24), Share(5, 120)) for at, one in enumerate(shares)]
    return (*known, MonthRates(date(2026, 11, 1)))


DIRECT = UnitPage(
    unit_id=1,
    name=HOSTILE,
    is_direct=True,
    months=_months(),
    stays=StaysByCause(date(2026, 10, 27), date(2026, 11, 23), 8, {"sudden": 6, "audit": 2}),
    away=(AwayDay(TUESDAY, 2, ("青木 花", "<馬場> 翔")), AwayDay(date(2026, 11, 27), 1, ("千葉 学",))),
    pace=LeavePace(12, Fraction(61, 10), Fraction(14), Fraction(91, 10)),
    score=Score(date(2026, 11, 4), Fraction(61), Fraction(58)),
    talks=Talks(date(2026, 8, 1), 3, 4, HeldShare(72)),
    meetings=Held(date(2026, 10, 1), 1, 2),
)
WIDE = replace(
    DIRECT,
    unit_id=2,
    name="総務部",
    is_direct=False,
    away=(AwayDay(TUESDAY, 5),),
    talks=Talks(date(2026, 8, 1), rate=HeldShare(90)),
    changes=(Change("人事課", Decimal("4.1")), Change("財政課", Decimal("-3.0"))),
    reorganised_in=date(2026, 8, 1),
)
UNKNOWN = UnitPage(unit_id=3, name="新設課", is_direct=True)
FRESH = Imports(date(2026, 10, 30), datetime(2026, 11, 5, 1, 0, tzinfo=UTC))


def _digest(reader: Reader, *pages: UnitPage, lines: int = 0, **more: object) -> Digest:
    """A digest with so many things that wait."""
    waits = [
        Line(f"{number}: {HOSTILE}", TUESDAY, (button("OK", action_id="example", about=str(number)),))
        for number in range(1, lines + 1)
    ]
    return replace(Digest(TUESDAY, waits, pages, FRESH, tip=3), **more)  # type: ignore[arg-type]


@example_of(digest_blocks.digest_message)
def weekly(reader: Reader) -> Iterator[Frame]:
    def frame(about: str, digest: Digest, shown: DigestFrame = SHOWN) -> Frame:
        return message(about, digest_blocks.digest_message(reader.t, digest, shown))

    yield frame("of a section, with things that wait", _digest(reader, DIRECT, lines=5, calls_out=True))
    yield frame("of a department, the first of a month", _digest(reader, WIDE, is_monthly=True))
    yield frame("of many units, asked for", _digest(reader, *[WIDE, UNKNOWN] * 3), replace(SHOWN, may_stop=False))
    yield frame("of nobody's figures", _digest(reader, UNKNOWN, lines=1, imports=Imports(), tip=None))


@example_of(month_blocks.month_window)
def month(reader: Reader) -> Iterator[Frame]:
    place, units = Place(date(2026, 10, 1), 1), {1: "給与係", 2: "総務部"}
    page = MonthPage(place, date(2026, 11, 1), DIRECT, units, {})
    yield view("a month before this one", month_blocks.month_window(reader.t, page))
    newest = replace(page, place=Place(date(2026, 11, 1), 3), page=UNKNOWN, units={3: "新設課"})
    yield view("this month, nothing known", month_blocks.month_window(reader.t, newest))


@example_of(month_blocks.open_button)
def more(reader: Reader) -> Iterator[Frame]:
    yield Frame("below a digest", "", [actions(month_blocks.open_button(reader.t))])


@example_of(month_blocks.month_table)
def table(reader: Reader) -> Iterator[Frame]:
    yield Frame("of figures", "A, B, 1, 2", [month_blocks.month_table([["A", "B"], ["1", "2"]])])


@example_of(waiting_blocks.reports_line)
def reports_lines(reader: Reader) -> Iterator[Frame]:
    waiting = [one for one in ENTRIES if one.is_open]
    for about, entries in (("one waits", waiting[:1]), ("several wait", waiting)):
        line = waiting_blocks.reports_line(reader.t, entries)
        yield Frame(about, line.text, [section(escape(line.text)), actions(*line.buttons)])


@example_of(waiting_blocks.reports_window)
def reports(reader: Reader) -> Iterator[Frame]:
    waiting = [one for one in ENTRIES if one.is_open]
    yield view("some wait", waiting_blocks.reports_window(reader.t, waiting, {"audit": "監査対応"}))
    said = waiting_blocks.reports_window(reader.t, [], {}, said="OK")
    yield view("none wait any more", said)

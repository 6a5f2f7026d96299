"""Examples of results: a unit's window in every state, the list of units, the message with charts and a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from bot.blockkit import section, select
from bot.pulse import chart_blocks, result_blocks
from bot.pulse.drivers import Driver
from bot.pulse.report import (
    Hidden,
    ItemResult,
    NamedDriver,
    Point,
    Rates,
    Reason,
    Report,
    ResultPage,
    Score,
    Subject,
    UnitLine,
    UnitList,
    Writings,
)
from bot.pulse.rules import SurveyKind
from bot.pulse.scales import Scale
from bot.pulse.showing import Band
from bot.pulse.stress_rates import Rate
from tests.gallery.frames import Frame, Reader, example_of, message, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY
from tests.gallery.surveys import OWN, WORK_STYLE

SUBJECT = Subject(7, SurveyKind.FULL, OWN, WEDNESDAY, (), 10, 20)
PULSE = replace(SUBJECT, id=8, kind=SurveyKind.PULSE, opened_on=WEDNESDAY - timedelta(days=28), least_answers=5)
SAMPLE = Subject(9, SurveyKind.ONE_OFF, WORK_STYLE, WEDNESDAY, (), 10, 20, population=12_000)
RATES = Rates(42, Fraction(500, 7), Fraction(200, 3))
FULL_SCORE = Score(30, Fraction(185, 3), Fraction(53), numbers={1: 2, 2: 5, 3: 7, 4: 10, 5: 6})
ROUGH = Score(9, band=Band(80, 100))


def _score(place: int) -> Score | None:
    if place % 5 == 4:
        return None
    return ROUGH if place % 5 == 3 else replace(FULL_SCORE, index=Fraction(185 + 7 * place, 3))


def _points(place: int) -> tuple[Point, ...]:
    past = [WEDNESDAY - timedelta(days=28 * back) for back in range(8, 0, -1)]
    return tuple(Point(day, replace(FULL_SCORE, index=Fraction(150 + place + at, 3))) for at, day in enumerate(past))


ITEMS = tuple(
    ItemResult(item, _score(place), FULL_SCORE, _points(place) if place % 2 == 0 else ())
    for place, item in enumerate(OWN.items)
    if item.scale is Scale.AGREE_5
)
RECOMMENDED = ItemResult(OWN.item("S2"), Score(30, recommendation=Fraction(-41, 3)))
DRIVER = NamedDriver(OWN.item("W2"), Driver("W2", 0.71, 44))
WRITTEN = Writings(OWN.item("F1"), tuple(f"会議を減らしてほしいです。<!channel> & {number}" for number in range(23)))
REPORT = Report(SUBJECT, "jinji", LONG_UNIT, None, RATES, (*ITEMS, RECOMMENDED))
EVERYBODY = replace(REPORT, unit_code="", unit_name="", drivers=(DRIVER,), writings=(WRITTEN,))


def hidden(reason: Reason) -> Report:
    """A unit of which nothing is shown."""
    return replace(REPORT, unit_name="総務部/人事課/給与係", reason=reason, rates=None, items=())


@example_of(result_blocks.report_view)
def windows(reader: Reader) -> Iterator[Frame]:
    def window(about: str, report: Report, **more: bool) -> Frame:
        rate = Rate(2026, "", 12_000, 11_244) if more else None
        page = ResultPage(report, (SUBJECT, PULSE), 460 if more else 1, may_export=bool(more), stress_check=rate)
        return view(about, result_blocks.report_view(reader.t, page))

    yield window("a head", REPORT)
    yield window("the personnel section", EVERYBODY, may_export=True)
    yield window("of one mind who takes part", replace(REPORT, rates=Rates(12, None, band=Band(90, 100))))
    yield window("a sample", replace(REPORT, subject=SAMPLE, rates=replace(RATES, margin_points=1.5496)))
    yield window("folded into the section", hidden(Reason(Hidden.FOLDED, "人事課")))
    yield window("folded into everybody", hidden(Reason(Hidden.FOLDED)))
    yield window("nobody asked", hidden(Reason(Hidden.NOT_ASKED)))
    yield window("too few answered", hidden(Reason(Hidden.TRACEABLE)))


@example_of(result_blocks.list_view)
def lists(reader: Reader) -> Iterator[Frame]:
    lines = (
        UnitLine("a", LONG_UNIT, is_shown=True, index=Fraction(61), before=Fraction(58), rates=RATES),
        UnitLine("b", "市民課", is_shown=True, index=None, before=None, rates=None),
        UnitLine("c", "給与係", is_shown=False, index=None, before=None, rates=None),
    )
    yield view("the first page", result_blocks.list_view(reader.t, UnitList(SUBJECT, lines, 0, 46)))
    yield view("the last page", result_blocks.list_view(reader.t, UnitList(SUBJECT, lines, 45, 46)))


@example_of(chart_blocks.chart_message)
def charts(reader: Reader) -> Iterator[Frame]:
    yield message("a unit", chart_blocks.chart_message(reader.t, REPORT))
    yield message("everybody", chart_blocks.chart_message(reader.t, EVERYBODY))


@example_of(result_blocks.ways)
def ways(reader: Reader) -> Iterator[Frame]:
    yield view("on the home tab", {"type": "home", "blocks": result_blocks.ways(reader.t)})


@example_of(result_blocks.units_found)
def units_by_name(reader: Reader) -> Iterator[Frame]:
    found = result_blocks.units_found([("a", LONG_UNIT), ("b", "市民課")], "課")
    menu = select(found, action_id="units", chosen="", placeholder=reader.t("Choose a day"))
    yield view("what a search finds", {"type": "home", "blocks": [section(LONG_UNIT, accessory=menu)]})


@example_of(result_blocks.button_for)
def ways_to_a_unit(reader: Reader) -> Iterator[Frame]:
    way = result_blocks.button_for(reader.t, 7, "jinji", "人事課")
    yield view("on the home tab", {"type": "home", "blocks": [section(LONG_UNIT, accessory=way)]})


@example_of(result_blocks.file_words)
def files(reader: Reader) -> Iterator[Frame]:
    yield message("beside the file", result_blocks.file_words(reader.t, WEDNESDAY))

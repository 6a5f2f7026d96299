"""What a report of overtime must say, which reports come on the day itself, and when a day instead was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.overtime.kinds import Report, ReportState
from bot.overtime.rules import Part, Situation, Wish, flaws_of, is_kept, is_said_already, is_same_day
from tests.delivering import JST, WEDNESDAY, jst

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
QUARTER_PAST_FIVE, HALF_PAST_SIX = 1035, 1110
USUAL = Situation(WEDNESDAY, is_reportable=True, end_minute=QUARTER_PAST_FIVE, causes={"sudden"}, days_instead={FRIDAY})
WISH = Wish(WEDNESDAY, "sudden", HALF_PAST_SIX, "窓口の案件", FRIDAY)
REPORT = Report(
    id=1,
    person_id=1,
    unit_id=1,
    day=WEDNESDAY,
    cause="sudden",
    planned_end_minute=HALF_PAST_SIX,
    line="窓口の案件",
    day_instead=FRIDAY,
    is_same_day=False,
    is_special=False,
    state=ReportState.REPORTED,
    version=1,
    reported_at=jst(10),
)


@pytest.mark.parametrize(
    ("wish", "part"),
    [
        pytest.param(replace(WISH, day=date(2026, 11, 24)), Part.DAY, id="a past day"),
        pytest.param(replace(WISH, day=date(2026, 12, 24)), Part.DAY, id="too far away"),
        pytest.param(replace(WISH, cause="holiday"), Part.CAUSE, id="a reason that there is not"),
        pytest.param(replace(WISH, cause=""), Part.CAUSE, id="no reason"),
        pytest.param(replace(WISH, planned_end_minute=None), Part.PLANNED_END, id="no end"),
        pytest.param(replace(WISH, planned_end_minute=QUARTER_PAST_FIVE), Part.PLANNED_END, id="the regular end"),
        pytest.param(replace(WISH, planned_end_minute=480), Part.PLANNED_END, id="in the morning"),
        pytest.param(replace(WISH, line="あ" * 10_000), Part.LINE, id="10,000 characters"),
        pytest.param(replace(WISH, line="二\n行"), Part.LINE, id="two lines"),
        pytest.param(replace(WISH, line="\x00"), Part.LINE, id="a null"),
        pytest.param(replace(WISH, line="\ud83d"), Part.LINE, id="half a character"),
        pytest.param(replace(WISH, day_instead=None), Part.DAY_INSTEAD, id="no day instead"),
        pytest.param(replace(WISH, day_instead=SATURDAY), Part.DAY_INSTEAD, id="a day that is not offered"),
    ],
)
def test_what_cannot_be_is_found_where_it_was_filled_in(wish: Wish, part: Part) -> None:
    assert [flaw.part for flaw in flaws_of(wish, USUAL)] == [part]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wish = Wish(WEDNESDAY, "", None, "あ" * 201, None)

    assert [flaw.part for flaw in flaws_of(wish, USUAL)] == [Part.CAUSE, Part.PLANNED_END, Part.LINE, Part.DAY_INSTEAD]


def test_no_day_instead_is_asked_for_where_there_is_none() -> None:
    nothing_to_choose = replace(USUAL, days_instead=())

    assert flaws_of(replace(WISH, day_instead=None), nothing_to_choose) == []


@pytest.mark.parametrize("line", ["", "あ" * 200, "<!channel> *太字* & 𠮷野家 👩‍💻"])
def test_a_line_may_say_anything_or_nothing(line: str) -> None:
    assert flaws_of(replace(WISH, line=line), USUAL) == []


def test_an_ordinary_day_needs_no_report_here() -> None:
    assert [flaw.part for flaw in flaws_of(WISH, replace(USUAL, is_reportable=False))] == [Part.DAY]


@pytest.mark.parametrize(
    ("hour", "minute", "day", "late"),
    [
        pytest.param(9, 0, date(2026, 11, 20), False, id="days before"),
        pytest.param(16, 0, WEDNESDAY, False, id="just in time"),
        pytest.param(16, 1, WEDNESDAY, True, id="a minute late"),
        pytest.param(23, 59, WEDNESDAY, True, id="at night"),
    ],
)
def test_reports_after_the_city_s_time_are_marked(hour: int, minute: int, day: date, late: bool) -> None:
    assert is_same_day(WEDNESDAY, 16 * 60, now=jst(hour, minute, day), zone=JST) == late


@pytest.mark.parametrize(
    ("state", "version", "form", "said"),
    [
        pytest.param(ReportState.REPORTED, 1, 0, True, id="pressed twice"),
        pytest.param(ReportState.CONFIRMED, 1, 0, True, id="pressed again after it was confirmed"),
        pytest.param(ReportState.CONFIRMED, 1, 1, True, id="opened and sent without a change"),
        pytest.param(ReportState.SENT_BACK, 1, 0, True, id="an old form of what was sent back"),
        pytest.param(ReportState.SENT_BACK, 1, 1, False, id="said once more on purpose"),
    ],
)
def test_saying_the_same_again_is_no_new_report(state: ReportState, version: int, form: int, said: bool) -> None:
    present = replace(REPORT, state=state, version=version)

    assert is_said_already(present, replace(WISH, version=form)) == said


def test_saying_anything_else_is_a_change() -> None:
    assert not is_said_already(REPORT, replace(WISH, line="別の案件"))


@pytest.mark.parametrize(
    ("was_on_time", "has_reported_overtime", "kept"),
    [
        pytest.param(True, False, True, id="went home"),
        pytest.param(False, False, False, id="stayed"),
        pytest.param(None, False, None, id="nothing is known"),
        pytest.param(True, True, False, id="reported overtime for that day"),
        pytest.param(None, True, False, id="reported overtime, and nothing else is known"),
    ],
)
def test_when_a_day_instead_was_kept(was_on_time: bool | None, has_reported_overtime: bool, kept: bool | None) -> None:
    assert is_kept(was_on_time=was_on_time, has_reported_overtime=has_reported_overtime) is kept

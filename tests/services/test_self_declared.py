"""The on-time rate as people declared it (自己申告): apart from attendance, never beside it, never of a few."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import Session

from bot.attendance.suppression import WHOLE
from bot.city.fields import Weekday
from bot.city.rules import CityPolicy, OnTime, RateSource
from bot.database import Database
from bot.digest.declared import months_within
from bot.digest.on_time import on_time_picture
from bot.no_overtime.answers import Answer
from bot.no_overtime.days import decide_unit_rule
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.no_overtime.tables import ReplyCount
from bot.people.kinds import UnitKind
from tests.clocking import NOW, Clocks, day_of
from tests.command_line import run

#: The commands read the real clock, so this month is over.
FIRST, LAST = date(2025, 10, 1), date(2025, 10, 31)
WEDNESDAYS = [date(2025, 10, day) for day in (1, 8, 15, 22, 29)]
TUESDAY, THURSDAY = date(2025, 10, 7), date(2025, 10, 9)
TODAY = date(2025, 11, 5)
OCTOBER = ("--from", f"{FIRST}", "--to", f"{LAST}")


@pytest.fixture
def clocks(database: Database) -> Clocks:
    """A city that wants the fallback, with a department of two sections."""
    clocks = Clocks(database)
    clocks.decide(CityPolicy(on_time=OnTime(source=RateSource.IMPORTED_OR_DECLARED)))
    return clocks


def department(clocks: Clocks, *names: str) -> list[int]:
    above = clocks.office.unit("総務部", kind=UnitKind.DEPARTMENT)
    return [above, *(clocks.office.unit(name, above) for name in names)]


def declare(clocks: Clocks, unit_id: int, day: date, **answers: int) -> None:
    """What the night after a day left of the answers of a unit."""

    def write(session: Session) -> None:
        for answer, count in answers.items():
            session.add(ReplyCount(unit_id=unit_id, service_date=day, answer=Answer(answer), count=count))

    clocks.database.write(write)


def shares(clocks: Clocks, start: date = FIRST, end: date = LAST, today: date = TODAY) -> Mapping[int, str]:
    """The shares of October, as part/whole, by unit."""
    declared = clocks.database.read(on_time_picture, start, end, today).declared
    assert declared is not None
    return {unit: f"{share.part}/{share.whole}" for unit, share in declared.get(FIRST, {}).items()}


def test_it_is_off_unless_the_city_wants_it(clocks: Clocks) -> None:
    clocks.decide(CityPolicy())
    declare(clocks, clocks.office.unit("課"), WEDNESDAYS[0], on_time=9)

    assert clocks.database.read(on_time_picture, FIRST, LAST, TODAY).declared is None


def test_units_and_those_above_add_up_and_whoever_helps_until_the_end_leaves_on_time(clocks: Clocks) -> None:
    above, one, other = department(clocks, "人事課", "秘書課")
    declare(clocks, one, WEDNESDAYS[0], on_time=5, overtime=3)
    declare(clocks, one, WEDNESDAYS[1], on_time=4, helping=2, overtime=2)
    declare(clocks, other, WEDNESDAYS[0], on_time=6)

    assert shares(clocks) == {one: "11/16", other: "6/6", above: "17/22", WHOLE: "17/22"}


def test_where_attendance_was_imported_in_the_month_it_alone_is_told_also_above(clocks: Clocks) -> None:
    above, attended, other = department(clocks, "人事課", "秘書課")
    people = clocks.hire(5, attended)
    for unit_id in (attended, other):
        declare(clocks, unit_id, WEDNESDAYS[0], on_time=8)

    clocks.take(day_of(one, TUESDAY) for one in people)

    assert shares(clocks) == {other: "8/8"}
    assert above not in shares(clocks)


def test_attendance_of_another_month_is_no_hindrance(clocks: Clocks) -> None:
    section = clocks.office.unit("課")
    people = clocks.hire(5, section)
    declare(clocks, section, WEDNESDAYS[0], on_time=8)

    clocks.take(day_of(one, FIRST - timedelta(days=1)) for one in people)

    assert shares(clocks)[section] == "8/8"


def test_fewer_than_five_answers_a_day_are_hidden_with_what_gives_them_away(clocks: Clocks) -> None:
    above, small, middle, large = department(clocks, "小課", "中課", "大課")
    declare(clocks, small, WEDNESDAYS[0], on_time=4)
    declare(clocks, middle, WEDNESDAYS[0], on_time=6)
    declare(clocks, large, WEDNESDAYS[0], on_time=9)

    assert shares(clocks) == {large: "9/9", above: "19/19", WHOLE: "19/19"}


def test_one_person_of_five_wednesdays_is_no_five_answers(clocks: Clocks) -> None:
    section = clocks.office.unit("課")
    for day in WEDNESDAYS:
        declare(clocks, section, day, on_time=1)

    assert shares(clocks) == {}


def test_only_the_units_own_no_overtime_days_count(clocks: Clocks) -> None:
    """X07: a counter with its Thursday."""
    counter = clocks.office.unit("市民課")
    rule = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))
    clocks.database.write(decide_unit_rule, "市民課", rule, actor="test", now=NOW)
    declare(clocks, counter, WEDNESDAYS[0], overtime=9)
    declare(clocks, counter, THURSDAY, on_time=7)
    declare(clocks, counter, TUESDAY, overtime=9)

    assert shares(clocks)[counter] == "7/7"


@pytest.mark.parametrize(
    ("start", "end", "today"),
    [
        pytest.param(FIRST + timedelta(days=1), LAST, TODAY, id="the month has begun before"),
        pytest.param(FIRST, LAST - timedelta(days=1), TODAY, id="the month ends later"),
        pytest.param(FIRST, LAST, LAST, id="its last day is today"),
    ],
)
def test_a_part_of_a_month_is_not_told(clocks: Clocks, start: date, end: date, today: date) -> None:
    """Two reports that differ by a day would tell what was answered on it."""
    declare(clocks, clocks.office.unit("課"), WEDNESDAYS[0], on_time=9)

    assert shares(clocks, start, end, today) == {}


def test_months_that_lie_wholly_in_a_span() -> None:
    assert list(months_within(date(2025, 11, 2), date(2026, 2, 28))) == [
        (date(2025, 12, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
    ]
    assert list(months_within(date(2025, 11, 1), date(2025, 11, 29))) == []


def test_every_form_of_the_report_labels_it_as_self_declared(clocks: Clocks, tmp_path: Path) -> None:
    section = clocks.office.unit("人事課")
    clocks.office.person(section, slack_user_id=None)
    declare(clocks, section, WEDNESDAYS[0], on_time=5, overtime=3)
    url, book = clocks.database.url.render_as_string(hide_password=False), tmp_path / "rate.xlsx"

    table = run(url, "attendance", "rate", *OCTOBER, locale="ja")
    content = run(url, "attendance", "rate", *OCTOBER, "--format", "csv", locale="ja").stdout
    found = json.loads(run(url, "attendance", "rate", *OCTOBER, "--format", "json").stdout)
    run(url, "attendance", "rate", *OCTOBER, "--format", "xlsx", "--output", str(book), locale="ja")

    assert "自己申告" in table.stdout
    assert "62.5%" in table.stdout
    for words in ("出典：自己申告", "Slackのない職員1人"):
        assert words in table.stderr
    assert "人事課,人事課,8,62.5" in content.partition("自己申告")[2]
    assert {"code": "人事課", "name": "人事課", "answers": 8, "on_time": 5, "rate": 62.5} in found["self_declared"][0][
        "units"
    ]
    assert [cell.value for cell in load_workbook(book)["自己申告"][3]] == ["人事課", "人事課", 8, 62.5]

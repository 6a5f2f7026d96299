"""`kaeru unit-rule`: what units decided for themselves, entered and ended by the operator."""

from __future__ import annotations

from datetime import date

import pytest

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.no_overtime.calendar import special_days
from tests.command_line import run, sentence_of
from tests.people import NOW, Office


@pytest.fixture
def database(database: Database) -> Database:
    """A city with a counter that opens late on Wednesdays."""
    policy = CityPolicy()
    database.write(city.decide_policy, policy, effective_from=city.SINCE_EVER, actor="command-line", now=NOW)
    Office(database).unit("市民課", code="0301")
    return database


def november(database: Database) -> list[int]:
    """The no-overtime days of the counter in November 2026."""
    found = database.read(special_days, date(2026, 11, 1), date(2026, 11, 30), unit_code="0301")
    return [day.date.day for day in found.days if day.reasons]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("instead --weekday thursday", [5, 12, 19, 20, 26], id="instead"),
        pytest.param(
            "beside --weekday monday --from 2026-11-09 --until 2026-11-15", [4, 9, 11, 18, 20, 25], id="a drive"
        ),
        pytest.param("complete --weekday thursday --week 3", [4, 11, 18, 19, 20, 25], id="complete"),
        pytest.param("exempt", [], id="exempt"),
        pytest.param("swap --given-up 2026-11-25 --day 2026-11-26", [4, 11, 18, 20, 26], id="swap"),
    ],
)
def test_the_operator_enters_the_rules_of_a_unit(
    database: Database, database_url: str, words: str, expected: list[int]
) -> None:
    entered = run(database_url, "unit-rule", "set", "0301", *words.split())

    assert entered.exit_code == 0, entered.output
    assert november(database) == expected


def test_a_rule_is_listed_ended_and_stays_in_the_list(database: Database, database_url: str) -> None:
    run(database_url, "unit-rule", "set", "0301", "instead", "--weekday", "thursday")

    before = run(database_url, "unit-rule", "list", locale="ja").stdout
    ended = run(database_url, "unit-rule", "end", "0301", "1")
    after = run(database_url, "unit-rule", "list", "0301", locale="ja").stdout

    assert "市の曜日の代わりに木曜日" in before
    assert "市民課（0301）" in before
    assert ended.exit_code == 0, ended.output
    assert "終了" not in before
    assert "終了" in after


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("set 0301 instead", "Choose at least one weekday."),
        ("set 0301 beside --weekday sunday", "Saturdays and Sundays are days off anyway."),
        ("set 0301 exempt --from 2026-11-09 --until 2026-11-08", "The last day lies before the first day 2026-11-09."),
        ("set 0301 exempt --from tomorrow", "“tomorrow” is no date."),
        ("set 0301 swap --given-up 2026-11-25", "A swap takes --given-up and --day"),
        ("set 0301 exempt --day 2026-11-25", "A swap takes --given-up and --day"),
        ("set 0301 swap --given-up 2026-11-25 --day 2026-11-28", "2026-11-28 is a day off."),
        ("set 9999 exempt", "There is no unit with the code 9999."),
        ("list 9999", "There is no unit with the code 9999."),
        ("end 0301 7", "There is no rule 7 of this unit."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(database_url: str, words: str, sentence: str) -> None:
    assert sentence_of(run(database_url, "unit-rule", *words.split())).startswith(sentence)


@pytest.mark.usefixtures("database")
def test_a_rule_against_another_names_its_number(database_url: str) -> None:
    run(database_url, "unit-rule", "set", "0301", "instead", "--weekday", "thursday")

    again = run(database_url, "unit-rule", "set", "0301", "instead", "--weekday", "thursday")
    against = run(database_url, "unit-rule", "set", "0301", "exempt")

    assert again.exit_code == 0
    assert sentence_of(against).startswith("Rule 1 of this unit stands against it.")

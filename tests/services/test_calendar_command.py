"""`kaeru calendar`: the same days for people, for scripts and for their own calendars."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from bot.city import service as city
from bot.city.fields import Weekday
from bot.city.reading import policy_from
from bot.city.service import SINCE_EVER
from bot.database import Database
from bot.no_overtime import store
from bot.no_overtime.calendar import special_days
from bot.no_overtime.export import as_ics
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.texts import Texts
from tests.command_line import run, sentence_of
from tests.people import Office

NOW = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)
THURSDAYS = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))


@pytest.fixture
def database(database: Database) -> Database:
    """A city with the usual rules."""
    decide(database, SINCE_EVER, name="ひばり野市")
    return database


def decide(database: Database, since: date, **settings: Any) -> None:
    policy = policy_from(settings)
    database.write(city.decide_policy, policy, effective_from=since, actor="command-line", now=NOW)


def days(database_url: str, first: str, last: str, *more: str) -> dict[str, dict[str, Any]]:
    """What the command says in JSON, by date."""
    result = run(database_url, "calendar", "--from", first, "--to", last, "--format", "json", *more)
    assert result.exit_code == 0, result.output
    return {day["date"]: day for day in json.loads(result.stdout)}


def no_overtime(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    return {day: " ".join(one["reasons"]) for day, one in found.items() if "no_overtime_day" in one["kinds"]}


@pytest.mark.usefixtures("database")
def test_scripts_get_one_object_for_each_day_that_is_something(database_url: str) -> None:
    found = days(database_url, "2026-12-20", "2027-01-02")

    assert found == {
        "2026-12-21": one("2026-12-21", "monday", ["no_overtime_day", "payday"], ["payday"]),
        "2026-12-23": one("2026-12-23", "wednesday", ["no_overtime_day"], ["wednesday"]),
        "2026-12-29": one("2026-12-29", "tuesday", ["closure"], working=False),
        "2026-12-30": one("2026-12-30", "wednesday", ["closure"], working=False),
        "2026-12-31": one("2026-12-31", "thursday", ["closure"], working=False),
        "2027-01-01": one("2027-01-01", "friday", ["holiday", "closure"], working=False),
        "2027-01-02": one("2027-01-02", "saturday", ["closure"], working=False),
    }


def one(
    day: str, weekday: str, kinds: list[str], reasons: list[str] | None = None, *, working: bool = True
) -> dict[str, object]:
    return {"date": day, "weekday": weekday, "working": working, "kinds": kinds, "reasons": reasons or []}


@pytest.mark.usefixtures("database")
def test_a_wednesday_that_is_payday_and_a_payday_that_moved(database_url: str) -> None:
    found = days(database_url, "2026-09-14", "2026-10-21")

    assert found["2026-10-21"] == one("2026-10-21", "wednesday", ["no_overtime_day", "payday"], ["wednesday", "payday"])
    assert found["2026-09-18"]["reasons"] == ["payday"]
    assert found["2026-09-23"]["kinds"] == ["holiday"]


def test_a_unit_has_the_days_of_its_own_rule_or_of_the_unit_above(database: Database, database_url: str) -> None:
    office = Office(database)
    section = office.unit("市民課", code="0301")
    office.unit("窓口係", section, code="030101")
    office.unit("消防署", code="0901", works_shifts=True)
    database.write(store.add_unit_rule, section, THURSDAYS)

    found = {
        code: no_overtime(days(database_url, "2026-11-16", "2026-11-27", "--unit", code))
        for code in ("0301", "030101", "0901")
    }

    assert found["0301"] == {"2026-11-19": "unit_rule", "2026-11-20": "payday", "2026-11-26": "unit_rule"}
    assert found["030101"] == found["0301"]
    assert found["0901"] == {}


def test_a_rule_of_the_city_holds_from_its_day(database: Database, database_url: str) -> None:
    decide(database, date(2026, 11, 10), no_overtime={"weekdays": ["friday"]}, payday={"day": 30})

    found = days(database_url, "2026-11-01", "2026-11-30")

    assert list(no_overtime(found)) == ["2026-11-04", "2026-11-13", "2026-11-20", "2026-11-27", "2026-11-30"]


@pytest.mark.usefixtures("database")
def test_people_read_a_table_in_their_language(database_url: str) -> None:
    result = run(database_url, "calendar", "--from", "2026-10-19", "--to", "2026-11-03", locale="ja")

    assert "ひばり野市 令和8年度" in result.stdout
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert rows == [
        ["2026年10月21日（水）", "定時退庁日", "水曜日、給与支給日"],
        ["2026年10月28日（水）", "定時退庁日", "水曜日"],
        ["2026年11月3日（火）", "休日", "文化の日"],
    ]


def test_a_complete_day_is_told_by_the_name_that_the_city_gave_it(database: Database, database_url: str) -> None:
    own_name = {"no_overtime_day": {"ja": "ノー残業デー"}}
    decide(database, SINCE_EVER, no_overtime={"strict_weeks": [3]}, labels=own_name)

    found = days(database_url, "2026-11-11", "2026-11-18")
    table = run(database_url, "calendar", "--from", "2026-11-11", "--to", "2026-11-18", locale="ja").stdout

    assert found["2026-11-18"]["kinds"] == ["no_overtime_day", "complete_no_overtime_day"]
    assert found["2026-11-11"]["kinds"] == ["no_overtime_day"]
    assert "ノー残業デー（完全実施）" in table
    assert "定時退庁日" not in table


@pytest.mark.usefixtures("database")
def test_calendars_get_one_all_day_event_a_day_with_every_reason(database_url: str) -> None:
    words = ("calendar", "--from", "2026-10-01", "--to", "2026-10-31", "--format", "ics")
    written = run(database_url, *words, locale="ja").stdout_bytes

    parsed: Any = icalendar.Calendar.from_ical(written)
    events: dict[date, Any] = {event["DTSTART"].dt: event for event in parsed.walk("VEVENT")}
    again: Any = icalendar.Calendar.from_ical(run(database_url, *words, locale="ja").stdout_bytes)

    assert (parsed["VERSION"], str(parsed["X-WR-CALNAME"])) == ("2.0", "ひばり野市 定時退庁日")
    assert "METHOD" not in parsed
    assert [day.day for day in events] == [7, 12, 14, 21, 28]
    both = events[date(2026, 10, 21)]
    assert (both["SUMMARY"], both["DTEND"].dt, both["TRANSP"]) == (
        "定時退庁日（水曜日、給与支給日）",
        date(2026, 10, 22),
        "TRANSPARENT",
    )
    assert len({event["UID"] for event in events.values()}) == len(events)
    assert [event["UID"] for event in again.walk("VEVENT")] == [event["UID"] for event in events.values()]
    assert written.count(b"\n") == written.count(b"\r\n")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75


def test_the_stamp_of_an_event_is_the_moment_that_was_given(database: Database) -> None:
    found = database.read(special_days, date(2026, 11, 25), date(2026, 11, 25))

    written = as_ics(found, Texts().of("en"), label="no-overtime day", city="", now=NOW + timedelta(minutes=5))

    assert b"DTSTAMP:20261125T000500Z\r\n" in written
    assert b"SUMMARY:no-overtime day (Wednesday)\r\n" in written


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--from", "2026-11-31", "--to", "2026-12-01"], "“2026-11-31” is no date. Write it like 2026-04-01."),
        (["--from", "soon", "--to", "2026-12-01"], "“soon” is no date. Write it like 2026-04-01."),
        (["--from", "2026-12-02", "--to", "2026-12-01"], "The span ends on 2026-12-01, before it begins on 2026-12-02"),
        (["--from", "2026-01-01", "--to", "2036-01-01"], "Ask for 5 years at most."),
        (["--from", "1026-01-01", "--to", "1026-02-01"], "The calendar knows the days from 2000-01-01 to 2099-12-31."),
        (["--from", "2026-11-01", "--to", "2026-11-30", "--unit", "9999"], "There is no unit 9999 on 2026-11-01 or"),
    ],
)
def test_what_cannot_be_asked_gets_one_sentence(database_url: str, words: list[str], sentence: str) -> None:
    result = run(database_url, "calendar", *words)

    assert sentence_of(result).startswith(sentence)
    assert result.stdout == ""

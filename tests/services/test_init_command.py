"""`kaeru init`: defaults, a file, or questions; a second time changes from a day on and destroys nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.city import service as city
from bot.city.fields import MonthDay
from bot.city.operation import Operation, Reach
from bot.city.overtime import ConfirmingUnit
from bot.city.reading import read_policy
from bot.city.rules import CityPolicy, RateSource
from bot.city.working_days import ShiftPolicy
from bot.database import Database
from bot.errors import SetupFault
from tests.command_line import run, sentence_of

SOME_DAY = date(2026, 11, 25)
FAR_AHEAD = date(2099, 4, 1)


@pytest.fixture
def city_file(tmp_path: Path) -> Path:
    path = tmp_path / "city.toml"
    path.write_text('name = "藍浜市"\npayday.day = 20\n[personnel]\nchannel = "C0123456789"\n', encoding="utf-8")
    return path


def stored(database_url: str, day: date = SOME_DAY) -> tuple[CityPolicy, Operation]:
    database = Database(database_url)
    try:
        return database.read(city.policy_on, day), database.read(city.operation)
    finally:
        database.close()


def test_the_defaults_ask_nothing_and_are_for_the_whole_city(database_url: str) -> None:
    result = run(database_url, "init", "--defaults")

    assert (result.exit_code, result.stdout) == (0, "")
    assert stored(database_url) == (CityPolicy(), Operation(Reach.CITY))


def test_the_defaults_can_be_given_again_without_harm(database_url: str) -> None:
    run(database_url, "init", "--defaults")

    again = run(database_url, "init", "--defaults")

    assert again.exit_code == 0
    assert "Nothing changes" in again.stderr


def test_a_city_file_starts_a_rehearsal(database_url: str, city_file: Path) -> None:
    run(database_url, "init", "--file", str(city_file))

    policy, operation = stored(database_url)
    assert (policy.name, policy.payday.day) == ("藍浜市", 20)
    assert operation.reach is Reach.REHEARSAL


def test_a_file_from_a_windows_editor_is_read_too(database_url: str, city_file: Path) -> None:
    city_file.write_text('name = "藍浜市"\r\n', encoding="utf-8-sig")

    run(database_url, "init", "--file", str(city_file))

    assert stored(database_url)[0].name == "藍浜市"


def test_another_file_holds_from_the_day_that_is_named_and_the_first_until_then(
    database_url: str, city_file: Path
) -> None:
    run(database_url, "init", "--defaults")

    result = run(database_url, "init", "--file", str(city_file), "--effective", FAR_AHEAD.isoformat())

    assert "The new policy holds from" in result.stderr
    assert stored(database_url) == (CityPolicy(), Operation(Reach.CITY))
    assert stored(database_url, FAR_AHEAD)[0].name == "藍浜市"


def test_the_day_of_a_change_is_asked_for_until_it_fits(database_url: str, city_file: Path) -> None:
    run(database_url, "init", "--defaults")

    result = run(database_url, "init", "--file", str(city_file), answers=f"soon\n2020-01-01\n{FAR_AHEAD}\n")

    assert "“soon” is no date" in result.stderr
    assert "A policy cannot begin in the past" in result.stderr
    assert stored(database_url, FAR_AHEAD)[0].name == "藍浜市"


def test_a_change_that_nobody_confirms_is_none(database_url: str, city_file: Path) -> None:
    run(database_url, "init", "--defaults")

    result = run(database_url, "init", "--file", str(city_file))

    assert sentence_of(result) == "That was broken off; nothing was changed."
    assert stored(database_url, FAR_AHEAD)[0] == CityPolicy()


def test_the_questions_have_defaults_and_are_asked_again_until_the_answer_fits(database_url: str) -> None:
    answers = [
        "ひばり野市",
        *("３２", "21"),  # no such day of the month, then one
        *("9", "2"),  # no such choice, then the rule of Yokohama
        *("", "1"),  # bonus days as they are; no-overtime days too
        "Wed、friday",
        *("2", "12-28", "01-04", "07-01, 2027-02-15"),
        *("9:00", "8:00", "", "９：００", "17:45", ""),  # ends before it begins, then well
        *("2", "16:30", "45", "2", "", "C0123456789"),  # overtime reports go to the heads of teams
        *("000012, 000012", "000012、０００013", "000345"),  # the same twice, then two
        "",
        *("300", "15"),  # too long a grace, then one
        *("90", "21:00", "2"),
        *("1", "係", "1", "1", "team", "2"),  # no such level, then teams every two weeks
        *("", "5"),
    ]

    result = run(database_url, "init", answers="\n".join(answers) + "\n")

    assert result.exit_code == 0, result.output
    assert "on_time.grace_minutes is 300; it takes a whole number from 0 to 240." in result.stderr
    assert "payday.day is 32; it takes a whole number from 1 to 31." in result.stderr
    assert "Answer with a number from 1 to 4." in result.stderr
    assert "hours.end must be later than hours.start." in result.stderr
    assert "duties.personnel names 000012 twice; once is enough." in result.stderr
    policy, operation = stored(database_url)
    assert operation.reach is Reach.REHEARSAL
    assert (policy.name, policy.payday.shift) == ("ひばり野市", ShiftPolicy.YOKOHAMA)
    assert policy.bonus.is_no_overtime_day
    assert policy.overtime_reports.confirming_unit is ConfirmingUnit.SMALLEST
    assert policy.no_overtime.weekdays == ("wednesday", "friday")
    assert [one.date for one in policy.calendar.extra_holidays] == [MonthDay(7, 1), date(2027, 2, 15)]
    assert (policy.hours.start, policy.hours.end, policy.morning_card.afternoon) == (540, 1065, 990)
    on_time = policy.on_time
    assert (on_time.grace_minutes, on_time.target_percent, on_time.late_hour) == (15, 90, 21 * 60)
    assert on_time.source is RateSource.IMPORTED_OR_DECLARED
    assert (policy.one_on_ones.levels, policy.one_on_ones.cadence) == (("team",), "fortnightly")
    assert (policy.retention.delivery_days, policy.retention.attendance_years) == (400, 5)
    assert (policy.duties.personnel, policy.duties.administrators) == (("000012", "000013"), ("000345",))


def test_a_list_of_paydays_is_asked_for_where_the_city_has_one_and_checked(database_url: str) -> None:
    answers = ["", "", "4", "2026-09-21", "4", "2026-09-18 2026-10-21", *[""] * 40]

    result = run(database_url, "init", answers="\n".join(answers) + "\n")

    assert "payday.dates names 2026-09-21, which is no working day" in result.stderr
    assert stored(database_url)[0].payday.dates == (date(2026, 9, 18), date(2026, 10, 21))


def test_breaking_off_the_questions_leaves_nothing_behind(database_url: str) -> None:
    result = run(database_url, "init", answers="ひばり野市\n21\n")

    assert sentence_of(result) == "That was broken off; nothing was changed."
    with pytest.raises(SetupFault):
        stored(database_url)


def test_the_questions_are_asked_and_answered_in_the_operators_language(database_url: str) -> None:
    answers = [*[""] * 5, "水、金曜日", *[""] * 40]

    result = run(database_url, "init", answers="\n".join(answers) + "\n", locale="ja")

    assert "給与支給日は毎月何日ですか（1〜31） [21]" in result.stderr
    assert stored(database_url)[0].no_overtime.weekdays == ("wednesday", "friday")


def test_the_example_that_is_printed_can_be_given_back(database_url: str, tmp_path: Path) -> None:
    printed = run(database_url, "init", "--example").stdout
    (tmp_path / "city.toml").write_text(printed, encoding="utf-8")

    run(database_url, "init", "--file", str(tmp_path / "city.toml"))

    assert stored(database_url)[0] == read_policy(printed)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"payday.day = 40", "payday.day is 40; it takes a whole number from 1 to 31."),
        (b"payday.day =", "The city file cannot be read"),
        ("name = 藍浜市".encode("cp932"), "is not in UTF-8. Save it again as UTF-8."),
        (b"calendar.removed_holidays = [2026-11-04]", "calendar.removed_holidays names 2026-11-04"),
        (None, "cannot be read. Check its name and place."),
    ],
)
def test_a_file_that_does_not_fit_gets_one_sentence_and_changes_nothing(
    tmp_path: Path, written: bytes | None, sentence: str
) -> None:
    database_url, path = f"sqlite:///{tmp_path / 'kaeru.db'}", tmp_path / "city.toml"
    if written is not None:
        path.write_bytes(written)
    run(database_url, "init", "--defaults")

    result = run(database_url, "init", "--file", str(path), "--effective", "2099-04-01")

    assert sentence in sentence_of(result)
    assert stored(database_url, FAR_AHEAD)[0] == CityPolicy()

"""`kaeru special-mode`: disaster, election and similar work, declared and ended by the operator."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from bot.city.tables import AuditRow
from bot.database import Database
from bot.people import service as people
from tests.command_line import run, sentence_of
from tests.delivering import decide
from tests.people import Office

FAR = ("--from", "2031-08-20", "--to", "2031-08-22")


@pytest.fixture
def database(database: Database) -> Database:
    """A city with a bureau and a section in it."""
    decide(database)
    office = Office(database)
    office.unit("道路課", office.unit("建設局", code="05"), code="0501")
    return database


def days_in_mode(database: Database) -> dict[int, int]:
    """How many units are in a special mode, by day of August 2031."""
    days = [date(2031, 8, day) for day in range(19, 24)]
    return {day.day: len(database.read(people.special_modes_on, day)) for day in days}


def audited(database: Database) -> list[tuple[str, str, str]]:
    def work(session: Session) -> list[tuple[str, str, str]]:
        rows = session.exec(select(AuditRow)).all()
        return [(row.actor, row.action, row.detail) for row in rows if row.action.startswith("special_mode")]

    return database.read(work)


def test_a_mode_covers_a_unit_and_all_below_it_on_both_days(database: Database, database_url: str) -> None:
    declared = run(database_url, "special-mode", "declare", "disaster", "--unit", "05", *FAR)

    assert declared.exit_code == 0, declared.output
    assert days_in_mode(database) == {19: 0, 20: 2, 21: 2, 22: 2, 23: 0}


def test_without_a_unit_it_is_the_whole_city_and_twice_is_once(database: Database, database_url: str) -> None:
    for _ in range(2):
        run(database_url, "special-mode", "declare", "election", *FAR)

    listed = run(database_url, "special-mode", "list", locale="ja").stdout

    assert "全庁：選挙（2031年8月20日（水）から2031年8月22日（金）まで）" in listed
    assert listed.count("全庁") == 1
    assert audited(database) == [("command-line", "special_mode.declared", "election city 2031-08-20 2031-08-22")]


def test_a_mode_ends_earlier_or_never_was(database: Database, database_url: str) -> None:
    for unit in ("05", "0501"):
        run(database_url, "special-mode", "declare", "infection", "--unit", unit, *FAR)

    shorter = run(database_url, "special-mode", "end", "1", "--last-day", "2031-08-20")
    never = run(database_url, "special-mode", "end", "2")

    assert (shorter.exit_code, never.exit_code) == (0, 0)
    assert days_in_mode(database) == {19: 0, 20: 2, 21: 0, 22: 0, 23: 0}
    assert [action for _, action, _ in audited(database)][2:] == ["special_mode.ended"] * 2
    assert run(database_url, "special-mode", "list", locale="ja").stdout.count("感染症対応") == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "declare disaster --from 2031-08-22 --to 2031-08-20",
            "The last day 2031-08-20 lies before the first day 2031-08-22.",
        ),
        ("declare disaster --from 2031-08-20 --to 2032-08-20", "A special mode holds for a year at most."),
        ("declare disaster --unit 99 --from 2031-08-20 --to 2031-08-20", "There is no unit with the code 99."),
        ("declare disaster --from soon --to 2031-08-20", "“soon” is no date."),
        ("end 7", "There is no special mode with the number 7."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(database_url: str, words: str, sentence: str) -> None:
    assert sentence_of(run(database_url, "special-mode", *words.split())).startswith(sentence)

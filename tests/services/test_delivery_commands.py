"""`kaeru preview` and `kaeru deliveries`: what an operator sees before and after a no-overtime day."""

from __future__ import annotations

from bot.database import Database
from bot.delivery import service as delivery
from bot.no_overtime import service as no_overtime
from bot.texts import Texts
from tests.command_line import run, sentence_of
from tests.delivering import JST, decide, jst, outbox
from tests.people import Office


def plan(database: Database, hour: int, minute: int) -> None:
    now = jst(hour, minute)
    due = database.read(no_overtime.due_cards, now=now, zone=JST)
    database.write(no_overtime.plan_cards, due, now=now, zone=JST, texts=Texts())


def a_small_city(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.unit("人事課", channel="C1", code="0101")
    office.person(office.unit("清掃事務所", code="0401"))


def test_a_preview_names_each_card_its_time_and_whom_it_is_for(database: Database, database_url: str) -> None:
    a_small_city(database)

    lines = run(database_url, "preview", "2026-11-25").stdout.splitlines()

    told = [" ".join(line.split()) for line in lines if "card" in line]
    assert [line.strip("│ ").replace(" │ ", " | ") for line in told] == [
        "8:30 | morning card | 人事課 (C1) | 10:00",
        "16:45 | closing card | 人事課 (C1) | 17:15",
        "16:45 | closing card | 1 person, directly | 17:15",
    ]
    assert outbox(database) == []


def test_a_preview_of_one_unit_leaves_the_others_out(database: Database, database_url: str) -> None:
    a_small_city(database)

    told = run(database_url, "preview", "2026-11-25", "--unit", "0401").stdout

    assert "directly" in told
    assert "人事課" not in told


def test_a_preview_of_an_ordinary_day_says_that_there_is_nothing(database: Database, database_url: str) -> None:
    a_small_city(database)

    told = run(database_url, "preview", "2026-11-24")

    assert (told.stdout, told.exit_code) == ("", 0)
    assert "Nothing is posted" in told.stderr


def test_a_preview_refuses_a_unit_that_there_is_not(database: Database, database_url: str) -> None:
    a_small_city(database)

    assert "9999" in sentence_of(run(database_url, "preview", "2026-11-25", "--unit", "9999"))


def test_the_ledger_says_what_was_skipped_and_why(database: Database, database_url: str) -> None:
    a_small_city(database)
    plan(database, 16, 45)
    database.write(delivery.stop, actor="test", now=jst(16, 46))

    told = run(database_url, "deliveries", "--date", "2026-11-25").stdout

    assert "everything was stopped" in told
    assert "it was too late to be worth saying" in told


def test_the_ledger_names_no_person(database: Database, database_url: str) -> None:
    a_small_city(database)
    plan(database, 16, 45)

    told = run(database_url, "deliveries", "--date", "2026-11-25").stdout

    assert "a person" in told
    assert "U000001" not in told
    assert "token" not in told

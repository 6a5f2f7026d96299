"""`kaeru survey`: the pulse, surveys by hand, own questions and the stress check, as the operator enters them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner, Result

from bot.city.tables import AuditRow
from bot.cli import surveys
from bot.clock import SystemClock
from bot.database import Database
from bot.pulse import run_store
from tests.command_line import sentence_of
from tests.delivering import JST, decide
from tests.people import Office
from tests.surveying import SECRET

OWN = """
code = "own"
licence = "ours"
title = { ja = "独自", ja_easy = "独自", en = "Our own" }
dimensions.ease = { ja = "働きやすさ", ja_easy = "働きやすさ", en = "Ease" }
[[items]]
code = "Q1"
dimension = "ease"
scale = "faces_3"
text = { ja = "今日の気分", ja_easy = "今日の気分", en = "Today" }
"""


@pytest.fixture
def database(database: Database) -> Database:
    decide(database)
    office = Office(database)
    office.person(office.unit("人事課", code="jinji"))
    return database


def run(database_url: str, *words: str, secret: str = SECRET.get_secret_value()) -> Result:
    environment = {"KAERU_DATABASE_URL": database_url, "KAERU_DEFAULT_LOCALE": "en", "COLUMNS": "200"}
    return CliRunner().invoke(surveys.app, list(words), env={**environment, "KAERU_SECRET_KEY": secret})


def audited(database: Database) -> list[tuple[str, str]]:
    def work(session: Session) -> list[tuple[str, str]]:
        rows = session.exec(select(AuditRow)).all()
        return [(row.actor, row.action) for row in rows if row.action.startswith(("survey", "pulse", "stress"))]

    return database.read(work)


def test_a_pulse_begins_once_and_ends(database: Database, database_url: str) -> None:
    begun = run(database_url, "pulse", "--unit", "jinji")
    twice = run(database_url, "pulse")
    ended = run(database_url, "end-pulse")

    assert begun.exit_code == ended.exit_code == 0, begun.output
    assert "A pulse runs already" in sentence_of(twice)
    assert audited(database) == [("command-line", "pulse.begun"), ("command-line", "pulse.ended")]


def test_a_survey_is_planned_listed_and_withdrawn(database: Database, database_url: str) -> None:
    planned = run(database_url, "start", "work_style", "--unit", "jinji")
    listed = run(database_url, "list").stdout
    withdrawn = run(database_url, "withdraw", "1")

    assert planned.exit_code == 0, planned.output
    assert "1 (planned)" in listed
    assert withdrawn.exit_code == 0
    assert database.read(run_store.plans) == []
    assert "Nothing is planned under the number 1" in sentence_of(run(database_url, "withdraw", "1"))
    assert "No survey with the number 7 is open" in sentence_of(run(database_url, "close", "7"))


def test_questions_of_the_citys_own_are_brought_once(database: Database, database_url: str, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "bad.toml").write_text(OWN.replace(', en = "Today"', ""), encoding="utf-8")

    brought = run(database_url, "instrument", str(tmp_path / "own.toml"))
    again, bad = (run(database_url, "instrument", str(tmp_path / name)) for name in ("own.toml", "bad.toml"))

    assert brought.exit_code == 0, brought.output
    assert "cannot be taken over" in sentence_of(again)
    assert "cannot be taken over" in sentence_of(bad)
    assert "Our own" in run(database_url, "list").stdout


def test_without_a_secret_nothing_is_started(database: Database, database_url: str) -> None:
    for words in (("pulse",), ("start", "work_style")):
        assert "KAERU_SECRET_KEY" in sentence_of(run(database_url, *words, secret=""))

    assert audited(database) == []


def test_the_stress_check_is_announced_and_its_rate_taken_over(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("所属コード,対象者数,受検者数\njinji,40,37\n", encoding="utf-8")
    until = SystemClock().now().astimezone(JST).date() + timedelta(days=7)

    announced = run(database_url, "stress-invite", "https://stress.example.jp", "--until", str(until))
    rates = run(database_url, "stress-rate", "2026", str(file))

    assert "1 message is on its way." in announced.stderr
    assert "37 of 40 (92.5%)" in rates.stdout

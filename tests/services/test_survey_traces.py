"""What the closed database, its files and the logs still tell: by order, id, time, rowid or xmin, byte by byte."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing as closed
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session, text

from bot import migrations
from bot.blockkit import section
from bot.database import Database
from bot.delivery import claiming, planning, settling
from bot.delivery.claiming import Claimed, Terms
from bot.delivery.messenger import Posted
from bot.delivery.rules import Due, Surface
from bot.people import service as people
from bot.pulse import closing, inviting
from bot.pulse.answers import SurveyAnswer
from bot.pulse.tables import Survey
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst
from tests.naive_surveys import NaiveSurveys
from tests.surveying import MOOD, OVER, SECRET, WORDS, Surveys

PEOPLE = 30


@pytest.fixture
def surveys(database: Database) -> Surveys:
    decide(database)
    surveys = Surveys(database)
    surveys.unit("市民課", PEOPLE)
    return surveys


def score_of(person: int) -> int:
    return 1 + person % 5


def remark_of(person: int) -> str:
    return f"remark-{person:03}"


def answer_in_order(surveys: Surveys, survey: int, naive: NaiveSurveys | None = None) -> list[int]:
    """Everybody answers and writes, one after another, each in a transaction of their own; returns the order."""
    everybody = surveys.staff(*surveys.units)
    for minute, person in enumerate(everybody):
        at = jst(11) + timedelta(minutes=minute)
        surveys.record(
            [
                SurveyAnswer(survey, person, "mood", at, score_of(person)),
                SurveyAnswer(survey, person, "words", at, words=remark_of(person)),
            ]
        )
        if naive is not None:
            naive.answer(survey, person, 1, score_of(person), at, remark=remark_of(person))
    return everybody


def in_physical_order(database: Database, table: str, column: str) -> list[str]:
    """The rows as they lie in the file."""
    place = "" if database.is_sqlite else " ORDER BY ctid"
    query = text(f"SELECT {column} FROM {table}{place}")
    return list(database.read(lambda session: session.execute(query).scalars().all()))


def test_whoever_saw_who_pressed_when_cannot_join_it_with_the_rows(surveys: Surveys) -> None:
    naive = NaiveSurveys(surveys.database)
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    seen = answer_in_order(surveys, survey, naive)
    surveys.close()

    by_place = in_physical_order(surveys.database, "naive_answer", "remark")
    ours = in_physical_order(surveys.database, "survey_text", "words")
    by_id = [words for _, words in sorted(surveys.texts())]

    pressed = [remark_of(person) for person in seen]
    assert by_place == pressed
    assert sorted(ours) == sorted(by_id) == pressed
    assert pressed not in (ours, ours[::-1], by_id, by_id[::-1])


def test_no_table_has_a_time_or_a_person_beside_an_answer(surveys: Surveys) -> None:
    def columns(session: Session, table: str) -> set[str]:
        return set(session.execute(text(f"SELECT * FROM {table}")).keys())

    found = {table: surveys.database.read(columns, table) for table in ("survey_count", "survey_text", "survey_result")}

    assert found["survey_count"] == {"survey_id", "bucket", "place", "score", "number"}
    assert found["survey_text"] == {"id", "survey_id", "place", "bucket", "words"}
    assert not {name for names in found.values() for name in names if name.endswith(("_at", "person_id", "token"))}


def test_on_postgresql_the_transactions_of_answers_can_no_longer_be_told_apart(
    postgresql_database: Database,
) -> None:
    surveys = Surveys(postgresql_database)
    decide(surveys.database)
    surveys.unit("市民課", PEOPLE)
    naive = NaiveSurveys(surveys.database)
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    answer_in_order(surveys, survey, naive)

    def transactions(table: str) -> set[str]:
        return set(in_physical_order(surveys.database, table, "xmin::text"))

    assert len(transactions("survey_text")) == len(transactions("naive_answer")) == PEOPLE
    surveys.close()

    assert len(transactions("survey_text") | transactions("survey_count") | transactions("survey_result")) == 1
    surveys.database.close()


@pytest.fixture
def postgresql_database(postgresql_database_url: str) -> Database:
    database = Database(postgresql_database_url)
    migrations.upgrade(database)
    return database


def test_on_sqlite_rows_have_no_number_by_which_they_came(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kaeru.db'}")
    migrations.upgrade(database)
    database.close()

    with closed(sqlite3.connect(tmp_path / "kaeru.db")) as raw:
        for table in ("survey_token", "survey_count", "survey_text"):
            with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
                raw.execute(f"SELECT rowid FROM {table}")


def send(surveys: Surveys, survey: int, kind: str) -> None:
    """Put a message of the survey into everybody's outbox."""

    def plan(session: Session) -> None:
        due = Due(kind, WEDNESDAY, closing.audience(survey), jst(10), jst(17))
        (begun,) = planning.begin(session, [due], now=jst(10))
        body = planning.store_body(session, f"Survey {survey}: {kind}", [section(kind)])
        who, words = people.on_duty(WEDNESDAY), {"": body}
        planning.post_to_people(session, begun, who, words, surface=Surface.SAME_DAY, is_one_of_several=True)

    surveys.database.write(plan)


def remind(surveys: Surveys, survey: int) -> None:
    """Send reminders; whoever has answered gets none, and the outbox says so."""

    last_check = {"pulse/reminder": partial(inviting.still_wanted, secret=SECRET)}
    terms = Terms(holder="test", zone=JST, texts=Texts(), still_wanted=last_check)
    send(surveys, survey, "pulse/reminder")
    while isinstance(claimed := surveys.database.write(claiming.claim, terms, now=jst(12)), Claimed):
        surveys.database.write(settling.settle_sent, claimed, Posted("D1", "1.0"), now=jst(12))


def not_reminded(surveys: Surveys) -> set[int]:
    """Whom the outbox calls not worth a reminder, since they have answered."""
    query = text("SELECT person_id FROM message WHERE kind = 'pulse/reminder' AND state = 'skipped'")
    return {person for (person,) in surveys.database.read(lambda session: session.execute(query).all())}


def tried(surveys: Surveys) -> set[int]:
    """Whom attempts to post call not to have answered."""
    query = text("SELECT person_id FROM attempt JOIN message ON message.id = message_id")
    return {person for (person,) in surveys.database.read(lambda session: session.execute(query).all())}


def test_who_had_not_answered_is_in_no_outbox_no_attempt_and_no_log(
    surveys: Surveys, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    naive = NaiveSurveys(surveys.database)
    everybody = surveys.staff(*surveys.units)
    eager, silent = set(everybody[:18]), set(everybody[18:])
    survey = surveys.open()
    for person in sorted(eager):
        surveys.answer(survey, [(person, score_of(person))])
        naive.answer(survey, person, 1, score_of(person), jst(11))
    remind(surveys, survey)

    while_it_runs = (not_reminded(surveys), tried(surveys))
    surveys.close()

    assert while_it_runs == (eager, silent)
    assert (not_reminded(surveys), tried(surveys), surveys.rows("message")) == (set(), set(), 0)
    logged = [record for record in caplog.records if record.name.startswith(("bot", "tests"))]
    assert {record.name for record in logged} == {"tests.naive_surveys"}


@dataclass(frozen=True)
class Secrets:
    """What must be nowhere in the files, found while the survey ran."""

    needles: frozenset[bytes]

    def found_in(self, folder: Path) -> set[bytes]:
        """Those that stand in some file."""
        contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        return {needle for needle in self.needles if any(needle in content for content in contents)}


def secrets_of(surveys: Surveys, survey: int) -> Secrets:
    """Every token, the key, the old ids of texts, and the outbox keys and message ids that lead to people."""

    def read(session: Session) -> Secrets:
        row = session.get_one(Survey, survey)
        assert row.key is not None
        assert row.key_check is not None
        words = [
            value
            for query in ("SELECT token FROM survey_token", "SELECT id FROM survey_text", "SELECT id FROM message")
            for value in session.execute(text(query)).scalars()
        ]
        words += session.execute(text("SELECT key FROM message")).scalars().all()
        return Secrets(frozenset([row.key, row.key_check, *(word.encode() for word in words)]))

    return surveys.database.read(read)


def run(surveys: Surveys) -> Secrets:
    """Ask, answer and remind."""
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    send(surveys, survey, "pulse/question")
    answer_in_order(surveys, survey)
    remind(surveys, survey)
    return secrets_of(surveys, survey)


def test_no_byte_of_the_sqlite_files_leads_to_anybody_s_answers(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kaeru.db'}")
    migrations.upgrade(database)
    decide(database)
    surveys = Surveys(database)
    surveys.unit("市民課", PEOPLE)

    secrets = run(surveys)
    surveys.close()

    assert len(secrets.needles) == 2 + 3 * PEOPLE + PEOPLE + 2 * 2 * PEOPLE
    assert secrets.found_in(tmp_path) == set()
    database.close()


def test_the_byte_search_finds_what_a_deletion_alone_leaves_behind(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kaeru.db'}")
    migrations.upgrade(database)
    decide(database)
    surveys = Surveys(database)
    surveys.unit("市民課", PEOPLE)
    survey = surveys.open(surveys.opening(MOOD, WORDS))
    answer_in_order(surveys, survey)
    secrets = secrets_of(surveys, survey)

    surveys.database.write(closing.close_survey, survey, now=OVER)

    assert len(secrets.found_in(tmp_path)) > PEOPLE
    database.close()


def test_no_byte_of_the_postgresql_directory_leads_to_anybody_s_answers(postgresql_database: Database) -> None:
    """The server removes its old WAL (`tests/conftest.py`), which is the operator's to decide."""
    surveys = Surveys(postgresql_database)
    decide(surveys.database)
    surveys.unit("市民課", PEOPLE)
    secrets = run(surveys)

    while_it_ran = secrets.found_in(without_old_wal(postgresql_database))
    surveys.close()
    after_the_close = secrets.found_in(without_old_wal(postgresql_database))

    assert while_it_ran == set(secrets.needles)
    assert after_the_close == set()
    postgresql_database.close()


def without_old_wal(database: Database) -> Path:
    """The data directory of the server, once it holds no WAL of what was."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(2):
            connection.exec_driver_sql("SELECT pg_switch_wal()")
            connection.exec_driver_sql("CHECKPOINT")
        return Path(connection.exec_driver_sql("SHOW data_directory").scalar_one())

"""The tables that migrations build are the tables that the code describes, on both databases."""

from __future__ import annotations

import hmac
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from pydantic import SecretStr
from sqlmodel import Session, text

from bot import migrations
from bot.database import Database
from bot.errors import DatabaseBehind
from bot.pulse.tokens import Seal


def test_migrations_from_nothing_equal_the_metadata(database: Database) -> None:
    differences = migrations.differences(database)

    assert differences == []


def test_a_database_without_tables_is_refused_with_what_to_do(database_url: str) -> None:
    database = Database(database_url)

    with pytest.raises(DatabaseBehind, match="kaeru db upgrade"):
        migrations.require_current(database)

    database.close()


def test_processes_that_start_together_take_turns(database_url: str) -> None:
    databases = [Database(database_url) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrations.upgrade, databases))

    assert all(migrations.is_current(database) for database in databases)
    for database in databases:
        database.close()


def test_whoever_answered_before_tokens_became_shorter_has_answered_after_it_too(database: Database) -> None:
    whole = hmac.digest(hmac.digest(b"secret", b"key", sha256), b"7:1", sha256).hex()

    def as_it_was(session: Session) -> None:
        session.execute(text("INSERT INTO survey_token (token, survey_id) VALUES (:token, 1)"), {"token": whole})
        session.execute(text("UPDATE alembic_version SET version_num = '0014'"))

    database.write(as_it_was)
    migrations.upgrade(database)

    tokens = database.read(lambda session: session.execute(text("SELECT token FROM survey_token")).scalars().all())
    assert tokens == [Seal(SecretStr("secret"), b"key").token(7, 1)]

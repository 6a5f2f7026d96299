"""The tables that migrations build are the tables that the code describes, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot import migrations
from bot.database import Database
from bot.errors import DatabaseBehind


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

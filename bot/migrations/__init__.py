"""How the tables came to be: Alembic, configured in code so that it works from an installed wheel too.

A migration must work while the previous version still runs: add first, remove one release later.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.database import Database, Row
from bot.errors import DatabaseBehind
from bot.migrations import tables

__all__ = ["differences", "is_current", "require_current", "tables", "upgrade"]

# Processes that start together take turns; the number only has to be Kaeru's own.
_ADVISORY_LOCK = 4_627_883


def upgrade(database: Database) -> None:
    """Bring the tables to the newest version; several processes may try at once."""
    with database.engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
        command.upgrade(_config(connection), "head")


def is_current(database: Database) -> bool:
    """Whether the tables have the newest version."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory.from_config(_config()).get_current_head()


def require_current(database: Database) -> None:
    """Raises DatabaseBehind unless the tables have the newest version."""
    if not is_current(database):
        raise DatabaseBehind("The tables are not up to date. Run `kaeru db upgrade`, then start again.")


def differences(database: Database) -> list[Any]:
    """What the tables and the code's description of them disagree about, as Alembic says it."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return list(compare_metadata(context, Row.metadata))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config

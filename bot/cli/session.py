"""What most commands need first: the settings of the process and its database, checked and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot import migrations
from bot.database import Database
from bot.settings import read_settings


@contextmanager
def open_database(*, is_checked: bool = True) -> Iterator[Database]:
    """The database of the settings; raises DatabaseBehind if its tables are older than the code."""
    database = Database(read_settings().database_url.get_secret_value())
    try:
        if is_checked:
            migrations.require_current(database)
        yield database
    finally:
        database.close()

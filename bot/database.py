"""Where rows live: one engine for SQLite or PostgreSQL, its transactions, and the threads that may wait for a disk."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, Engine, Enum, MetaData, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

P = ParamSpec("P")
T = TypeVar("T")

#: What was read already, in a session in which nothing changes; whoever keeps something there names it by a key.
_REMEMBERED = "remembered"

_POSTGRESQL_CONNECTIONS = 5
_READERS = 4
_OPENERS = 20  # processes that open a new SQLite file at one moment
_LONGEST_WAIT_FOR_A_TABLE = "5s"
_NO_FROZEN_TRANSACTIONS = "-c idle_in_transaction_session_timeout=15000"


class Row(SQLModel):
    """The base of every table. Constraint names are spelled out so that migrations can find them on both databases."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def remembered(session: Session, key: object, find: Callable[[], T]) -> T:
    """What `find` finds: once in a session that only reads (`Database.read`), anew each time where rows may change."""
    known = session.info.get(_REMEMBERED)
    if known is None:
        return find()
    if key not in known:
        known[key] = find()
    found: T = known[key]
    return found


def words(kind: type[StrEnum]) -> Any:
    """The column type of a StrEnum: stored as its plain words, so that SQL and people can read them."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda members: [one.value for one in members])


class Database:
    """Runs work in one transaction each. SQLite has one writer thread (all it can have); PostgreSQL a few.

    `write` and `read` are for the command line and tests; doors use `transact` and `look`, which never hold up
    the event loop.
    """

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        # What people wrote, and who they are, stands in no error text: the engines hide the values of statements.
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        writers = 1 if self.is_sqlite else _POSTGRESQL_CONNECTIONS
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="kaeru-write")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="kaeru-read")

    def write(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` in one transaction and commit it; nothing of it stays if it raises."""
        engine = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        with Session(engine, expire_on_commit=False) as session, session.begin():
            return work(session, *args, **kwargs)

    def read(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work(session, …)` on one consistent picture; what it might change is thrown away."""
        with Session(self.engine, expire_on_commit=False, info={_REMEMBERED: {}}) as session:
            return work(session, *args, **kwargs)

    async def transact(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`write` in a thread that may write. When this returns, the rows are on disk."""
        return await self._in(self._writers, lambda: self.write(work, *args, **kwargs))

    async def look(self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` in a thread that may read."""
        return await self._in(self._readers, lambda: self.read(work, *args, **kwargs))

    async def _in(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    def scrub(self, table: str) -> None:
        """Leave nothing readable of what was deleted from a table, as far as it is in our hands. Ask after the commit.

        SQLite: the rows were overwritten when they were deleted; this empties the `-wal` file, which still holds them.
        PostgreSQL: VACUUM removes the dead rows. Backups, archived WAL and the disk's free space are not covered.
        """
        if not self.is_sqlite:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f'VACUUM "{table}"')
            return
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        finally:
            raw.close()

    def rewrite(self, *tables: str) -> bool:
        """Write these tables anew without what was deleted or changed in them; False if somebody was in the way.

        Where `scrub` leaves the place of deleted rows, this leaves nothing: no free pages, no order of rows that are
        gone. SQLite writes the whole file. PostgreSQL locks each table for as long as it takes.
        """
        return self._rewrite_sqlite() if self.is_sqlite else self._rewrite_postgresql(tables)

    def _rewrite_sqlite(self) -> bool:
        raw = self.engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM").close()
            is_busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            is_busy = True
        finally:
            raw.close()
        return not is_busy

    def _rewrite_postgresql(self, tables: Sequence[str]) -> bool:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"SET lock_timeout = '{_LONGEST_WAIT_FOR_A_TABLE}'")
            try:
                for table in tables:
                    connection.exec_driver_sql(f'VACUUM (FULL) "{table}"')
            except OperationalError as refused:
                if not isinstance(refused.orig, LockNotAvailable):
                    raise
                return False
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        return True

    def close(self) -> None:
        """Wait for what is being written and let go of every connection."""
        self._writers.shutdown()
        self._readers.shutdown()
        self.engine.dispose()


def _with_driver(url: str) -> URL:
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg") if parsed.get_backend_name() == "postgresql" else parsed


def _postgresql_engine(url: URL) -> Engine:
    size = _POSTGRESQL_CONNECTIONS + _READERS
    # A process that is frozen inside a transaction must not hold up the others for good. An address that has options
    # of its own decides for itself.
    options = {} if "options" in url.query else {"options": _NO_FROZEN_TRANSACTIONS}
    pool = {"pool_size": size, "max_overflow": 2, "pool_pre_ping": True}
    return create_engine(url, **pool, connect_args=options, hide_parameters=True)


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling would begin too late and DEFERRED; `_begin_sqlite` says it explicitly.
    connection.isolation_level = None
    # What is deleted is overwritten: replies and survey answers must not stay readable in the file (design 7).
    for pragma in ("busy_timeout=10000", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to write-ahead logging. Several that open a new file together take turns.

    SQLite refuses this switch at once, whatever the `busy_timeout`, where waiting might never end. A transaction does
    wait, so a refused one waits for the others with an empty transaction, then asks again.
    """
    for turn in range(_OPENERS):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode != sqlite3.SQLITE_BUSY or turn == _OPENERS - 1:
                raise
            connection.executescript("BEGIN EXCLUSIVE; COMMIT")
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")

"""One writer for what thousands press at once (design 2): whatever has gathered is recorded by one call and one commit.

Nobody waits for a timer: while one batch is being written, the next one gathers. A recorder turns its batch into one
statement with `as_table`. No feature is known here.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ARRAY, Select, String, bindparam, column, func, select, true, type_coerce
from sqlalchemy.exc import OperationalError
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from bot.database import Database
from bot.errors import Refused

V = TypeVar("V")
R = TypeVar("R")

#: Records a batch in the transaction of `session` and gives one result for each value, in their order.
Recorder = Callable[[Session, Sequence[V]], Sequence[R]]

_LARGEST_BATCH = 1000


class GroupCommit(Generic[V, R]):
    """Gathers what one recorder records. Use it from one event loop only."""

    def __init__(self, database: Database, record: Recorder[V, R]) -> None:
        self._database = database
        self._record = record
        self._waiting: list[tuple[V, asyncio.Future[R]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def put(self, value: V) -> R:
        """Record one value. When this returns, its row is on disk; raises what the recorder raised for it."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((value, answer))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())
        return await answer

    async def finish(self) -> None:
        """Wait until everything that was put so far is on disk or refused."""
        if self._writer is not None:
            await self._writer

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:_LARGEST_BATCH], self._waiting[_LARGEST_BATCH:]
            await self._write(batch)
        self._writer = None

    async def _write(self, batch: Sequence[tuple[V, asyncio.Future[R]]]) -> None:
        work = self._database.transact(self._recorded, [value for value, _ in batch])
        (outcome,) = await asyncio.gather(work, return_exceptions=True)
        if not isinstance(outcome, BaseException):
            for (_, answer), result in zip(batch, outcome, strict=True):
                _settle(answer, result)
        elif len(batch) == 1 or isinstance(outcome, OperationalError):
            # Where the database itself is away, trying each value again would only make everybody wait.
            for _, answer in batch:
                _settle(answer, outcome)
        else:
            for one in batch:
                await self._write([one])

    def _recorded(self, session: Session, values: Sequence[V]) -> Sequence[R]:
        results = self._record(session, values)
        if len(results) != len(values):
            raise ValueError(f"{self._record.__name__} gave {len(results)} results for {len(values)} values")
        return results


class Presses:
    """The group commits of a process, one for each recorder that it ever used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._commits: dict[Recorder[Any, Any], GroupCommit[Any, Any]] = {}
        self._is_closed = False

    async def record(self, recorder: Recorder[V, R], value: V) -> R:
        """Record one value together with all others that arrive meanwhile for the same `recorder`."""
        if self._is_closed:
            raise Refused("Kaeru is just starting afresh. Please press once more in a moment.")
        commit: GroupCommit[V, R] | None = self._commits.get(recorder)
        if commit is None:
            commit = self._commits[recorder] = GroupCommit(self._database, recorder)
        return await commit.put(value)

    async def close(self) -> None:
        """Take nothing more and wait until everything that was accepted is on disk."""
        self._is_closed = True
        for commit in self._commits.values():
            await commit.finish()


def as_table(session: Session, columns: Mapping[str, TypeEngine[Any]], rows: Sequence[Sequence[object]]) -> Select[Any]:
    """`SELECT columns FROM rows`: a batch as a query that one INSERT can take over, whatever the number of rows."""
    if session.get_bind().dialect.name == "sqlite":
        return _from_json(session, columns, rows)
    arrays = [
        bindparam(name, [row[place] for row in rows], ARRAY(kind)) for place, (name, kind) in enumerate(columns.items())
    ]
    batch = func.unnest(*arrays).table_valued(*(column(name, kind) for name, kind in columns.items()), name="batch")
    return select(batch.render_derived())


def _from_json(
    session: Session, columns: Mapping[str, TypeEngine[Any]], rows: Sequence[Sequence[object]]
) -> Select[Any]:
    dialect = session.get_bind().dialect
    writers = [kind.dialect_impl(dialect).bind_processor(dialect) or _as_it_is for kind in columns.values()]
    written = [[write(value) for write, value in zip(writers, row, strict=True)] for row in rows]
    batch = func.json_each(bindparam("rows", json.dumps(written))).table_valued(column("value", String), name="batch")
    # SQLite cannot tell the ON of a join from ON CONFLICT unless the SELECT has a WHERE.
    return select(
        *(
            type_coerce(func.json_extract(batch.c.value, f"$[{place}]"), kind).label(name)
            for place, (name, kind) in enumerate(columns.items())
        )
    ).where(true())


def _as_it_is(value: object) -> object:
    return value


def _settle(answer: asyncio.Future[R], outcome: R | BaseException) -> None:
    # Whoever gave up waiting has a cancelled future; what they sent is recorded all the same.
    if answer.done():
        return
    if isinstance(outcome, BaseException):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)

"""One writer for what thousands press at once (design 2): whatever has gathered is recorded by one call and one commit.

Nobody waits for a timer: while one batch is being written, the next one gathers. A recorder turns its values into one
statement with `Batch`. What every press has to know can be read in the same way. No feature is known here.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    Select,
    String,
    any_,
    bindparam,
    cast,
    column,
    func,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import OperationalError
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from bot.database import Database
from bot.errors import Refused

V = TypeVar("V")
R = TypeVar("R")

#: Takes a batch in the transaction of `session` and gives one result for each value, in their order.
Recorder = Callable[[Session, Sequence[V]], Sequence[R]]

_LARGEST_BATCH = 1000


class Gathering(Generic[V, R]):
    """Values that wait together for the one transaction that takes them. For use from one event loop only."""

    def __init__(self, run: Callable[..., Awaitable[Sequence[R]]], recorder: Recorder[V, R]) -> None:
        self._run = run
        self._recorder = recorder
        self._waiting: list[tuple[V, asyncio.Future[R]]] = []
        self._worker: asyncio.Task[None] | None = None
        #: How many values got their answer, and in how many transactions.
        self.values = self.transactions = 0

    async def put(self, value: V) -> R:
        """The result for one value from a transaction that began after now; raises what was raised for this value."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((value, answer))
        if self._worker is None:
            self._worker = asyncio.create_task(self._take_all())
        return await answer

    async def finish(self) -> None:
        """Wait until everything that was put so far has its answer."""
        if self._worker is not None:
            await self._worker

    async def _take_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:_LARGEST_BATCH], self._waiting[_LARGEST_BATCH:]
            await self._take(batch)
        self._worker = None

    async def _take(self, batch: Sequence[tuple[V, asyncio.Future[R]]]) -> None:
        work = self._run(self._results, [value for value, _ in batch])
        (outcome,) = await asyncio.gather(work, return_exceptions=True)
        if not isinstance(outcome, BaseException):
            self.values, self.transactions = self.values + len(batch), self.transactions + 1
            for (_, answer), result in zip(batch, outcome, strict=True):
                _settle(answer, result)
        elif len(batch) == 1 or isinstance(outcome, OperationalError):
            # Where the database itself is away, trying each value again would only make everybody wait.
            for _, answer in batch:
                _settle(answer, outcome)
        else:
            for one in batch:
                await self._take([one])

    def _results(self, session: Session, values: Sequence[V]) -> Sequence[R]:
        results = self._recorder(session, values)
        if len(results) != len(values):
            raise ValueError(f"{len(results)} results for {len(values)} values")
        return results


class GroupCommit(Gathering[V, R]):
    """A gathering that writes: when `put` returns, the value's row is on disk."""

    def __init__(self, database: Database, record: Recorder[V, R]) -> None:
        super().__init__(database.transact, record)


class Presses:
    """The gatherings of a process, one for each function that it ever used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._gatherings: dict[Recorder[Any, Any], Gathering[Any, Any]] = {}
        self._is_closed = False

    async def record(self, recorder: Recorder[V, R], value: V) -> R:
        """Write one value together with all others that arrive meanwhile for the same `recorder`."""
        if self._is_closed:
            raise Refused("Kaeru is just starting afresh. Please press once more in a moment.")
        commit: Gathering[V, R] | None = self._gatherings.get(recorder)
        if commit is None:
            commit = self._gatherings[recorder] = GroupCommit(self._database, recorder)
        return await commit.put(value)

    async def look(self, reader: Recorder[V, R], value: V) -> R:
        """Read for one value together with all others that ask `reader` meanwhile; as fresh as a read of its own."""
        gathering: Gathering[V, R] | None = self._gatherings.get(reader)
        if gathering is None:
            gathering = self._gatherings[reader] = Gathering(self._database.look, reader)
        return await gathering.put(value)

    def figures(self) -> dict[str, float]:
        """Numbers for the operator's monitoring, since the process began: presses on disk, and their transactions."""
        commits = [one for one in self._gatherings.values() if isinstance(one, GroupCommit)]
        return {
            "presses_total": sum(one.values for one in commits),
            "press_transactions_total": sum(one.transactions for one in commits),
        }

    async def close(self) -> None:
        """Take nothing more and wait until everything that was accepted is on disk."""
        self._is_closed = True
        for gathering in self._gatherings.values():
            await gathering.finish()


class Batch:
    """The rows of many presses as one table inside a statement, whatever their number. They travel as JSON.

    A statement made once with `table` or `holds` is run with `values` again and again: making it costs more than
    running it.
    """

    def __init__(self, **columns: TypeEngine[Any]) -> None:
        self.columns = columns

    def table(self, dialect: str) -> FromClause:
        """What a statement selects from: its columns are those of the batch."""
        return self._rows(dialect).subquery("batch")

    def holds(self, indexed: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
        """Whether the value of an indexed column stands in a batch of one column.

        For a join PostgreSQL would rather read the whole table, for every batch.
        """
        rows = self._rows(dialect)
        return indexed.in_(rows) if dialect == "sqlite" else indexed == any_(func.array(rows.scalar_subquery()))

    def values(self, dialect: Dialect, rows: Sequence[Sequence[object]]) -> dict[str, object]:
        """The parameters of such a statement for these rows."""
        # JSON knows no instants: each value as its column's type writes it, or else as PostgreSQL reads it.
        writers = [kind.dialect_impl(dialect).bind_processor(dialect) for kind in self.columns.values()]
        if any(writers):
            rows = [[write(one) if write else one for write, one in zip(writers, row, strict=True)] for row in rows]
        return {"rows": json.dumps(rows, default=str)}

    def _rows(self, dialect: str) -> Select[Any]:
        return select(*self._from_sqlite() if dialect == "sqlite" else self._from_postgresql())

    def _from_sqlite(self) -> Iterator[ColumnElement[Any]]:
        row = func.json_each(bindparam("rows", type_=String)).table_valued(column("value")).c.value
        for place, (name, kind) in enumerate(self.columns.items()):
            yield type_coerce(func.json_extract(row, f"$[{place}]"), kind).label(name)

    def _from_postgresql(self) -> Iterator[ColumnElement[Any]]:
        rows = cast(bindparam("rows", type_=String), JSONB)
        row = func.jsonb_array_elements(rows).table_valued(column("value"), name="one").c.value
        for place, (name, kind) in enumerate(self.columns.items()):
            yield cast(func.jsonb_array_element_text(row, place), kind).label(name)


def _settle(answer: asyncio.Future[R], outcome: R | BaseException) -> None:
    # Whoever gave up waiting has a cancelled future; what they sent is recorded all the same.
    if answer.done():
        return
    if isinstance(outcome, BaseException):
        answer.set_exception(outcome)
    else:
        answer.set_result(outcome)

"""Planning 20,000 direct messages, against a bare INSERT … SELECT of the very same rows into the same, empty table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import perf_counter

from sqlmodel import Session

from bot.database import Database
from bot.no_overtime import service
from bot.no_overtime.service import Planned
from bot.texts import Texts
from tests import crowds
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.delivering import JST, decide, jst

PEOPLE = 20_000
UNITS = 500
ROUNDS = 7
NOW = jst(16, 45)
TABLES = ("message", "occurrence", "body")


def measure() -> Iterator[Figure]:
    """Both databases. The two ways take turns; each begins with an empty outbox and ends with a commit."""
    with databases() as opened:
        for kind, database in opened.items():
            hire(database)
            yield from _compare(kind, database)


def _compare(kind: str, database: Database) -> list[Figure]:
    _prepare(database)
    looked, planned, copied = [], [], []
    for _ in range(ROUNDS):
        empty(database)
        begin = perf_counter()
        due = look(database)
        looked.append(perf_counter() - begin)
        planned.append(_seconds(partial(plan, database, due)))
        empty(database)
        for table in ("occurrence", "body"):
            database.write(_execute, f"INSERT INTO {table} SELECT * FROM ready_{table}")
        copied.append(_seconds(partial(copy, database)))
    whole = [looking + planning for looking, planning in zip(looked, planned, strict=True)]
    reference, name = median(copied) * 1000, "INSERT … SELECT of the same rows"
    return [
        Figure(f"planning {PEOPLE:,} messages, {kind}", median(planned) * 1000, "ms", reference, name, "≤ 2"),
        Figure(f"the same with the look before it, {kind}", median(whole) * 1000, "ms", reference, name),
    ]


def _prepare(database: Database) -> None:
    """Keep what planning writes, so that the reference can write the same."""
    plan(database, look(database))
    for table in TABLES:
        database.write(_execute, f"CREATE TABLE ready_{table} AS SELECT * FROM {table}")


def _seconds(way: Callable[[], None]) -> float:
    begin = perf_counter()
    way()
    return perf_counter() - begin


def look(database: Database) -> Sequence[Planned]:
    """What fell due by 16:45. It only reads, and holds up nobody."""
    return database.read(service.due_cards, now=NOW, zone=JST)


def plan(database: Database, due: Sequence[Planned]) -> None:
    """Put it into the outbox, in one transaction."""
    count = database.write(service.plan_cards, due, now=NOW, zone=JST, texts=Texts())
    if count != PEOPLE:
        raise RuntimeError(f"{count} messages were planned")


def copy(database: Database) -> None:
    """The reference: the database moves rows that are ready."""
    database.write(_execute, "INSERT INTO message SELECT * FROM ready_message")


def empty(database: Database) -> None:
    """Nothing was ever planned."""
    for table in TABLES:
        database.write(_execute, f"DELETE FROM {table}" if database.is_sqlite else f"TRUNCATE {table} CASCADE")
    maintain(database)


def _execute(session: Session, command: str) -> None:
    session.connection().exec_driver_sql(command)


def hire(database: Database) -> None:
    """A city whose staff all have Slack and the same hours, in sections without a channel."""
    decide(database)
    crowds.hire(database, people=PEOPLE, sections=UNITS)
    maintain(database)

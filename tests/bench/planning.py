"""Planning 20,000 direct messages, against a bare INSERT … SELECT of the very same rows into the same, empty table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import perf_counter

from sqlalchemy import insert
from sqlmodel import Session

from bot.database import Database, Row
from bot.no_overtime import service
from bot.no_overtime.service import Planned
from bot.people.kinds import EmploymentKind, PostKind, Status, UnitKind
from bot.people.tables import Employment, Person, Post, Unit, UnitSpan
from bot.texts import Texts
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.delivering import JST, decide, jst
from tests.people import DAYTIME, FOREVER, LONG_AGO

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
    database.write(_hire)
    maintain(database)


def _hire(session: Session) -> None:
    people, units = range(1, PEOPLE + 1), range(1, UNITS + 1)
    since = {"valid_from": LONG_AGO, "valid_to": FOREVER}
    _write(session, Unit, ({"id": n, "code": f"{n:04}"} for n in units))
    _write(session, UnitSpan, ({"unit_id": n, "name": f"{n}", "kind": UnitKind.SECTION, **since} for n in units))
    _write(session, Person, (_person(n) for n in people))
    _write(session, Employment, ({"person_id": n, **_EMPLOYED, **since} for n in people))
    _write(session, Post, ({"person_id": n, "unit_id": n % UNITS + 1, "kind": PostKind.MAIN, **since} for n in people))


_EMPLOYED: dict[str, object] = {
    "kind": EmploymentKind.REGULAR,
    "status": Status.ACTIVE,
    "start_minute": DAYTIME.start_minute,
    "end_minute": DAYTIME.end_minute,
    "weekdays": DAYTIME.weekdays,
    "minutes_per_day": DAYTIME.minutes_per_day,
}


def _person(number: int) -> dict[str, object]:
    return {
        "id": number,
        "token": f"{number * 2_654_435_761 % 2**32:032x}",
        "staff_number": f"{number:06}",
        "name": f"{number}",
        "slack_user_id": f"U{number:010}",
        "has_active_slack": True,
    }


def _write(session: Session, table: type[Row], rows: Iterator[dict[str, object]]) -> None:
    session.connection().execute(insert(table), list(rows))

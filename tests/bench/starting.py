"""Starting with a roster of 12,000 (藍浜市): time and memory of a process, one tick, and taking the roster over."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from pydantic import SecretStr
from sqlalchemy import insert, select
from sqlmodel import Session

from bot.clock import MovableClock
from bot.core import build_core
from bot.database import Database, Row
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.people.roster_files import parse_table
from bot.people.roster_import import import_roster
from bot.people.tables import Employment, Headship, Person, Post, Unit, UnitSpan
from bot.playground.towns import Town, build_town, staff_csv, units_csv
from bot.settings import Settings
from schedules import tick
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.bench.sending import slack
from tests.delivering import WEDNESDAY, decide, jst

ROUNDS = 5
LIBRARIES = "sqlmodel,slack_bolt.async_app,apscheduler.schedulers.asyncio,uvicorn,typer,rich.console,alembic.command"
ORDINARY, PLANNING = jst(10, day=WEDNESDAY - timedelta(days=1)), jst(16, 45)
#: In an order in which every row finds those that it refers to.
TABLES: tuple[type[Row], ...] = (Unit, Person, UnitSpan, Employment, Post, Headship)
#: Seconds, and megabytes at most.
Cost = tuple[float, float]
TableRows = tuple[type[Row], list[dict[str, object]]]


def measure() -> Iterator[Figure]:
    """SQLite serves a city on one machine, and this is about the process: SQLite alone."""
    town = build_town("aihama")
    with databases() as opened, databases() as others:
        database = opened["SQLite"]
        yield _import(database, others["SQLite"], town)
        decide(database)
        maintain(database)
        yield from _starts(database)
        yield from _ticks(database)


def _import(database: Database, other: Database, town: Town) -> Figure:
    """Files to rows, checked and compared, against the same rows written by `executemany`."""
    took = _seconds(lambda: database.write(_take_over, town))
    rows = database.read(_every_row)
    bare = _seconds(lambda: other.write(_write, rows))
    what = f"taking over a roster of {len(town.staff):,} people"
    return Figure(what, took, "s", bare, "executemany of the same rows")


def _take_over(session: Session, town: Town) -> None:
    staff, units = parse_table("staff.csv", staff_csv(town)), parse_table("units.csv", units_csv(town))
    import_roster(session, staff, units, effective=jst(0).date(), now=jst(0), actor="bench")


def _every_row(session: Session) -> list[TableRows]:
    return [(table, _rows(session, table)) for table in TABLES]


def _rows(session: Session, table: type[Row]) -> list[dict[str, object]]:
    columns = table.__table__.columns  # type: ignore[attr-defined]
    return [dict(row._mapping) for row in session.connection().execute(select(*columns))]


def _write(session: Session, rows: list[TableRows]) -> None:
    for table, values in rows:
        session.connection().execute(insert(table), values)


def _starts(database: Database) -> Iterator[Figure]:
    bare, loaded, once = zip(*asyncio.run(_rounds(database)), strict=True)
    (bare_seconds, bare_megabytes) = _middle(bare)
    for what, runs in (("import of the command line", loaded), ("kaeru clock --once, 12,000 staff", once)):
        seconds, megabytes = _middle(runs)
        yield Figure(f"{what}: time", seconds, "s", bare_seconds, "import of the libraries alone")
        yield Figure(f"{what}: most memory", megabytes, "MB", bare_megabytes, "the libraries alone")


def _middle(runs: Sequence[Cost]) -> Cost:
    return median(seconds for seconds, _ in runs), median(megabytes for _, megabytes in runs)


async def _rounds(database: Database) -> list[tuple[Cost, Cost, Cost]]:
    """The libraries, the command line and the clock take turns, so that all meet the same machine."""
    async with slack(0) as there:
        settings = {
            "KAERU_DATABASE_URL": database.url.render_as_string(hide_password=False),
            "KAERU_SLACK_API_URL": there.api_url,
            "KAERU_SLACK_BOT_TOKEN": "xoxb-playground",
            "KAERU_ALLOW_TIME_TRAVEL": "1",
            "KAERU_LOG_LEVEL": "WARNING",
        }
        return [await asyncio.to_thread(_round, settings) for _ in range(ROUNDS)]


def _round(settings: dict[str, str]) -> tuple[Cost, Cost, Cost]:
    clock = _start(settings, "bot.cli", "clock", "--at", ORDINARY.isoformat())
    return _start({}, LIBRARIES), _start({}, "bot.cli"), clock


def _start(settings: dict[str, str], *arguments: str) -> Cost:
    """Seconds and megabytes of a process that does this and ends."""
    command = [sys.executable, "-m", "tests.bench.start_process", *arguments]
    begin = perf_counter()
    done = subprocess.run(command, env={**os.environ, **settings}, stdout=subprocess.PIPE, check=True, text=True)
    return perf_counter() - begin, float(done.stdout.split()[-1])


def _ticks(database: Database) -> Iterator[Figure]:
    ordinary = median(asyncio.run(_tick(database, ORDINARY)) for _ in range(ROUNDS))
    planning = asyncio.run(_tick(database, PLANNING))
    yield Figure("a tick on an ordinary day", ordinary * 1000, "ms", 60_000, "a tick each minute")
    yield Figure("a tick that plans a Wednesday", planning * 1000, "ms", 60_000, "a tick each minute")


async def _tick(database: Database, now: datetime) -> float:
    settings = Settings(database_url=SecretStr(database.url.render_as_string(hide_password=False)))
    async with open_client(settings) as client:
        core = build_core(settings, MovableClock(now), SlackMessenger(client))
        begin = perf_counter()
        await tick(core, now)
        took = perf_counter() - begin
        core.database.close()
    return took


def _seconds(work: Callable[[], None]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin

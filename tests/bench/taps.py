"""Everybody taps at once: 12,000 taps from 200 connections, none lost, none doubled, and the cards tell the truth.

How fast taps are stored, as a share of what Bolt does when it only acknowledges, in the same run; then how the numbers
on the cards follow, inside Slack's limit of 50 changes a minute.
"""

from __future__ import annotations

import asyncio
import os
from bisect import bisect_left
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from statistics import median
from time import monotonic

from sqlmodel import Session, text

from bot.database import Database
from bot.no_overtime.answers import Answer
from bot.no_overtime.reply_blocks import REPLY
from bot.playground import Limits, Playground
from schedules.delivery import LIVE
from schedules.live import Refresher
from tests.bench.databases import databases, maintain
from tests.bench.figures import Figure
from tests.bench.load import Pressed, press, server, signed_requests
from tests.bench.press import payload
from tests.crowds import account_of
from tests.delivering import running
from tests.tapping import TappingDay

PEOPLE, SECTIONS = 12_000, 80
ROUNDS = 3
UPDATE = "chat.update"
NOOP = "a Bolt handler that only acknowledges"


def measure() -> Iterator[Figure]:
    """Both databases. Server and load have a processor each; the servers take turns, so all meet the same day."""
    with databases() as opened:
        os.sched_setaffinity(0, {1})
        for kind, database in opened.items():
            day = TappingDay(people=PEOPLE, sections=SECTIONS)
            day.settle(database)
            maintain(database)
            yield from asyncio.run(_speed(kind, database, day))
            yield from asyncio.run(_numbers(kind, database, day))


async def _speed(kind: str, database: Database, day: TappingDay) -> list[Figure]:
    url = database.url.render_as_string(hide_password=False)
    idle, stored, answered = list[Pressed](), list[Pressed](), list[Pressed]()
    async with _listener() as response_url:
        for _ in range(ROUNDS):
            for case, found in (("noop-tap", idle), ("tap", stored), ("tap-answered", answered)):
                database.write(_forget)
                async with server(case, url) as port:
                    found.append(await press(port, _taps(day, response_url)))
                _refuse_unless(case == "noop-tap" or len(day.stored(database)) == PEOPLE, "a tap was lost or doubled")
    reference = median(one.per_second for one in idle)
    per_second = [median(one.per_second for one in found) for found in (stored, answered)]
    return [
        Figure(f"a tap stored durably and once, {kind}", per_second[0], "/s", reference, NOOP, "≥ 0.8"),
        _p99(f"… 99 % of 200 at a time within, {kind}", stored, idle),
        Figure(f"a tap stored and answered over HTTP, {kind}", per_second[1], "/s", reference, NOOP),
        _p99(f"… 99 % of 200 at a time within, {kind}", answered, idle),
    ]


def _p99(what: str, measured: list[Pressed], idle: list[Pressed]) -> Figure:
    p99, reference = (median(one.p99_ms for one in found) for found in (measured, idle))
    return Figure(what, p99, "ms", reference, NOOP)


async def _numbers(kind: str, database: Database, day: TappingDay) -> list[Figure]:
    """Taps of everybody once more while the cards are kept up to date, until each shows what the table says."""
    url, stop = database.url.render_as_string(hide_password=False), asyncio.Event()
    database.write(_forget)
    async with (
        Playground(day.workspace, limits=Limits(tiers=True)) as slack,
        running(database, slack, day.now) as core,
        _listener() as response_url,
        server("tap", url) as port,
    ):
        sender = await day.post_cards(core)
        refreshing = asyncio.create_task(Refresher(core, sender.terms, LIVE).run(stop))
        await press(port, _taps(day, response_url))
        begin = monotonic()
        wanted = day.should_show(day.stored(database))
        while day.shown() != wanted:
            await asyncio.wait([refreshing], timeout=0.2)
        behind = monotonic() - begin
        stop.set()
        await refreshing
        changes = [call.at for call in slack.calls if call.method == UPDATE]
        _refuse_unless(sum(wanted) == sum(number % 4 > 0 for number in range(PEOPLE)), "a number is wrong")
        return [
            Figure(
                f"changes of cards in the busiest minute, {kind}",
                _busiest_minute(changes),
                "",
                50,
                "Slack's limit",
                "≤ 1",
            ),
            Figure(f"429s, {kind}", slack.count(UPDATE, error="ratelimited"), "", aim="0"),
            Figure(f"all {SECTIONS} cards true after the last tap, {kind}", behind, "s"),
        ]


def _busiest_minute(moments: list[float]) -> int:
    return max(bisect_left(moments, begin + 60) - at for at, begin in enumerate(moments))


def _taps(day: TappingDay, response_url: str) -> list[bytes]:
    """One tap of everybody; every fourth expects overtime. All press the same button: it is its value that tells."""
    home, late = day.button(REPLY[Answer.ON_TIME]), day.button(REPLY[Answer.OVERTIME])
    values = [home, {**home, "value": late["value"]}]
    return signed_requests(
        [
            payload(account_of(number), values[number % 4 == 0], response_url=response_url)
            for number in range(1, PEOPLE + 1)
        ]
    )


@asynccontextmanager
async def _listener() -> AsyncIterator[str]:
    """Slack's end of a response_url: it takes everything."""
    answering = await asyncio.start_server(_take, "127.0.0.1", 0)
    async with answering:
        yield f"http://127.0.0.1:{answering.sockets[0].getsockname()[1]}/"


async def _take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r\n")[0]))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    writer.close()


def _forget(session: Session) -> None:
    session.execute(text("DELETE FROM no_overtime_reply"))


def _refuse_unless(is_right: bool, otherwise: str) -> None:
    if not is_right:
        raise RuntimeError(otherwise)

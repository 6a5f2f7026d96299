"""How fast a press is stored durably, as a share of what Bolt does when it only acknowledges, in the same run."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from statistics import median
from urllib.parse import quote_plus

from slack_sdk.signature import SignatureVerifier

from bot.blockkit import actions, button, context, header, section
from bot.clock import SystemClock
from bot.delivery import opt_out_blocks
from tests.bench.databases import databases
from tests.bench.figures import Figure
from tests.bench.planning import hire
from tests.bench.press_server import SECRET

CONNECTIONS = 200
PRESSES = 6_000
ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Both databases. Server and load have a processor each; the two servers take turns, so both meet the same day."""
    with databases() as opened:
        for database in opened.values():
            hire(database)
        os.sched_setaffinity(0, {1})
        for kind, database in opened.items():
            yield asyncio.run(_compare(kind, database.url.render_as_string(hide_password=False)))


async def _compare(kind: str, url: str) -> Figure:
    stored, idle = [], []
    for turn in range(ROUNDS):
        presses = _signed_presses(f"bench/{turn}")
        async with _server("noop", url) as port:
            idle.append(await _presses_per_second(port, presses))
        async with _server("durable", url) as port:
            stored.append(await _presses_per_second(port, presses))
    return Figure(
        f"a press stored durably and once, {kind}",
        median(stored),
        "/s",
        median(idle),
        "a Bolt handler that only acknowledges",
        "≥ 0.8",
    )


def _signed_presses(kind: str) -> list[bytes]:
    """Ready requests of different people, each as Slack sends a press on a button of a message."""
    now = str(int(SystemClock().now().timestamp()))
    verifier = SignatureVerifier(SECRET)
    return [_request(_payload(f"U{number:010}", kind), now, verifier) for number in range(1, PRESSES + 1)]


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

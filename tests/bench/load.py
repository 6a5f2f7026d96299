"""Load for the press benchmarks: signed requests over many connections, each sending one as the last is answered."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote_plus

from slack_sdk.signature import SignatureVerifier

from bot.clock import SystemClock
from tests.bench.press_server import NOOPS
from tests.bench.stock_server import SECRET

CONNECTIONS = 200


@dataclass(frozen=True)
class Pressed:
    """How fast presses were answered: how many a second, and within how many ms nearly all of them (99 %)."""

    per_second: float
    p99_ms: float


def signed_requests(payloads: Sequence[str]) -> list[bytes]:
    """Ready requests, as Slack sends them now."""
    now, verifier = str(int(SystemClock().now().timestamp())), SignatureVerifier(SECRET)
    return [_request(payload, now, verifier) for payload in payloads]


def _request(payload: str, now: str, verifier: SignatureVerifier) -> bytes:
    body = f"payload={quote_plus(payload)}"
    signature = verifier.generate_signature(timestamp=now, body=body)
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


@asynccontextmanager
async def server(case: str, url: str) -> AsyncIterator[int]:
    """A server process of its own (`press_server`, or for what it is measured against `stock_server`); its port."""
    command = ("tests.bench.stock_server", NOOPS[case]) if case in NOOPS else ("tests.bench.press_server", case, url)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *command),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    yield int(await process.stdout.readline())
    process.stdin.close()
    await process.wait()


async def press(port: int, requests: Sequence[bytes]) -> Pressed:
    """Send them all over 200 connections; raises RuntimeError for anything but a 200."""
    left, waits = iter(requests), list[float]()
    loop = asyncio.get_running_loop()
    begin = time.monotonic()
    made = await asyncio.gather(
        *(loop.create_connection(lambda: _Connection(left, waits), "127.0.0.1", port) for _ in range(CONNECTIONS))
    )
    await asyncio.gather(*(connection.is_done for _, connection in made))
    took = time.monotonic() - begin
    return Pressed(len(requests) / took, sorted(waits)[len(waits) * 99 // 100] * 1000)


class _Connection(asyncio.Protocol):
    """Sends the next request of all as soon as the last one of its own is answered, and notes how long that took."""

    def __init__(self, requests: Iterator[bytes], waits: list[float]) -> None:
        self._requests, self._waits = requests, waits
        self._answer, self._sent_at = b"", 0.0
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
            self._waits.append(time.monotonic() - self._sent_at)
            self._answer = b""
            self._send()

    def _send(self) -> None:
        request = next(self._requests, None)
        if request is None:
            self._transport.close()
            self.is_done.set_result(None)
        else:
            self._sent_at = time.monotonic()
            self._transport.write(request)

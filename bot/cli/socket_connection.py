"""One WebSocket of Socket Mode: envelopes in, answers out. It knows neither what is in them nor how it came to be."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

logger = logging.getLogger(__name__)

Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class Connection:
    """Takes envelopes from the moment it is made until Slack ends it, the line goes dead or it is closed.

    `is_over` is set as soon as it needs a successor; it goes on answering until `close`.
    """

    def __init__(self, socket: ClientWebSocketResponse, dispatch: Dispatch) -> None:
        self.is_over = asyncio.Event()
        self._socket = socket
        self._dispatch = dispatch
        self._answers: set[asyncio.Task[None]] = set()
        self._reader = asyncio.create_task(self._read())

    async def close(self) -> None:
        """Answer what was taken, then hang up."""
        while self._answers:
            await asyncio.wait(self._answers)
        await self._socket.close()
        await self._reader

    async def _read(self) -> None:
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    self._take(parsed(frame.data))
        finally:
            self.is_over.set()

    def _take(self, frame: dict[str, Any]) -> None:
        if frame.get("type") == "disconnect":
            logger.info("Slack wants a new connection", extra={"event": "socket.ends", "reason": frame.get("reason")})
            self.is_over.set()
        elif "envelope_id" in frame:
            answer = asyncio.create_task(self._answer(frame))
            self._answers.add(answer)
            answer.add_done_callback(self._answers.discard)

    async def _answer(self, envelope: dict[str, Any]) -> None:
        response = await self._dispatch(request_of(envelope))
        # Without an answer Slack sends an event again, and tells a person that it did not work.
        if response.status != 200:
            return
        try:
            await self._socket.send_json({"envelope_id": envelope["envelope_id"], **_payload_of(response)})
        except ConnectionError:
            logger.warning("The connection went before its answer", extra={"event": "socket.answer_lost"})


def parsed(text: str) -> dict[str, Any]:
    """A frame of Slack's; empty where it is none."""
    try:
        frame = json.loads(text)
    except ValueError:
        return {}
    return frame if isinstance(frame, dict) else {}


def request_of(envelope: dict[str, Any]) -> AsyncBoltRequest:
    """The request that Bolt would have had over HTTP, with Slack's notes on a repeated event."""
    notes = {"x-slack-retry-num": "retry_attempt", "x-slack-retry-reason": "retry_reason"}
    headers = {header: str(envelope[note]) for header, note in notes.items() if envelope.get(note)}
    return AsyncBoltRequest(mode="socket_mode", body=envelope.get("payload") or {}, headers={**headers})


def _payload_of(response: BoltResponse) -> dict[str, Any]:
    if not response.body:
        return {}
    is_json = response.first_headers().get("content-type", "").startswith("application/json")
    return {"payload": json.loads(response.body) if is_json else {"text": response.body}}

"""Socket Mode: WebSocket connections of the app, envelopes out, acks in."""

import asyncio
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import WSMessage, WSMsgType, web

from bot.playground.delivery import Answer, Kind, Parcel
from bot.playground.shapes import Json

MOST_CONNECTIONS = 10
"""platform.md 1.4."""
CLOSING_SECONDS = 0.5
"""How long a closing connection waits for the app's own close frame; a frozen app never sends one."""
ANSWERS = frozenset({Kind.INTERACTIVE, Kind.COMMAND})
TICKETS_KEPT = 1_000


class Reason(StrEnum):
    """Why Slack says `disconnect`."""

    WARNING = "warning"
    REFRESH = "refresh_requested"
    DISABLED = "link_disabled"
    TOO_MANY = "too_many_websockets"


@dataclass(slots=True, eq=False)
class Connection:
    """One WebSocket. A silent one looks alive and is not: no pongs, no payloads, no acks taken."""

    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)
    is_silent: bool = False


class SocketHub:
    """All connections of the app. A payload goes to one of them, in turn (Slack promises no pattern)."""

    def __init__(self, app_id: str, *, patience_seconds: float, ping_seconds: float) -> None:
        self._app_id = app_id
        self._patience, self._ping_seconds = patience_seconds, ping_seconds
        self._tickets: dict[str, None] = {}
        self._turn = 0
        self._changed = asyncio.Event()
        self.connections: list[Connection] = []
        self.watchers: list[Callable[[], None]] = []
        self.opened = 0
        self.refuse: Callable[[str], None] = unheard

    def ticket(self) -> str:
        """The secret in a new WebSocket URL; good for one connection."""
        key = uuid.uuid4().hex
        self._tickets[key] = None
        if len(self._tickets) > TICKETS_KEPT:
            del self._tickets[next(iter(self._tickets))]
        return key

    async def connected(self, count: int = 1) -> None:
        """Wait until so many connections are open."""
        await self._until(lambda: len(self.connections) >= count)

    async def reconnected(self, opened: int) -> None:
        """Wait until, since the start, so many connections have been opened in all."""
        await self._until(lambda: self.opened >= opened and bool(self.connections))

    async def _until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self._changed.clear()
            await self._changed.wait()

    # the door

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one WebSocket until it closes."""
        if request.query.get("ticket") not in self._tickets:
            return web.Response(status=404, text="unknown ticket")
        del self._tickets[request.query["ticket"]]
        socket = web.WebSocketResponse(autoping=False, timeout=CLOSING_SECONDS)
        await socket.prepare(request)
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json(disconnect(Reason.TOO_MANY))
            await socket.close()
            return socket
        await self._serve(Connection(socket))
        return socket

    async def _serve(self, connection: Connection) -> None:
        self.connections.append(connection)
        self.opened += 1
        pinger = asyncio.create_task(self._ping(connection))
        try:
            await connection.socket.send_json(self._hello())
            self._tell()
            async for frame in connection.socket:
                if error := await take(connection, frame):
                    self.refuse(error)
        except ConnectionError:
            pass  # the app went away between two frames: its loss is handled below
        finally:
            pinger.cancel()
            self.connections.remove(connection)
            self._tell()
            give_up(connection)

    def _tell(self) -> None:
        self._changed.set()
        for watch in self.watchers:
            watch()

    def _hello(self) -> Json:
        debug = {"host": "playground", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": debug,
        }

    async def _ping(self, connection: Connection) -> None:
        while not connection.socket.closed:
            await asyncio.sleep(self._ping_seconds)
            if not connection.is_silent and not connection.socket.closed:
                await connection.socket.ping(b"Ping from playground")

    # delivering

    async def send(self, parcel: Parcel) -> Answer:
        """Put the payload into an envelope for one connection and wait for its ack."""
        if not self.connections:
            return Answer(failure="connection_failed")
        self._turn += 1
        connection = self.connections[self._turn % len(self.connections)]
        envelope = envelope_of(parcel)
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = answer
        try:
            if not connection.is_silent:
                await connection.socket.send_json(envelope)
            return await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            return Answer(failure="http_timeout")
        except ConnectionError:
            return Answer(failure="connection_failed")
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    # misbehaving, and going away

    def silence(self) -> int:
        """Every open connection goes dead without closing; new ones are fine. Says how many there were."""
        for connection in self.connections:
            connection.is_silent = True
        self._tell()
        return len(self.connections)

    async def say_disconnect(self, reason: Reason = Reason.WARNING) -> int:
        """Ask the app to reconnect; on anything but a warning Slack then closes the connection."""
        connections = list(self.connections)
        for connection in connections:
            await connection.socket.send_json(disconnect(reason))
        if reason is not Reason.WARNING:
            await self.close()
        return len(connections)

    async def close(self) -> int:
        """Close every open connection."""
        connections = list(self.connections)
        await asyncio.gather(*(connection.socket.close() for connection in connections))
        return len(connections)


def envelope_of(parcel: Parcel) -> Json:
    """The Socket Mode envelope around a payload."""
    envelope: Json = {
        "envelope_id": str(uuid.uuid4()),
        "type": parcel.kind.value,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.kind in ANSWERS,
    }
    if parcel.kind is Kind.EVENT:
        envelope |= {"retry_attempt": parcel.retry_number, "retry_reason": parcel.retry_reason}
    return envelope


def disconnect(reason: Reason) -> Json:
    """The frame that announces the end of a connection."""
    return {"type": "disconnect", "reason": reason.value, "debug_info": {"host": "playground"}}


async def take(connection: Connection, frame: WSMessage) -> str:
    """One frame from the app: an ack, or a ping. The code of what is wrong with it, "" when nothing is."""
    if connection.is_silent:
        return ""
    if frame.type is WSMsgType.PING:
        await connection.socket.pong(frame.data)
    return take_ack(connection, frame.data) if frame.type is WSMsgType.TEXT else ""


def take_ack(connection: Connection, text: str) -> str:
    """Resolve the envelope that is acknowledged. Slack ignores what makes no sense; here its code is returned."""
    try:
        ack = json.loads(text)
    except ValueError:
        return "invalid_json"
    if not isinstance(ack, dict):
        return "json_not_object"
    waiting = connection.waiting.get(str(ack.get("envelope_id")))
    if waiting is not None and not waiting.done():
        waiting.set_result(Answer(status=200, body=ack.get("payload") or ""))
    return ""


def unheard(_error: str) -> None:
    """Nobody wants to know of frames that make no sense."""


def give_up(connection: Connection) -> None:
    """The connection is gone: whoever waits for an ack learns it."""
    for waiting in connection.waiting.values():
        if not waiting.done():
            waiting.set_result(Answer(failure="connection_failed"))

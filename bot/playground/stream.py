"""GET /playground/stream: one person's desk, then what changes on it, as server-sent events."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.playground.api.refusals import FACTS
from bot.playground.calls import Call, CallLog
from bot.playground.changes import Change, ChangeKind
from bot.playground.desk import Desk
from bot.playground.faults import Faults
from bot.playground.shapes import Json
from bot.playground.socket_mode import SocketHub
from bot.playground.workspace import Workspace

GATHER_SECONDS = 0.03
"""What changes within this time travels together."""
ALIVE_SECONDS = 15.0
MOST_REFUSALS = 20


class Viewer:
    """One open page. What changed waits here, each thing once, until it is sent."""

    def __init__(self) -> None:
        self._waiting: dict[Change, None] = {}
        self._news = asyncio.Event()
        self.is_open = True

    def hear(self, change: Change) -> None:
        """Something changed; of two changes of one thing the later counts."""
        self._waiting.pop(change, None)
        self._waiting[change] = None
        self._news.set()

    def close(self) -> None:
        """No more news."""
        self.is_open = False
        self._news.set()

    async def gathered(self) -> list[Change]:
        """What changed since the last time; empty when nothing did for a while."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), ALIVE_SECONDS)
        self._news.clear()
        waiting, self._waiting = self._waiting, {}
        return list(waiting)


class Streams:
    """Every open page. A page that comes back gets its whole desk again, so nothing is missed."""

    def __init__(self, workspace: Workspace, log: CallLog, faults: Faults, sockets: SocketHub) -> None:
        self._space, self._log, self._faults, self._sockets = workspace, log, faults, sockets
        self._viewers: set[Viewer] = set()

    def add_routes(self, app: web.Application) -> None:
        """Enter the route."""
        app.router.add_get("/playground/stream", self.stream)

    def start(self) -> None:
        """Watch the workspace, the log of calls and the app's connections."""
        self._space.changes.watchers.append(self._hear)
        self._log.watchers.append(self.tell_calls)
        self._sockets.watchers.append(self.tell_calls)

    def stop(self) -> None:
        """Close every stream."""
        for viewer in self._viewers:
            viewer.close()

    def tell_calls(self) -> None:
        """The log, the faults or the connections of the app changed."""
        self._hear(Change(ChangeKind.CALLS))

    def _hear(self, change: Change) -> None:
        for viewer in self._viewers:
            viewer.hear(change)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send until the page goes away. 404 for an unknown `user`."""
        user = self._space.users.get(request.query.get("user", ""))
        if user is None:
            return web.json_response({"ok": False, "error": "user_not_found"}, status=404)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        viewer, desk = Viewer(), Desk(self._space, user)
        first = desk.as_json() | {"inside": self.inside()}
        self._viewers.add(viewer)
        try:
            await send(response, [first])
            await self._follow(response, viewer, desk)
        except ConnectionError:
            pass  # the page went away; there is nobody to tell
        finally:
            self._viewers.discard(viewer)
        return response

    async def _follow(self, response: web.StreamResponse, viewer: Viewer, desk: Desk) -> None:
        told = self._log.total
        while viewer.is_open:
            changes = await viewer.gathered()
            deltas = [delta for change in changes if (delta := desk.delta(change))]
            if any(change.kind is ChangeKind.CALLS for change in changes):
                deltas += [{"kind": "inside", "inside": self.inside()}, *self._refusals(told)]
                told = self._log.total
            if any(change.kind is ChangeKind.CLOCK for change in changes):
                deltas.append({"kind": "clock", "now": self._space.now().isoformat()})
            await send(response, deltas)
            await asyncio.sleep(GATHER_SECONDS)

    def inside(self) -> Json:
        """Numbers about the app: its connections, its calls, the faults in force."""
        return {
            "calls": self._log.total,
            "connections": len([one for one in self._sockets.connections if not one.is_silent]),
            "faults": self._faults.as_json(),
        }

    def _refusals(self, told: int) -> list[Json]:
        return [refusal_of(call) for call in self._log.since(told, MOST_REFUSALS) if call.error in FACTS]


def refusal_of(call: Call) -> Json:
    """A refused call, with the fact that the refusal rests on."""
    reasons = call.answer.get("response_metadata", {}).get("messages", [])
    return {
        "kind": "refused",
        "number": call.number,
        "method": call.method,
        "error": call.error,
        "fact": FACTS[call.error or ""],
        "reasons": reasons,
    }


async def send(response: web.StreamResponse, deltas: list[Json]) -> None:
    """One event with all of these; a comment when there are none, so that a dead page is noticed."""
    body = json.dumps(deltas, ensure_ascii=False, separators=(",", ":")) if deltas else ""
    await response.write(f"data: {body}\n\n".encode() if deltas else b": alive\n\n")

"""The playground as a running server: everything wired together on one loopback port."""

import time
from collections.abc import Callable, Collection, Sequence
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground.backstage import Backstage
from bot.playground.calls import Call, CallLog
from bot.playground.clock_door import ClockDoor
from bot.playground.courier import EVERY_EVENT, RETRY_SECONDS, Courier
from bot.playground.delivery import Junction
from bot.playground.faults import Faults
from bot.playground.http_delivery import HttpDelivery
from bot.playground.inside import Inside
from bot.playground.interactions import Interactions
from bot.playground.limits import Limits
from bot.playground.own_pages import own_pages_only
from bot.playground.page import Page
from bot.playground.person import Person
from bot.playground.reading import Reading
from bot.playground.response_urls import ResponseUrls
from bot.playground.site import Site
from bot.playground.socket_mode import SocketHub
from bot.playground.stream import Streams
from bot.playground.triggers import Triggers
from bot.playground.uploads import Uploads
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace

BODY_BYTES = 32 * 1024 * 1024
PATIENCE_SECONDS = 3.0
PING_SECONDS = 10.0
VERIFICATION = "playground-verification"
"""Slack's old way to tell its own requests; it still travels in every payload."""
SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "chat:write.public",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "users.profile:read",
        "users:read",
        "users:read.email",
    }
)


class Playground:
    """A Slack-compatible server for one app. `async with Playground(workspace) as playground: …`

    With `request_url` payloads go out as signed HTTP requests, without it over Socket Mode. `retry_seconds`,
    `patience_seconds` (Slack's three) and `monotonic` are there for tests, which need not wait, and for machines slower
    than a city's server.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        bot_token: str = "xoxb-playground",  # noqa: S107 - opens nothing but this playground
        app_token: str = "xapp-playground",  # noqa: S107 - opens nothing but this playground
        signing_secret: str = "playground-secret",  # noqa: S107 - opens nothing but this playground
        scopes: Collection[str] = SCOPES,
        events: Collection[str] = EVERY_EVENT,
        request_url: str | None = None,
        faults: Faults | None = None,
        limits: Limits | None = None,
        backstage: Backstage | None = None,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        ping_seconds: float = PING_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.workspace = workspace
        self.faults = faults or Faults()
        self.limits = limits or Limits()
        self.log = CallLog()
        self.sockets = SocketHub(workspace.app_id, patience_seconds=patience_seconds, ping_seconds=ping_seconds)
        self.sockets.refuse = self._refuse_frame
        self._http = HttpDelivery(request_url, signing_secret, patience_seconds=patience_seconds)
        delivery = Junction(self._http, self.sockets)
        self.site = Site(
            workspace=workspace,
            scopes=frozenset(scopes),
            faults=self.faults,
            triggers=Triggers(monotonic, patience_seconds=patience_seconds),
            monotonic=monotonic,
            open_socket=self._socket_url,
        )
        self.courier = Courier(workspace, delivery, token=VERIFICATION, events=events, retry_seconds=retry_seconds)
        self.interactions = Interactions(self.site, delivery, self.courier, token=VERIFICATION)
        self._api = WebApi(self.site, self.limits, self.log, bot_token=bot_token, app_token=app_token)
        self._streams = Streams(workspace, self.log, self.faults, self.sockets)
        self._backstage = backstage
        self._host, self._port = host, port
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The address of the page, without a slash at its end."""
        return self.site.base_url

    @property
    def api_url(self) -> str:
        """The base_url for slack_sdk."""
        return f"{self.url}/api/"

    @property
    def calls(self) -> list[Call]:
        """The last API calls, oldest first."""
        return list(self.log.calls)

    def count(self, method: str, *, error: str | None = None) -> int:
        """How many calls of a method ended with this error; without one, how many were answered ok."""
        return self.log.count(method, error)

    def as_user(self, user_id: str) -> Person:
        """The person at the keyboard."""
        return Person(self.interactions, self.workspace.users[user_id])

    def deliver_to(self, request_url: str | None) -> None:
        """From now on send payloads to this URL; None goes back to Socket Mode."""
        self._http.request_url = request_url

    async def start(self) -> None:
        """Listen. Raises OSError when the port is in use."""
        self._runner = web.AppRunner(self._web_app(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        listener = web.TCPSite(self._runner, self._host, self._port)
        try:
            await listener.start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.site.base_url = f"http://{self._host}:{self._runner.addresses[0][1]}"
        self.workspace.listeners.append(self.courier.hear)
        self._streams.start()

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        if self.courier.hear in self.workspace.listeners:
            self.workspace.listeners.remove(self.courier.hear)
        self.courier.stop()
        self._streams.stop()
        await self.sockets.close()
        await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def _socket_url(self) -> str:
        return (
            f"{self.url.replace('http', 'ws', 1)}/link/?ticket={self.sockets.ticket()}&app_id={self.workspace.app_id}"
        )

    def _refuse_frame(self, error: str) -> None:
        """A WebSocket frame that makes no sense is ignored, as Slack does, but stands in the log of calls."""
        self.log.note(Call("socket_mode", self.site.monotonic(), {}, error, self.workspace.now().isoformat()))

    def _web_app(self) -> web.Application:
        app = web.Application(client_max_size=BODY_BYTES, middlewares=[own_pages_only])
        app.router.add_route("*", "/api/{method}", self._api.answer)
        app.router.add_get("/link/", self.sockets.accept)
        app.router.add_post("/response/{key}", ResponseUrls(self.site).answer)
        Uploads(self.workspace).add_routes(app)
        Inside(self.interactions, self.sockets, self.log, self._backstage).add_routes(app)
        ClockDoor(self.workspace, self._backstage).add_routes(app)
        self._streams.add_routes(app)
        Reading(self.workspace).add_routes(app)
        Page().add_routes(app)
        return app

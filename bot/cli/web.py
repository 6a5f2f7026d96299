"""`kaeru web`: Slack calls us over HTTP. The clock is a process of its own (`kaeru clock`)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import typer
import uvicorn

from bot.cli.edge import operator_language
from bot.cli.process import open_door, side_by_side, slack_process, stop_on_signals
from bot.cli.web_pages import Site
from bot.clock import Clock, SystemClock
from bot.errors import SetupFault
from bot.settings import Settings, read_settings
from bot.texts import N_
from handlers.asgi import slack_requests

#: How long a press may still come in over a connection that is open when the process is told to stop.
_LAST_CALL_SECONDS = 1.0
_FINISH_SECONDS = 5


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("web", help=N_("Answer Slack over HTTP at /slack/events, with /healthz and /metrics."))(web)


def web() -> None:
    settings = read_settings()
    if not settings.slack_signing_secret.get_secret_value():
        raise SetupFault("KAERU_SLACK_SIGNING_SECRET is empty. Copy the Signing Secret from the app's page.")
    with listening(settings.host, settings.port) as listener:
        asyncio.run(serve(settings, SystemClock(), listener))


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens; raises SetupFault where the port is taken or the address is not ours."""
    try:
        listener = socket.create_server((host, port), backlog=2048)
    except OSError as error:
        raise SetupFault(
            "Port {port} of {host} cannot be opened: {reason}. Set KAERU_PORT to a free one, or end what uses it.",
            host=host,
            port=port,
            reason=error.strerror,
        ) from error
    with listener:
        yield listener


async def serve(settings: Settings, clock: Clock, listener: socket.socket) -> None:
    """Serve until the process is told to stop; whatever came in by then is answered."""
    async with slack_process(settings, clock) as process, open_door(process) as app:
        site = Site(process.core, slack_requests(app), process.presses.figures)
        server = _Server(
            uvicorn.Config(
                site,
                # uvloop starves new connections at saturation: 2 s against 82 ms, at equal throughput.
                loop="asyncio",
                lifespan="off",
                proxy_headers=False,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=_FINISH_SECONDS,
            )
        )
        t, stop = operator_language(), stop_on_signals()
        host, port, *_ = listener.getsockname()
        typer.echo(t("Kaeru answers at http://{host}:{port}.", host=host, port=port), err=True)
        await side_by_side(stop, server.serve(sockets=[listener]), server.end_after(stop))


class _Server(uvicorn.Server):
    """Ends when told by `stop`, not by signals of its own."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def end_after(self, stop: asyncio.Event) -> None:
        await stop.wait()
        for server in self.servers:
            server.close()
        await asyncio.sleep(_LAST_CALL_SECONDS)
        self.should_exit = True

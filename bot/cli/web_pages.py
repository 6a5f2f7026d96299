"""What `kaeru web` serves: Slack's requests, and two pages for whoever watches over the process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from sqlalchemy.exc import DBAPIError

from bot import migrations
from bot.core import Core
from bot.delivery import service as delivery
from bot.errors import KaeruError

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Any, Receive, Send], Awaitable[None]]
Page = tuple[int, str]

_PATIENCE_SECONDS = 2.0


class Site:
    """An ASGI application: `/healthz`, `/metrics`, and everything else for Slack's door."""

    def __init__(self, core: Core, slack: AsgiApp, press_figures: Callable[[], Mapping[str, float]]) -> None:
        self._core = core
        self._slack = slack
        self._press_figures = press_figures
        self._pages = {"/healthz": self._health, "/metrics": self._metrics}

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        page = self._pages.get(scope["path"])
        if page is None or scope["method"] != "GET":
            await self._slack(scope, receive, send)
            return
        status, text = await page()
        headers = [(b"content-type", b"text/plain; charset=utf-8")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": text.encode()})

    async def _health(self) -> Page:
        """200 while the database answers and is up to date, else 503 with the reason."""
        t = self._core.texts.of(None)
        try:
            await asyncio.wait_for(
                asyncio.to_thread(migrations.require_current, self._core.database), _PATIENCE_SECONDS
            )
        except KaeruError as error:
            return 503, t.error(error)
        except (DBAPIError, TimeoutError):
            return 503, t("The database does not answer. Check KAERU_DATABASE_URL and whether it runs.")
        return 200, "ok\n"

    async def _metrics(self) -> Page:
        try:
            figures = await self._core.look(delivery.figures, now=self._core.clock.now())
        except DBAPIError:
            return 503, "# the database does not answer\n"
        return 200, as_prometheus({**figures, **self._press_figures()})


def as_prometheus(figures: Mapping[str, float]) -> str:
    """Figures in Prometheus' text format; names that end in `_total` only ever grow."""
    lines = []
    for name, value in figures.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines += [f"# TYPE kaeru_{name} {kind}", f"kaeru_{name} {value:g}"]
    return "\n".join((*lines, ""))

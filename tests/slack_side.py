"""The settings that lead to a playground, and what else may stand where Slack is expected."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web

from bot.playground.server import Playground
from bot.settings import Settings

NOW = datetime(2026, 11, 25, 7, 45, tzinfo=UTC)


def settings(playground: Playground, *, bot: str = "xoxb-playground", app: str = "xapp-playground") -> Settings:
    return Settings(slack_api_url=playground.api_url, slack_bot_token=bot, slack_app_token=app)


@asynccontextmanager
async def page(text: str, content_type: str) -> AsyncIterator[str]:
    """A server that answers everything with one page, as a proxy in the way does."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=text, content_type=content_type)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()

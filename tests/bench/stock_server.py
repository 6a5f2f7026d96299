"""What presses are measured against, a process of its own: `python -m tests.bench.stock_server ACTION_ID`.

Bolt as it comes, with its own ASGI adapter; its listener only acknowledges. Nothing of Kaeru's is loaded, for what is
loaded costs time even where it is not used. It prints its port once it listens, and ends with its standard input.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from typing import Any, cast

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck

SECRET = "the signing secret of the benchmark"


def only_acknowledging(action_id: str) -> AsyncSlackRequestHandler:
    """An app of one listener."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U0", bot_id="B1", bot_token="xoxb-1")

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)

    @app.action(action_id)
    async def only_acknowledge(ack: AsyncAck) -> None:
        await ack()

    return AsyncSlackRequestHandler(app)


async def listen(app: object) -> None:
    """Both sides under the same server with the same settings."""
    # uvicorn describes ASGI with types of its own.
    config = uvicorn.Config(cast("Any", app), loop="asyncio", log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        sys.stdout.write(f"{listening.getsockname()[1]}\n")
        sys.stdout.flush()
        serving = asyncio.create_task(server.serve([listening]))
        await asyncio.to_thread(sys.stdin.read)
        server.should_exit = True
        await serving


if __name__ == "__main__":
    os.sched_setaffinity(0, {0})
    asyncio.run(listen(only_acknowledging(sys.argv[1])))

"""Slack for the sending benchmark, a process of its own: `python -m tests.bench.slack_process CHANNELS [PER_MINUTE]`.

It prints one line of JSON when it listens (address, channel ids), and one for every line on its standard input: when
each post was taken (its own monotonic seconds) and how many were refused with 429. With PER_MINUTE, Slack's limits
hold, the one per channel too. It ends with its standard input.
"""

from __future__ import annotations

import asyncio
import json
import sys

from bot.playground import Limits, Playground, Workspace
from tests.delivering import jst

POST = "chat.postMessage"


async def serve(channels: int, per_minute: int | None) -> None:
    """Answer until the standard input ends."""
    workspace = Workspace(now=lambda: jst(16, 45))
    ids = [workspace.add_channel(f"section-{number}").id for number in range(channels)]
    limits = Limits(messages_per_minute=per_minute, per_channel=per_minute is not None)
    async with Playground(workspace, limits=limits) as slack:
        say({"api_url": slack.api_url, "channels": ids})
        while await asyncio.to_thread(sys.stdin.readline):
            taken = [call.at for call in slack.calls if call.method == POST and call.error is None]
            say({"taken": taken, "refused": slack.count(POST, error="ratelimited")})


def say(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None))

"""How fast a press is stored durably, as a share of what Bolt does when it only acknowledges, in the same run."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from statistics import median

from bot.blockkit import Element, actions, button, context, header, section
from bot.delivery import opt_out_blocks
from tests.bench.databases import databases
from tests.bench.figures import Figure
from tests.bench.load import press, server, signed_requests
from tests.bench.planning import hire

PRESSES = 6_000
ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Both databases. Server and load have a processor each; the two servers take turns, so both meet the same day."""
    with databases() as opened:
        for database in opened.values():
            hire(database)
        os.sched_setaffinity(0, {1})
        for kind, database in opened.items():
            yield asyncio.run(_compare(kind, database.url.render_as_string(hide_password=False)))


async def _compare(kind: str, url: str) -> Figure:
    stored, idle = [], []
    for turn in range(ROUNDS):
        presses = _signed_presses(f"bench/{turn}")
        async with server("noop", url) as port:
            idle.append((await press(port, presses)).per_second)
        async with server("durable", url) as port:
            stored.append((await press(port, presses)).per_second)
    return Figure(
        f"a press stored durably and once, {kind}",
        median(stored),
        "/s",
        median(idle),
        "a Bolt handler that only acknowledges",
        "≥ 0.8",
    )


def _signed_presses(kind: str) -> list[bytes]:
    """Ready requests of different people, each as Slack sends a press on a button of a message."""
    shown = button("今後は受け取らない", action_id=opt_out_blocks.OPT_OUT, value=kind)
    return signed_requests([payload(f"U{number:010}", shown) for number in range(1, PRESSES + 1)])


def payload(user_id: str, pressed: Element, *, response_url: str = "http://127.0.0.1:9/never") -> str:
    """What Slack sends when somebody presses a button of a card."""
    blocks = [
        header("今日はノー残業デーです"),
        section("お疲れさまです。17時15分になったら、区切りのよいところで帰りましょう。"),
        actions(pressed, block_id="b1"),
        context("この返事は勤務の記録ではありません。"),
    ]
    press: dict[str, object] = {
        "type": "block_actions",
        "user": {"id": user_id, "username": "aoki", "name": "aoki", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "not used",
        "container": {"type": "message", "message_ts": "1795000000.000100", "channel_id": "D1", "is_ephemeral": False},
        "trigger_id": "123.456.abcdef",
        "team": {"id": "T1", "domain": "aihama"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "D1", "name": "directmessage"},
        "message": {"user": "U0", "type": "message", "ts": "1795000000.000100", "bot_id": "B1", "blocks": blocks},
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [{**pressed, "block_id": "b1", "action_ts": "1795000001.000100"}],
    }
    return json.dumps(press, ensure_ascii=False, separators=(",", ":"))

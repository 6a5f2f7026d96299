"""`kaeru run` and `kaeru web` as processes: they start or say why not, answer every press, and end when told."""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.database import Database
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from tests.kaeru_process import Kaeru, decided_city, kaeru, outcome, undecided_city
from tests.slack_side import NOW

TOKENS = {"slack_bot_token": "xoxb-playground", "slack_app_token": "xapp-playground"}
SECRET = "playground-secret"


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    workspace = Workspace(now=lambda: NOW)
    workspace.add_user("U0AOKI", name="aoki", real_name="青木")
    async with Playground(workspace) as playground:
        yield playground


@asynccontextmanager
async def running(playground: Playground, database_url: str, **settings: str) -> AsyncIterator[Kaeru]:
    """`kaeru run` with this playground as its Slack."""
    chosen = {**TOKENS, "slack_api_url": playground.api_url, "database_url": database_url, **settings}
    async with kaeru("run", **chosen) as process:
        yield process


async def press(playground: Playground) -> int | None:
    """青木さん asks for help; the status of the answer."""
    return (await playground.as_user("U0AOKI").command("/kaeru", "ヘルプ")).status


# Socket Mode


async def test_run_answers_over_two_lines_and_ends_when_told(playground: Playground, tmp_path: Path) -> None:
    async with running(playground, decided_city(tmp_path)) as process:
        await playground.sockets.connected(2)
        answers = [await press(playground) for _ in range(4)]
        process.terminate()
        code = await process.ends()

    assert answers == [200, 200, 200, 200]
    assert (code, len(playground.sockets.connections)) == (0, 0)
    assert playground.log.count("apps.connections.open", None) == 2


async def test_when_one_line_is_cut_presses_still_arrive_and_it_comes_back(
    playground: Playground, tmp_path: Path
) -> None:
    async with running(playground, decided_city(tmp_path)):
        await playground.sockets.connected(2)
        await playground.sockets.connections[0].socket.close()
        answers = [await press(playground) for _ in range(4)]
        await playground.sockets.connected(2)

    assert answers == [200, 200, 200, 200]


# starting


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"slack_app_token": "xapp-mistyped"}, "Slack does not accept KAERU_SLACK_APP_TOKEN (invalid_auth)."),
        ({"slack_app_token": "xoxb-playground"}, "KAERU_SLACK_APP_TOKEN holds another kind of token (xoxb…)."),
        ({"slack_bot_token": "xoxb-mistyped"}, "Slack does not accept KAERU_SLACK_BOT_TOKEN (invalid_auth)."),
        ({"slack_api_url": "http://127.0.0.1:9/api/"}, "Slack does not answer at 127.0.0.1:9."),
    ],
    ids=["app token mistyped", "tokens swapped", "bot token mistyped", "no Slack there"],
)
async def test_what_keeps_it_from_starting_is_one_sentence(
    playground: Playground, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    async with running(playground, decided_city(tmp_path), **settings) as process:
        code = await process.ends()

    assert (code, playground.sockets.opened) == (1, 0)
    (line,) = process.said.splitlines()
    assert line.startswith(sentence)


async def test_without_tables_it_says_how_to_make_them(playground: Playground, tmp_path: Path) -> None:
    async with running(playground, f"sqlite:///{tmp_path / 'empty.db'}") as process:
        code = await process.ends()

    assert (code, playground.calls) == (1, [])
    assert process.said == "The tables are not up to date. Run `kaeru db upgrade`, then start again.\n"


async def test_a_city_without_a_policy_is_told_to_decide_one(playground: Playground, tmp_path: Path) -> None:
    async with running(playground, undecided_city(tmp_path)) as process:
        code = await process.ends()

    assert (code, playground.calls) == (1, [])
    assert "Run kaeru init first." in process.said


async def test_a_scope_that_the_app_lacks_is_named_and_ends_the_start(tmp_path: Path) -> None:
    poor = Playground(Workspace(now=lambda: NOW), scopes={"chat:write", "users:read"})
    async with poor as playground, running(playground, decided_city(tmp_path)) as process:
        code = await process.ends()

    assert code == 1
    assert "lacks these scopes: channels:history" in process.said


# one command, one answer


async def test_the_doctor_tells_every_line_and_ends_with_a_fault(playground: Playground, tmp_path: Path) -> None:
    url = undecided_city(tmp_path)
    code, told, said = await outcome("check", **TOKENS, slack_api_url=playground.api_url, database_url=url)

    assert code == 1
    assert "✗ The city has no policy yet. Run `kaeru init`.\n" in told
    assert "✓ Bot token and scopes: accepted\n" in told
    assert said == "Kaeru cannot work yet: the lines with ✗ have to be put right first.\n"


async def test_the_manifest_is_printed_as_json_and_nothing_else() -> None:
    code, told, said = await outcome("manifest", "--http", "https://kaeru.city.example")

    assert (code, said) == (0, "")
    assert json.loads(told)["settings"]["socket_mode_enabled"] is False


# HTTP


@asynccontextmanager
async def web(playground: Playground, folder: Path) -> AsyncIterator[tuple[Kaeru, str]]:
    """`kaeru web`, called by this playground; the process and its address."""
    settings = {**TOKENS, "slack_api_url": playground.api_url, "slack_signing_secret": SECRET, "port": "0"}
    async with kaeru("web", **settings, database_url=decided_city(folder)) as process:
        await process.says("Kaeru answers at")
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", process.said)
        playground.deliver_to(f"{address}/slack/events")
        yield process, address


async def fetch(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_web_answers_presses_and_is_well(playground: Playground, tmp_path: Path) -> None:
    async with web(playground, tmp_path) as (process, address):
        status = await press(playground)
        health = await fetch(f"{address}/healthz")
        process.terminate()
        code = await process.ends()

    assert (status, health, code) == (200, (200, "ok\n"), 0)


async def test_metrics_are_in_prometheus_format(playground: Playground, tmp_path: Path) -> None:
    async with web(playground, tmp_path) as (_, address):
        status, text = await fetch(f"{address}/metrics")

    assert status == 200
    assert "# TYPE kaeru_messages_pending gauge\nkaeru_messages_pending 0\n" in text
    assert "# TYPE kaeru_presses_total counter\nkaeru_presses_total 0\n" in text
    assert "kaeru_sender_lease_seconds 0\n" in text
    assert all(
        re.fullmatch(r"# TYPE kaeru_\w+ (gauge|counter)|kaeru_\w+ [0-9.e+-]+", line) for line in text.splitlines()
    )


async def test_with_tables_that_are_too_old_it_is_not_well(playground: Playground, tmp_path: Path) -> None:
    async with web(playground, tmp_path) as (_, address):
        database = Database(f"sqlite:///{tmp_path / 'kaeru.db'}")
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
        database.close()
        status, reason = await fetch(f"{address}/healthz")

    assert status == 503
    assert "kaeru db upgrade" in reason


async def test_a_press_that_comes_in_while_it_shuts_down_is_answered(playground: Playground, tmp_path: Path) -> None:
    async with web(playground, tmp_path) as (process, address), aiohttp.ClientSession() as session:
        async with session.get(f"{address}/healthz") as answer:
            await answer.read()
        process.terminate()
        body = urlencode({"payload": json.dumps(old_button())})
        async with session.post(f"{address}/slack/events", data=body, headers=signed(body)) as answer:
            status = answer.status
        code = await process.ends()

    assert (status, code) == (200, 0)


async def test_a_request_with_another_signature_is_turned_away(playground: Playground, tmp_path: Path) -> None:
    async with web(playground, tmp_path) as (_, address), aiohttp.ClientSession() as session:
        body = urlencode({"payload": json.dumps(old_button())})
        headers = signed(body, secret="somebody-else")
        async with session.post(f"{address}/slack/events", data=body, headers=headers) as answer:
            status = answer.status

    assert status == 401


async def test_a_port_in_use_is_one_sentence(playground: Playground, tmp_path: Path) -> None:
    async with web(playground, tmp_path) as (_, address):
        port = address.rpartition(":")[2]
        settings = {**TOKENS, "slack_api_url": playground.api_url, "slack_signing_secret": SECRET, "port": port}
        async with kaeru("web", **settings, database_url=f"sqlite:///{tmp_path / 'kaeru.db'}") as second:
            code = await second.ends()

    assert code == 1
    assert second.said.startswith(f"Port {port} of 127.0.0.1 cannot be opened")


def old_button() -> dict[str, object]:
    return {
        "type": "block_actions",
        "user": {"id": "U0AOKI"},
        "team": {"id": "T1"},
        "actions": [{"type": "button", "action_id": "gone", "block_id": "b", "value": ""}],
    }


def signed(body: str, *, secret: str = SECRET) -> dict[str, str]:
    stamp = str(int(time.time()))  # noqa: TID251  Slack's signature holds the machine's own time
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature or "",
    }

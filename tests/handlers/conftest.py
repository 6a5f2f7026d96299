"""Kaeru's door with people in front of it: a workspace, an office of three, and the app answering signed requests."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import aiohttp
import pytest
import uvicorn
from pydantic import SecretStr
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.blockkit import button
from bot.clock import MovableClock, SystemClock
from bot.core import Core
from bot.database import Database
from bot.delivery import planning
from bot.delivery.opt_out_blocks import OPT_OUT
from bot.delivery.planning import ChannelPost
from bot.delivery.rules import Due
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.delivery.slack_identity import identity
from bot.group_commit import Presses
from bot.playground import Message, Person, Playground, User, Workspace
from bot.settings import Settings
from bot.texts import Texts
from handlers import ROUTES
from handlers.app import build_app
from handlers.asgi import slack_requests
from handlers.listening import Routes
from tests.delivering import WEDNESDAY, decide, jst
from tests.people import Office

SECRET = "playground-secret"
#: Slack's three seconds, for an answer or a window, are no matter of these tests; a busy machine may take longer.
PATIENCE = 30.0
NOWHERE = "http://127.0.0.1:9/nobody"


@dataclass
class Door:
    """Three of the staff, one who is not on the list, and everything they talk to."""

    core: Core
    client: AsyncWebClient
    playground: Playground
    url: str
    office: Office
    aoki: User
    head: User
    personnel: User
    stranger: User

    @property
    def app_id(self) -> str:
        """Our own app's id."""
        return self.playground.workspace.app_id

    def as_user(self, user: User) -> Person:
        return self.playground.as_user(user.id)

    def last_words(self, user: User) -> str:
        """What the person alone read last."""
        return self.as_user(user).ephemerals[-1].text

    def plan(self, kind: str, *channels: str) -> None:
        """Put a message for each of these channels into the outbox, due now."""
        self.core.database.write(_plan, kind, channels, self.core.clock.now())

    async def show(self, user: User, *elements: dict[str, Any]) -> Message:
        """A message with these buttons in the person's direct messages."""
        blocks = [{"type": "actions", "elements": list(elements)}]
        posted = await self.client.chat_postMessage(channel=user.id, text="本日のお知らせ", blocks=blocks)
        return self.as_user(user).message(str(posted["channel"]), str(posted["ts"]))


#: Where presses race for the same rows, or processes die. Other doors are the same whatever stores the rows; the use
#: cases behind them are held to both databases by tests/services.
ON_BOTH_DATABASES = frozenset(
    {
        "answer_storm",
        "confirming",
        "durability",
        "leave",
        "one_on_ones",
        "overtime_reports",
        "surveys",
        "tap_storm",
        "taps",
    }
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the second database where it would tell nothing new."""
    doors = Path(__file__).parent
    spared = {
        item
        for item in items
        if item.path.parent == doors
        and "[postgresql" in item.name
        and item.path.stem.removeprefix("test_") not in ON_BOTH_DATABASES
    }
    config.hook.pytest_deselected(items=list(spared))
    items[:] = [item for item in items if item not in spared]


@pytest.fixture
async def door(database: Database) -> AsyncIterator[Door]:
    async with open_door(database) as opened:
        yield opened


@asynccontextmanager
async def open_door(database: Database, routes: Routes = ROUTES) -> AsyncIterator[Door]:
    """The app behind HTTP at 8:20 on Wednesday, 25 November 2026."""
    clock = MovableClock(jst(8, 20))
    workspace = Workspace(now=clock.now)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
        async with Playground(
            workspace, request_url=url, retry_seconds=(0.0,), patience_seconds=PATIENCE
        ) as playground:
            settings = Settings(
                slack_api_url=playground.api_url,
                slack_bot_token=SecretStr("xoxb-playground"),
                slack_signing_secret=SecretStr(SECRET),
                secret_key=SecretStr("0123456789abcdef" * 4),
            )
            async with open_client(settings) as client:
                core = Core(settings, clock, database, SlackMessenger(client), Texts())
                async with _serving(core, client, routes, listener):
                    yield _with_people(Office(database), core, client, playground, url)


@asynccontextmanager
async def restarted(door: Door) -> AsyncIterator[str]:
    """The address of the app as it is after a restart: it knows nothing but what is in the database."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        async with _serving(door.core, door.client, ROUTES, listener):
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"


@asynccontextmanager
async def _serving(core: Core, client: AsyncWebClient, routes: Routes, listener: socket.socket) -> AsyncIterator[None]:
    presses = Presses(core.database)
    app = build_app(core, bot=await identity(client), client=client, presses=presses, routes=routes)
    config = uvicorn.Config(cast("Any", slack_requests(app)), lifespan="off", log_config=None, access_log=False)
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listener]))
    yield
    server.should_exit = True
    await serving
    await presses.close()


class _Server(uvicorn.Server):
    """Leaves the signals to the test run."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def press_by(user_id: str, kind: str, *, app_id: str = "", response_url: str = NOWHERE) -> dict[str, Any]:
    """A press on 「今後は受け取らない」 written by hand, for what the playground's people cannot do."""
    return {
        "type": "block_actions",
        **({"api_app_id": app_id} if app_id else {}),
        "user": {"id": user_id},
        "response_url": response_url,
        "actions": [{"type": "button", "action_id": OPT_OUT, "block_id": "b", "value": kind}],
    }


def events_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The events that were logged."""
    return [record.event for record in caplog.records if hasattr(record, "event")]


async def send(door: Door, payload: dict[str, Any], *, secret: str = SECRET) -> int:
    """Bring a payload to the door as Slack does; returns the HTTP status."""
    return await bring(door.url, payload, secret=secret)


async def bring(url: str, payload: dict[str, Any], *, secret: str = SECRET) -> int:
    """The same for any address."""
    body = form_of(payload)
    headers = signed(body, "application/x-www-form-urlencoded", secret=secret)
    async with aiohttp.ClientSession() as web, web.post(url, data=body, headers=headers) as response:
        return response.status


def form_of(payload: dict[str, Any]) -> str:
    """The body of an interaction."""
    return urlencode({"payload": json.dumps(payload)})


def signed(body: str, content_type: str, *, secret: str = SECRET) -> dict[str, str]:
    """The headers that Slack sends with a body."""
    now = str(int(SystemClock().now().timestamp()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=body) or ""
    return {"Content-Type": content_type, "X-Slack-Request-Timestamp": now, "X-Slack-Signature": signature}


def opt_out_button(kind: str) -> dict[str, Any]:
    """「今後は受け取らない」 as direct messages carry it."""
    return button("今後は受け取らない", action_id=OPT_OUT, value=kind)


def _plan(session: Session, kind: str, channels: Sequence[str], now: datetime) -> None:
    dues = [Due(kind, WEDNESDAY, f"channel:{channel}", now, now + timedelta(hours=1)) for channel in channels]
    body = planning.store_body(session, "おはようございます", [])
    begun = planning.begin(session, dues, now=now)
    planning.post_to_channels(session, [ChannelPost(one, one.due.audience, 1, "給与係", body) for one in begun])


def _with_people(office: Office, core: Core, client: AsyncWebClient, playground: Playground, url: str) -> Door:
    decide(core.database)
    space = playground.workspace
    aoki, head, personnel, stranger = (
        space.add_user(name=name, real_name=name, email=f"{name}@hibarino.example")
        for name in ("aoki", "baba", "chiba", "doi")
    )
    section = office.unit("給与係", code="kyuyo")
    office.person(section, name="青木 花", slack_user_id=aoki.id, email="aoki@hibarino.example", title="主事")
    office.head(office.person(section, name="馬場 翔", slack_user_id=head.id), section)
    office.duties(personnel=[office.person(section, name="千葉 学", slack_user_id=personnel.id)])
    return Door(core, client, playground, url, office, aoki, head, personnel, stranger)

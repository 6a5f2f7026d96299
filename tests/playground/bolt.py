"""A stock Bolt app of the kind that the documentation shows; the playground must run it unchanged."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from bot.playground.shapes import Json

Body = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def plan_form(title: str) -> Json:
    """A modal with a date and a reason."""
    return {
        "type": "modal",
        "callback_id": "plan",
        "notify_on_close": True,
        "title": plain(title),
        "submit": plain("届け出る"),
        "blocks": [
            {
                "type": "input",
                "block_id": "day",
                "label": plain("日付"),
                "element": {"type": "datepicker", "action_id": "date"},
            },
            {
                "type": "input",
                "block_id": "note",
                "optional": True,
                "label": plain("メモ"),
                "element": {"type": "plain_text_input", "action_id": "text"},
            },
        ],
    }


def stock_app(client: AsyncWebClient, heard: list[Body]) -> AsyncApp:
    """Commands, buttons, modals, a shortcut, options and events, as the Bolt guide writes them."""
    app = AsyncApp(client=client, signing_secret="playground-secret", process_before_response=True)
    answer_commands_and_buttons(app, heard)
    answer_forms(app, heard)
    answer_events(app, heard)
    return app


def answer_commands_and_buttons(app: AsyncApp, heard: list[Body]) -> None:
    @app.command("/kaeru")
    async def command(ack: AsyncAck, command: Body, respond: AsyncRespond) -> None:
        await ack(f"{command['text']}ですね")
        if command["text"] == "みんなに":
            await respond("お知らせします", response_type="in_channel")

    @app.action("plan")
    async def open_form(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        heard.append(body)
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=plan_form("休暇の計画"))

    @app.action("close")
    async def replace(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        heard.append(body)
        await ack()
        await respond("閉じました", replace_original=True)


def answer_forms(app: AsyncApp, heard: list[Body]) -> None:
    @app.view("plan")
    async def submit(ack: AsyncAck, view: Body) -> None:
        date = view["state"]["values"]["day"]["date"]["selected_date"]
        if date < "2026-11-25":
            await ack(response_action="errors", errors={"day": "今日より後の日を選んでください"})
        elif date == "2026-12-24":
            await ack(response_action="update", view=plan_form("もう一度"))
        else:
            await ack()

    @app.view_closed("plan")
    async def closed(ack: AsyncAck, body: Body) -> None:
        heard.append(body)
        await ack()

    @app.shortcut("plan_leave")
    async def shortcut(ack: AsyncAck, shortcut: Body, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=plan_form("ショートカット"))

    @app.options("colleague")
    async def suggest(ack: AsyncAck, payload: Body) -> None:
        await ack(options=[{"text": plain(payload["value"]), "value": "U1"}])


def answer_events(app: AsyncApp, heard: list[Body]) -> None:
    @app.event("app_home_opened")
    async def home(event: Body, client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [{"type": "section", "text": plain("次の定時退庁日は水曜日です")}]}
        await client.views_publish(user_id=event["user"], view=view)

    @app.event("message")
    async def message(body: Body) -> None:
        heard.append(body)


@asynccontextmanager
async def over_socket_mode(playground: Playground, app: AsyncApp) -> AsyncIterator[None]:
    """Run the app with the stock Socket Mode handler."""
    handler = AsyncSocketModeHandler(app, "xapp-playground", ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it unannotated
    await playground.sockets.connected()
    yield
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it unannotated


@asynccontextmanager
async def over_http(playground: Playground, app: AsyncApp) -> AsyncIterator[None]:
    """Run the app with the stock ASGI adapter behind uvicorn, and tell the playground its request URL."""
    config = uvicorn.Config(AsyncSlackRequestHandler(app), log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    # A socket that listens already takes calls while uvicorn is still starting.
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(server.serve([listener]))
        playground.deliver_to(f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events")
        yield
        server.should_exit = True
        await serving

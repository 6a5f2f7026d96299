"""`kaeru manifest`: what Slack has to know about the app, from the one manifest that ships with it."""

from __future__ import annotations

import json
from importlib import resources
from typing import Annotated, Any

import typer

from bot.errors import Refused
from bot.texts import N_
from handlers.asgi import PATH


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("manifest", help=N_("Print the Slack app manifest, for Socket Mode or for HTTP."))(manifest)


def manifest(
    http: Annotated[str, typer.Option(metavar="URL", help=N_("Where Slack reaches `kaeru web`, https://…"))] = "",
) -> None:
    found = read_manifest()
    typer.echo(json.dumps(over_http(found, http) if http else found, ensure_ascii=False, indent=2))


def read_manifest() -> dict[str, Any]:
    """The manifest in its Socket Mode form."""
    found: dict[str, Any] = json.loads((resources.files("handlers") / "manifest.json").read_text(encoding="utf-8"))
    return found


def over_http(manifest: dict[str, Any], url: str) -> dict[str, Any]:
    """The same app with its requests sent to `url`; refuses what Slack would not call."""
    if not url.startswith("https://"):
        raise Refused("Slack only calls addresses that begin with https://, and “{url}” does not.", url=url)
    address = url.rstrip("/").removesuffix(PATH) + PATH
    features, settings = manifest["features"], manifest["settings"]
    commands = [{**command, "url": address} for command in features["slash_commands"]]
    return {
        **manifest,
        "features": {**features, "slash_commands": commands},
        "settings": {
            **settings,
            "event_subscriptions": {"request_url": address, **settings["event_subscriptions"]},
            "interactivity": {**settings["interactivity"], "request_url": address},
            "socket_mode_enabled": False,
        },
    }


def wanted_scopes() -> frozenset[str]:
    """What the bot token has to allow."""
    return frozenset(read_manifest()["oauth_config"]["scopes"]["bot"])

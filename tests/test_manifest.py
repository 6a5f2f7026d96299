"""The manifest asks Slack for what the code uses, and for nothing more; and Slack will take it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.cli.manifest import over_http, read_manifest
from bot.errors import Refused
from handlers import ROUTES
from handlers.call import Kind

ROOT = Path(__file__).parent.parent

#: Slack's reference: the scopes a bot token needs for a method, in the kinds of conversations where Kaeru uses it.
SCOPES_OF_METHODS: dict[str, set[str]] = {
    "apps_connections_open": set(),
    "auth_test": set(),
    "bots_info": {"users:read"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "users_conversations": {"channels:read", "groups:read"},
    "users_info": {"users:read"},
    "users_list": {"users:read", "users:read.email"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}

#: The same for events. What ROUTES calls `message` is subscribed to by the kind of conversation.
SCOPES_OF_EVENTS: dict[str, set[str]] = {
    "app_home_opened": set(),
    "message.im": {"im:history"},
    "team_join": {"users:read"},
    "user_change": {"users:read"},
}


@pytest.fixture
def manifest() -> dict[str, Any]:
    return read_manifest()


def methods_called() -> Iterator[str]:
    """Every Web API method that the product's source calls, as the SDK spells it."""
    known = {name for name in dir(AsyncWebClient) if "_" in name and not name.startswith("_")}
    for folder in ("bot", "handlers", "schedules"):
        for source in (ROOT / folder).rglob("*.py"):
            if "playground" in source.parts:
                continue
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in known - {"api_call"}:
                    yield node.attr


def events_routed() -> set[str]:
    names = {name for kind, name in ROUTES if kind is Kind.EVENT}
    return {"message.im" if name == "message" else name for name in names}


def test_every_scope_is_one_that_the_code_uses(manifest: dict[str, Any]) -> None:
    used = {scope for method in methods_called() for scope in SCOPES_OF_METHODS[method]}
    used |= {scope for event in events_routed() for scope in SCOPES_OF_EVENTS[event]}

    assert set(manifest["oauth_config"]["scopes"]["bot"]) == used | {"commands"}


def test_every_event_is_one_that_a_handler_waits_for(manifest: dict[str, Any]) -> None:
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == events_routed()


def test_every_command_is_one_that_a_handler_waits_for(manifest: dict[str, Any]) -> None:
    routed = {name.split()[0] for kind, name in ROUTES if kind is Kind.COMMAND}

    assert {command["command"] for command in manifest["features"]["slash_commands"]} == routed


def test_every_shortcut_is_one_that_a_handler_waits_for_and_fits_slack_s_limits(manifest: dict[str, Any]) -> None:
    shortcuts = manifest["features"]["shortcuts"]

    assert {one["callback_id"] for one in shortcuts} == {name for kind, name in ROUTES if kind is Kind.SHORTCUT}
    for one in shortcuts:
        assert one["type"] == "global"
        assert len(one["name"]) <= 24
        assert len(one["description"]) <= 150


def test_the_words_fit_slack_s_limits(manifest: dict[str, Any]) -> None:
    words, bot = manifest["display_information"], manifest["features"]["bot_user"]

    assert len(words["name"]) <= 35
    assert len(words["description"]) <= 140
    assert 175 <= len(words["long_description"]) <= 4000
    assert len(bot["display_name"]) <= 80
    for command in manifest["features"]["slash_commands"]:
        assert command["command"].isascii()
        assert command["command"].startswith("/")
        assert 2 <= len(command["command"]) <= 32


def test_the_home_tab_and_direct_messages_are_there(manifest: dict[str, Any]) -> None:
    home = manifest["features"]["app_home"]

    assert (home["home_tab_enabled"], home["messages_tab_enabled"]) == (True, True)


def test_tokens_are_not_rotated_since_nothing_here_could_renew_them(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["token_rotation_enabled"] is False
    assert "metadata_subscriptions" not in manifest["settings"]["event_subscriptions"]


def test_over_socket_mode_nothing_has_an_address(manifest: dict[str, Any]) -> None:
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "https://" not in str(manifest)


@pytest.mark.parametrize("url", ["https://kaeru.city.example", "https://kaeru.city.example/slack/events/"])
def test_over_http_everything_leads_to_the_one_address(manifest: dict[str, Any], url: str) -> None:
    found = over_http(manifest, url)

    settings, (command,) = found["settings"], found["features"]["slash_commands"]
    addresses = {
        command["url"],
        settings["event_subscriptions"]["request_url"],
        settings["interactivity"]["request_url"],
    }
    assert addresses == {"https://kaeru.city.example/slack/events"}
    assert settings["socket_mode_enabled"] is False


def test_an_address_that_slack_would_not_call_is_refused(manifest: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="begin with https://"):
        over_http(manifest, "http://kaeru.city.example")

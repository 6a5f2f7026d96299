"""At start each token is tried once, and whatever is wrong with it is one sentence."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.delivery.slack_client import open_client
from bot.delivery.slack_identity import identity, socket_url
from bot.errors import SetupFault
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from bot.settings import Settings
from tests.slack_side import NOW, page, settings


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(Workspace(now=lambda: NOW)) as playground:
        yield playground


async def test_something_else_at_slack_s_address_is_one_sentence() -> None:
    async with page("<h1>Please log in</h1>", "text/html") as url:
        elsewhere = Settings(slack_api_url=url, slack_bot_token="xoxb-playground")
        async with open_client(elsewhere) as client:
            with pytest.raises(SetupFault, match="answers, but not as Slack does"):
                await identity(client)


async def test_at_start_the_bot_learns_who_it_is(playground: Playground) -> None:
    async with open_client(settings(playground)) as client:
        me = await identity(client, wanted_scopes={"chat:write", "commands"})

    space = playground.workspace
    assert (me.team_id, me.bot_id, me.bot_user_id) == (space.team_id, space.bot_id, space.bot.id)
    assert me.app_id == space.app_id


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("", "KAERU_SLACK_BOT_TOKEN is empty"),
        ("xapp-playground", "holds another kind of token"),
        ("xoxb-mistyped", "does not accept KAERU_SLACK_BOT_TOKEN (invalid_auth)"),
    ],
    ids=["none", "the app token in its place", "mistyped"],
)
async def test_a_wrong_bot_token_is_one_sentence(playground: Playground, token: str, sentence: str) -> None:
    async with open_client(settings(playground, bot=token)) as client:
        with pytest.raises(SetupFault) as fault:
            await identity(client)

    assert sentence in str(fault.value)
    assert "xoxb-mistyped" not in str(fault.value)


async def test_the_bot_token_in_the_place_of_the_app_token_is_one_sentence(playground: Playground) -> None:
    async with open_client(settings(playground)) as client:
        with pytest.raises(SetupFault, match="KAERU_SLACK_APP_TOKEN holds another kind"):
            await socket_url(client, "xoxb-playground")


async def test_a_missing_scope_is_named(playground: Playground) -> None:
    async with open_client(settings(playground)) as client:
        with pytest.raises(SetupFault, match=r"lacks these scopes: admin\.users:read, canvases:write"):
            await identity(client, wanted_scopes={"canvases:write", "chat:write", "admin.users:read"})


async def test_a_slack_out_of_reach_is_one_sentence_with_what_to_look_at(playground: Playground) -> None:
    await playground.stop()

    async with open_client(settings(playground)) as client:
        with pytest.raises(SetupFault, match=r"does not answer at 127\.0\.0\.1"):
            await identity(client)

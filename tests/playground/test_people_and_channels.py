"""Who is there and who may be seen: users, channels and members in pages, e-mail behind its scope."""

from datetime import UTC, datetime

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground, Workspace
from bot.playground.shapes import Json
from tests.playground.conftest import Town, client_of, error_of


async def test_a_large_workspace_is_read_in_pages_and_everybody_comes_once(web: aiohttp.ClientSession) -> None:
    space = Workspace(now=lambda: datetime(2026, 11, 25, tzinfo=UTC))
    people = {space.add_user(name=f"u{number}", real_name=f"職員{number}").id for number in range(2_500)}

    async with Playground(space) as playground:
        pages = await client_of(playground, web).users_list(limit=999)
        seen = [member["id"] async for page in pages for member in page["members"]]

    assert len(seen) == len(set(seen)) == 2_501
    assert set(seen) == people | {space.bot.id}


async def test_an_address_is_shown_only_to_an_app_that_may_see_it(town: Town, web: aiohttp.ClientSession) -> None:
    for scopes, address in (({"users:read"}, None), ({"users:read", "users:read.email"}, "aoki@hibarino.example")):
        async with Playground(town.space, scopes=scopes) as playground:
            info = await client_of(playground, web).users_info(user=town.aoki.id, include_locale=True)

        assert info["user"]["profile"].get("email") == address
        assert (info["user"]["locale"], info["user"]["tz_offset"]) == ("ja-JP", 32_400)


async def test_a_person_is_found_by_address_unless_deactivated(slack: AsyncWebClient, town: Town) -> None:
    found = await slack.users_lookupByEmail(email="AOKI@hibarino.example")
    town.space.change_user(town.aoki.id, deleted=True)
    with pytest.raises(SlackApiError) as failure:
        await slack.users_lookupByEmail(email="AOKI@hibarino.example")

    assert found["user"]["real_name"] == "青木 花"
    assert error_of(failure) == "users_not_found"


async def test_private_channels_are_seen_only_from_inside(slack: AsyncWebClient, town: Town) -> None:
    inside = town.space.add_channel("人事異動", is_private=True)
    town.space.add_channel("監査", is_private=True, bot_is_member=False)
    town.space.add_channel("旧課", is_archived=True)

    listed = await slack.conversations_list(types="public_channel,private_channel", exclude_archived=True)

    assert [c["id"] for c in listed["channels"]] == [town.jinji.id, inside.id]


async def test_members_come_in_pages(slack: AsyncWebClient, town: Town) -> None:
    first = await slack.conversations_members(channel=town.jinji.id, limit=2)
    second = await slack.conversations_members(
        channel=town.jinji.id, limit=2, cursor=first["response_metadata"]["next_cursor"]
    )

    assert first["members"] + second["members"] == [town.aoki.id, town.baba.id, town.space.bot.id]
    assert second["response_metadata"]["next_cursor"] == ""


@pytest.mark.parametrize(
    ("method", "arguments", "part", "expected"),
    [
        ("api.test", {"foo": "bar"}, "args", {"foo": "bar"}),
        ("auth.test", {}, "team", "ひばり野市"),
        ("team.info", {}, "team.name", "ひばり野市"),
        ("bots.info", {}, "bot.name", "Kaeru"),
        ("users.profile.get", {"user": "AOKI"}, "profile.real_name", "青木 花"),
        ("users.conversations", {"user": "CHIBA"}, "channels", []),
        ("conversations.info", {"channel": "JINJI"}, "channel.name", "人事課"),
        ("conversations.open", {"users": "AOKI", "return_im": True}, "channel.user", "AOKI"),
        ("usergroups.list", {}, "usergroups", []),
        ("files.list", {}, "paging.total", 0),
        ("reactions.add", {"channel": "JINJI", "timestamp": "POST", "name": "frog"}, "ok", True),
        ("chat.getPermalink", {"channel": "JINJI", "message_ts": "POST"}, "channel", "JINJI"),
        ("chat.delete", {"channel": "JINJI", "ts": "POST"}, "ts", "POST"),
        ("blocks.validate", {"blocks": '[{"type": "divider"}]'}, "ok", True),
        ("blocks.validate", {"blocks": '[{"type": "banner"}]'}, "error", "invalid_blocks"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
async def test_every_other_method_answers_as_the_sdk_expects(
    method: str, arguments: Json, part: str, expected: object, playground: Playground, slack: AsyncWebClient, town: Town
) -> None:
    posted = town.space.post(town.jinji, town.space.bot.id, "x")
    ids = {"AOKI": town.aoki.id, "CHIBA": town.chiba.id, "JINJI": town.jinji.id, "POST": posted.ts}

    try:
        answer = (await slack.api_call(method, params={n: ids.get(str(v), v) for n, v in arguments.items()})).data
    except SlackApiError as error:
        answer = error.response.data

    for name in part.split("."):
        assert isinstance(answer, dict)
        answer = answer[name]
    assert answer == ids.get(str(expected), expected)


async def test_joining_makes_the_history_readable(slack: AsyncWebClient, town: Town) -> None:
    place = town.space.add_channel("防災課", bot_is_member=False)

    joined = await slack.conversations_join(channel=place.id)
    again = await slack.conversations_join(channel=place.id)
    await slack.conversations_history(channel=place.id)

    assert joined["channel"]["is_member"] is True
    assert again["warning"] == "already_in_channel"

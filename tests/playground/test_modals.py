"""Modals as Slack keeps them: trigger ids, the stack of three, hashes, external ids, closing, and what was entered."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import CannotDo, Person, Playground
from bot.playground.shapes import Json
from tests.playground.bolt import plain, plan_form
from tests.playground.conftest import Clock, Town, error_of


def trigger(playground: Playground, person: Person) -> str:
    return playground.site.triggers.give(person.user.id)


@pytest.fixture
def aoki(playground: Playground, town: Town) -> Person:
    return playground.as_user(town.aoki.id)


async def test_a_trigger_opens_one_view_within_three_seconds(
    playground: Playground, slack: AsyncWebClient, aoki: Person, clock: Clock
) -> None:
    used, old = trigger(playground, aoki), trigger(playground, aoki)
    await slack.views_open(trigger_id=used, view=plan_form("一"))
    clock.pass_time(3.1)

    for trigger_id, code in ((used, "exchanged_trigger_id"), (old, "expired_trigger_id")):
        with pytest.raises(SlackApiError) as failure:
            await slack.views_open(trigger_id=trigger_id, view=plan_form("二"))
        assert error_of(failure) == code


async def test_a_bad_view_does_not_spend_the_trigger_and_says_where_it_is_bad(
    playground: Playground, slack: AsyncWebClient, aoki: Person
) -> None:
    trigger_id = trigger(playground, aoki)

    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=trigger_id, view=plan_form("長" * 25))
    await slack.views_open(trigger_id=trigger_id, view=plan_form("題"))

    assert error_of(failure) == "invalid_arguments"
    assert failure.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]


async def test_a_stack_holds_three_views_and_shows_the_one_below_when_the_top_closes(
    playground: Playground, slack: AsyncWebClient, aoki: Person
) -> None:
    root = await slack.views_open(trigger_id=trigger(playground, aoki), view=plan_form("一"))
    await slack.views_push(trigger_id=trigger(playground, aoki), view=plan_form("二"))
    top = await slack.views_push(trigger_id=trigger(playground, aoki), view=plan_form("三"))

    with pytest.raises(SlackApiError) as failure:
        await slack.views_push(trigger_id=trigger(playground, aoki), view=plan_form("四"))
    await aoki.close(top["view"]["id"])

    assert error_of(failure) == "push_limit_reached"
    assert top["view"]["root_view_id"] == root["view"]["id"]
    assert [view.body["title"]["text"] for view in aoki.modals] == ["一", "二"]


async def test_an_update_keeps_what_was_entered_and_a_hash_guards_a_newer_view(
    playground: Playground, slack: AsyncWebClient, aoki: Person
) -> None:
    opened = (await slack.views_open(trigger_id=trigger(playground, aoki), view=plan_form("一")))["view"]
    aoki.fill(opened["id"], {"date": "2026-12-24"})

    await slack.views_update(view_id=opened["id"], hash=opened["hash"], view=plan_form("二"))
    with pytest.raises(SlackApiError) as failure:
        await slack.views_update(view_id=opened["id"], hash=opened["hash"], view=plan_form("三"))

    assert error_of(failure) == "hash_conflict"
    assert aoki.modal is not None
    assert aoki.modal.as_json()["state"]["values"]["day"]["date"]["selected_date"] == "2026-12-24"


async def test_an_external_id_names_one_open_view(playground: Playground, slack: AsyncWebClient, aoki: Person) -> None:
    view = plan_form("一") | {"external_id": "plan-1"}
    await slack.views_open(trigger_id=trigger(playground, aoki), view=view)

    with pytest.raises(SlackApiError) as failure:
        await slack.views_open(trigger_id=trigger(playground, aoki), view=view)
    updated = await slack.views_update(external_id="plan-1", view=view | {"title": plain("新")})

    assert error_of(failure) == "duplicate_external_id"
    assert updated["view"]["title"]["text"] == "新"


async def test_nobody_can_use_a_button_that_is_gone_or_a_screen_of_somebody_else(
    playground: Playground, slack: AsyncWebClient, aoki: Person, town: Town
) -> None:
    opened = await slack.views_open(trigger_id=trigger(playground, aoki), view=plan_form("一"))

    with pytest.raises(CannotDo, match="古いボタン"):
        await aoki.press(opened["view"]["id"], "古いボタン")
    with pytest.raises(CannotDo, match="閉じられています"):
        await playground.as_user(town.baba.id).submit(opened["view"]["id"])


ELEMENTS: dict[str, tuple[Json, object, Json]] = {
    "checkboxes": ({"options": "abc"}, ["a", "c"], {"selected_options": "ac"}),
    "radio_buttons": ({"options": "abc"}, "b", {"selected_option": "b"}),
    "static_select": ({"options": "abc"}, "b", {"selected_option": "b"}),
    "multi_static_select": ({"options": "abc"}, "b", {"selected_options": "b"}),
    "users_select": ({}, "U1", {"selected_user": "U1"}),
    "multi_users_select": ({}, ["U1", "U2"], {"selected_users": ["U1", "U2"]}),
    "channels_select": ({}, "C1", {"selected_channel": "C1"}),
    "conversations_select": ({}, "C1", {"selected_conversation": "C1"}),
    "timepicker": ({}, "17:15", {"selected_time": "17:15"}),
    "datetimepicker": ({}, 1764028200, {"selected_date_time": 1764028200}),
    "number_input": ({"is_decimal_allowed": False}, 45, {"value": "45"}),
    "plain_text_input": ({"initial_value": "前"}, "後", {"value": "後"}),
}


@pytest.mark.parametrize("kind", ELEMENTS)
async def test_every_kind_of_field_arrives_in_the_state_as_slack_sends_it(
    kind: str, playground: Playground, slack: AsyncWebClient, aoki: Person
) -> None:
    parts, value, expected = ELEMENTS[kind]
    element = {"type": kind, "action_id": "field"} | {name: spelt(part) for name, part in parts.items()}
    block = {"type": "input", "block_id": "b", "label": plain("項目"), "element": element}
    opened = await slack.views_open(trigger_id=trigger(playground, aoki), view=plan_form("一") | {"blocks": [block]})

    aoki.fill(opened["view"]["id"], {"field": value})

    assert aoki.modal is not None
    state = aoki.modal.as_json()["state"]["values"]["b"]["field"]
    assert state == {"type": kind} | {
        name: ([option(c) for c in part] if name == "selected_options" else option(part) if "option" in name else part)
        for name, part in expected.items()
    }


def option(letter: str) -> Json:
    return {"text": plain(letter), "value": letter}


def spelt(part: object) -> object:
    """Letters stand for options."""
    return [option(letter) for letter in part] if part == "abc" else part


async def test_fields_without_ids_get_them_from_slack(
    playground: Playground, slack: AsyncWebClient, aoki: Person
) -> None:
    block = {"type": "input", "label": plain("項目"), "element": {"type": "plain_text_input"}}

    opened = await slack.views_open(trigger_id=trigger(playground, aoki), view=plan_form("一") | {"blocks": [block]})

    shown = opened["view"]["blocks"][0]
    aoki.fill(opened["view"]["id"], {shown["element"]["action_id"]: "文字"})
    assert aoki.modal is not None
    entered = aoki.modal.as_json()["state"]["values"][shown["block_id"]][shown["element"]["action_id"]]
    assert entered["value"] == "文字"


async def test_a_submission_names_a_response_url_for_the_channel_that_was_chosen(
    playground: Playground, slack: AsyncWebClient, aoki: Person, town: Town, web: aiohttp.ClientSession
) -> None:
    select = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    block = {"type": "input", "block_id": "b", "label": plain("どこへ"), "element": select}
    opened = await slack.views_open(trigger_id=trigger(playground, aoki), view=plan_form("一") | {"blocks": [block]})
    url = (await slack.apps_connections_open(app_token="xapp-playground"))["url"]

    async with web.ws_connect(url) as socket:
        await socket.receive_json()
        submission = asyncio.create_task(aoki.submit(opened["view"]["id"], {"where": town.jinji.id}))
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"response_action": "clear"}})
        await submission

    assert [given["channel_id"] for given in envelope["payload"]["response_urls"]] == [town.jinji.id]
    assert aoki.modals == []

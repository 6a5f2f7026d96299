"""A stock Bolt app runs on the playground unchanged, over Socket Mode and over signed HTTP alike."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.playground import Message, Person, Playground
from tests.playground.bolt import Body, over_http, over_socket_mode, stock_app
from tests.playground.conftest import Clock, Town, client_of


class Office:
    """The running app, what it heard, and Ms Aoki in front of a card with two buttons."""

    def __init__(self, playground: Playground, town: Town, heard: list[Body]) -> None:
        self.playground, self.town, self.heard = playground, town, heard
        self.aoki: Person = playground.as_user(town.aoki.id)
        self.card: Message = town.space.post(
            town.jinji,
            town.space.bot.id,
            "今日は定時退庁日です",
            blocks=[
                {
                    "type": "actions",
                    "block_id": "reply",
                    "elements": [
                        {
                            "type": "button",
                            "action_id": name,
                            "value": "v",
                            "text": {"type": "plain_text", "text": name},
                        }
                        for name in ("plan", "close", "unknown")
                    ],
                }
            ],
        )


@pytest.fixture(params=["socket mode", "http"])
async def office(
    request: pytest.FixtureRequest, town: Town, clock: Clock, web: aiohttp.ClientSession
) -> AsyncIterator[Office]:
    async with Playground(town.space, monotonic=clock.monotonic, patience_seconds=2) as playground:
        heard: list[Body] = []
        app = stock_app(client_of(playground, web), heard)
        async with over_http(playground, app) if request.param == "http" else over_socket_mode(playground, app):
            yield Office(playground, town, heard)


async def test_a_slash_command_is_answered_to_the_person_alone_and_then_to_everybody(office: Office) -> None:
    reaction = await office.aoki.command("/kaeru", "みんなに", channel="人事課")

    assert reaction.message is not None
    assert [m.text for m in office.aoki.ephemerals] == ["みんなにですね"]
    assert [m.text for m in office.town.jinji.timeline][-1] == "お知らせします"


async def test_a_press_opens_a_modal_whose_submission_is_corrected_then_updated_then_taken(office: Office) -> None:
    pressed = await office.aoki.press(office.card, "plan")
    assert pressed.view is not None
    view = pressed.view

    empty = await office.aoki.submit(view)
    early = await office.aoki.submit(view, {"date": "2026-11-24"})
    again = await office.aoki.submit(view, {"date": "2026-12-24", "text": "家族の用事"})
    taken = await office.aoki.submit(view, {"date": "2026-12-25"})

    assert (empty.answer, empty.errors) == (None, {"day": "この項目は必須です。"})
    assert early.errors == {"day": "今日より後の日を選んでください"}
    assert again.view is not None
    assert again.view.body["title"]["text"] == "もう一度"
    assert (taken.status, taken.view) == (200, None)


async def test_a_press_carries_what_slack_sends(office: Office) -> None:
    await office.aoki.press(office.card, "close")

    body = office.heard[0]
    assert body["user"]["id"] == office.town.aoki.id
    assert body["channel"] == {"id": office.town.jinji.id, "name": "人事課"}
    assert body["container"]["message_ts"] == body["message"]["ts"] == office.card.ts
    assert body["actions"][0] | {"action_ts": ""} == {
        "type": "button",
        "action_id": "close",
        "block_id": "reply",
        "text": {"type": "plain_text", "text": "close"},
        "value": "v",
        "action_ts": "",
    }
    assert office.card.text == "閉じました"


async def test_closing_a_modal_is_told_to_the_app(office: Office) -> None:
    pressed = await office.aoki.shortcut("plan_leave")
    assert pressed.view is not None

    await office.aoki.close(pressed.view)

    assert [(b["type"], b["is_cleared"]) for b in office.heard] == [("view_closed", False)]
    assert office.aoki.modal is None


async def test_an_external_select_shows_the_options_that_the_app_suggests(office: Office) -> None:
    menu = {"type": "external_select", "action_id": "colleague"}
    card = office.town.space.post(
        office.town.jinji,
        office.town.space.bot.id,
        "誰と",
        blocks=[{"type": "actions", "block_id": "b", "elements": [menu]}],
    )

    reaction = await office.aoki.suggest(card, "colleague", "馬場")

    assert [option["text"]["text"] for option in reaction.options] == ["馬場"]


async def test_the_home_tab_is_published_when_it_is_opened(office: Office) -> None:
    await office.aoki.open_home()

    assert office.aoki.home is not None
    assert office.aoki.home.blocks[0]["text"]["text"] == "次の定時退庁日は水曜日です"


async def test_what_a_person_says_reaches_the_app_as_an_event(office: Office) -> None:
    reaction = await office.aoki.say("人事課", "お先に失礼します")

    event = office.heard[0]["event"]
    assert reaction.status == 200
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "channel", "お先に失礼します")


async def test_a_button_that_nobody_answers_shows_the_person_that_it_failed(office: Office) -> None:
    reaction = await office.aoki.press(office.card, "unknown")

    assert reaction.notice == "この操作を処理できませんでした。もう一度お試しください。"

"""What goes wrong behind the door: a person reads a sentence, the log has a number, an event comes again."""

from __future__ import annotations

import logging
import re

import pytest

from bot.blockkit import Block, button, plain, section
from bot.database import Database
from bot.errors import Refused
from bot.people.home import CHOOSE_LANGUAGE
from handlers import windows
from handlers.call import Call, Kind
from handlers.listening import Routes
from tests.handlers.conftest import Door, events_of, open_door

WINDOW: Block = {
    "type": "modal",
    "callback_id": "test.window",
    "title": plain("届出"),
    "submit": plain("送信"),
    "blocks": [section("内容")],
}


class Broken(Exception):
    """Something that nobody foresaw, with a person in its words."""


async def refuse(call: Call) -> None:
    raise Refused("Kaeru is just starting afresh. Please press once more in a moment.")


async def break_down(call: Call) -> None:
    raise Broken(f"of {call.user_id}")


async def open_window(call: Call) -> None:
    await windows.show(call, WINDOW)


class Hesitant:
    """Fails the first time."""

    def __init__(self) -> None:
        self.tries = 0

    async def hear(self, call: Call) -> None:
        self.tries += 1
        if self.tries == 1:
            raise Broken
        await call.ack()


def routes() -> Routes:
    return {
        (Kind.ACTION, "test.refuse"): refuse,
        (Kind.ACTION, "test.break"): break_down,
        (Kind.COMMAND, "/kaeru help"): break_down,
        (Kind.ACTION, "test.open"): open_window,
    }


async def test_a_refusal_is_told_in_the_persons_language(database: Database) -> None:
    async with open_door(database, routes()) as door:
        reaction = await press(door, "test.refuse")

        assert reaction == ""
        assert door.last_words(door.aoki) == "Kaeruはただいま再起動しています。少し待ってから、もう一度押してください。"


async def test_a_breakdown_has_a_number_that_stands_in_the_log_too(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_door(database, routes()) as door:
        notice = await press(door, "test.break")

        number = re.search(r"受付番号 ([0-9A-F]{6}) ", door.last_words(door.aoki))
        assert notice == ""
        assert number is not None
        assert number[1] in caplog.text
        assert "handler.failed" in events_of(caplog)


async def test_the_log_of_a_breakdown_says_where_and_never_who(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with open_door(database, routes()) as door:
        await press(door, "test.break")

        assert "break_down" in caplog.text
        assert door.aoki.id not in caplog.text


async def test_a_command_that_breaks_is_answered_in_its_place(database: Database) -> None:
    async with open_door(database, routes()) as door:
        reaction = await door.as_user(door.aoki).command("/kaeru", "help")

        assert reaction.notice == ""
        assert "受付番号" in door.last_words(door.aoki)


async def test_whoever_pressed_too_long_ago_for_a_window_is_asked_to_press_once_more(database: Database) -> None:
    async with open_door(database, routes()) as door:
        door.playground.faults.add("refuse", "views.open", times=1, error="expired_trigger_id")

        await press(door, "test.open")
        said = door.last_words(door.aoki)
        await press(door, "test.open")

        assert said == "Slackが画面を開くのを待てる時間を過ぎました。お手数ですが、もう一度押してください。"
        assert door.as_user(door.aoki).modal is not None


async def test_what_slack_refuses_stands_in_the_log_with_its_code(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_door(database, routes()) as door:
        door.playground.faults.add("refuse", "views.open", times=1, error="view_too_large")

        await press(door, "test.open")

        assert "受付番号" in door.last_words(door.aoki)
        assert "PermanentFault view_too_large" in caplog.text


async def test_a_window_of_an_earlier_version_closes_with_a_sentence(database: Database) -> None:
    async with open_door(database, routes()) as door:
        await press(door, "test.open")
        window = door.as_user(door.aoki).modal
        assert window is not None

        reaction = await door.as_user(door.aoki).submit(window)

        assert reaction.notice == ""
        assert reaction.view is not None
        assert "このボタンは以前のもので" in str(reaction.view.blocks)


async def test_an_event_that_was_not_stored_is_sent_again_by_slack(database: Database) -> None:
    hesitant = Hesitant()
    async with open_door(database, {(Kind.EVENT, "app_home_opened"): hesitant.hear}) as door:
        await door.as_user(door.aoki).open_home()
        await door.playground.courier.all_settled()

        attempts = [one for one in door.playground.courier.attempts if one.type == "app_home_opened"]
        assert [attempt.answer.status for attempt in attempts] == [500, 200]
        assert len({attempt.event_id for attempt in attempts}) == 1


async def press(door: Door, action_id: str) -> str:
    """Press a button with this id; returns Slack's own error text, which should be empty."""
    message = await door.show(door.aoki, button("ボタン", action_id=action_id))
    return (await door.as_user(door.aoki).press(message, action_id)).notice


async def test_a_home_that_slack_does_not_take_in_time_is_told_without_any_code(door: Door) -> None:
    await door.as_user(door.aoki).open_home()
    home = door.as_user(door.aoki).home
    assert home is not None
    door.playground.faults.add("ratelimited", "views.publish")

    await door.as_user(door.aoki).press(home, CHOOSE_LANGUAGE, value="en")

    notice = door.as_user(door.aoki).modal
    assert notice is not None
    assert "ただいまSlackの応答に時間がかかっています。" in str(notice.blocks)

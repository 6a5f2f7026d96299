"""Slack accounts that come and go, and what people write to Kaeru."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from bot.people.help import is_from_a_person, language_of
from bot.people.tables import Person
from tests.handlers.conftest import Door


def reachable(door: Door, name: str) -> bool:
    query = select(Person.has_active_slack).where(col(Person.name) == name)
    return door.core.database.read(lambda session: session.exec(query).one())


async def settled(door: Door) -> None:
    await door.playground.courier.all_settled()


async def test_a_new_account_finds_its_person_by_address(door: Door) -> None:
    door.office.person(1, name="江口 潤", slack_user_id=None, email="eguchi@hibarino.example")

    door.playground.workspace.add_user(name="eguchi", real_name="江口 潤", email="Eguchi@hibarino.example")
    await settled(door)

    assert reachable(door, "江口 潤")


@pytest.mark.parametrize(("is_bot", "is_guest"), [(True, False), (False, True)], ids=["a bot", "a guest"])
async def test_bots_and_guests_are_nobody_of_the_staff(door: Door, is_bot: bool, is_guest: bool) -> None:
    door.office.person(1, name="江口 潤", slack_user_id=None, email="eguchi@hibarino.example")

    door.playground.workspace.add_user(
        name="eguchi", real_name="江口 潤", email="eguchi@hibarino.example", is_bot=is_bot, is_restricted=is_guest
    )
    await settled(door)

    assert not reachable(door, "江口 潤")


async def test_a_deactivated_account_is_not_written_to_any_more(door: Door) -> None:
    door.playground.workspace.change_user(door.aoki.id, deleted=True)
    await settled(door)

    assert not reachable(door, "青木 花")


async def test_whoever_writes_to_kaeru_is_answered_once_a_day_in_their_language(door: Door) -> None:
    await door.as_user(door.aoki).say(door.playground.workspace.bot.id, "Hello, what can you do?")
    await door.as_user(door.aoki).say(door.playground.workspace.bot.id, "Hello?")
    await door.as_user(door.head).say(door.playground.workspace.bot.id, "こんにちは")
    await settled(door)

    assert said_by_kaeru(door, door.aoki.id) == ["Good day, I am Kaeru."]
    assert said_by_kaeru(door, door.head.id) == ["お疲れさまです、Kaeruです。"]


async def test_nothing_is_said_to_bots_edits_or_other_channels(door: Door) -> None:
    space = door.playground.workspace
    other_bot = space.add_user(name="other", real_name="other", is_bot=True)
    channel = space.add_channel("雑談", members=[door.aoki.id, other_bot.id])

    await door.as_user(door.aoki).say(channel.id, "Kaeru さん")
    space.post(space.direct(other_bot.id), other_bot.id, "Hello")
    await settled(door)

    assert said_by_kaeru(door, other_bot.id) == []
    assert [message.text for message in channel.timeline] == ["Kaeru さん"]


def said_by_kaeru(door: Door, user_id: str) -> list[str]:
    """The first sentence of everything that Kaeru wrote to somebody."""
    space = door.playground.workspace
    said = [message.text for message in space.direct(user_id).timeline if message.user == space.bot.id]
    return [text.splitlines()[0].split(" I remind")[0].split("みなさんが")[0] for text in said]


WRITTEN = {"type": "message", "channel_type": "im", "user": "U1", "text": "Hello"}


@pytest.mark.parametrize(
    "event",
    [
        WRITTEN | {"bot_id": "B1"},
        WRITTEN | {"user": "USLACKBOT"},
        WRITTEN | {"subtype": "message_changed", "hidden": True},
        WRITTEN | {"subtype": "bot_message"},
        WRITTEN | {"channel_type": "channel"},
        {"type": "message", "channel_type": "im", "text": "Hello"},
    ],
    ids=["a bot", "Slackbot", "an edit", "an old bot", "in a channel", "nobody"],
)
def test_only_what_a_person_writes_to_kaeru_is_a_question(event: dict[str, object]) -> None:
    assert is_from_a_person(WRITTEN)
    assert not is_from_a_person(event)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello", "en"),
        ("残業", "ja"),
        ("おはよう", "ja"),
        ("ﾃｽﾄ", "ja"),
        ("", "en"),
        ("OK です", "ja"),
        ("Café?", "en"),
    ],
)
def test_the_language_of_a_question_is_seen_in_its_letters(text: str, language: str) -> None:
    assert language_of(text) == language

"""One tap on a card: stored, answered kindly to the person alone, changed until the day is over."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from sqlmodel import select

from bot.no_overtime import reply_blocks
from bot.no_overtime.answers import Answer
from bot.no_overtime.tables import ReplyRow
from bot.playground import Message
from tests.delivering import WEDNESDAY, jst, move
from tests.handlers.conftest import Door, events_of
from tests.handlers.test_home import home_of, home_view

HOME, LATE = reply_blocks.REPLY[Answer.ON_TIME], reply_blocks.REPLY[Answer.OVERTIME]
UNTIL_QUARTER_TO_SIX = 1065


async def card(door: Door, day: date = WEDNESDAY) -> Message:
    """The reply buttons of a card, as Aoki sees them."""
    buttons = reply_blocks.reply_buttons(door.core.texts.of("ja"), day, UNTIL_QUARTER_TO_SIX)
    return await door.show(door.aoki, *buttons)


def stored(door: Door) -> list[Answer]:
    rows = door.core.database.read(lambda session: session.exec(select(ReplyRow)).all())
    return [row.answer for row in rows]


async def test_one_tap_is_stored_and_answered_kindly_to_the_person_alone(door: Door) -> None:
    reaction = await door.as_user(door.aoki).press(await card(door), HOME)

    said = door.last_words(door.aoki)
    assert (reaction.status, reaction.notice) == (200, "")
    assert stored(door) == [Answer.ON_TIME]
    assert said.startswith("11月25日（水）は「定時で帰ります」と受け取りました。")
    assert "17:45までは、もう一度押すと変えられます。" in said
    assert "当日の夜に所属ごとの人数だけを残し、返事そのものは消します。" in said
    assert door.as_user(door.head).ephemerals == []


async def test_a_second_tap_changes_the_answer(door: Door) -> None:
    shown = await card(door)

    await door.as_user(door.aoki).press(shown, HOME)
    await door.as_user(door.aoki).press(shown, LATE)

    assert stored(door) == [Answer.OVERTIME]
    assert "「残業の見込みです」" in door.last_words(door.aoki)


async def test_the_same_tap_twice_is_once_and_no_error(door: Door) -> None:
    shown = await card(door)

    notices = [(await door.as_user(door.aoki).press(shown, HOME)).notice for _ in range(2)]

    assert notices == ["", ""]
    assert stored(door) == [Answer.ON_TIME]


@pytest.mark.parametrize(
    ("minute", "counts"),
    [pytest.param(45, True, id="still"), pytest.param(46, False, id="too late")],
)
async def test_a_day_can_be_answered_until_its_quiet_time_begins(door: Door, minute: int, counts: bool) -> None:
    shown = await card(door)
    move(door.core, jst(17, minute))

    await door.as_user(door.aoki).press(shown, HOME)

    assert len(stored(door)) == counts
    assert ("この日の返事の受け付けは終わりました。" in door.last_words(door.aoki)) != counts


async def test_somebody_who_is_not_on_the_staff_list_is_told_so(door: Door) -> None:
    buttons = reply_blocks.reply_buttons(door.core.texts.of("ja"), WEDNESDAY, UNTIL_QUARTER_TO_SIX)
    message = await door.show(door.stranger, *buttons)

    await door.as_user(door.stranger).press(message, HOME)

    assert stored(door) == []
    assert door.last_words(door.stranger).startswith("職員名簿にお名前が見つからないため")


async def test_the_home_tab_shows_my_answer_of_today_and_lets_me_change_it(door: Door) -> None:
    before = await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home_view(door), HOME)
    after = await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home_view(door), LATE)
    changed = await home_of(door, door.aoki)

    assert "まだ返事をいただいていません。" in before
    assert "17:45まで返事できます。" in before
    assert "あなたの返事：定時で帰ります" in after
    assert "あなたの返事：残業の見込みです" in changed
    assert "定時退庁日のカードへの返事（当日の夜まで。" in changed
    assert stored(door) == [Answer.OVERTIME]


async def test_in_the_evening_the_home_tab_offers_no_answer_that_would_be_refused(door: Door) -> None:
    await door.as_user(door.aoki).press(await card(door), HOME)
    move(door.core, jst(19, 45))

    answered = await home_of(door, door.aoki)
    offered = str(home_view(door).blocks)
    silent = await home_of(door, door.head)

    assert "あなたの返事：定時で帰ります" in answered
    assert "17:45で、返事の受け付けを終えました。" in answered
    assert HOME not in offered
    assert "返事をいただいていません" not in silent


async def test_on_other_days_the_home_tab_asks_nothing(door: Door) -> None:
    move(door.core, jst(9, day=date(2026, 11, 26)))

    assert "あなたの返事" not in await home_of(door, door.aoki)


async def test_a_reply_leaves_nothing_about_anybody_in_the_log(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    await door.as_user(door.aoki).press(await card(door), LATE)

    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("bot.no", "handlers", "bot.d"))]
    assert not any(word in line for line in ours for word in (door.aoki.id, "overtime", "青木"))
    assert "handler.failed" not in events_of(caplog)

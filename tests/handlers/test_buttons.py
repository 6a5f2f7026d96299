"""Buttons: 「今後は受け取らない」, the other languages of a card, and buttons of yesterday."""

from __future__ import annotations

from datetime import date

import pytest

from bot.blockkit import button
from bot.delivery.opt_outs import opt_outs_of
from bot.no_overtime.blocks import OTHER_LANGUAGES, Card, to_value
from bot.no_overtime.cards import CLOSING, Theme
from bot.no_overtime.rules import NoOvertimeDay, Occasion, Reason
from tests.handlers.conftest import NOWHERE, Door, events_of, opt_out_button, press_by, send


def card_of(day: date) -> str:
    """The value of a closing card's button."""
    theme = Theme(NoOvertimeDay(day, (Reason.WEDNESDAY,)), Occasion.WEEKDAY)
    return to_value(Card(CLOSING, theme, end_minute=1035))


async def test_whoever_wants_no_more_of_a_kind_is_answered_once_it_is_stored(door: Door) -> None:
    message = await door.show(door.aoki, opt_out_button(CLOSING))

    reaction = await door.as_user(door.aoki).press(message, "delivery.opt_out")

    assert (reaction.status, reaction.notice) == (200, "")
    assert door.core.database.read(opt_outs_of, 1) == [CLOSING]
    assert door.last_words(door.aoki).startswith("わかりました。この種類のお知らせは、今後お送りしません。")


async def test_the_second_press_tells_the_state(door: Door) -> None:
    message = await door.show(door.aoki, opt_out_button(CLOSING))
    await door.as_user(door.aoki).press(message, "delivery.opt_out")

    reaction = await door.as_user(door.aoki).press(message, "delivery.opt_out")

    assert reaction.notice == ""
    assert door.last_words(door.aoki).startswith("この種類のお知らせは、ご希望どおりお送りしていません。")


async def test_a_card_can_be_read_in_other_languages_by_whoever_asks(door: Door) -> None:
    languages = button("English", action_id=OTHER_LANGUAGES, value=card_of(date(2026, 11, 25)))
    message = await door.show(door.stranger, languages)

    await door.as_user(door.stranger).press(message, OTHER_LANGUAGES)

    assert "The day ends at 17:15." in door.last_words(door.stranger)
    assert "Wed 25 Nov" in door.last_words(door.stranger)
    assert door.as_user(door.aoki).ephemerals == []


async def test_a_press_of_somebody_who_is_not_on_the_staff_list_stores_nothing(door: Door) -> None:
    message = await door.show(door.stranger, opt_out_button(CLOSING))

    reaction = await door.as_user(door.stranger).press(message, "delivery.opt_out")

    assert reaction.notice == ""
    assert door.last_words(door.stranger).startswith("職員名簿にお名前が見つからないため")


async def test_a_button_of_an_earlier_day_says_so_kindly(door: Door) -> None:
    message = await door.show(door.aoki, button("出欠", action_id="attendance.of_last_year"))

    reaction = await door.as_user(door.aoki).press(message, "attendance.of_last_year")

    assert reaction.notice == ""
    assert door.last_words(door.aoki).startswith("このボタンは以前のもので、今は使えません。")


async def test_a_card_whose_value_nobody_understands_says_so_kindly(door: Door) -> None:
    message = await door.show(door.aoki, button("English", action_id=OTHER_LANGUAGES, value="closing|yesterday"))

    reaction = await door.as_user(door.aoki).press(message, OTHER_LANGUAGES)

    assert reaction.notice == ""
    assert len(door.as_user(door.aoki).ephemerals) == 1


async def test_a_kind_of_message_that_is_none_is_not_stored(door: Door) -> None:
    message = await door.show(door.aoki, opt_out_button("<!channel>"))

    await door.as_user(door.aoki).press(message, "delivery.opt_out")

    assert door.core.database.read(opt_outs_of, 1) == []
    assert door.last_words(door.aoki).startswith("このボタンは以前の")


async def test_an_answer_that_does_not_arrive_is_no_reason_to_forget_the_press(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    press = press_by(door.aoki.id, CLOSING, app_id=door.app_id, response_url=NOWHERE)

    status = await send(door, press)

    assert status == 200
    assert door.core.database.read(opt_outs_of, 1) == [CLOSING]
    assert "answer.lost" in events_of(caplog)


async def test_a_payload_of_another_app_is_left_alone(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    status = await send(door, press_by(door.aoki.id, CLOSING, app_id="A0OTHER"))

    assert status == 200
    assert door.core.database.read(opt_outs_of, 1) == []
    assert "handler.stranger" in events_of(caplog)


async def test_a_press_with_a_forged_signature_is_refused(door: Door) -> None:
    press = press_by(door.aoki.id, CLOSING, app_id=door.app_id)

    status = await send(door, press, secret="somebody else's secret")

    assert status == 401
    assert door.core.database.read(opt_outs_of, 1) == []

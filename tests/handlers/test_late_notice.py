"""20時以降の勤務の届出 as whoever stays uses it: one tap, or a notice of two fields."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.delivery.opt_out_blocks import OPT_OUT
from bot.overtime import late, late_blocks
from bot.overtime.kinds import LateAnswer
from bot.overtime.late_rules import LateWish
from bot.playground import Message, View
from schedules import tick
from tests.delivering import WEDNESDAY, jst, ledger, move, send_out
from tests.evenings import report
from tests.handlers.conftest import Door, send
from tests.handlers.test_home import home_of

AOKI = 1


async def question(door: Door) -> Message:
    """Aoki reported overtime; it is 19:45 and the question has come."""
    report(door.core.database, AOKI)
    move(door.core, jst(19, 45))
    await tick(door.core, jst(19, 45))
    await send_out(door.core)
    talk = door.as_user(door.aoki).channel(door.playground.workspace.bot.id)
    return list(talk.timeline)[-1]


async def form(door: Door) -> View:
    await door.as_user(door.aoki).press(await question(door), late_blocks.OPEN)
    shown = door.as_user(door.aoki).modal
    assert shown is not None
    return shown


async def give(door: Door, until: str, line: str = "<@U1> & 窓口") -> dict[str, str]:
    """Fill in and send; the errors below the fields."""
    shown = await form(door)
    aoki = door.as_user(door.aoki)
    aoki.enter(shown, {"planned_end": {"value": {"selected_time": until}}, "line": {"value": {"value": line}}})
    return (await aoki.submit(shown)).errors


def said(door: Door) -> LateWish | None:
    evening = door.core.database.read(late.evening_of, AOKI, WEDNESDAY)
    return evening.notice if evening else None


async def test_the_question_says_what_it_is_and_can_be_refused_for_good(door: Door) -> None:
    card = await question(door)

    assert card.text.startswith("まもなく20時です。それまでに終わりそうですか。")
    assert "時間外勤務の命令ではありません" in card.text
    labels = [one["text"]["text"] for block in card.blocks if block["type"] == "actions" for one in block["elements"]]
    assert labels == ["終わります", "20時以降の勤務の届出", "今後は受け取らない"]
    assert OPT_OUT in str(card.blocks)


async def test_one_tap_says_that_the_work_ends_in_time(door: Door) -> None:
    card = await question(door)

    await door.as_user(door.aoki).press(card, late_blocks.FINISH)

    assert said(door) == LateWish(WEDNESDAY, LateAnswer.FINISHING)
    assert door.last_words(door.aoki).startswith("20時までに終わるのですね。")


async def test_a_notice_is_two_fields_and_is_stored_as_typed(door: Door) -> None:
    errors = await give(door, "21:30")

    window = door.as_user(door.aoki).modal
    assert errors == {}
    assert said(door) == LateWish(WEDNESDAY, LateAnswer.STAYING, 1290, "<@U1> & 窓口")
    assert window is not None
    assert "21:30までの届出を受け付けました。" in str(window.blocks)


async def test_it_can_be_changed_until_midnight(door: Door) -> None:
    await give(door, "21:30")
    move(door.core, jst(23, 50))
    talk = door.as_user(door.aoki).channel(door.playground.workspace.bot.id)

    await door.as_user(door.aoki).press(list(talk.timeline)[-1], late_blocks.FINISH)

    assert said(door) == LateWish(WEDNESDAY, LateAnswer.FINISHING)


async def test_after_midnight_the_button_is_old(door: Door) -> None:
    card = await question(door)
    move(door.core, jst(0, 1, day=WEDNESDAY.replace(day=26)))

    await door.as_user(door.aoki).press(card, late_blocks.FINISH)

    assert said(door) is None
    assert door.last_words(door.aoki).startswith("届け出と変更は、その日の24時まで")


@pytest.mark.parametrize("until", ["20:00", "18:30"])
async def test_an_end_before_the_hour_is_an_error_below_its_field(door: Door, until: str) -> None:
    errors = await give(door, until)

    assert set(errors) == {"planned_end"}
    assert "20:00より後" in errors["planned_end"]
    assert said(door) is None


async def test_a_line_with_invisible_signs_is_an_error_below_its_field(door: Door) -> None:
    assert set(await give(door, "21:30", "窓口\x00")) == {"line"}


async def test_the_button_of_somebody_else_is_of_no_use(door: Door) -> None:
    """Baba has no report of overtime: a copied press changes nothing, for nobody."""
    await question(door)

    status = await send(door, pressed_by(door.head.id, late_blocks.FINISH, WEDNESDAY.isoformat()))

    assert status == 200
    assert door.core.database.read(late.notices_by_person, WEDNESDAY) == {}


@pytest.mark.parametrize("value", ["", "tomorrow", "2026-11-26", "2026-13-01"])
async def test_a_forged_day_is_refused_and_nothing_is_stored(door: Door, value: str) -> None:
    await question(door)

    status = await send(door, pressed_by(door.aoki.id, late_blocks.FINISH, value))

    assert status == 200
    assert said(door) is None


@pytest.mark.parametrize("state", [{}, {"planned_end": {"value": {"selected_time": "25:00"}}}])
async def test_a_forged_form_is_refused_and_nothing_is_stored(door: Door, state: dict[str, Any]) -> None:
    await question(door)
    view = {"id": "V1", "type": "modal", "callback_id": late_blocks.GIVE, "private_metadata": "2026-11-25"}
    submission = {"type": "view_submission", "user": {"id": door.aoki.id}, "view": {**view, "state": {"values": state}}}

    status = await send(door, json.loads(json.dumps(submission)))

    assert status == 200
    assert said(door) is None


async def test_what_is_pressed_twice_is_one_notice(door: Door) -> None:
    card = await question(door)
    aoki = door.as_user(door.aoki)

    await aoki.press(card, late_blocks.FINISH)
    await aoki.press(card, late_blocks.FINISH)

    assert len(door.core.database.read(late.notices_by_person, WEDNESDAY)) == 1
    assert list(ledger(door.core.database)) == [next(iter(ledger(door.core.database)))]


def pressed_by(user_id: str, action_id: str, value: str) -> dict[str, Any]:
    action = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
    return {
        "type": "block_actions",
        "user": {"id": user_id},
        "response_url": "http://127.0.0.1:9/nobody",
        "trigger_id": "1",
        "actions": [action],
    }


async def test_the_home_tab_has_the_same_two_ways_and_says_what_is_stored(door: Door) -> None:
    report(door.core.database, AOKI)
    before = await home_of(door, door.aoki)
    home = door.as_user(door.aoki).home
    assert home is not None

    await door.as_user(door.aoki).press(home, late_blocks.FINISH)

    after = await home_of(door, door.aoki)
    assert "20時ごろまで残る予定のときは、少し前に" in before
    assert "20時までに終わるのですね。" in after
    assert "• 20時（21時）以降の勤務の届出。" in after
    assert "20時" not in await home_of(door, door.head)


async def test_the_personnel_section_reads_on_its_home_tab_who_stays(door: Door) -> None:
    await give(door, "21:30", "議会答弁")

    home = await home_of(door, door.personnel)

    assert "20時以降の勤務の届出：11月25日（水）" in home
    assert "• 青木 花さん（給与係）　21:30まで　議会答弁" in home


async def test_the_form_of_an_overtime_report_says_that_the_question_will_come(door: Door) -> None:
    aoki = door.as_user(door.aoki)

    await aoki.command("/kaeru", "overtime")

    assert aoki.modal is not None
    assert "20時ごろまで残る予定のときは、少し前に「終わりそうですか」とお尋ねします。" in str(aoki.modal.blocks)

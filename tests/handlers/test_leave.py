"""Planning leave in Slack: one line and one press, a form, the home tab, a shortcut, a message. Wednesday, 8:20."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import aiohttp
import pytest
from sqlmodel import Session, col, select

from bot.city import service as city
from bot.city.leave import LeaveKind
from bot.leave import my_blocks, plan_blocks
from bot.leave.kinds import Hours, Part, Span
from bot.leave.tables import LeavePlan
from bot.people.home import CHOOSE_LANGUAGE
from bot.playground import Message
from tests.delivering import WEDNESDAY, jst, move
from tests.handlers.conftest import Door, bring, restarted, send, signed
from tests.handlers.test_home import home_of, read
from tests.leave_desk import answers, choose, home, modal, said, submit, wishes, written
from tests.leaving import half, hours, span

CHRISTMAS_EVE = half("2026-12-24", Part.AFTERNOON)
OFFICIAL = "これは予定で、申請ではありません。正式な申請は、いつもどおり勤怠システムでお願いします。"


@pytest.mark.parametrize(
    "line", ["休暇 12/24 午後", "leave 12/24 pm", "休暇　１２月２４日　午後", "お休み 令和8年12月24日の午後"]
)
async def test_one_line_is_understood_and_nothing_is_stored_before_the_press(door: Door, line: str) -> None:
    answer = await said(door, line)

    assert "2026年12月24日（木）午後（年次休暇）" in answer.text or "Thu 24 Dec 2026" in answer.text
    assert "使う休暇は4時間15分です。" in answer.text
    assert OFFICIAL in answer.text
    buttons = [one for block in answer.blocks for one in block.get("elements", ()) if one.get("type") == "button"]
    assert [one["text"]["text"] for one in buttons] == ["予定に入れる"]
    assert wishes(door) == []


async def test_one_press_plans_it_and_says_that_it_is_no_request(door: Door) -> None:
    answer = await said(door, "休暇 12/24 午後")

    await door.as_user(door.aoki).press(answer, plan_blocks.CONFIRM)

    assert wishes(door) == [CHRISTMAS_EVE]
    shown = door.as_user(door.aoki).ephemerals[-1]
    assert "予定に入れました：" in shown.text
    assert OFFICIAL in shown.text
    assert not any(block["type"] == "actions" for block in shown.blocks)


def confirmation(door: Door, message: Message) -> dict[str, Any]:
    """The press on the button of an answer, written by hand, as Slack would bring it twice."""
    (button,) = (one for block in message.blocks for one in block.get("elements", ()) if one.get("type") == "button")
    return {
        "type": "block_actions",
        "user": {"id": door.aoki.id},
        "actions": [{"type": "button", "action_id": button["action_id"], "block_id": "b", "value": button["value"]}],
        "response_url": "http://127.0.0.1:9/nobody",
    }


async def test_a_double_press_and_a_press_after_a_restart_are_one_plan(door: Door) -> None:
    press = confirmation(door, await said(door, "休暇 12/24 午後"))

    statuses = [await send(door, press) for _ in range(2)]
    async with restarted(door) as url:
        statuses.append(await bring(url, press))

    assert statuses == [200, 200, 200]
    assert wishes(door) == [CHRISTMAS_EVE]


async def test_the_same_line_on_two_devices_is_one_plan(door: Door) -> None:
    first, second = [await said(door, "休暇 12/24 午後") for _ in range(2)]

    await door.as_user(door.aoki).press(first, plan_blocks.CONFIRM)
    await door.as_user(door.aoki).press(second, plan_blocks.CONFIRM)

    assert "すでに予定に入っています：" in door.last_words(door.aoki)
    assert wishes(door) == [CHRISTMAS_EVE]


async def test_what_was_taken_meanwhile_is_said_in_the_place_of_the_button(door: Door) -> None:
    whole, afternoon = await said(door, "休暇 12/24"), await said(door, "休暇 12/24 午後")

    await door.as_user(door.aoki).press(whole, plan_blocks.CONFIRM)
    await door.as_user(door.aoki).press(afternoon, plan_blocks.CONFIRM)

    assert "その時間には、すでに休暇の予定があります（2026年12月24日（木）・終日）。" in door.last_words(door.aoki)
    assert wishes(door) == [span("2026-12-24")]


async def test_a_question_has_a_button_for_each_reading(door: Door) -> None:
    answer = await said(door, "休暇 12/24 半日")

    names = [block["accessory"]["accessibility_label"] for block in answer.blocks if "accessory" in block]
    assert answer.text.startswith("午前ですか、午後ですか？")
    assert names == ["これにする: 2026年12月24日（木）午前", "これにする: 2026年12月24日（木）午後"]

    await door.as_user(door.aoki).press(answer, plan_blocks.CHOOSE, block_id=answer.blocks[1]["block_id"])
    assert "午前（年次休暇）" in door.last_words(door.aoki)
    assert wishes(door) == []


async def test_hours_that_are_no_whole_steps_have_a_button_for_the_nearest_that_are(door: Door) -> None:
    answer = await said(door, "休暇 12/24の3時から帰ります")

    assert "60分きざみ" in answer.text
    await door.as_user(door.aoki).press(answer, plan_blocks.CHOOSE, block_id=answer.blocks[1]["block_id"])
    assert "15:15〜17:15（年次休暇）" in door.last_words(door.aoki)


async def test_a_line_that_nobody_can_read_gets_examples_and_no_guess(door: Door) -> None:
    answer = await said(door, "休暇 そのうち <!channel>")

    assert "/kaeru 休暇" in answer.text
    assert "そのうち" not in answer.text
    assert not any("accessory" in block for block in answer.blocks)


async def test_what_cannot_be_planned_says_what_would_work(door: Door) -> None:
    answer = await said(door, "休暇 11/29")

    assert "2026年11月29日（日）は勤務日ではないため、休暇は要りません。勤務日を選んでください。" in answer.text
    assert OFFICIAL not in answer.text


async def test_colleagues_who_are_away_are_named_without_their_kinds(door: Door) -> None:
    head = await said(door, "休暇 12/24 特別休暇", door.head)
    await door.as_user(door.head).press(head, plan_blocks.CONFIRM)

    answer = await said(door, "休暇 12/24 午後")

    assert "12月24日（木）に不在の予定：馬場 翔（終日）" in answer.text
    assert "特別" not in answer.text


async def test_a_reason_is_never_needed_and_never_kept(door: Door) -> None:
    answer = await said(door, "休暇 12/24 午後 歯医者")

    assert "歯医者" not in json.dumps(answer.blocks, ensure_ascii=False)


async def test_a_message_to_kaeru_that_means_leave_is_understood(door: Door) -> None:
    (message,) = await written(door, "明日午後休みます")

    assert "2026年11月26日（木）午後（年次休暇）" in message.text

    await door.as_user(door.aoki).press(message, plan_blocks.CONFIRM)
    assert wishes(door) == [half("2026-11-26", Part.AFTERNOON)]


async def test_a_message_that_slack_tells_of_twice_is_answered_once(door: Door) -> None:
    event = {"type": "message", "channel_type": "im", "user": door.aoki.id, "text": "明日の午後", "ts": "1795562400.5"}
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "api_app_id": door.app_id, "event": event})

    async with aiohttp.ClientSession() as web:
        for _ in range(2):
            async with web.post(door.url, data=body, headers=signed(body, "application/json")) as response:
                assert response.status == 200

    assert len(answers(door)) == 1


async def test_a_courtesy_that_names_a_day_gets_the_guide_as_any_other_message(door: Door) -> None:
    (message,) = await written(door, "今日もよろしくお願いします")

    assert "/kaeru カレンダー" in message.text


async def test_a_message_about_leave_that_cannot_be_planned_is_told_what_would_work(door: Door) -> None:
    await written(door, "毎週金曜は休みます")
    weekly, unknown = await written(door, "明日は代休です")

    assert weekly.text.startswith("予定に書けるのは、1日か、続いた日です。")
    assert unknown.text == "この種類の休暇は、ここでは予定に入れられません。ほかの種類を選んでください。"


async def test_words_behind_the_command_that_mean_leave_need_no_name(door: Door) -> None:
    answer = await said(door, "12/24午後")

    assert "2026年12月24日（木）午後（年次休暇）" in answer.text


async def test_whoever_asks_reads_which_kinds_of_leave_there_are_in_the_citys_own_words(door: Door) -> None:
    explain_summer_leave(door, {"ja": "連続して取れます。"})

    answer = await said(door, "休暇制度")

    assert "夏季休暇\n連続して取れます。\n取れる期間：7月1日〜9月30日\n1日単位です。" in answer.text
    assert OFFICIAL in answer.text


def explain_summer_leave(door: Door, about: dict[str, str]) -> None:
    """Let the city say something about summer leave."""

    def work(session: Session) -> None:
        before = city.policy_on(session, WEDNESDAY)
        annual, summer, special = before.leave.kinds
        told = LeaveKind.model_validate(summer.model_dump(mode="json") | {"about": about})
        leave = before.leave.model_copy(update={"kinds": (annual, told, special)})
        policy = before.model_copy(update={"leave": leave})
        city.decide_policy(session, policy, effective_from=city.SINCE_EVER, actor="test", now=jst(8))

    door.core.database.write(work)


async def test_the_command_alone_and_the_shortcut_open_the_form(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "休暇")
    by_command = [one["label"]["text"] for one in modal(door).blocks if one["type"] == "input"]

    await door.as_user(door.head).shortcut(plan_blocks.OPEN)

    assert by_command == ["休暇の種類", "取り方", "最初の日", "終わりの日", "始まり", "終わり"]
    assert OFFICIAL in read(modal(door, door.head))


async def test_the_form_plans_over_a_weekend_with_half_days(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "休暇")

    reaction = await submit(door, first="2026-11-27", last="2026-11-30", begins="afternoon", ends="morning")

    assert reaction.errors == {}
    assert wishes(door) == [span("2026-11-27", "2026-11-30", Part.AFTERNOON, Part.MORNING)]
    assert "1日です。" in read(modal(door))
    assert OFFICIAL in read(modal(door))


async def test_the_form_shows_what_it_would_mean_while_it_is_filled_in(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "休暇")

    await choose(door, "first", "2026-12-24")

    assert "使う休暇は1日です。" in read(modal(door))
    assert wishes(door) == []


async def test_the_form_plans_hours(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "休暇")
    await choose(door, "shape", "hours")

    reaction = await submit(door, first="2026-12-24", start="10:00", minutes="120")

    assert reaction.errors == {}
    assert wishes(door) == [hours("2026-12-24", "10:00", 120)]


async def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_stored(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "休暇")

    backwards = await submit(door, first="2026-12-24", last="2026-12-22")
    past = await submit(door, first="2026-11-24", last="2026-11-26")
    nothing = await submit(door, first="2026-12-24", last="2026-12-24", begins="afternoon", ends="morning")

    assert backwards.errors == {
        "last": "終わりの日が始まりの日より前です。2026年12月24日（木）以降の日を選んでください。"
    }
    assert past.errors == {
        "first": "2026年11月24日（火）は過ぎています。2026年11月25日（水）以降の日を選んでください。"
    }
    assert list(nothing.errors) == ["last"]
    assert wishes(door) == []


async def test_the_home_tab_lists_my_leave_and_leads_to_change_and_cancel(door: Door) -> None:
    await door.as_user(door.aoki).press(await said(door, "休暇 12/24 午後"), plan_blocks.CONFIRM)

    shown = await home_of(door, door.aoki)

    assert "わたしの予定休暇" in shown
    assert "2026年12月24日（木）午後\n年次休暇・4時間15分" in shown
    assert "休暇の予定1件" in shown
    assert "12月24日" not in await home_of(door, door.head)


async def test_a_plan_is_changed_from_the_home_tab(door: Door) -> None:
    await door.as_user(door.aoki).press(await said(door, "休暇 12/24 午後"), plan_blocks.CONFIRM)
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home(door), my_blocks.CHANGE)
    reaction = await submit(door, last="2026-12-25")

    assert reaction.errors == {}
    assert wishes(door) == [Span(date(2026, 12, 24), date(2026, 12, 25), Part.AFTERNOON, Part.WHOLE)]
    assert "予定を変えました：" in read(modal(door))
    assert "2026年12月25日（金）" in read(home(door))


async def test_a_plan_of_hours_opens_as_hours(door: Door) -> None:
    await door.as_user(door.aoki).press(await said(door, "休暇 12/24 10時から2時間"), plan_blocks.CONFIRM)
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home(door), my_blocks.CHANGE)
    await submit(door, minutes="180")

    assert wishes(door) == [Hours(date(2026, 12, 24), 600, 180)]


async def test_the_form_of_leave_that_has_begun_begins_today(door: Door) -> None:
    await door.as_user(door.aoki).press(await said(door, "休暇 11/26-12/1"), plan_blocks.CONFIRM)
    move(door.core, jst(9, day=date(2026, 11, 27)))
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home(door), my_blocks.CHANGE)
    reaction = await submit(door, last="2026-11-30")

    assert reaction.errors == {}
    assert wishes(door) == [span("2026-11-26"), span("2026-11-27", "2026-11-30")]


async def test_a_plan_is_cancelled_with_one_press_and_leaves_nothing(door: Door) -> None:
    answer = await said(door, "休暇 12/24 午後")
    await door.as_user(door.aoki).press(answer, plan_blocks.CONFIRM)
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home(door), my_blocks.CANCEL)

    assert wishes(door) == []
    assert "今日からあとの休暇の予定はありません。" in read(home(door))
    assert "予定を取り消しました。" in read(modal(door))
    rows = door.core.database.read(lambda session: session.exec(select(LeavePlan).order_by(col(LeavePlan.id))).all())
    assert rows == []


async def test_an_old_button_does_not_bring_a_cancelled_plan_back(door: Door) -> None:
    press = confirmation(door, await said(door, "休暇 12/24 午後"))
    await send(door, press)
    await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home(door), my_blocks.CANCEL)

    assert await send(door, press) == 200

    assert wishes(door) == []


async def test_nobody_cancels_what_somebody_else_planned(door: Door) -> None:
    await door.as_user(door.aoki).press(await said(door, "休暇 12/24 午後"), plan_blocks.CONFIRM)
    await home_of(door, door.aoki)
    key = next(
        one["value"]
        for block in home(door).blocks
        for one in block.get("elements", ())
        if one.get("action_id") == my_blocks.CANCEL
    )
    stolen = {
        "type": "button",
        "action_id": my_blocks.CANCEL,
        "value": key,
        "text": {"type": "plain_text", "text": "x"},
    }

    await door.as_user(door.head).press(await door.show(door.head, stolen), my_blocks.CANCEL)

    assert door.last_words(door.head).startswith("この予定は、もうありません。")
    assert wishes(door) == [CHRISTMAS_EVE]


async def test_somebody_who_is_not_on_the_staff_list_reads_what_to_do(door: Door) -> None:
    answer = await said(door, "休暇 12/24 午後", door.stranger)

    assert answer.text.startswith("職員名簿にお名前が見つからないため")


async def test_a_value_that_no_button_of_ours_has_is_an_old_button(door: Door) -> None:
    forged = {
        "type": "button",
        "action_id": plan_blocks.CONFIRM,
        "value": '{"key": 1}',
        "text": {"type": "plain_text", "text": "x"},
    }

    await door.as_user(door.aoki).press(await door.show(door.aoki, forged), plan_blocks.CONFIRM)

    assert door.last_words(door.aoki) == "このボタンは前のものです。もう一度書いてください。"


async def test_everything_is_said_in_the_language_of_the_person(door: Door) -> None:
    await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home(door), CHOOSE_LANGUAGE, value="en")

    answer = await said(door, "leave 12/24 pm")

    assert "Thu 24 Dec 2026, afternoon (Annual leave)" in answer.text
    assert "It takes 4 h 15 min." in answer.text


async def test_leave_that_is_over_is_not_listed_any_more(door: Door) -> None:
    await door.as_user(door.aoki).press(await said(door, "休暇 明日"), plan_blocks.CONFIRM)
    move(door.core, jst(9, day=date(2026, 11, 27)))

    assert "今日からあとの休暇の予定はありません。" in await home_of(door, door.aoki)

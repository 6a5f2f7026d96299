"""A survey in Slack: one tap an answer, in place of the last question; resumed, doubled, forged, written, refused."""

from __future__ import annotations

import json
import logging
from datetime import date
from typing import Any

import pytest
from sqlmodel import text

from bot.blockkit import button
from bot.playground import Message, User, View
from bot.pulse import pulsing, run_store, starting
from bot.pulse.outlook import SurveyWish
from bot.pulse.question_blocks import ANSWER, GO_ON, RECEIPT, SKIP, WRITE
from bot.pulse.survey_blocks import BEGIN_PULSE, WITHDRAW
from tests.delivering import JST, do_what_is_due, jst, move
from tests.handlers.conftest import NOWHERE, Door, bring, events_of, restarted, send
from tests.handlers.test_home import home_of, home_view, read

TUESDAY = date(2026, 12, 8)
FIRST = "今の仕事に前向きな気持ちで取り組めている"
AGREE = ANSWER[5]


@pytest.fixture
async def pulse(door: Door) -> Door:
    """The pulse was opened on a Tuesday for a section of ten, and everybody has its message."""
    _hire(door)
    door.core.database.write(pulsing.begin_pulse, "kaeru", actor="test", now=jst(9), zone=JST)
    await _play(door, TUESDAY)
    return door


def _hire(door: Door, count: int = 7) -> None:
    for number in range(count):
        account = door.playground.workspace.add_user(name=f"clerk{number}", real_name=f"clerk{number}")
        door.office.person(1, slack_user_id=account.id)


async def _play(door: Door, day: date, hour: int = 10) -> None:
    move(door.core, jst(hour, day=day))
    await do_what_is_due(door.core)


def message(door: Door, user: User) -> Message:
    """The last direct message to somebody, as it stands now."""
    return list(door.playground.workspace.direct(user.id).timeline)[-1]


def counts(door: Door) -> dict[tuple[str, int], int]:
    """What is counted: (question, score) → how many."""
    query = (
        "SELECT q.code, c.score, c.number FROM survey_count c JOIN survey_question q"
        " ON q.survey_id = c.survey_id AND q.place = c.place WHERE c.number > 0"
    )
    rows = door.core.database.read(lambda session: session.execute(text(query)).all())
    return {(code, score): number for code, score, number in rows}


async def test_the_message_holds_the_first_question_and_says_before_that_nothing_can_be_changed(pulse: Door) -> None:
    shown = message(pulse, pulse.aoki)

    assert FIRST in shown.text
    assert "押すとすぐに送られ、後から変えられません。" in shown.text
    assert "5人未満の集計は表示しません。" in shown.text
    assert "4問、約15秒、12月14日（月）17:00まで" in shown.text


async def test_one_tap_a_question_until_thanks_and_no_score_is_ever_shown(pulse: Door) -> None:
    me, screens = pulse.as_user(pulse.aoki), []

    for score in (5, 4, 2, 1):
        reaction = await me.press(message(pulse, pulse.aoki), ANSWER[score])
        assert (reaction.status, reaction.notice) == (200, "")
        screens.append(message(pulse, pulse.aoki).text)

    assert [screen[:3] for screen in screens[:3]] == ["2/4", "3/4", "4/4"]
    assert screens[3] == "ありがとうございます。回答を数えました。"
    assert not any("そう思う" in screen for screen in screens)
    assert counts(pulse) == {("E1", 5): 1, ("W1", 4): 1, ("B1", 2): 1, ("S1", 1): 1}
    assert me.ephemerals == []


async def test_a_second_tap_moves_on_kindly_and_counts_nothing(pulse: Door) -> None:
    me, first = pulse.as_user(pulse.aoki), message(pulse, pulse.aoki)
    payload = _press(pulse.aoki, first, AGREE)

    statuses = [await send(pulse, payload) for _ in range(3)]
    other = await send(pulse, _press(pulse.aoki, first, ANSWER[1]))
    await me.press(first, ANSWER[2])

    assert [*statuses, other] == [200] * 4
    assert counts(pulse) == {("E1", 5): 1}
    assert message(pulse, pulse.aoki).text.startswith("2/4")


async def test_whoever_comes_back_finds_the_next_open_question_also_after_a_restart(pulse: Door) -> None:
    me = pulse.as_user(pulse.aoki)
    await me.press(message(pulse, pulse.aoki), AGREE)
    async with restarted(pulse) as url:
        await bring(url, _press(pulse.aoki, message(pulse, pulse.aoki), SKIP))

    home = await home_of(pulse, pulse.aoki)
    await me.press(home_view(pulse), ANSWER[4])
    after = await home_of(pulse, pulse.aoki)

    assert "2/4" in home
    assert FIRST not in home
    assert "3/4" in after
    assert counts(pulse) == {("E1", 5): 1, ("W1", 4): 1}


async def test_questions_can_be_skipped_and_answered_later(pulse: Door) -> None:
    me = pulse.as_user(pulse.aoki)
    for _ in range(3):
        await me.press(message(pulse, pulse.aoki), SKIP)
    await me.press(message(pulse, pulse.aoki), ANSWER[4])
    at_the_end = message(pulse, pulse.aoki).text

    await me.press(message(pulse, pulse.aoki), GO_ON)

    assert "まだ答えていない設問が3問あります。" in at_the_end
    assert message(pulse, pulse.aoki).text.startswith("1/4")
    assert counts(pulse) == {("S1", 4): 1}


async def test_the_receipt_says_what_is_kept_who_sees_it_and_what_nobody_can_promise(pulse: Door) -> None:
    await pulse.as_user(pulse.aoki).press(message(pulse, pulse.aoki), RECEIPT)

    receipt = read(pulse.as_user(pulse.aoki).modal)
    for sentence in (
        "名前・時刻・順番は残しません。",
        "あなたの集計範囲：給与係（10人）。",
        "全体の回答率のほかは、だれも何も見られません。",
        "12月14日（月）の17:00に締め切ります。",
        "データベースと秘密の鍵の両方を持つ管理者が",
        "バックアップ",
    ):
        assert sentence in receipt


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        pytest.param("1|E1|6", "この設問の選択肢にない回答です。", id="outside the scale"),
        pytest.param("1|E1|-1", "この設問の選択肢にない回答です。", id="below the scale"),
        pytest.param("1|G9|5", "このアンケートの設問ではありません", id="no such question"),
        pytest.param("99|E1|5", "このアンケートは受付を終えたか", id="no such survey"),
        pytest.param("99999999999999999999|E1|5", "以前のアンケートのボタン", id="a number that no database has"),
        pytest.param("E1", "以前のアンケートのボタン", id="nonsense"),
    ],
)
async def test_a_forged_value_is_refused_kindly_and_counts_nothing(pulse: Door, value: str, sentence: str) -> None:
    shown = message(pulse, pulse.aoki)
    forged = await pulse.show(pulse.aoki, {**_button(shown, AGREE), "value": value})

    await pulse.as_user(pulse.aoki).press(forged, AGREE)

    assert counts(pulse) == {}
    assert sentence in pulse.last_words(pulse.aoki)


async def test_somebody_elses_message_and_a_closed_survey_count_nothing(pulse: Door) -> None:
    new = pulse.playground.workspace.add_user(name="new", real_name="new")
    elsewhere = pulse.office.unit("市民課", code="shimin")
    pulse.office.person(elsewhere, slack_user_id=new.id)
    lent = await pulse.show(new, _button(message(pulse, pulse.aoki), AGREE))

    await pulse.as_user(new).press(lent, AGREE)
    move(pulse.core, jst(17, day=date(2026, 12, 14)))
    await pulse.as_user(pulse.aoki).press(message(pulse, pulse.aoki), AGREE)

    assert "あなたはこのアンケートの対象ではないため" in pulse.last_words(new)
    assert "このアンケートは受付を終えたか" in pulse.last_words(pulse.aoki)
    assert counts(pulse) == {}


async def test_what_is_written_comes_from_a_small_window_with_a_warning(door: Door) -> None:
    shown = await _written_question(door)
    me = door.as_user(door.aoki)

    await me.press(shown, WRITE)
    window = me.modal
    assert window is not None
    too_long = await _send_words(door, window, "あ" * 10_000)
    empty = await _send_words(door, window, "  ")
    sent = await me.submit(window, {"value": "会議を減らしたい"})

    assert "書き方や言語で誰か分かることがあります。" in read(window)
    assert (too_long, empty) == (200, 200)
    assert sent.errors == {}
    assert _texts(door) == ["会議を減らしたい"]
    assert "会議を減らしたい" not in message(door, door.aoki).text


async def _written_question(door: Door) -> Message:
    """A full survey, passed over up to its free text."""
    _hire(door, 20)
    door.core.database.write(starting.plan, SurveyWish("kaeru"), actor="test", now=jst(9), zone=JST)
    await _play(door, date(2026, 11, 25))
    while not any(element["action_id"] == WRITE for element in _elements(message(door, door.aoki))):
        await door.as_user(door.aoki).press(message(door, door.aoki), SKIP)
    return message(door, door.aoki)


def _texts(door: Door) -> list[str]:
    rows = door.core.database.read(lambda session: session.execute(text("SELECT words FROM survey_text")).all())
    return [row[0] for row in rows]


async def _send_words(door: Door, window: View, words: str) -> int:
    """A submission as only a forger could send it."""
    view = {
        "type": "modal",
        "callback_id": window.body["callback_id"],
        "private_metadata": window.body["private_metadata"],
        "state": {"values": {"words": {"value": {"type": "plain_text_input", "value": words}}}},
    }
    return await send(door, {"type": "view_submission", "user": {"id": door.aoki.id}, "view": view})


async def test_a_press_leaves_nothing_about_anybody_in_the_log(pulse: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    await pulse.as_user(pulse.aoki).press(message(pulse, pulse.aoki), AGREE)

    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "handlers"))]
    assert not any(word in line for line in ours for word in (pulse.aoki.id, "E1", "青木"))
    assert "handler.failed" not in events_of(caplog)


async def test_the_personnel_section_starts_the_pulse_and_sees_only_the_rate(door: Door) -> None:
    _hire(door)
    officer = door.as_user(door.personnel)

    await officer.command("/kaeru", "アンケート")
    await officer.press(_modal(door), BEGIN_PULSE)
    begun = read(_modal(door))
    await _play(door, TUESDAY)
    await officer.command("/kaeru", "アンケート")

    assert "ひとことアンケートを始めました。初回は2026年12月8日（火）です。" in begun
    assert "対象10人、回答はまだ10人未満" in read(_modal(door))


async def test_a_survey_is_planned_in_the_window_and_opens_by_itself(door: Door) -> None:
    _hire(door)
    officer = door.as_user(door.personnel)
    await officer.command("/kaeru", "survey")
    window = _modal(door)
    for block, value in (("instrument", "work_style"), ("whom", "*all")):
        option = {"text": {"type": "plain_text", "text": value}, "value": value}
        officer.enter(window, {block: {"value": {"selected_option": option}}})
    officer.enter(window, {"day": {"value": {"selected_date": "2026-12-01"}}})

    await officer.submit(window)
    said = read(_modal(door))
    await _play(door, date(2026, 12, 1))

    assert "2026年12月1日（火）に始まります" in said
    assert "出席する会議や打合せは" in message(door, door.aoki).text


async def test_what_was_planned_is_withdrawn_by_whoever_may_plan_it(door: Door) -> None:
    number = door.core.database.write(
        starting.plan, SurveyWish("work_style"), actor="test", now=jst(9), zone=JST
    ).number
    officer = door.as_user(door.personnel)
    forged = await door.show(door.aoki, button("取りやめる", action_id=WITHDRAW, value=str(number)))
    await door.as_user(door.aoki).press(forged, WITHDRAW)
    await officer.command("/kaeru", "アンケート")
    planned = read(_modal(door))

    await officer.press(_modal(door), WITHDRAW)

    assert "アンケートを始められるのは、人事担当と" in door.last_words(door.aoki)
    assert "働き方アンケート" in planned
    assert "取りやめました。" in read(_modal(door))
    assert door.core.database.read(run_store.plans) == []


async def test_nobody_else_opens_the_window(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "アンケート")

    assert door.as_user(door.aoki).modal is None
    assert "アンケートを始められるのは、人事担当と" in door.last_words(door.aoki)


def _modal(door: Door) -> View:
    shown = door.as_user(door.personnel).modal
    assert shown is not None
    return shown


def _elements(shown: Message) -> list[dict[str, Any]]:
    return [element for block in shown.blocks for element in block.get("elements", ()) if "action_id" in element]


def _button(shown: Message, action_id: str) -> dict[str, Any]:
    return next(one for one in _elements(shown) if one["action_id"] == action_id)


def _press(user: User, shown: Message, action_id: str) -> dict[str, Any]:
    """The same press once more, as Slack would send it again."""
    pressed = {**_button(shown, action_id), "block_id": "b"}
    told = json.loads(json.dumps({"blocks": shown.blocks}))
    return {
        "type": "block_actions",
        "user": {"id": user.id},
        "response_url": NOWHERE,
        "message": told,
        "actions": [pressed],
    }

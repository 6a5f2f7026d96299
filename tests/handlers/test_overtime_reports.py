"""Reporting overtime: four fields at most, from three places, changed and withdrawn on the home tab."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.no_overtime import reply_blocks
from bot.no_overtime.answers import Answer
from bot.no_overtime.tables import ReplyRow
from bot.overtime import blocks, form_blocks, my_blocks
from bot.overtime.kinds import ReportState
from bot.overtime.rules import Part
from bot.overtime.tables import OvertimeReport
from bot.people.home import CHOOSE_LANGUAGE
from bot.playground import Reaction, User, View
from tests.delivering import WEDNESDAY, jst, move
from tests.handlers.conftest import Door, bring, events_of, restarted, send
from tests.handlers.test_home import home_of, read
from tests.handlers.test_taps import LATE, card
from tests.people import Office

THURSDAY, FRIDAY, NEXT_WEDNESDAY = (WEDNESDAY + timedelta(days=days) for days in (1, 2, 7))


def modal(door: Door, user: User | None = None) -> View:
    shown = door.as_user(user or door.aoki).modal
    assert shown is not None
    return shown


async def opened(door: Door, user: User | None = None) -> View:
    """The form, as somebody opens it by typing the command."""
    await door.as_user(user or door.aoki).command("/kaeru", "残業")
    return modal(door, user)


async def submit(door: Door, view: View | None = None, *, user: User | None = None, **values: Any) -> Reaction:
    """Fill in the four fields as most people would, but for those that are named, and send the form."""
    who, shown = user or door.aoki, view or modal(door, user)
    usual = {"cause": "sudden", "planned_end": "18:30", "line": "窓口の案件", "day_instead": FRIDAY.isoformat()}
    for part, value in {**usual, **values}.items():
        enter(door, who, shown, part, value)
    return await door.as_user(who).submit(shown)


def enter(door: Door, user: User, view: View, part: str, value: str) -> None:
    element = next(one["element"] for one in view.blocks if one.get("block_id") == part)
    entry = {
        "static_select": {"selected_option": {"value": value}},
        "timepicker": {"selected_time": value},
        "plain_text_input": {"value": value},
    }[element["type"]]
    door.as_user(user).enter(view, {part: {element["action_id"]: entry}})


def stored(door: Door) -> list[OvertimeReport]:
    query = select(OvertimeReport).order_by(col(OvertimeReport.id))
    return door.core.database.read(lambda session: list(session.exec(query)))


def forged(door: Door, **values: Any) -> dict[str, Any]:
    """A submission of Aoki's written by hand, with what no form offers."""
    return submission(door.aoki.id, **values)


def submission(user_id: str, **values: Any) -> dict[str, Any]:
    given = {
        "day": WEDNESDAY.isoformat(),
        "version": 0,
        "cause": "sudden",
        "planned_end": "18:30",
        "line": "",
        "day_instead": FRIDAY.isoformat(),
        **values,
    }
    state = {
        "cause": {"value": {"type": "static_select", "selected_option": {"value": given["cause"]}}},
        "planned_end": {"value": {"type": "timepicker", "selected_time": given["planned_end"]}},
        "line": {"value": {"type": "plain_text_input", "value": given["line"]}},
        "day_instead": {"x": {"type": "static_select", "selected_option": {"value": given["day_instead"]}}},
    }
    drawn = {"day": given["day"], "version": given["version"], "days_instead": True}
    view = {
        "type": "modal",
        "id": "V1",
        "callback_id": form_blocks.REPORT,
        "private_metadata": json.dumps(drawn),
        "state": {"values": state},
        "blocks": [],
    }
    return {"type": "view_submission", "user": {"id": user_id}, "view": view}


async def test_the_form_has_four_fields_and_says_that_it_is_no_order(door: Door) -> None:
    view = await opened(door)

    labels = [one["label"]["text"] for one in view.blocks if one["type"] == "input"]
    assert labels == ["理由", "終了予定", "仕事の内容", "代わりの定時退庁日"]
    said = read(view)
    assert "2026年11月25日（水）の時間外勤務" in said
    assert "これは届出です。時間外勤務命令・勤務の記録・評価ではありません。" in said
    assert "当日の16:00より後の届出には「当日」の印が付きます。" in said


async def test_whoever_reports_reads_what_was_understood_and_who_looks_at_it(door: Door) -> None:
    await opened(door)

    reaction = await submit(door)

    (row,) = stored(door)
    said = read(modal(door))
    assert (reaction.status, reaction.errors) == (200, {})
    assert (row.cause, row.planned_end_minute, row.line, row.day_instead) == ("sudden", 1110, "窓口の案件", FRIDAY)
    assert "• 11月25日（水）　18:30まで\n• 理由：突発\n• 仕事：窓口の案件" in said
    assert "• 代わりの定時退庁日：11月27日（金）" in said
    assert "給与係" in said
    assert "待たずにお仕事を進めてください。" in said


async def test_the_thanks_for_a_tap_lead_to_the_form_and_the_tap_stays_apart(door: Door) -> None:
    await door.as_user(door.aoki).press(await card(door), LATE)
    thanks = door.as_user(door.aoki).ephemerals[-1]

    await door.as_user(door.aoki).press(thanks, blocks.OPEN)
    await submit(door)

    assert "届出は、この返事とは別に扱います。" in thanks.text
    assert len(stored(door)) == 1
    replies = door.core.database.read(lambda session: session.exec(select(ReplyRow)).all())
    assert [(one.answer, one.cause) for one in replies] == [(Answer.OVERTIME, "")]


async def test_whoever_goes_home_is_not_asked_to_report(door: Door) -> None:
    await door.as_user(door.aoki).press(await card(door), reply_blocks.REPLY[Answer.ON_TIME])

    assert "届出" not in door.last_words(door.aoki)


async def test_the_home_tab_leads_to_the_form_and_lists_what_was_reported(door: Door) -> None:
    before = await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home(door), blocks.OPEN)
    await submit(door)

    after = read(home(door))
    assert "残業が必要なときは、こちらから届け出てください。" in before
    assert "残業が必要なときは" not in after
    assert "あなたの時間外勤務の届出（命令ではありません）" in after
    assert "状況：届出済み（確認前）" in after


def home(door: Door) -> View:
    shown = door.as_user(door.aoki).home
    assert shown is not None
    return shown


async def test_pressing_submit_twice_is_once(door: Door) -> None:
    payload = forged(door)

    statuses = [await send(door, payload) for _ in range(3)]

    assert statuses == [200, 200, 200]
    assert [row.version for row in stored(door)] == [1]


async def test_the_same_submission_after_a_restart_is_still_once(door: Door) -> None:
    payload = forged(door)
    await send(door, payload)

    async with restarted(door) as url:
        assert await bring(url, payload) == 200

    assert [row.version for row in stored(door)] == [1]


async def test_another_no_overtime_day_can_be_chosen_above_the_fields(door: Door) -> None:
    view = await opened(door)

    await door.as_user(door.aoki).press(view, form_blocks.CHOOSE_DAY, value=NEXT_WEDNESDAY.isoformat())
    await submit(door, day_instead=date(2026, 12, 4).isoformat())

    (row,) = stored(door)
    assert (row.service_date, row.day_instead) == (NEXT_WEDNESDAY, date(2026, 12, 4))


async def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_stored(door: Door) -> None:
    view = await opened(door)

    early = await submit(door, view, planned_end="17:15")

    assert early.errors == {Part.PLANNED_END: "終業の17:15より後の時刻を選んでください。"}
    assert stored(door) == []
    assert modal(door).id == view.id


async def test_errors_are_said_in_the_language_of_the_person(door: Door) -> None:
    await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home(door), CHOOSE_LANGUAGE, value="en")

    early = await submit(door, await opened(door), planned_end="08:00")

    assert early.errors == {Part.PLANNED_END: "Choose a time after 17:15, when your working day ends."}


async def test_a_day_that_was_taken_on_another_device_keeps_the_form_open(door: Door) -> None:
    view = await opened(door)
    await send(door, forged(door, day=NEXT_WEDNESDAY.isoformat()))

    taken = await submit(door, view)

    assert taken.errors[Part.DAY_INSTEAD].startswith("2026年11月27日（金）は選べません")
    assert [row.service_date for row in stored(door)] == [NEXT_WEDNESDAY]
    assert (await submit(door, view, day_instead=THURSDAY.isoformat())).errors == {}


async def test_a_form_that_outlived_its_day_says_so_below_its_first_field(door: Door) -> None:
    view = await opened(door)
    move(door.core, jst(0, 1, THURSDAY))

    late = await submit(door, view)

    assert late.errors == {
        Part.CAUSE: "2026年11月25日（水）は過ぎているため、届け出られません。上で別の日を選んでください。"
    }
    assert stored(door) == []


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"cause": "vacation"}, id="an unknown reason"),
        pytest.param({"day_instead": "2027-01-15"}, id="a day far away"),
        pytest.param({"day_instead": "yesterday"}, id="no day"),
        pytest.param({"day": "2026-11-26"}, id="an ordinary day"),
        pytest.param({"day": "0001-01-01"}, id="the first day of all"),
        pytest.param({"planned_end": "26:00"}, id="no time"),
        pytest.param({"line": "あ" * 10_000}, id="10,000 characters"),
        pytest.param({"line": "\x00"}, id="a null"),
        pytest.param({"version": "x"}, id="no version"),
    ],
)
async def test_forged_values_are_answered_and_nothing_is_stored(
    door: Door, values: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    assert await send(door, forged(door, **values)) == 200

    assert stored(door) == []
    assert "handler.failed" not in events_of(caplog)


async def test_hostile_words_are_shown_as_words(door: Door) -> None:
    await opened(door)

    await submit(door, line="<!channel> *急ぎ* <https://evil.example|見て>")

    assert stored(door)[0].line == "<!channel> *急ぎ* <https://evil.example|見て>"
    for shown in (read(modal(door)), read(home(door))):
        assert "<!channel>" not in shown
        assert "&lt;!channel&gt;" in shown


async def test_a_late_report_is_marked_and_says_that_it_counts(door: Door) -> None:
    move(door.core, jst(16, 30))

    said = read(await opened(door))
    await submit(door)

    assert "16:00を過ぎた届出には「当日」の印が付きますが、同じように受け付けます。" in said
    assert "• 「当日」の届出として記録しました" in read(modal(door))
    assert stored(door)[0].is_same_day


async def test_a_report_is_changed_and_says_that_it_is_looked_at_anew(door: Door) -> None:
    await opened(door)
    await submit(door)
    settle(door, ReportState.CONFIRMED)
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home(door), blocks.OPEN)
    said = read(modal(door))
    await submit(door, planned_end="20:00")

    (row,) = stored(door)
    assert "変更すると、もう一度確認してもらうことになります。" in said
    assert (row.planned_end_minute, row.version, row.state) == (1200, 2, ReportState.REPORTED)


async def test_what_came_back_is_said_kindly_and_corrected(door: Door) -> None:
    await opened(door)
    await submit(door)
    settle(door, ReportState.SENT_BACK)

    said = await home_of(door, door.aoki)
    await door.as_user(door.aoki).press(home(door), blocks.OPEN)
    form = read(modal(door))
    await submit(door)

    assert "一言相談のうえ、直してもう一度送ってください。" in said
    assert "直す" in said
    assert "この届出は差し戻されました。" in form
    assert [(row.state, row.version) for row in stored(door)] == [(ReportState.REPORTED, 2)]


def settle(door: Door, state: ReportState) -> None:
    def work(session: Session) -> None:
        row = session.exec(select(OvertimeReport)).one()
        row.state = state
        session.add(row)

    door.core.database.write(work)


async def test_a_report_is_withdrawn_and_can_be_made_again(door: Door) -> None:
    await opened(door)
    await submit(door)
    await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home(door), my_blocks.WITHDRAW)

    assert [(row.state, row.day_instead) for row in stored(door)] == [(ReportState.WITHDRAWN, None)]
    assert "11月25日（水）の届出を取り下げました。" in read(modal(door))
    assert "残業が必要なときは" in read(home(door))
    await submit(door, await opened(door))
    assert [(row.state, row.version) for row in stored(door)] == [(ReportState.REPORTED, 3)]


async def test_nobody_withdraws_what_somebody_else_reported(door: Door) -> None:
    await opened(door)
    await submit(door)
    button = {
        "type": "button",
        "action_id": my_blocks.WITHDRAW,
        "value": "1",
        "text": {"type": "plain_text", "text": "x"},
    }
    message = await door.show(door.head, button)

    await door.as_user(door.head).press(message, my_blocks.WITHDRAW)

    assert stored(door)[0].state is ReportState.REPORTED
    assert door.last_words(door.head).startswith("この届出は見つかりません。")


async def test_the_home_tab_says_what_of_a_report_is_stored_and_for_how_long(door: Door) -> None:
    before = await home_of(door, door.aoki)
    await submit(door, await opened(door))

    assert "1827日間保存します。" not in before
    assert "• 2026年11月25日（水）からの時間外勤務の届出1件" in await home_of(door, door.aoki)
    assert "1827日間保存します。" in read(home(door))


async def test_nobody_reads_the_reports_of_others_on_their_home_tab(door: Door) -> None:
    await opened(door)
    await submit(door)

    assert "窓口の案件" not in await home_of(door, door.head)
    assert "窓口の案件" not in await home_of(door, door.personnel)


async def test_on_the_day_instead_the_home_tab_says_so(door: Door) -> None:
    await opened(door)
    await submit(door)
    move(door.core, jst(8, 20, FRIDAY))

    assert "*今日は、11月25日（水）の代わりの定時退庁日です。* 終業は17:15です。" in await home_of(door, door.aoki)


async def test_a_unit_without_such_days_is_told_kindly(door: Door) -> None:
    counter = Office(door.core.database)
    counter._count = 50
    unit = counter.unit("消防署", code="shobo", works_shifts=True)
    counter.person(unit, slack_user_id=door.stranger.id)

    await door.as_user(door.stranger).command("/kaeru", "overtime")

    assert door.last_words(door.stranger).startswith("これから4週間、あなたの定時退庁日はないため")


async def test_somebody_who_is_not_on_the_staff_list_reads_what_to_do(door: Door) -> None:
    await door.as_user(door.stranger).command("/kaeru", "残業")

    assert door.last_words(door.stranger).startswith("職員名簿にお名前が見つからないため")


async def test_a_report_leaves_nothing_about_anybody_in_the_log(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await opened(door)

    await submit(door, line="秘密の案件")

    ours = [one.getMessage() for one in caplog.records if one.name.startswith(("bot.overtime", "handlers", "bot.del"))]
    assert not any(word in line for line in ours for word in (door.aoki.id, "秘密", "青木"))

"""今週のまとめ through the door: by the clock, on demand, months to turn, reports to confirm; personnel's city."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from bot.city.rules import CityPolicy
from bot.digest import month_blocks, waiting_blocks
from bot.digest.personnel import city_today
from bot.errors import NotAllowed
from bot.one_on_one import blocks as one_on_one_blocks
from bot.one_on_one.tables import OneOnOneTalk
from bot.overtime.kinds import ReportState
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.playground import Message, User, View
from schedules.one_on_one import keep_pairs
from tests.delivering import JST, WEDNESDAY, decide, do_what_is_due, jst, move
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, read

MONDAY = date(2026, 12, 28)
AOKI, PERSONNEL = 1, 3


def report(door: Door, person_id: int = AOKI, *, day: date = WEDNESDAY) -> None:
    """Somebody of 給与係 reported overtime."""
    row = OvertimeReport(
        person_id=person_id,
        unit_id=1,
        service_date=day,
        cause="sudden",
        planned_end_minute=1110,
        is_same_day=False,
        is_special=False,
        reported_at=jst(8, 10, day),
    )
    door.core.database.write(lambda session: session.add(row))


def rows(door: Door, table: Any) -> list[Any]:
    return door.core.database.read(lambda session: list(session.exec(select(table))))


def modal(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


async def digest_of(door: Door, user: User) -> Message:
    """The digest of the last Monday of the year, as it arrives by itself."""
    decide(door.core.database, CityPolicy())
    await keep_pairs(door.core, door.core.clock.now())
    move(door.core, jst(10, 0, MONDAY))
    await do_what_is_due(door.core)
    messages = door.playground.workspace.direct(user.id).timeline
    return next(one for one in messages if "今週のまとめ：" in one.text)


async def test_a_head_gets_it_confirms_a_report_and_marks_a_talk_held(door: Door) -> None:
    report(door, day=MONDAY)
    head = door.as_user(door.head)

    message = await digest_of(door, door.head)
    await head.press(message, waiting_blocks.OPEN)
    waiting = read(modal(door, door.head))
    await head.press(modal(door, door.head), waiting_blocks.CONFIRM)

    assert "今週のまとめ：12月28日（月）" in message.text
    assert "青木 花" in waiting
    assert [one.state for one in rows(door, OvertimeReport)] == [ReportState.CONFIRMED]
    assert "確認を待っている届出はありません。" in read(modal(door, door.head))

    await head.close(modal(door, door.head))
    await head.press(message, one_on_one_blocks.OPEN_HELD)
    await head.submit(modal(door, door.head))
    assert [one.held_on for one in rows(door, OneOnOneTalk)] == [MONDAY]


async def test_a_report_may_be_sent_back_from_there(door: Door) -> None:
    report(door, day=MONDAY)
    message = await digest_of(door, door.head)

    await door.as_user(door.head).press(message, waiting_blocks.OPEN)
    await door.as_user(door.head).press(modal(door, door.head), waiting_blocks.SEND_BACK)

    assert [one.state for one in rows(door, OvertimeReport)] == [ReportState.SENT_BACK]


async def test_a_head_asks_for_it_and_turns_the_months(door: Door) -> None:
    head = door.as_user(door.head)

    await head.command("/kaeru", "まとめ")
    await head.press(head.ephemerals[-1], month_blocks.OPEN)
    await head.press(modal(door, door.head), month_blocks.TURN_BACK)

    assert "今週のまとめ：11月25日（水）" in head.ephemerals[-1].text
    assert "給与係：2026年10月" in read(modal(door, door.head))
    await head.press(modal(door, door.head), month_blocks.TURN_ON)
    assert "給与係：2026年11月" in read(modal(door, door.head))


async def test_whoever_leads_nothing_is_told_so_kindly(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "まとめ")

    assert "所属の長の方にお届けしています" in door.last_words(door.aoki)


async def test_the_personnel_officer_sees_the_city_and_nobody_else_does(door: Door) -> None:
    officer, others = await home_of(door, door.personnel), await home_of(door, door.head)

    assert "全庁のいま（人事担当の方だけに表示）" in officer
    assert "今日の配信：" in officer
    assert "全庁の定時退庁率（2026年10月）：—" in officer
    assert "全庁" not in others
    clerk = door.core.database.read(people.staff_by_id, AOKI, day=WEDNESDAY)
    assert clerk is not None
    with pytest.raises(NotAllowed):
        door.core.database.read(city_today, clerk, WEDNESDAY, now=jst(9), zone=JST)

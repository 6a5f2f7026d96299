"""The monthly report as a head and the personnel officer use it: from the home tab, by real requests."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, select

from bot.people.tables import Unit
from bot.playground import Reaction, User, View
from bot.reports import blocks, board_blocks, quarterly_blocks
from bot.reports.kinds import State
from bot.reports.tables import MonthlyReportRow
from schedules import tick
from tests.delivering import jst, move, send_out
from tests.handlers.conftest import Door, send
from tests.handlers.test_home import home_of, read

READY = date(2026, 11, 9)


async def drafted(door: Door) -> None:
    """It is the fifth working day of November, ten o'clock."""
    move(door.core, jst(10, day=READY))
    await tick(door.core, jst(10, day=READY))


def modal(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


async def opened(door: Door, user: User, action_id: str) -> View:
    await home_of(door, user)
    home = door.as_user(user).home
    assert home is not None
    await door.as_user(user).press(home, action_id)
    return modal(door, user)


async def submit(door: Door, view: View, line: str) -> Reaction:
    door.as_user(door.head).enter(view, {"line": {"value": {"value": line}}})
    return await door.as_user(door.head).submit(view)


async def sent(door: Door, line: str) -> int:
    """The form of the first version, as a device sends it that was open all the time; returns the HTTP status."""
    state = {"values": {"line": {"value": {"type": "plain_text_input", "value": line}}}}
    view = {"id": "V1", "type": "modal", "callback_id": blocks.SUBMIT, "private_metadata": "1|1", "state": state}
    return await send(door, {"type": "view_submission", "user": {"id": door.head.id}, "view": view})


def states(door: Door) -> list[tuple[State, str]]:
    def read_all(session: Session) -> list[tuple[State, str]]:
        return [(row.state, row.line) for row in session.exec(select(MonthlyReportRow))]

    return door.core.database.read(read_all)


async def test_a_head_reads_the_draft_adds_a_line_and_submits(door: Door) -> None:
    await drafted(door)

    window = await opened(door, door.head, blocks.OPEN)
    shown = read(window)
    reaction = await submit(door, window, "窓口を分けた")

    assert "• 定時退庁率：" in shown
    assert reaction.errors == {}
    assert states(door) == [(State.SUBMITTED, "窓口を分けた")]
    assert "2026年10月の月次報告を提出しました" in read(modal(door, door.head))
    assert "下書きができました" not in await home_of(door, door.head)


async def test_the_second_device_reads_that_the_report_has_changed(door: Door) -> None:
    await drafted(door)

    answers = [await sent(door, line) for line in ("一台目", "二台目")]

    assert answers == [200, 200]
    assert states(door) == [(State.SUBMITTED, "一台目")]


async def test_the_same_form_sent_twice_is_one_submission(door: Door) -> None:
    await drafted(door)

    answers = [await sent(door, "窓口を分けた") for _ in range(2)]

    assert answers == [200, 200]
    assert states(door) == [(State.SUBMITTED, "窓口を分けた")]


async def test_the_message_brings_the_report_too(door: Door) -> None:
    await drafted(door)
    await send_out(door.core)

    (message,) = door.playground.workspace.direct(door.head.id).timeline
    await door.as_user(door.head).press(message, blocks.OPEN)

    assert "給与係：2026年10月の月次報告の下書きができました。ひとこと添えて提出してください。" in message.text
    assert "2026年10月の月次報告" in read(modal(door, door.head))


async def test_a_clerk_has_no_button_and_no_right(door: Door) -> None:
    await drafted(door)
    home = await home_of(door, door.aoki)
    press = {"type": "button", "action_id": blocks.OPEN, "text": {"type": "plain_text", "text": "x"}, "value": "1"}

    message = await door.show(door.aoki, press)
    await door.as_user(door.aoki).press(message, blocks.OPEN)

    assert "月次報告" not in home
    assert door.as_user(door.aoki).modal is None
    assert door.last_words(door.aoki).startswith("月次報告は、所属長、庶務担当、人事担当だけが")


async def test_the_personnel_officer_opens_the_board_sends_back_and_takes_the_file(door: Door) -> None:
    await drafted(door)
    await submit(door, await opened(door, door.head, blocks.OPEN), "窓口を分けた")
    officer = door.as_user(door.personnel)

    board = await opened(door, door.personnel, blocks.OPEN_BOARD)
    await officer.press(board, blocks.OPEN)
    await officer.press(modal(door, door.personnel), blocks.SEND_BACK)
    waits = await home_of(door, door.head)
    await officer.press(await opened(door, door.personnel, blocks.OPEN_BOARD), board_blocks.EXPORT)
    await send_out(door.core)

    assert "2026年10月：1件のうち1件提出" in read(board)
    assert "馬場" not in read(board)
    assert states(door) == [(State.SENT_BACK, "窓口を分けた")]
    assert "もう一度確認してほしい" in waits
    (file,) = door.playground.workspace.files.values()
    assert file.content.decode("utf-8-sig").splitlines()[1].startswith("kyuyo,給与係,2026-10,差し戻し,")


async def test_the_board_turns_its_pages_and_months(door: Door) -> None:
    for number in range(20):
        door.office.unit(f"第{number:02d}課", code=f"k{number:02d}")
    await drafted(door)
    officer = door.as_user(door.personnel)

    first = read(await opened(door, door.personnel, blocks.OPEN_BOARD))
    await officer.press(modal(door, door.personnel), board_blocks.TURN_ON)
    second = read(modal(door, door.personnel))
    await officer.press(modal(door, door.personnel), board_blocks.TURN_BACK)

    assert ("第00課" in first, "給与係" in first) == (True, False)
    assert ("第00課" in second, "給与係" in second) == (False, True)
    assert read(modal(door, door.personnel)) == first
    assert door.core.database.read(lambda session: len(session.exec(select(Unit)).all())) == 21


async def test_the_personnel_officer_opens_the_page_of_a_quarter(door: Door) -> None:
    await drafted(door)

    view = await opened(door, door.personnel, quarterly_blocks.OPEN)
    shown = read(view)
    officer = door.as_user(door.personnel)
    await officer.press(view, quarterly_blocks.CHOOSE, value="2026-04-01")

    assert "2026年7月～2026年9月" in shown
    assert "2026年4月～2026年6月" in read(modal(door, door.personnel))

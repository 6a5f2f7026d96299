"""The list of overtime reports in Slack: a window with pages, and a file for the personnel section (A04)."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from bot.database import Database
from bot.delivery.tables import Message
from bot.overtime import list_blocks
from bot.overtime.tables import OvertimeReport
from bot.playground import User, View
from tests.delivering import WEDNESDAY, jst, send_out
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of

AOKI = 1


def report(database: Database, person_id: int = AOKI, **more: Any) -> None:
    """Somebody has reported overtime for the Wednesday."""
    given = {"service_date": WEDNESDAY, "cause": "sudden", "planned_end_minute": 1170, **more}
    row = OvertimeReport(
        person_id=person_id, unit_id=1, reported_at=jst(8), is_same_day=False, is_special=False, **given
    )
    database.write(lambda session: session.add(row))


async def opened(door: Door, user: User, words: str = "reports") -> View:
    """`/kaeru …` by somebody."""
    await door.as_user(user).command("/kaeru", words)
    window = door.as_user(user).modal
    assert window is not None
    return window


def words_of(window: View | None) -> str:
    assert window is not None
    return str(window.blocks)


async def send_files(door: Door) -> None:
    await send_out(door.core)


def files_of(door: Door, user: User) -> list[str]:
    """The contents of the files in somebody's direct messages."""
    files = door.playground.workspace.files
    shared = [one["id"] for message in door.playground.workspace.direct(user.id).timeline for one in message.files]
    return [files[file_id].content.decode("utf-8-sig") for file_id in shared]


async def test_the_personnel_officer_opens_the_list_and_gets_it_as_a_file(door: Door) -> None:
    report(door.core.database, line="窓口の案件")

    window = await opened(door, door.personnel, "届出 11/25")
    await door.as_user(door.personnel).press(window, list_blocks.EXPORT)
    await send_files(door)

    assert "青木 花" in words_of(window)
    assert "時間外勤務の届出1件（災害・選挙等を除くと1件）" in words_of(window)
    (content,) = files_of(door, door.personnel)
    assert content.startswith("日付,職員番号,氏名,")
    assert "2026-11-25,000001,青木 花,kyuyo,給与係,sudden,突発,19:30,窓口の案件" in content


async def test_the_file_may_be_in_the_encoding_of_older_systems(door: Door) -> None:
    report(door.core.database)
    window = await opened(door, door.personnel)

    await door.as_user(door.personnel).press(window, list_blocks.EXPORT_CP932)
    await send_files(door)

    (file,) = door.playground.workspace.files.values()
    assert "青木 花" in file.content.decode("cp932")


async def test_a_file_whose_answer_was_lost_comes_once(door: Door) -> None:
    report(door.core.database)
    door.playground.faults.add("drop_after", "files.completeUploadExternal", times=1)
    window = await opened(door, door.personnel)

    await door.as_user(door.personnel).press(window, list_blocks.EXPORT)
    await send_files(door)

    assert len(files_of(door, door.personnel)) == 1
    assert states(door.core.database) == ["sent"]


async def test_a_file_that_slack_did_not_take_is_brought_again(door: Door) -> None:
    report(door.core.database)
    door.playground.faults.add("ratelimited", "files.completeUploadExternal", times=1, seconds=0)
    window = await opened(door, door.personnel)

    await door.as_user(door.personnel).press(window, list_blocks.EXPORT)
    await send_files(door)

    assert len(files_of(door, door.personnel)) == 1


async def test_the_list_has_pages_and_other_days(door: Door) -> None:
    people = [door.office.person(1, name=f"職員 {number:02d}") for number in range(25)]
    for person in people:
        report(door.core.database, person)
    personnel = door.as_user(door.personnel)

    first = words_of(await opened(door, door.personnel))
    await personnel.press(personnel.modal or first, list_blocks.TURN_ON)
    second = words_of(personnel.modal)
    await personnel.press(personnel.modal or first, list_blocks.CHOOSE_DAY, value="2026-11-26")
    other_day = words_of(personnel.modal)

    assert ("職員 00" in first, "職員 24" in first) == (True, False)
    assert ("職員 00" in second, "職員 24" in second) == (False, True)
    assert "時間外勤務の届出0件" in other_day


async def test_the_home_tab_of_the_personnel_section_leads_to_the_list(door: Door) -> None:
    report(door.core.database)
    home = await home_of(door, door.personnel)
    personnel = door.as_user(door.personnel)
    assert personnel.home is not None

    await personnel.press(personnel.home, list_blocks.OPEN)

    assert "時間外勤務の届出1件" in home
    assert "青木 花" in words_of(personnel.modal)


async def test_a_member_gets_no_list(door: Door) -> None:
    report(door.core.database)

    await door.as_user(door.aoki).command("/kaeru", "reports")

    assert door.as_user(door.aoki).modal is None
    assert "この一覧を見られるのは" in door.last_words(door.aoki)
    assert list_blocks.OPEN not in await home_of(door, door.aoki)


async def test_a_head_reads_it_without_a_way_to_export_it(door: Door) -> None:
    report(door.core.database)

    window = await opened(door, door.head)

    assert "青木 花" in words_of(window)
    assert list_blocks.EXPORT not in words_of(window)


async def test_what_is_no_date_is_answered_with_one_that_is(door: Door) -> None:
    await door.as_user(door.personnel).command("/kaeru", "reports いつか")

    assert "いつか" in door.last_words(door.personnel)


def states(database: Database) -> list[str]:
    query = select(Message.state).order_by(col(Message.id))
    return [str(state) for state in database.read(lambda session: session.exec(query).all())]

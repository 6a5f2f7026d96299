"""The section's plan table, one's own goal and the quarterly report, as people use them in Slack."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlmodel import Session, col, delete, select

from bot.city import service as city
from bot.city.leave import Leave, LeaveReport
from bot.delivery.tables import Message
from bot.leave import goal_blocks, report_blocks, service, table_blocks
from bot.leave.kinds import Part
from bot.leave.plans import Proposal
from bot.leave.tables import LeaveBalance
from bot.people import service as people
from bot.people.tables import Headship
from bot.playground import User, View
from schedules import leave as by_clock
from tests.delivering import WEDNESDAY, jst, move, send_out
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, read
from tests.leaving import A_DAY, half, span

OCTOBER = date(2026, 10, 1)


def modal(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


def home_view(door: Door, user: User) -> View:
    shown = door.as_user(user).home
    assert shown is not None
    return shown


def plan(door: Door, user: User, wish: Any, kind: str = "annual") -> None:
    def work(session: Session) -> None:
        me = people.staff_by_slack(session, user.id, day=WEDNESDAY)
        assert me is not None
        proposal = Proposal(f"{user.id}{wish}", kind, wish)
        service.plan(session, me, proposal, today=WEDNESDAY, now=jst(8))

    door.core.database.write(work)


def import_balance(door: Door, person_id: int, taken_days: int) -> None:
    def work(session: Session) -> None:
        session.add(
            LeaveBalance(
                person_id=person_id,
                account="annual",
                leave_year=2026,
                granted=20 * A_DAY,
                carried_over=0,
                taken=taken_days * A_DAY,
                as_of=date(2026, 10, 31),
            )
        )

    door.core.database.write(work)


async def test_the_head_sees_the_table_as_a_grid_and_as_a_list(door: Door) -> None:
    plan(door, door.aoki, span("2026-12-10"))
    plan(door, door.aoki, half("2026-12-24", Part.AFTERNOON))

    await door.as_user(door.head).command("/kaeru", "予定表")
    await door.as_user(door.head).press(modal(door, door.head), table_blocks.LATER)
    grid = read(modal(door, door.head))
    await door.as_user(door.head).press(modal(door, door.head), table_blocks.AS_LIST)
    listed = read(modal(door, door.head))

    assert "給与係　2026年12月" in grid
    assert "青木　花" in grid
    assert "12月24日（木）：青木 花 午後" in listed
    assert "申請" in listed


async def test_a_colleague_sees_only_that_somebody_is_away(door: Door) -> None:
    plan(door, door.head, half("2026-11-26", Part.MORNING))

    await door.as_user(door.aoki).command("/kaeru", "予定表")
    await door.as_user(door.aoki).press(modal(door, door.aoki), table_blocks.AS_LIST)

    shown = read(modal(door, door.aoki))
    assert "11月26日（木）：馬場 翔 不在（午前）" in shown
    assert table_blocks.TELL not in shown
    assert table_blocks.EXPORT_XLSX not in shown


async def test_a_head_lets_the_morning_card_name_who_is_away(door: Door) -> None:
    await door.as_user(door.head).command("/kaeru", "予定表")
    await door.as_user(door.head).press(modal(door, door.head), table_blocks.TELL)

    assert "載せています" in read(modal(door, door.head))


async def test_a_head_gets_the_table_as_a_workbook_and_as_csv(door: Door) -> None:
    plan(door, door.aoki, span("2026-11-26"))
    await door.as_user(door.head).command("/kaeru", "予定表")
    window = modal(door, door.head)

    await door.as_user(door.head).press(window, table_blocks.EXPORT_XLSX)
    await door.as_user(door.head).press(window, table_blocks.EXPORT_CSV)
    await send_files(door)

    book, text = sorted(files(door))
    assert load_workbook(BytesIO(book))["2026年11月"]["B4"].value == "青木 花"
    assert "1日" in text.decode("utf-8-sig").splitlines()[3]


async def test_a_file_that_was_asked_for_names_nobody_once_its_reader_is_no_head_any_more(door: Door) -> None:
    await door.as_user(door.head).command("/kaeru", "予定表")
    await door.as_user(door.head).press(modal(door, door.head), table_blocks.EXPORT_CSV)
    door.core.database.write(lambda session: session.connection().execute(delete(Headship)))

    await send_files(door)

    assert [one.decode("utf-8-sig").count("青木") for one in files(door)] == [0]


async def send_files(door: Door) -> None:
    await send_out(door.core)


def files(door: Door) -> list[bytes]:
    return [one.content for one in door.playground.workspace.files.values()]


async def test_a_stranger_opens_no_table(door: Door) -> None:
    await door.as_user(door.stranger).command("/kaeru", "予定表")

    assert door.as_user(door.stranger).modal is None


async def test_one_sets_ones_own_goal_and_sees_the_bar_on_the_home_tab(door: Door) -> None:
    import_balance(door, 1, 8)
    assert "████████░░░░░░░░" in await home_of(door, door.aoki)

    await door.as_user(door.aoki).press(home_view(door, door.aoki), goal_blocks.OPEN)
    await door.as_user(door.aoki).submit(modal(door, door.aoki), {"value": "10"})

    again = await home_of(door, door.aoki)
    assert "████████████░░░░" in again
    assert "取得8日、予定" in again


async def test_without_an_imported_balance_the_home_tab_speaks_of_no_pace(door: Door) -> None:
    home = await home_of(door, door.aoki)

    assert "░" not in home
    assert "目標16日を変える" in home


async def test_the_personnel_section_reads_approves_and_the_channel_gets_it(door: Door) -> None:
    everybody = door.playground.workspace.add_channel(name="zenshokuin")
    decide_report_channel(door, everybody.id)
    move(door.core, jst(10, day=date(2026, 10, 20)))
    await home_of(door, door.personnel)

    await door.as_user(door.personnel).press(home_view(door, door.personnel), report_blocks.OPEN)
    view = modal(door, door.personnel)
    await door.as_user(door.personnel).submit(view)
    await door.as_user(door.personnel).submit(view)
    await by_clock.plan_reports(door.core, jst(10, 1, day=date(2026, 10, 20)))

    assert posted(door) == [("leave/report", everybody.id)]


def decide_report_channel(door: Door, channel: str) -> None:
    def work(session: Session) -> None:
        before = city.policy_on(session, WEDNESDAY)
        policy = before.model_copy(update={"leave": Leave(report=LeaveReport(channel=channel))})
        city.decide_policy(session, policy, effective_from=city.SINCE_EVER, actor="test", now=jst(8))

    door.core.database.write(work)


def posted(door: Door) -> list[tuple[str, str]]:
    query = select(Message).order_by(col(Message.due_at))
    return door.core.database.read(lambda session: [(one.kind, one.recipient) for one in session.exec(query)])

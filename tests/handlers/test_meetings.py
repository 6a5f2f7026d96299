"""The evening meeting as its people use it: one tap, a reason, the host's end, and the window of heads."""

from __future__ import annotations

from sqlmodel import Session, col, select, update

from bot.database import Database
from bot.no_overtime import meeting_blocks, meetings, reply_blocks
from bot.no_overtime.answers import Answer
from bot.no_overtime.meeting_tables import EveningMeeting
from bot.no_overtime.tables import ReplyRow
from bot.people import service as people
from bot.people.tables import UnitSpan
from bot.playground import Message
from schedules import tick
from schedules.delivery import LIVE, STILL_WANTED
from schedules.live import Refresher
from schedules.sender import Sender
from tests.delivering import WEDNESDAY, jst, move
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, home_view

LATE = reply_blocks.REPLY[Answer.OVERTIME]


def with_channel(session: Session, channel: str) -> None:
    session.execute(update(UnitSpan).where(col(UnitSpan.unit_id) == 1).values(channel=channel))
    meetings.set_evening_meeting(session, "kyuyo", is_on=True, starting=WEDNESDAY, actor="test", now=jst(9))


async def meeting(door: Door) -> tuple[Message, Refresher]:
    """It is 16:45, and the section's closing card is the evening meeting."""
    members = [door.aoki.id, door.head.id, door.personnel.id]
    channel = door.playground.workspace.add_channel("給与係", members=members)
    door.core.database.write(with_channel, channel.id)
    move(door.core, jst(16, 45))
    await tick(door.core, jst(16, 45))
    sender = Sender(door.core, STILL_WANTED)
    await sender.drain()
    card = next(message for message in channel.timeline if message.text.startswith("夕礼です。"))
    return card, Refresher(door.core, sender.terms, LIVE)


def replies_in(database: Database) -> list[tuple[Answer, str]]:
    rows = database.read(lambda session: session.exec(select(ReplyRow)).all())
    return [(row.answer, row.cause) for row in rows]


async def test_whoever_expects_overtime_may_say_why_and_need_not(door: Door) -> None:
    card, _ = await meeting(door)
    aoki = door.as_user(door.aoki)

    await aoki.press(card, LATE)
    first = replies_in(door.core.database)
    await aoki.press(aoki.ephemerals[-1], meeting_blocks.CAUSE, value="overtime|2026-11-25|1065|meeting|sudden")

    assert first == [(Answer.OVERTIME, "")]
    assert replies_in(door.core.database) == [(Answer.OVERTIME, "sudden")]
    assert "「残業の見込みです（突発）」" in door.last_words(door.aoki)


async def test_helping_is_an_answer_of_its_own(door: Door) -> None:
    card, _ = await meeting(door)

    await door.as_user(door.aoki).press(card, reply_blocks.REPLY[Answer.HELPING])

    assert replies_in(door.core.database) == [(Answer.HELPING, "")]
    assert "「定時まで手伝えます」" in door.last_words(door.aoki)


async def test_the_host_ends_the_meeting_once_and_the_card_says_so(door: Door) -> None:
    card, refresher = await meeting(door)

    await door.as_user(door.head).press(card, meeting_blocks.CLOSE)
    first = door.last_words(door.head)
    await door.as_user(door.head).press(card, meeting_blocks.CLOSE)
    await refresher.refresh()

    (row,) = door.core.database.read(lambda session: session.exec(select(EveningMeeting)).all())
    shown = door.as_user(door.aoki).message(card.channel, card.ts)
    assert row.was_closed_by_host
    assert first.startswith("夕礼を終わりにしました。")
    assert door.last_words(door.head) == "夕礼はすでに終わっています。"
    assert "夕礼は終わりました。" in shown.text
    assert meeting_blocks.CLOSE not in str(shown.blocks)


async def test_nobody_but_a_head_ends_it(door: Door) -> None:
    card, _ = await meeting(door)

    await door.as_user(door.aoki).press(card, meeting_blocks.CLOSE)

    assert door.last_words(door.aoki).startswith("夕礼を終えられるのは、所属の長です。")
    assert door.core.database.read(meetings.figures, WEDNESDAY) == {card.channel: ""}


async def test_a_head_decides_in_a_window_whether_the_unit_holds_meetings(door: Door) -> None:
    await home_of(door, door.head)
    head = door.as_user(door.head)
    assert head.home is not None

    await head.press(head.home, meeting_blocks.OPEN_SETTING)
    window = head.modal
    assert window is not None
    reaction = await head.submit(window, {"way": "on"})

    holding = door.core.database.read(
        lambda session: meetings.meeting_units(session, people.tree_on(session, WEDNESDAY), WEDNESDAY)
    )
    assert holding == {1}
    assert reaction.view is not None
    assert "今日から、この所属の退庁前のカードが夕礼になります。" in str(reaction.view.blocks)


async def test_only_heads_are_offered_the_window(door: Door) -> None:
    await home_of(door, door.aoki)

    assert meeting_blocks.OPEN_SETTING not in str(home_view(door).blocks)


async def test_a_meeting_that_nobody_ended_ends_with_the_day(door: Door) -> None:
    card, refresher = await meeting(door)
    move(door.core, jst(18))
    await tick(door.core, jst(18))
    await refresher.refresh()

    await door.as_user(door.aoki).press(card, LATE)

    assert "夕礼は終わりました。" in door.as_user(door.aoki).message(card.channel, card.ts).text
    assert "この日の返事の受け付けは終わりました。" in door.last_words(door.aoki)

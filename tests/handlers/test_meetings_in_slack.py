"""Meetings as their people use them: a day in two taps, one tap in the morning, the agenda with who is away."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select, update

from bot.leave.kinds import Part as DayPart
from bot.leave.tables import LeaveDay, LeavePlan
from bot.meetings import blocks, card_blocks, morning_blocks
from bot.meetings.kinds import Outcome
from bot.meetings.tables import MorningMeetingDay, MorningMeetingUnit, WorkplaceMeeting
from bot.no_overtime.cards import MORNING
from bot.people.tables import UnitSpan
from bot.playground import Message, Reaction, User, View
from schedules import tick
from tests.delivering import WEDNESDAY, jst, ledger, move, send_out
from tests.handlers.conftest import Door
from tests.handlers.test_home import home_of, read

THURSDAY, FRIDAY, MONDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30)
TUESDAY, CHRISTMAS_EVE = date(2026, 11, 24), date(2026, 12, 24)


def join_channel(door: Door) -> str:
    members = [door.aoki.id, door.head.id, door.personnel.id]
    channel = door.playground.workspace.add_channel("給与係", members=members)

    def give(session: Session) -> None:
        session.execute(update(UnitSpan).where(col(UnitSpan.unit_id) == 1).values(channel=channel.id))

    door.core.database.write(give)
    return channel.id


async def posted(door: Door, channel: str, day: date) -> list[Message]:
    """What stands in the channel once the morning of a day is there."""
    move(door.core, jst(8, 30, day=day))
    await tick(door.core, jst(8, 30, day=day))
    await send_out(door.core)
    return list(door.playground.workspace.channels[channel].timeline)


def posts(door: Door) -> list[str]:
    """What was planned for channels."""
    return [key for key in ledger(door.core.database) if "/channel:" in key]


async def window_of(door: Door, user: User) -> View:
    await home_of(door, user)
    home = door.as_user(user).home
    assert home is not None
    await door.as_user(user).press(home, blocks.OPEN)
    return modal(door, user)


def modal(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


async def set_day(door: Door, day: date = FRIDAY, at: str = "15:00") -> Reaction:
    head = door.as_user(door.head)
    await head.press(await window_of(door, door.head), blocks.OPEN_DAY)
    chosen = {"selected_date": day.isoformat()}
    head.enter(modal(door, door.head), {"day": {"value": chosen}, "time": {"value": {"selected_time": at}}})
    return await head.submit(modal(door, door.head))


def meetings(door: Door) -> list[tuple[Outcome, date | None, int | None, int | None]]:
    rows = door.core.database.read(lambda session: session.exec(select(WorkplaceMeeting)).all())
    return [(row.outcome, row.day, row.minute, row.attendance) for row in rows]


async def meet_in_the_mornings(door: Door, *weekdays: str, at: str = "08:35") -> None:
    head = door.as_user(door.head)
    await home_of(door, door.head)
    assert head.home is not None
    await head.press(head.home, morning_blocks.OPEN)
    chosen = {"selected_options": [{"value": one} for one in weekdays]}
    head.enter(modal(door, door.head), {"weekdays": {"value": chosen}, "time": {"value": {"selected_time": at}}})
    await head.submit(modal(door, door.head))


async def test_a_head_sets_the_day_from_the_home_tab(door: Door) -> None:
    reaction = await set_day(door)

    assert reaction.errors == {}
    assert meetings(door) == [(Outcome.SET, FRIDAY, 900, None)]
    assert "給与係の職場ミーティングを11月27日（金） 15:00に決めました。" in read(modal(door, door.head))


async def test_a_form_that_is_sent_from_two_devices_is_one_meeting(door: Door) -> None:
    for _ in range(2):
        await set_day(door)

    assert meetings(door) == [(Outcome.SET, FRIDAY, 900, None)]


async def test_what_cannot_be_is_said_beside_the_field(door: Door) -> None:
    over, off = [(await set_day(door, day)).errors for day in (date(2026, 11, 24), date(2026, 11, 28))]

    assert over == {"day": "11月25日（水）から11月30日（月）までの日を選んでください。"}
    assert off == {"day": "11月28日（土）は休みの日です。勤務日を選んでください。"}


async def test_held_is_one_tap_and_a_number(door: Door) -> None:
    head = door.as_user(door.head)
    await head.press(await window_of(door, door.head), blocks.OPEN_HELD)
    offered = str(modal(door, door.head).blocks)
    reaction = await head.submit(modal(door, door.head))

    assert "'initial_value': '3'" in offered
    assert reaction.errors == {}
    assert meetings(door) == [(Outcome.HELD, WEDNESDAY, None, 3)]
    assert "「実施」（3人）として記録しました" in read(modal(door, door.head))


async def test_not_held_is_one_tap(door: Door) -> None:
    for _ in range(2):
        await door.as_user(door.head).press(await window_of(door, door.head), blocks.NOT_HELD)

    assert meetings(door) == [(Outcome.NOT_HELD, None, None, None)]


async def test_whoever_leads_nothing_has_no_button_and_no_right(door: Door) -> None:
    home = await home_of(door, door.aoki)
    press = {"type": "button", "action_id": blocks.NOT_HELD, "text": {"type": "plain_text", "text": "x"}}
    message = await door.show(door.aoki, press | {"value": "1|2026-11-01"})
    await door.as_user(door.aoki).press(message, blocks.NOT_HELD)

    assert "職場ミーティング" not in home
    assert meetings(door) == []
    assert door.last_words(door.aoki).startswith("今日の時点でこの所属の長ではないため")


async def test_the_agenda_rides_in_the_morning_card_and_nothing_is_posted_beside_it(door: Door) -> None:
    channel = join_channel(door)
    move(door.core, jst(9, day=TUESDAY))
    await set_day(door)

    (card,) = await posted(door, channel, WEDNESDAY)

    assert card.text.startswith("おはようございます。今日11月25日（水）は定時退庁日")
    assert "給与係：11月27日（金） 15:00に職場ミーティングがあります。" in card.text
    assert posts(door) == [f"{MORNING}/2026-11-25/channel:{channel}"]


async def test_on_any_other_day_it_is_a_morning_card_of_its_own_once(door: Door) -> None:
    channel = join_channel(door)
    await set_day(door, MONDAY)

    await posted(door, channel, THURSDAY)
    cards = [one.text for one in await posted(door, channel, THURSDAY)]

    assert [text.splitlines()[0] for text in cards] == ["おはようございます。今日は11月26日（木）です"]
    assert posts(door) == [f"meetings/morning/2026-11-26/channel:{channel}"]


async def test_the_agenda_shows_who_is_away_by_name_and_no_reason(door: Door) -> None:
    channel = join_channel(door)
    move(door.core, jst(9, day=TUESDAY))
    await set_day(door)
    door.core.database.write(_on_leave)
    (card,) = await posted(door, channel, WEDNESDAY)

    await door.as_user(door.aoki).press(card, card_blocks.AGENDA_OPEN)

    shown = read(modal(door, door.aoki))
    assert "12月24日（木）：馬場 翔（終日）" in shown
    assert "事務分担と負荷" in shown
    assert "夏季休暇" not in shown


def _on_leave(session: Session) -> None:
    plan = LeavePlan(
        key="k", person_id=2, kind="summer", first_day=CHRISTMAS_EVE, last_day=CHRISTMAS_EVE, planned_at=jst(8)
    )
    session.add(plan)
    session.flush()
    session.add(
        LeaveDay(
            plan_id=plan.id or 0,
            person_id=2,
            kind="summer",
            day=CHRISTMAS_EVE,
            part=DayPart.WHOLE,
            start_minute=510,
            end_minute=1035,
            minutes=465,
            workday_minutes=465,
            is_hours=False,
        )
    )


async def test_nobody_from_next_door_opens_the_agenda(door: Door) -> None:
    await set_day(door)
    elsewhere = door.office.unit("税務課")
    user = door.playground.workspace.add_user(name="eto", real_name="江藤", email="eto@hibarino.example")
    door.office.person(elsewhere, name="江藤", slack_user_id=user.id)
    press = {"type": "button", "action_id": card_blocks.AGENDA_OPEN, "text": {"type": "plain_text", "text": "x"}}

    message = await door.show(user, press | {"value": "1|2026-11-01"})
    await door.as_user(user).press(message, card_blocks.AGENDA_OPEN)

    assert door.as_user(user).modal is None
    assert door.last_words(user).startswith("ミーティングの議題は、その所属の職員")


async def test_a_unit_that_meets_in_the_morning_tells_so_with_one_tap(door: Door) -> None:
    channel = join_channel(door)
    await meet_in_the_mornings(door, "2", "3")
    (card,) = await posted(door, channel, WEDNESDAY)
    aoki = door.as_user(door.aoki)

    await aoki.press(card, card_blocks.MORNING_HELD)
    await aoki.press(card, card_blocks.MORNING_HELD)
    held = _mornings(door)
    await door.as_user(door.head).press(card, card_blocks.MORNING_NOT_HELD)

    assert "給与係：朝礼 8:35" in card.text
    assert (held, _mornings(door)) == ([True], [False])
    assert "「実施」として記録しました" in door.last_words(door.aoki)


def _mornings(door: Door) -> list[bool]:
    return door.core.database.read(lambda session: [one.was_held for one in session.exec(select(MorningMeetingDay))])


async def test_the_morning_button_of_yesterday_is_old(door: Door) -> None:
    channel = join_channel(door)
    await meet_in_the_mornings(door, "2")
    (card,) = await posted(door, channel, WEDNESDAY)
    move(door.core, jst(8, 30, day=THURSDAY))

    await door.as_user(door.aoki).press(card, card_blocks.MORNING_HELD)

    assert _mornings(door) == []
    assert "朝礼の当日に押してください" in door.last_words(door.aoki)


async def test_on_a_day_without_another_card_the_morning_meeting_brings_its_own_in_other_languages_too(
    door: Door,
) -> None:
    channel = join_channel(door)
    await meet_in_the_mornings(door, "3")
    (card,) = await posted(door, channel, THURSDAY)

    await door.as_user(door.aoki).press(card, card_blocks.OTHER_LANGUAGES)

    assert card.text.splitlines()[-1] == "給与係：朝礼 8:35"
    assert "morning meeting at 8:35" in door.last_words(door.aoki)


async def test_deciding_twice_is_once_and_no_weekday_ends_the_meetings(door: Door) -> None:
    await meet_in_the_mornings(door, "3")
    await meet_in_the_mornings(door, "3")
    told = read(modal(door, door.head))
    await meet_in_the_mornings(door)

    rows = door.core.database.read(lambda session: [one.weekdays for one in session.exec(select(MorningMeetingUnit))])
    assert "今日から、朝礼は木曜日 8:35です。" in told
    assert rows == [0]

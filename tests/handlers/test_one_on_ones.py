"""1on1s at the door: a head sets a day and marks it held in a few taps, a member picks topic and stance."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from sqlmodel import Session, select

from bot.blockkit import button
from bot.city import service as city
from bot.delivery.claiming import Facts, Terms
from bot.delivery.opt_out_blocks import OPT_OUT
from bot.delivery.opt_outs import opt_outs_of
from bot.delivery.tables import Message
from bot.one_on_one import blocks, exporting, form_blocks, list_blocks, my_blocks
from bot.one_on_one.kinds import TOPIC_LINE, Cadence, Stance, Topic
from bot.one_on_one.tables import OneOnOneClarity, OneOnOnePair, OneOnOneTalk, OneOnOneUnitCadence
from bot.people.tables import Headship
from bot.playground import Reaction, User, View
from schedules.delivery import ATTACHMENTS
from schedules.one_on_one import keep_pairs
from tests.delivering import WEDNESDAY, jst, move
from tests.handlers.conftest import Door, bring, events_of, restarted, send
from tests.handlers.test_home import _texts, home_of, read

#: Every first talk of the month is due by then.
MONTH_LATER = WEDNESDAY + timedelta(days=30)


@pytest.fixture
async def office(door: Door) -> Door:
    """The door a month after the pairs began: Aoki's talk with the head is due."""
    await keep_pairs(door.core, door.core.clock.now())
    move(door.core, jst(8, 20, MONTH_LATER))
    return door


def home(door: Door, user: User) -> View:
    shown = door.as_user(user).home
    assert shown is not None
    return shown


def modal(door: Door, user: User) -> View:
    shown = door.as_user(user).modal
    assert shown is not None
    return shown


def rows(door: Door, table: Any) -> list[Any]:
    return door.core.database.read(lambda session: list(session.exec(select(table))))


def with_aoki(door: Door) -> OneOnOnePair:
    query = select(OneOnOnePair).where(OneOnOnePair.member_id == 1)
    return door.core.database.read(lambda session: session.exec(query).one())


async def test_a_head_sees_who_is_due_and_has_it_held_in_two_taps(office: Door) -> None:
    said = await home_of(office, office.head)

    await office.as_user(office.head).press(home(office, office.head), blocks.OPEN_HELD)
    await office.as_user(office.head).submit(modal(office, office.head))

    (talk,) = rows(office, OneOnOneTalk)
    assert "青木 花さんとの初めての1on1の時期です。" in said
    assert (talk.pair_id, talk.held_on, talk.minutes) == (with_aoki(office).id, MONTH_LATER, 30)
    assert "お疲れさまでした。" in read(modal(office, office.head))
    assert "青木 花さんとの初めての1on1の時期" not in read(home(office, office.head))


async def test_a_head_sets_day_and_time_and_both_find_it_on_their_home_tab(office: Door) -> None:
    await home_of(office, office.head)
    await office.as_user(office.head).press(home(office, office.head), blocks.OPEN_SCHEDULE)

    await set_day(office, MONTH_LATER + timedelta(days=3), "13:30")

    assert "12月28日（月）　13:30" in read(home(office, office.head))
    seen = await home_of(office, office.aoki)
    assert "*馬場 翔*\n次回：12月28日（月）　13:30" in seen
    assert "遅れ" not in seen


async def test_a_day_that_cannot_be_is_said_below_its_field(office: Door) -> None:
    await home_of(office, office.head)
    await office.as_user(office.head).press(home(office, office.head), blocks.OPEN_SCHEDULE)

    reaction = await set_day(office, WEDNESDAY, "13:30")

    assert reaction.errors == {
        form_blocks.DAY: "今日から1年以内の日を選んでください。終わった1on1は「実施しました」で記録できます。"
    }
    assert rows(office, OneOnOneTalk) == []


async def test_one_tap_puts_a_talk_off_and_a_second_one_changes_nothing(office: Door) -> None:
    await home_of(office, office.head)
    before = home(office, office.head)
    value = f"{with_aoki(office).id}:1"

    await office.as_user(office.head).press(before, blocks.POSTPONE)
    again = await pressed(office, office.head, blocks.POSTPONE, value)

    assert [(one.postponed_to, one.held_on) for one in rows(office, OneOnOneTalk)] == [
        (MONTH_LATER + timedelta(days=7), None)
    ]
    assert again == "青木 花さんとの1on1は、2027年1月1日（金）までお知らせしません。"


async def test_a_submission_that_slack_brings_again_is_once_even_after_a_restart(office: Door) -> None:
    payload = submission(office, office.head, form_blocks.HELD, f"{with_aoki(office).id}:1", day=MONTH_LATER)

    statuses = [await send(office, payload), await send(office, payload)]
    async with restarted(office) as url:
        statuses.append(await bring(url, payload))

    assert statuses == [200, 200, 200]
    assert [(one.place, one.held_on) for one in rows(office, OneOnOneTalk)] == [(1, MONTH_LATER)]
    assert with_aoki(office).held_count == 1


async def test_the_same_form_sent_four_times_at_once_notes_one_talk(office: Door) -> None:
    payload = submission(office, office.head, form_blocks.HELD, f"{with_aoki(office).id}:1", day=MONTH_LATER)

    statuses = await asyncio.gather(*(send(office, payload) for _ in range(4)))

    assert statuses == [200] * 4
    assert len(rows(office, OneOnOneTalk)) == 1


async def test_a_member_picks_topic_and_stance_and_the_head_sees_just_that(office: Door) -> None:
    await home_of(office, office.aoki)

    await office.as_user(office.aoki).press(home(office, office.aoki), my_blocks.TOPIC, value=Topic.LOAD.value)
    await office.as_user(office.aoki).press(home(office, office.aoki), my_blocks.STANCE, value=Stance.LISTEN.value)
    await office.as_user(office.aoki).press(home(office, office.aoki), blocks.ASK)

    assert "青木 花さんが1on1を希望しています。 本人の希望：仕事の量と分担、ただ聞いてほしい" in await home_of(
        office, office.head
    )
    assert "希望しています" not in await home_of(office, office.personnel)


async def test_a_member_who_wants_no_questions_before_talks_is_asked_none_and_can_change_their_mind(
    office: Door,
) -> None:
    await home_of(office, office.aoki)

    await office.as_user(office.aoki).press(home(office, office.aoki), OPT_OUT, block_id="one_on_one/no_more")

    assert "1on1の前に、話したいことをお尋ねする一行" in await home_of(office, office.aoki)
    assert office.core.database.read(opt_outs_of, 1) == [TOPIC_LINE]


async def test_the_command_says_the_same_as_the_home_tab(office: Door) -> None:
    await office.as_user(office.head).command("/kaeru", "１on１")

    said = office.as_user(office.head).ephemerals[-1]
    assert "青木 花さんとの初めての1on1の時期です。" in "\n".join(_texts(said.blocks))
    await office.as_user(office.head).press(said, blocks.OPEN_HELD)
    assert "残るのは日付と時間（分）だけです。" in read(modal(office, office.head))


async def test_whoever_is_part_of_no_pair_is_told_kindly(door: Door) -> None:
    await door.as_user(door.aoki).command("/kaeru", "1on1")

    assert door.last_words(door.aoki).startswith("いま、あなたの1on1はありません。")


async def test_the_list_leads_to_each_pair_and_how_often_it_meets(office: Door) -> None:
    head = office.as_user(office.head)
    await home_of(office, office.head)
    await head.press(home(office, office.head), my_blocks.OPEN_LIST)
    await head.press(modal(office, office.head), list_blocks.OPEN_PAIR)

    await head.press(modal(office, office.head), list_blocks.PAIR_CADENCE, value=Cadence.WEEKLY.value)
    await head.press(modal(office, office.head), blocks.STOP)

    (changed,) = (one for one in rows(office, OneOnOnePair) if one.cadence)
    assert (changed.member_id, changed.cadence, changed.is_stopped) == (3, Cadence.WEEKLY, True)
    assert "千葉 学さんとの初めて" not in read(home(office, office.head))


async def test_a_head_decides_how_often_and_nobody_else_does(office: Door) -> None:
    head = office.as_user(office.head)
    await home_of(office, office.head)
    await head.press(home(office, office.head), my_blocks.OPEN_CADENCE)
    shown = modal(office, office.head)
    office.as_user(office.head).enter(shown, {"often": {"value": {"selected_option": {"value": "quarterly"}}}})

    await head.submit(shown)

    (kept,) = rows(office, OneOnOneUnitCadence)
    assert kept.cadence is Cadence.QUARTERLY
    assert "3か月に1回" in read(modal(office, office.head))
    forged = {**submission(office, office.aoki, form_blocks.CADENCE, ""), "view": {**cadence_view(kept.unit_id)}}
    assert await send(office, forged) == 200
    assert [one.cadence for one in rows(office, OneOnOneUnitCadence)] == [Cadence.QUARTERLY]


@pytest.mark.parametrize("action_id", [blocks.OPEN_HELD, blocks.POSTPONE, blocks.STOP, blocks.CALENDAR])
async def test_a_neighbour_who_forges_a_button_is_refused(office: Door, action_id: str) -> None:
    value = f"{with_aoki(office).id}:1" if action_id != blocks.STOP else str(with_aoki(office).id)

    said = await pressed(office, office.personnel, action_id, value)

    assert "ホームタブで確かめられます。" in said
    assert rows(office, OneOnOneTalk) == []
    assert not with_aoki(office).is_stopped


async def test_a_former_head_is_refused(office: Door) -> None:
    pair = with_aoki(office)

    def leave(session: Session) -> None:
        for row in session.exec(select(Headship)):
            row.valid_to = MONTH_LATER - timedelta(days=1)

    office.core.database.write(leave)

    said = await pressed(office, office.head, blocks.POSTPONE, f"{pair.id}:1")

    assert said.startswith("この1on1は、今のあなたの組ではありません。")
    assert rows(office, OneOnOneTalk) == []


@pytest.mark.parametrize("value", ["", "x", "1", "1:", ":1", "1:1:1", "-1:1", "9" * 30 + ":1", "٣:1"])
async def test_values_that_no_button_has_are_answered(
    office: Door, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    await pressed(office, office.head, blocks.POSTPONE, value or "none")

    assert rows(office, OneOnOneTalk) == []
    assert "handler.failed" not in events_of(caplog)


async def test_a_day_that_is_set_comes_as_a_file_for_the_calendar(office: Door) -> None:
    await home_of(office, office.head)
    await office.as_user(office.head).press(home(office, office.head), blocks.OPEN_SCHEDULE)
    await set_day(office, MONTH_LATER + timedelta(days=3), "13:30")
    await home_of(office, office.aoki)

    await office.as_user(office.aoki).press(home(office, office.aoki), blocks.CALENDAR)

    facts = Facts(exporting.INVITATION, MONTH_LATER + timedelta(days=3), None, 1)
    terms = Terms("test", office.core.settings.zone, office.core.texts, {})
    now = office.core.clock.now()
    file = office.core.database.read(ATTACHMENTS[exporting.INVITATION], facts, now, terms)
    (event,) = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    (message,) = rows(office, Message)
    assert (message.kind, message.person_id) == (exporting.INVITATION, 1)
    assert str(event["SUMMARY"]) == "1on1（馬場 翔さん）"
    assert event.decoded("DTSTART") == datetime(2026, 12, 28, 4, 30, tzinfo=UTC)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)


async def test_after_a_talk_a_member_taps_how_clear_things_are_and_it_is_only_counted(office: Door) -> None:
    ask_how_clear(office)
    payload = submission(office, office.head, form_blocks.HELD, f"{with_aoki(office).id}:1", day=MONTH_LATER)
    await send(office, payload)

    asked = await home_of(office, office.aoki)
    tapped = home(office, office.aoki)
    await office.as_user(office.aoki).press(tapped, my_blocks.CLARITY[4])
    again = await pressed(office, office.aoki, my_blocks.CLARITY[1], f"{with_aoki(office).id}:1")

    assert "馬場 翔さんと1on1をしました。いまのすっきり度は？" in asked
    assert again == "この1on1の分は、もう数に加えたか、日がたっています。ありがとうございます。"
    assert [(one.step, one.number) for one in rows(office, OneOnOneClarity)] == [(4, 1)]
    assert "すっきり度" not in await home_of(office, office.head)


async def test_the_home_tab_says_what_of_1on1s_is_stored(office: Door) -> None:
    await home_of(office, office.head)
    await office.as_user(office.head).press(home(office, office.head), blocks.OPEN_HELD)
    await office.as_user(office.head).submit(modal(office, office.head))

    assert "1on1の相手（1組）と、1回分の実施日・時間（分）。2年度分を残します。" in await home_of(office, office.aoki)


async def set_day(door: Door, day: date, time: str) -> Reaction:
    view = modal(door, door.head)
    entries = {"day": {"value": {"selected_date": day.isoformat()}}, "time": {"value": {"selected_time": time}}}
    door.as_user(door.head).enter(view, entries)
    return await door.as_user(door.head).submit(view)


async def pressed(door: Door, user: User, action_id: str, value: str) -> str:
    """What somebody reads who presses a button that they made up."""
    message = await door.show(user, button("x", action_id=action_id, value=value))
    await door.as_user(user).press(message, action_id)
    return door.last_words(user)


def submission(door: Door, user: User, callback_id: str, drawn: str, *, day: date = WEDNESDAY) -> dict[str, Any]:
    """A form written by hand."""
    state = {
        "day": {"value": {"type": "datepicker", "selected_date": day.isoformat()}},
        "minutes": {"value": {"type": "static_select", "selected_option": {"value": "30"}}},
    }
    view = {"type": "modal", "id": "V1", "callback_id": callback_id, "private_metadata": drawn, "blocks": []}
    return {"type": "view_submission", "user": {"id": user.id}, "view": {**view, "state": {"values": state}}}


def cadence_view(unit_id: int) -> dict[str, Any]:
    values = {
        "unit": {"value": {"selected_option": {"value": str(unit_id)}}},
        "often": {"value": {"selected_option": {"value": "weekly"}}},
    }
    view = {"type": "modal", "id": "V1", "callback_id": form_blocks.CADENCE, "private_metadata": "", "blocks": []}
    return {**view, "state": {"values": values}}


def ask_how_clear(door: Door) -> None:
    def decide(session: Session) -> None:
        before = city.policy_on(session, WEDNESDAY)
        asking = before.one_on_ones.model_copy(update={"asks_clarity": True})
        policy = before.model_copy(update={"one_on_ones": asking})
        city.decide_policy(session, policy, effective_from=city.SINCE_EVER, actor="test", now=door.core.clock.now())

    door.core.database.write(decide)

"""The evening card as confirmers use it: one message, one tap for each report, one decision whoever presses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from sqlmodel import Session

from bot.clock import SystemClock
from bot.database import Database
from bot.delivery.live import Rhythm
from bot.overtime import confirming_store as store
from bot.overtime.blocks import OPEN
from bot.overtime.evening_card import CONFIRM, SEND_BACK
from bot.overtime.kinds import Report, ReportState
from bot.overtime.tables import OvertimeReport
from bot.people.kinds import HeadKind
from bot.playground import Message, Playground, User, Workspace
from schedules import tick
from schedules.delivery import LIVE, STILL_WANTED
from schedules.live import Refresher
from schedules.sender import Sender
from tests.delivering import JST, WEDNESDAY, decide, jst, move
from tests.handlers.conftest import NOWHERE, SECRET, Door, form_of, send, signed
from tests.kaeru_process import Kaeru, kaeru
from tests.people import Office

AOKI, HEAD = 1, 2
BRISK = Rhythm(per_minute=60_000, gap_seconds=0.0)


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(Workspace(now=lambda: jst(8, 20))) as playground:
        yield playground


@dataclass
class Evening:
    """給与係 on the Wednesday: 青木 reports, 馬場 is the head, 土井 the deputy."""

    door: Door
    sender: Sender
    deputy: User

    async def clock(self, hour: int, minute: int = 0) -> None:
        """It is so late now: what is due goes out, and cards come up to date."""
        move(self.door.core, jst(hour, minute))
        await tick(self.door.core, jst(hour, minute))
        await self.sender.drain()
        await self.refresh()

    async def refresh(self) -> None:
        """Cards that show something old are drawn anew."""
        await Refresher(self.door.core, self.sender.terms, LIVE, BRISK).refresh()

    def card(self, user: User) -> Message:
        """The one evening card in somebody's direct messages, as it is now."""
        (card,) = self.cards(user)
        return card

    def cards(self, user: User) -> list[Message]:
        direct = self.door.playground.workspace.direct(user.id)
        return [message for message in direct.timeline if "時間外勤務の届出" in message.text]

    def report(self, report_id: int = 1) -> Report:
        found = self.door.core.database.read(store.report, report_id)
        assert found is not None
        return found


async def evening(door: Door) -> Evening:
    """The deputy has Slack too."""
    deputy = door.playground.workspace.add_user(name="doi2", real_name="土井 実", email="doi2@hibarino.example")
    door.office.head(door.office.person(1, name="土井 実", slack_user_id=deputy.id), 1, HeadKind.DEPUTY)
    return Evening(door, Sender(door.core, STILL_WANTED), deputy)


def reports(database: Database, person_id: int = AOKI, *, at: datetime | None = None, **more: Any) -> None:
    """Somebody reports overtime for the Wednesday, at two unless said otherwise."""
    given = {"service_date": WEDNESDAY, "cause": "sudden", "planned_end_minute": 1170, **more}
    row = OvertimeReport(
        person_id=person_id, unit_id=1, reported_at=at or jst(14), is_same_day=False, is_special=False, **given
    )
    database.write(lambda session: session.add(row))


def tap_by(user_id: str, action_id: str, value: str = "1|1") -> dict[str, Any]:
    """A press written by hand: what Slack sends, and sends again when it heard nothing."""
    return {
        "type": "block_actions",
        "user": {"id": user_id},
        "response_url": NOWHERE,
        "container": {"type": "message", "channel_id": "D0NOWHERE", "message_ts": "1.0"},
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
    }


async def test_the_head_confirms_with_one_tap_and_sees_it_at_once(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database, line="<!channel> 窓口の案件")
    await office.clock(14)

    before = office.card(door.head)
    asked = before.text
    await door.as_user(door.head).press(before, CONFIRM)

    report = office.report()
    assert "青木 花　19:30まで" in asked
    assert "&lt;!channel&gt; 窓口の案件" in str(before.blocks)
    assert (report.state, report.decided_by) == (ReportState.CONFIRMED, HEAD)
    assert "確認しました 14:00 馬場 翔" in office.card(door.head).text
    assert CONFIRM not in str(office.card(door.head).blocks)
    assert door.as_user(door.head).ephemerals == []


async def test_a_press_alone_brings_the_card_of_whoever_pressed_up_to_date(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)

    await door.as_user(door.head).press(office.card(door.head), CONFIRM)
    await office.refresh()

    assert door.playground.count("chat.update") == 0


async def test_the_evening_card_stays_one_message_however_many_report(door: Door) -> None:
    office = await evening(door)
    for person, hour in ((AOKI, 9), (3, 10), (4, 11)):
        reports(door.core.database, person, at=jst(hour))
        await office.clock(hour)

    names = [name for name in ("青木 花", "千葉 学", "土井 実") if name in office.card(door.head).text]
    assert names == ["青木 花", "千葉 学", "土井 実"]
    assert len(office.cards(door.head)) == 1


async def test_two_confirmers_at_once_make_one_decision_and_the_other_reads_a_kind_word(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)
    await office.clock(15)

    head, deputy = door.as_user(door.head), door.as_user(office.deputy)
    await asyncio.gather(
        head.press(office.card(door.head), CONFIRM), deputy.press(office.card(office.deputy), SEND_BACK)
    )

    report, words = office.report(), [one.text for one in (*head.ephemerals, *deputy.ephemerals)]
    first, word = (
        ("馬場 翔", "確認しました") if report.state is ReportState.CONFIRMED else ("土井 実", "差し戻しました")
    )
    assert words == [f"青木 花さんの届出は、{first}さんが15:00に{word}。ありがとうございます。"]
    for user in (door.head, office.deputy):
        assert f"{word} 15:00 {first}" in office.card(user).text


async def test_a_double_press_is_one_decision(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)
    head, card = door.as_user(door.head), office.card(door.head)

    await asyncio.gather(head.press(card, CONFIRM), head.press(card, CONFIRM))

    assert office.report().state is ReportState.CONFIRMED
    assert [one.text for one in head.ephemerals] == ["青木 花さんの届出は、14:00に確認済みです。"]


async def test_a_request_that_slack_repeats_changes_nothing(door: Door) -> None:
    reports(door.core.database)
    confirm, back = tap_by(door.head.id, CONFIRM), tap_by(door.head.id, SEND_BACK)

    answers = [await send(door, confirm), await send(door, confirm), await send(door, back)]

    report = door.core.database.read(store.report, 1)
    assert answers == [200, 200, 200]
    assert report is not None
    assert (report.state, report.decided_by) == (ReportState.CONFIRMED, HEAD)


async def test_a_press_before_and_one_after_a_restart_are_one_decision(
    database: Database, database_url: str, playground: Playground
) -> None:
    decide(database)
    office = Office(database)
    unit = office.unit("給与係")
    office.person(unit)
    office.head(office.person(unit, slack_user_id="UHEAD"), unit)
    day = SystemClock().now().astimezone(JST).date()
    reports(database, service_date=day)
    settings = {"slack_bot_token": "xoxb-playground", "slack_signing_secret": SECRET, "port": "0"}
    settings |= {"slack_api_url": playground.api_url, "database_url": database_url}

    decided = []
    for action in (CONFIRM, SEND_BACK):
        async with kaeru("web", **settings) as process:
            await press_at(process, tap_by("UHEAD", action))
            await process.kill()
        decided.append(database.read(store.report, 1))

    assert decided[0] == decided[1]
    assert decided[0] is not None
    assert decided[0].state is ReportState.CONFIRMED


async def test_only_confirmers_of_the_unit_decide(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)

    for user in (door.aoki, door.personnel, door.stranger):
        assert await send(door, tap_by(user.id, CONFIRM)) == 200

    assert office.report().state is ReportState.REPORTED


async def test_a_report_that_was_sent_back_reaches_its_person(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)

    await door.as_user(door.head).press(office.card(door.head), SEND_BACK)
    await office.clock(14, 1)

    (told,) = door.playground.workspace.direct(door.aoki.id).timeline
    assert told.text.startswith("11月25日（水）の届出が差し戻されました。")
    await door.as_user(door.aoki).press(told, OPEN)
    assert door.as_user(door.aoki).modal is not None


async def test_a_changed_report_is_drawn_anew_on_the_card(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)
    door.core.database.write(work_until, 1290)

    await office.refresh()

    assert "青木 花　21:30まで" in office.card(door.head).text


async def test_silence_brings_the_next_one_a_card_and_both_show_the_decision(door: Door) -> None:
    office = await evening(door)
    reports(door.core.database)
    await office.clock(14)
    before = office.cards(office.deputy)
    await office.clock(15)

    await door.as_user(office.deputy).press(office.card(office.deputy), CONFIRM)
    await office.refresh()

    assert before == []
    assert "確認しました 15:00 土井 実" in office.card(door.head).text
    assert "確認しました 15:00 土井 実" in office.card(office.deputy).text


async def press_at(process: Kaeru, press: dict[str, Any]) -> None:
    """A press at `kaeru web`."""
    await process.says("Kaeru answers at")
    address = re.search(r"http://[0-9.]+:[0-9]+", process.said)
    assert address is not None
    url, body = f"{address[0]}/slack/events", form_of(press)
    headers = signed(body, "application/x-www-form-urlencoded")
    async with aiohttp.ClientSession() as web, web.post(url, data=body, headers=headers) as response:
        assert response.status == 200


def work_until(session: Session, minute: int) -> None:
    """The person of the first report stays longer than they thought."""
    row = session.get_one(OvertimeReport, 1)
    row.version, row.planned_end_minute = row.version + 1, minute
    session.add(row)

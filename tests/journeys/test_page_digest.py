"""今週のまとめ as a head reads it on the page: a report confirmed, a 1on1 held; and the personnel officer's city."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browsing import OpenPage
from tests.demo_process import Demo, demo
from tests.desk import Desk, sit_down

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

DIGEST = "今週のまとめ"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def city() -> AsyncIterator[Demo]:
    """A demo on the first working day of a week, a quarter of an hour before its digests."""
    async with demo("--at", "2026-11-24T09:45") as city:
        yield city


async def sit(look_at: OpenPage, city: Demo, person: str) -> Desk:
    desk = await sit_down(look_at, city.address)
    await desk.become(person)
    return desk


async def read_direct_messages(desk: Desk) -> None:
    await desk.channels.get_by_role("link", name="Kaeru").click()
    await desk.page.get_by_role("tab", name="メッセージ").click()


async def test_a_head_reads_the_week_and_notes_a_talk_in_three_taps(look_at: OpenPage, city: Demo) -> None:
    await city.play_to("2026-11-24T10:01+09:00")
    desk = await sit(look_at, city, "秘書係 課長補佐")
    await read_direct_messages(desk)

    digest = desk.message(DIGEST).last
    await expect(digest).to_contain_text("秘書係")
    await digest.get_by_role("button", name=re.compile("実施しました: .*1on1")).first.click()
    window = desk.page.get_by_role("dialog", name=re.compile("1on1"))
    await window.get_by_role("button", name=re.compile("保存|記録|決定")).first.click()
    await expect(desk.page.get_by_role("dialog").last).to_contain_text("お疲れさまでした。")
    await desk.page.get_by_role("dialog").last.get_by_role("button", name="閉じる").last.click()
    await expect(desk.page.get_by_role("dialog")).to_have_count(0)


async def test_the_months_open_and_turn(look_at: OpenPage, city: Demo) -> None:
    await city.play_to("2026-11-24T10:02+09:00")
    desk = await sit(look_at, city, "秘書係 課長補佐")
    await read_direct_messages(desk)

    await desk.message(DIGEST).last.get_by_role("button", name="もっと見る").click()
    window = desk.page.get_by_role("dialog", name="月ごとの数字")
    await expect(window).to_contain_text("2026年11月")
    await window.get_by_role("button", name="前の月").click()
    await expect(window.get_by_role("heading", name="2026年10月")).to_be_visible()


async def test_the_personnel_officer_sees_the_city(look_at: OpenPage, city: Demo) -> None:
    desk = await sit(look_at, city, "人事課 課長補佐")

    await desk.open_home()
    await desk.page.get_by_role("tab", name="ホーム").click()

    await expect(desk.home).to_contain_text("全庁のいま")
    await expect(desk.home).to_contain_text("全庁の定時退庁率（2026年10月）")

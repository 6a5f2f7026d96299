"""Overtime on a no-overtime day, as whoever has to stay lives through it on the page."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from tests.browsing import OpenPage
from tests.desk import Desk, desk_in_a_demo

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

AFTER_THE_CLOSING_CALL = ("--at", "2026-11-25T17:20")


async def test_a_member_reports_overtime_in_four_fields_and_is_told_in_the_morning_of_the_day_instead(
    look_at: OpenPage,
) -> None:
    async with desk_in_a_demo(look_at, *AFTER_THE_CLOSING_CALL) as desk:
        await desk.close_tour()
        await desk.become("納税課 主事")
        await desk.say("/kaeru 残業")
        form = desk.page.get_by_role("dialog", name="時間外勤務の届出（命令ではありません）")

        await choose(form, "理由", "突発")
        await form.get_by_role("textbox", name="仕事の内容").fill("窓口の案件")
        await choose(form, "代わりの定時退庁日", "2026年11月26日（木）")
        await form.get_by_role("button", name="届け出る", exact=True).click()

        await expect(form).to_contain_text("ありがとうございます。次のとおり受け取りました。")
        await expect(form).to_contain_text("理由：突発")
        await form.get_by_role("button", name="閉じる").last.click()
        await desk.open_home()
        await expect(desk.home).to_contain_text("代わりの定時退庁日：11月26日（木）")
        await play_until_thursday_morning(desk)
        await desk.channels.get_by_role("link", name="Kaeru").click()
        await desk.page.get_by_role("tab", name="メッセージ").click()
        await expect(desk.message("今日は、11月25日（水）の代わりの定時退庁日です。")).to_have_count(1)
        await desk.page.get_by_role("tab", name="ホーム").click()
        await expect(desk.home).to_contain_text("今日は、11月25日（水）の代わりの定時退庁日です。")


async def choose(form: Locator, field: str, words: str) -> None:
    """Type what is wanted into a select, and take it."""
    await form.get_by_role("combobox", name=field).fill(words)
    await form.get_by_role("option", name=words).first.click()


async def play_until_thursday_morning(desk: Desk) -> None:
    """Step from one event to the next until it is the start of the next day."""
    await desk.move_clock_to("23:59")
    await desk.clock_stands()
    await desk.page.get_by_role("button", name="次の予定へ").click()
    await desk.clock_stands()

"""What somebody lives through on the page while the demo's clock moves: each story in a demo of its own."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.browsing import OpenPage
from tests.demo_process import demo
from tests.desk import CLOSING, MORNING, desk_in_a_demo, sit_down

pytestmark = pytest.mark.asyncio(loop_scope="session")

BEFORE_THE_CLOSING_CALL = ("--at", "2026-11-25T16:30")


async def test_a_member_of_a_section_reads_the_closing_call_in_its_channel_on_wednesday_at_a_quarter_to_five(
    look_at: OpenPage,
) -> None:
    async with desk_in_a_demo(look_at, *BEFORE_THE_CLOSING_CALL) as desk:
        await desk.close_tour()
        await desk.become("納税課 主事")
        await expect(desk.place).to_have_text("納税課")
        await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()

        await desk.move_clock_to("16:45")

        await expect(desk.message(CLOSING)).to_have_count(1)
        await expect(desk.message(CLOSING)).to_contain_text("終業は17:15です。")
        await expect(desk.page.get_by_role("time").filter(has_text="16:45").first).to_be_visible()


async def test_the_tour_leads_a_newcomer_to_a_reply_to_a_no_overtime_day(look_at: OpenPage) -> None:
    async with desk_in_a_demo(look_at) as desk:
        forward = desk.tour.get_by_role("button", name="次へ")
        await expect(desk.tour).to_contain_text("1 / 5")
        await forward.click()
        await expect(desk.tour).to_contain_text("さんです")
        await forward.click()

        await desk.page.get_by_role("button", name="次の予定へ").click()
        await expect(desk.tour).to_contain_text("4 / 5")
        await expect(desk.message(MORNING)).to_be_visible()
        await forward.click()
        await desk.message(MORNING).get_by_role("button", name="定時で帰ります").click()

        await expect(desk.tour).to_contain_text("できました")
        await expect(desk.message("あなただけに表示されています")).to_be_visible()
        await desk.tour.get_by_role("button", name="おわる").click()
        await desk.page.reload()
        await expect(desk.message(MORNING).first).to_be_visible()
        await expect(desk.tour).to_have_count(0)


async def test_a_reply_lost_on_the_way_leaves_one_card_and_its_unanswered_attempt_behind_the_scenes(
    look_at: OpenPage,
) -> None:
    async with desk_in_a_demo(look_at, *BEFORE_THE_CLOSING_CALL) as desk:
        await desk.close_tour()
        await desk.page.get_by_role("button", name="舞台裏").click()
        await desk.inside.get_by_role("tab", name="不具合").click()
        await desk.inside.get_by_role("button", name="起こす: 返事が届かない（投稿はされている）").click()
        await expect(desk.inside.get_by_role("status")).to_contain_text("あと3回")

        await desk.move_clock_to("16:45")
        await desk.clock_stands()

        await expect(desk.inside.get_by_role("status")).to_contain_text("いまは何も起きていません。")
        await desk.inside.get_by_role("tab", name="API の記録").click()
        await desk.inside.get_by_label("うまくいかなかった呼び出しだけ").check()
        failed = desk.inside.get_by_role("listitem").filter(has_text="drop_after", visible=True)
        await expect(failed).to_have_count(3)
        channel = re.search(r"#(\S+)", await failed.first.inner_text())
        assert channel is not None
        await desk.go_to(channel.group(1))
        await expect(desk.message(CLOSING)).to_have_count(1)
        await desk.act_on(desk.message(CLOSING), "中を見る")
        behind = desk.inside.get_by_role("tabpanel", name="メッセージ")
        await expect(behind).to_contain_text("送信済み")
        await expect(behind.get_by_role("listitem")).to_contain_text(["no_answer"])


async def test_a_demo_that_is_started_again_says_so_and_begins_afresh(look_at: OpenPage, complaints: list[str]) -> None:
    async with demo() as city:
        desk = await sit_down(look_at, city.address)
        await desk.say("この言葉は残らない")
        await expect(desk.message("この言葉は残らない")).to_be_visible()
    await expect(desk.page.get_by_role("status").filter(has_text="デモにつながりません。")).to_be_visible()

    async with demo(port=city.port):
        await expect(desk.notices).to_contain_text("デモが起動し直されました。")
        await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()
        await desk.say("新しい一日")
        await expect(desk.message("新しい一日")).to_be_visible()
        await desk.page.close()

    complaints[:] = [line for line in complaints if "Failed to load resource: net::ERR_" not in line]

"""A pulse as those who are asked and their heads meet it on the page: one demo, from the first tap to the result."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browsing import OpenPage
from tests.demo_process import Demo, demo
from tests.desk import Desk, sit_as

pytestmark = pytest.mark.asyncio(loop_scope="session")

#: What somebody answers to the four questions.
ANSWERS = ("あまりそう思わない", "ややそう思う", "どちらともいえない", "どちらかといえば満足")
#: The pulse of a demo that opens on a Wednesday evening: from Thursday at ten to Monday at five.
OPENED, OPENS, CLOSED = "2026-12-02T18:00", "2026-12-03T10:00+09:00", "2026-12-07T17:01+09:00"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def asked() -> AsyncIterator[Demo]:
    """A demo whose pulse has just opened."""
    async with demo("--at", OPENED) as city:
        await city.play_to(OPENS)
        yield city


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def closed(asked: Demo) -> Demo:
    """The same after the close; its clock only goes forward."""
    await asked.play_to(CLOSED)
    return asked


async def test_a_pulse_is_answered_with_a_tap_for_each_question_in_the_same_place_and_repeats_no_answer(
    look_at: OpenPage, asked: Demo
) -> None:
    desk = await sit_as(look_at, asked.address, "秘書係 星野 喜代美")
    await open_tab(desk, "メッセージ")
    message = desk.page.get_by_role("main").get_by_role("article").last
    await expect(message).to_contain_text("押すとすぐに送られ、後から変えられません。")

    for place, words in enumerate(ANSWERS, 1):
        await expect(message).to_contain_text(f"{place}/4")
        await message.get_by_role("button", name=f"{words}: 設問{place}", exact=True).click()

    await expect(message).to_contain_text("ありがとうございます。回答を数えました。")
    await expect(desk.page.get_by_role("main").get_by_role("article")).to_have_count(1)
    for words in ANSWERS:
        await expect(message).not_to_contain_text(words)


async def test_the_receipt_says_what_is_kept_and_what_nobody_can_promise(look_at: OpenPage, asked: Demo) -> None:
    desk = await sit_as(look_at, asked.address, "秘書課 課長")
    await open_tab(desk, "メッセージ")

    await desk.message("1/4").get_by_role("button", name="控え").click()

    receipt = desk.page.get_by_role("dialog", name="控え")
    for words in ("名前・時刻・順番は残しません。", "あなたの集計範囲：", "約束できないこと"):
        await expect(receipt).to_contain_text(words)
    await expect(receipt).not_to_contain_text("自由記述")
    await receipt.get_by_role("button", name="閉じる").last.click()
    await expect(desk.message("1/4")).to_be_visible()


async def test_a_head_sees_the_result_after_the_close_and_picks_one_action(look_at: OpenPage, closed: Demo) -> None:
    desk = await sit_as(look_at, closed.address, "企画政策課 課長")
    result = await open_result(desk)
    await expect(result).to_contain_text("企画政策課")
    await expect(result).to_contain_text("人が回答")
    await result.get_by_role("button", name="閉じる").last.click()

    await desk.home.get_by_role("button", name="取組を選ぶ: 企画政策課").click()
    window = desk.page.get_by_role("dialog", name="取組を選ぶ")
    await window.get_by_role("radio", name="自分たちの言葉で（下の欄）").check()
    await window.get_by_role("textbox").fill("毎週金曜日に、来週の山場を10分で話し合う")
    await window.get_by_role("button", name="これに取り組む").click()

    await expect(window).to_contain_text("毎週金曜日に、来週の山場を10分で話し合う")
    await window.get_by_role("button", name="閉じる").last.click()
    await desk.page.reload()
    await expect(desk.home).to_contain_text("毎週金曜日に、来週の山場を10分で話し合う")


async def test_a_head_of_three_reads_why_nothing_is_shown(look_at: OpenPage, closed: Demo) -> None:
    desk = await sit_as(look_at, closed.address, "渉外係 係長")

    result = await open_result(desk)

    await expect(result).to_contain_text("5人に満たない集計は表示しません。")
    await expect(result).to_contain_text("回答はむだになりません。")
    await expect(result).not_to_contain_text("指数")


async def open_tab(desk: Desk, name: str) -> None:
    """One side of what Kaeru shows to whoever sits here."""
    await desk.open_home()
    await desk.page.get_by_role("tab", name=name).click()


async def open_result(desk: Desk) -> Locator:
    await open_tab(desk, "ホーム")
    await desk.home.get_by_role("button", name="アンケートの結果").click()
    result = desk.page.get_by_role("dialog", name="アンケートの結果")
    await expect(result).to_be_visible()
    return result

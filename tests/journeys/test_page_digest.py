"""今週のまとめ on the page: a head confirms, sets and holds a 1on1; a member wishes; the personnel officer's board."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Response, expect

from tests.browsing import OpenPage
from tests.demo_process import Demo, demo
from tests.desk import sit_as

pytestmark = pytest.mark.asyncio(loop_scope="session")

DIGEST = "今週のまとめ"
TOPIC, STANCE = "仕事の量と分担", "ただ聞いてほしい"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def city() -> AsyncIterator[Demo]:
    """A demo on the first working day of a week, a quarter of an hour before its digests."""
    async with demo("--at", "2026-11-24T09:45") as city:
        yield city


async def choose(place: Locator, field: str, words: str) -> None:
    """Type what is wanted into a field that offers choices, and take it."""
    await place.get_by_role("combobox", name=field).first.fill(words)
    await place.get_by_role("option", name=words).first.click()


def tells(code: str) -> Callable[[Response], bool]:
    """Whether an answer is that to a choice of this code: once it is there, the choice is stored."""
    return lambda answer: code in (answer.request.post_data or "")


async def test_a_head_reads_the_week_sets_a_talk_and_notes_it_as_held_in_four_taps(
    look_at: OpenPage, city: Demo
) -> None:
    await city.play_to("2026-11-24T10:01+09:00")
    desk = await sit_as(look_at, city.address, "秘書係 課長補佐")
    await desk.read_direct_messages()

    digest = desk.message(DIGEST).last
    await expect(digest).to_contain_text("秘書係")
    for button, thanks in (("日時を決めた", "記録しました。"), ("実施しました", "お疲れさまでした。")):
        await digest.get_by_role("button", name=re.compile(f"{button}: .*1on1")).first.click()
        window = desk.page.get_by_role("dialog", name=re.compile("1on1"))
        await window.get_by_role("button", name="記録する").click()
        await expect(window).to_contain_text(thanks)
        await desk.page.keyboard.press("Escape")
        await expect(desk.page.get_by_role("dialog")).to_have_count(0)


async def test_a_head_confirms_an_overtime_report_from_the_digest(look_at: OpenPage, city: Demo) -> None:
    desk = await sit_as(look_at, city.address, "秘書係 星野 喜代美")
    await desk.say("/kaeru 残業")
    form = desk.page.get_by_role("dialog", name="時間外勤務の届出")
    for field, words in (("理由", "突発"), ("終了予定", "18:30"), ("代わりの定時退庁日", "2026年11月26日（木）")):
        await choose(form, field, words)
    await form.get_by_role("button", name="届け出る", exact=True).click()
    await form.get_by_role("button", name="閉じる").last.click()

    await desk.become("秘書課 高野 慶一")
    await desk.say("/kaeru まとめ")
    await desk.message(DIGEST).last.get_by_role("button", name=re.compile("確認する")).click()
    window = desk.page.get_by_role("dialog")
    await window.get_by_role("button", name=re.compile("^確認しました.*星野 喜代美")).click()

    await expect(window.get_by_role("button", name=re.compile("星野 喜代美"))).to_have_count(0)
    await window.get_by_role("button", name="閉じる").last.click()


async def test_a_member_picks_topic_and_stance_and_their_head_sees_these_words_alone(
    look_at: OpenPage, city: Demo
) -> None:
    desk = await sit_as(look_at, city.address, "秘書係 星野 喜代美")
    await desk.say("/kaeru 1on1")
    mine = desk.message("わたしの1on1（上司と）").last
    for field, words, chosen in (("話したいことを選ぶ", TOPIC, "load"), ("どうしてほしいか", STANCE, "listen")):
        async with desk.page.expect_response(tells(chosen)):
            await choose(mine, field, words)

    await desk.become("秘書係 課長補佐")
    await desk.say("/kaeru 1on1")
    await desk.message("わたしの1on1（部下と）").last.get_by_role("button", name=re.compile("1on1の一覧")).click()

    window = desk.page.get_by_role("dialog", name=re.compile("1on1"))
    await expect(window).to_contain_text(f"{TOPIC}、{STANCE}")
    await window.get_by_role("button", name="閉じる").last.click()


async def test_the_months_open_and_turn(look_at: OpenPage, city: Demo) -> None:
    await city.play_to("2026-11-24T10:02+09:00")
    desk = await sit_as(look_at, city.address, "秘書係 課長補佐")
    await desk.read_direct_messages()

    await desk.message(DIGEST).last.get_by_role("button", name="もっと見る").click()
    window = desk.page.get_by_role("dialog", name="月ごとの数字")
    await expect(window).to_contain_text("2026年11月")
    await window.get_by_role("button", name="前の月").click()
    await expect(window.get_by_role("heading", name="2026年10月")).to_be_visible()


async def test_the_personnel_officer_sees_the_city(look_at: OpenPage, city: Demo) -> None:
    desk = await sit_as(look_at, city.address, "人事課 課長補佐")

    await desk.open_home()
    await desk.page.get_by_role("tab", name="ホーム").click()

    await expect(desk.home).to_contain_text("全庁のいま")
    await expect(desk.home).to_contain_text("全庁の定時退庁率（2026年10月）")


async def test_the_personnel_officer_opens_the_board_and_takes_it_home_as_a_file(look_at: OpenPage, city: Demo) -> None:
    desk = await sit_as(look_at, city.address, "人事課 課長補佐")
    await desk.open_home()
    await desk.page.get_by_role("tab", name="ホーム").click()

    await desk.home.get_by_role("button", name="月次報告").first.click()
    board = desk.page.get_by_role("dialog", name="月次報告")
    await expect(board).to_contain_text("2026年10月：79件のうち")
    await board.get_by_role("button", name=re.compile("CSV（Excel用）")).click()
    await desk.page.get_by_role("dialog", name="Kaeru").get_by_role("button", name="すべて閉じる").click()
    await desk.read_direct_messages()

    await expect(desk.page.get_by_role("link", name="monthly-reports-2026-10.csv").first).to_be_visible()

"""The no-overtime day that answers back, as those who live through it see it on the page: one Wednesday, one demo."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browsing import OpenPage
from tests.demo_process import Demo, demo
from tests.desk import CLOSING, Desk, sit_as, sit_down

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORM = "時間外勤務の届出（命令ではありません）"
FIELDS = ["理由", "終了予定", "仕事の内容", "代わりの定時退庁日"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def city() -> AsyncIterator[Demo]:
    """A demo that opens on a Wednesday a quarter of an hour before the closing cards; its clock only goes forward."""
    async with demo("--at", "2026-11-25T16:30") as city:
        yield city


async def test_a_disaster_that_the_personnel_section_declares_silences_the_cards_of_its_units(
    look_at: OpenPage, city: Demo
) -> None:
    desk = await sit_as(look_at, city.address, "人事課 課長補佐")
    await desk.say("/kaeru 災害")
    window = desk.page.get_by_role("dialog", name="災害・選挙等対応中")
    await choose(window, "どの所属ですか", "道路下水部")
    await window.get_by_role("button", name="対応中にする").click()
    await expect(window).to_contain_text("ありがとうございます。")
    await window.get_by_role("button", name="閉じる").last.click()

    await desk.move_clock_to("16:45")

    await expect(desk.message(CLOSING)).to_have_count(1)
    await desk.clock_stands()
    await desk.go_to("道路維持課")
    await expect(desk.page.get_by_text("まだメッセージはありません。")).to_be_visible()


async def test_a_member_answers_the_card_with_one_tap(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    await desk.become("営繕課 主事")

    await desk.message(CLOSING).get_by_role("button", name="定時で帰ります").click()

    answer = desk.message("あなただけに表示されています")
    await expect(answer).to_contain_text("「定時で帰ります」と受け取りました。")
    await expect(desk.message(CLOSING)).to_contain_text("時間外勤務命令・勤務の記録・評価のどれでもありません")


async def test_two_teams_report_overtime_in_four_inputs_and_the_head_of_their_section_confirms_one_with_one_tap(
    look_at: OpenPage, city: Demo
) -> None:
    desk = await sit_as(look_at, city.address, "秘書係 星野 喜代美")
    await report(desk, until="18:30", seen_by="所属長（秘書課）")
    await desk.become("渉外係 山田 健二")
    await report(desk, until="19:00", seen_by="所属長（秘書課）")

    await desk.become("秘書課 高野 慶一")
    await desk.read_direct_messages()

    card = desk.message("時間外勤務の届出　11月25日（水）")
    await expect(card).to_contain_text("渉外係")
    first, second = (card.get_by_role("button", name=f"{name}さん") for name in ("星野 喜代美", "山田 健二"))
    await expect(second).to_have_count(2)
    await first.first.click()
    await expect(card).to_contain_text(re.compile(r"確認しました \d+:\d+ 高野 慶一"))
    await expect(first).to_have_count(0)
    await expect(second).to_have_count(2)
    await expect(card).to_have_count(1)


async def test_the_personnel_officer_takes_the_list_of_the_day_home_as_a_file(
    look_at: OpenPage, city: Demo, tmp_path: Path
) -> None:
    desk = await sit_as(look_at, city.address, "人事課 上田 梨沙")
    await report(desk, until="19:30")

    await desk.say("/kaeru 届出")
    window = desk.page.get_by_role("dialog", name="時間外勤務の届出")
    await expect(window).to_contain_text("上田 梨沙")
    await window.get_by_role("button", name="CSV（Excel用）: 届出の一覧").click()
    word = desk.page.get_by_role("dialog", name="Kaeru")
    await expect(word).to_contain_text("ダイレクトメッセージ")
    await word.get_by_role("button", name="すべて閉じる").click()
    await desk.read_direct_messages()

    async with desk.page.expect_download() as download:
        await desk.message("11月25日").get_by_role("link", name="overtime-2026-11-25.csv").first.click()
    saved = tmp_path / "list.csv"
    await (await download.value).save_as(saved)
    head, *rows = saved.read_text("utf-8-sig").splitlines()
    assert head.startswith("日付,職員番号,氏名,")
    (mine,) = [row for row in rows if "上田 梨沙" in row]
    assert all(words in mine for words in ("2026-11-25", "突発", "19:30", "窓口の案件", "2026-11-26"))


async def test_who_stays_is_asked_before_eight_and_reminded_in_the_morning_of_the_day_instead(
    look_at: OpenPage, city: Demo
) -> None:
    desk = await sit_as(look_at, city.address, "納税課 主事")
    await report(desk, until="21:00")

    await city.play_to("2026-11-25T19:45+09:00")
    await desk.read_direct_messages()
    await expect(desk.message("まもなく20時です。").get_by_role("button", name="20時以降の勤務の届出")).to_be_visible()
    await city.play_to("2026-11-26T08:30+09:00")

    await expect(desk.message("今日は、11月25日（水）の代わりの定時退庁日です。")).to_have_count(1)
    await expect(desk.message("まもなく20時です。")).to_have_count(1)
    await desk.page.get_by_role("tab", name="ホーム").click()
    await expect(desk.home).to_contain_text("今日は、11月25日（水）の代わりの定時退庁日です。")


async def report(desk: Desk, *, until: str, seen_by: str = "所属長") -> None:
    """Report overtime for today with the Thursday instead, as the form asks for it."""
    await desk.say("/kaeru 残業")
    form = desk.page.get_by_role("dialog", name=FORM)
    await expect(form.locator("label")).to_contain_text(FIELDS)
    await choose(form, "理由", "突発")
    await choose(form, "終了予定", until)
    await form.get_by_role("textbox", name="仕事の内容").fill("窓口の案件")
    await choose(form, "代わりの定時退庁日", "2026年11月26日（木）")
    await form.get_by_role("button", name="届け出る", exact=True).click()
    await expect(form).to_contain_text("ありがとうございます。次のとおり受け取りました。")
    await expect(form).to_contain_text("代わりの定時退庁日：11月26日（木）")
    await expect(form).to_contain_text(f"このあと{seen_by}")
    await form.get_by_role("button", name="閉じる").last.click()
    await expect(form).to_be_hidden()


async def choose(form: Locator, field: str, words: str) -> None:
    """Type what is wanted into a field that offers choices, and take it."""
    await form.get_by_role("combobox", name=field).fill(words)
    await form.get_by_role("option", name=words).first.click()

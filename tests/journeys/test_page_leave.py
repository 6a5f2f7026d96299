"""Planned leave as a newcomer meets it: a line and a tap, a question back, change, cancel, the plan table."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from tests.browsing import OpenPage
from tests.desk import Desk, sit_as

pytestmark = pytest.mark.asyncio(loop_scope="session")

NO_REQUEST = "これは予定で、申請ではありません。"


async def test_a_line_and_a_tap_plan_leave_and_the_head_finds_it_in_the_plan_table(
    look_at: OpenPage, evening: str
) -> None:
    desk = await sit_as(look_at, evening, "広報係 主事")
    _face, _words, name, *_ = (await desk.me.inner_text()).splitlines()

    answer = await answered(desk, "/kaeru 休暇 12/24 午後", "2026年12月24日（木）午後（年次休暇）")
    await expect(answer).to_contain_text("使う休暇は4時間15分です。")
    await expect(answer).to_contain_text(NO_REQUEST)
    await plan(answer)
    await desk.become("広報広聴課 課長")
    await desk.say("/kaeru 予定表")
    table = desk.page.get_by_role("dialog", name="休暇の予定表")
    await table.get_by_role("button", name="2026年12月: 休暇の予定表").click()

    await expect(table.get_by_role("heading", name=re.compile("広報広聴課.2026年12月"))).to_be_visible()
    await table.get_by_role("button", name="一覧で見る: 日ごと").click()
    await expect(table).to_contain_text(f"12月24日（木）：{name} 午後")
    await expect(table).to_contain_text("申請は勤怠システムで")


async def test_a_line_that_can_mean_several_days_is_asked_back_and_the_chosen_day_is_planned(
    look_at: OpenPage, evening: str
) -> None:
    desk = await sit_as(look_at, evening, "広聴係")

    question = await answered(desk, "/kaeru 休暇 来週", "その週のいつですか？")
    await expect(question.get_by_role("button", name="これにする", exact=True)).to_have_count(0)
    await question.get_by_role("button", name="これにする: 2026年12月2日（水） 1日", exact=True).click()

    answer = desk.message("2026年12月2日（水） 1日（年次休暇）")
    await expect(answer).to_contain_text("使う休暇は1日です。")
    await expect(desk.message("その週のいつですか？")).to_have_count(0)
    await plan(answer)


async def test_a_plan_is_changed_and_cancelled_on_the_home_tab(look_at: OpenPage, evening: str) -> None:
    desk = await sit_as(look_at, evening, "企画係")
    await plan(await answered(desk, "/kaeru 休暇 12月24日 午後", "2026年12月24日（木）午後"))
    await desk.open_home()
    await desk.page.get_by_role("tab", name="ホーム").click()

    await desk.home.get_by_role("button", name="変更する: 2026年12月24日（木）午後の休暇の予定").click()
    form = desk.page.get_by_role("dialog", name="休暇の予定")
    await choose_day(desk, form, "最初の日", "2026年12月25日")
    await form.get_by_role("button", name="変更する").click()
    await expect(form).to_contain_text("予定を変えました")
    await form.get_by_role("button", name="閉じる").last.click()

    await expect(desk.home).to_contain_text("2026年12月25日（金）午後")
    await expect(desk.home).not_to_contain_text("2026年12月24日（木）午後")
    await desk.home.get_by_role("button", name="取り消す: 2026年12月25日（金）午後の休暇の予定").click()
    word = desk.page.get_by_role("dialog", name="Kaeru")
    await expect(word).to_contain_text("予定を取り消しました。")
    await word.get_by_role("button", name="閉じる").last.click()
    await expect(desk.home).to_contain_text("今日からあとの休暇の予定はありません。")


async def answered(desk: Desk, line: str, words: str) -> Locator:
    """What Kaeru answers to a line, for nobody else to see."""
    await desk.say(line)
    answer = desk.message(words)
    await expect(answer).to_contain_text("あなただけに表示されています")
    return answer


async def plan(answer: Locator) -> None:
    """The one tap; the answer says so in the same place."""
    await answer.get_by_role("button", name="予定に入れる").click()
    await expect(answer).to_contain_text("予定に入れました")
    await expect(answer.get_by_role("button", name="予定に入れる")).to_have_count(0)


async def choose_day(desk: Desk, form: Locator, field: str, day: str) -> None:
    await form.get_by_role("button", name=field).click()
    await desk.page.get_by_role("grid").get_by_role("button", name=day).click()
    await expect(form.get_by_role("button", name=f"{field}：{day}")).to_be_visible()

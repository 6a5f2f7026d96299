"""The demo's page as a chat workspace: what people say, find, switch and come back to, on a Wednesday evening."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browsing import OpenPage
from tests.desk import CLOSING, sit_down

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = {
    "script": "<script>window.ran = 1</script>",
    "image": '<img src="nowhere" onerror="window.ran = 1">',
    "link": "<javascript:window.ran=1|押す> javascript:window.ran=1",
    "entity": "&amp; &lt;b&gt; &#60;",
    "everybody": "<!channel> <!here> @channel",
    "right to left": "\u202e逆さま\u202c \u200f終わり",
    "long": "長" * 10_000,
}


async def test_a_command_is_offered_while_it_is_typed_and_answered_to_oneself_alone(
    look_at: OpenPage, evening: str
) -> None:
    desk = await sit_down(look_at, evening)
    answer = desk.message("あなただけに表示されています")
    await desk.become("納税課 主事")

    await desk.composer.press_sequentially("/")
    await expect(desk.page.get_by_role("listbox", name="コマンド")).to_contain_text("/kaeru")
    await desk.say("/kaeru")
    await expect(answer).to_contain_text("/kaeru カレンダー")
    await desk.say("/kaeru カレンダー")
    await expect(answer.last).to_contain_text("12月2日（水）")

    await desk.become("納税課 課長")
    await expect(desk.message(CLOSING)).to_have_count(1)
    await expect(answer).to_have_count(0)


async def test_a_command_that_does_not_exist_is_named_and_what_was_typed_stays(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)

    await desk.say("/kaeri はやく")

    await expect(desk.notices).to_contain_text("/kaeri というコマンドはありません。")
    await expect(desk.composer).to_have_value("/kaeri はやく")


async def test_a_language_chosen_at_home_is_the_one_that_kaeru_answers_in(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    await desk.become("福祉 主任")
    await desk.open_home()
    await expect(desk.home).to_contain_text("あなたについて保存しているもの")

    await desk.home.get_by_role("combobox", name="ことばを選ぶ").click()
    await desk.page.get_by_role("option", name="English").click()

    await expect(desk.home.get_by_role("heading", name="What is stored about you")).to_be_visible()
    await desk.page.get_by_role("tab", name="メッセージ").click()
    await desk.say("/kaeru calendar")
    await expect(desk.message("あなただけに表示されています")).to_contain_text("Wed 2 Dec")


async def test_a_reply_goes_into_the_thread_and_the_channel_tells_how_many(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    await desk.act_on(desk.message(CLOSING), "スレッドで返信する")

    await desk.thread.get_by_role("textbox").fill("お先に失礼します。")
    await desk.thread.get_by_role("textbox").press("Enter")

    await expect(desk.thread.get_by_role("article")).to_have_count(2)
    await expect(desk.message(CLOSING).get_by_role("button", name="1件の返信")).to_be_visible()
    await expect(desk.message("お先に失礼します。")).to_have_count(0)
    await desk.page.keyboard.press("Escape")
    await expect(desk.thread).to_be_hidden()


async def test_an_answer_to_a_button_is_seen_by_oneself_alone(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    await desk.become("道路維持課 主")
    here = await desk.place.inner_text()

    await desk.message(CLOSING).get_by_role("button", name="やさしい日本語").click()
    await expect(desk.message("あなただけに表示されています")).to_contain_text("Almost time to go home")

    await desk.become("秘書課 課長")
    await desk.go_to(here)
    await expect(desk.message("あなただけに表示されています")).to_have_count(0)


async def test_a_channel_is_found_by_a_part_of_its_name_and_read_before_joining(
    look_at: OpenPage, evening: str
) -> None:
    desk = await sit_down(look_at, evening)
    await desk.page.keyboard.press("Control+K")

    await desk.page.keyboard.type("図書")
    await desk.page.keyboard.press("Enter")

    await expect(desk.place).to_contain_text("図書")
    await expect(desk.page.get_by_role("button", name="参加する")).to_be_visible()
    await desk.page.get_by_role("button", name="参加する").click()
    await desk.say("見学に来ました。")
    await expect(desk.message("見学に来ました。")).to_be_visible()


async def test_person_channel_and_theme_survive_a_reload(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    await desk.become("納税課 主事")
    await desk.go_to("営繕課")
    await desk.choose_display("暗い")
    me = await desk.me.inner_text()

    await desk.page.reload()

    await expect(desk.place).to_have_text("営繕課")
    await expect(desk.message(CLOSING)).to_be_visible()
    assert await desk.me.inner_text() == me
    await desk.page.get_by_role("button", name="表示と使い方").click()
    await expect(desk.page.get_by_role("menuitemradio", name="暗い", checked=True)).to_be_visible()


@pytest.mark.parametrize("kind", HOSTILE)
async def test_what_people_type_never_runs_and_reads_back_as_typed(look_at: OpenPage, evening: str, kind: str) -> None:
    desk = await sit_down(look_at, evening)

    await desk.say(HOSTILE[kind])

    read = desk.page.get_by_role("main").get_by_text(HOSTILE[kind], exact=True)
    await expect(read).to_be_visible()
    assert await read.inner_text() == HOSTILE[kind]
    await desk.page.reload()
    await expect(read).to_be_visible()
    assert await desk.page.evaluate("() => window.ran") is None

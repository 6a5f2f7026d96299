"""No serious finding of axe-core on any state of the demo's page: by day at a desk, in the dark on a telephone.

Colours do not depend on the width, nor does what stands where on the theme: two of the four pairs say as much as all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import pytest
from playwright.async_api import expect

from tests.axe import barriers
from tests.browsing import OpenPage, Theme
from tests.desk import CLOSING, Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def tour(desk: Desk) -> None:
    await expect(desk.tour).to_be_visible()


async def channel(desk: Desk) -> None:
    await desk.close_tour()
    await expect(desk.message(CLOSING).first).to_be_visible()


async def answer(desk: Desk) -> None:
    await desk.message(CLOSING).first.get_by_role("button", name="やさしい日本語").click()
    await expect(desk.message("あなただけに表示されています").first).to_be_visible()


async def command_help(desk: Desk) -> None:
    await desk.composer.press_sequentially("/")
    await expect(desk.page.get_by_role("listbox", name="コマンド")).to_be_visible()


async def people(desk: Desk) -> None:
    await desk.composer.fill("")
    await desk.me.click()
    await expect(desk.page.get_by_role("option").first).to_be_visible()


async def calendar(desk: Desk) -> None:
    await desk.page.keyboard.press("Escape")
    await desk.page.get_by_role("button", name="この日時へ…").click()
    await expect(desk.page.get_by_role("button", name="定時退庁日").first).to_be_visible()


async def display_menu(desk: Desk) -> None:
    await desk.page.keyboard.press("Escape")
    await desk.page.get_by_role("button", name="表示と使い方").click()
    await expect(desk.page.get_by_role("menu")).to_be_visible()


async def thread(desk: Desk) -> None:
    await desk.page.keyboard.press("Escape")
    await desk.act_on(desk.message(CLOSING).first, "スレッドで返信する")
    await expect(desk.thread.get_by_role("textbox")).to_be_focused()


async def behind_a_message(desk: Desk) -> None:
    await desk.page.keyboard.press("Escape")
    await desk.act_on(desk.message(CLOSING).first, "中を見る")
    await expect(desk.inside).to_contain_text("送信の記録")


async def api_calls(desk: Desk) -> None:
    await desk.inside.get_by_role("tab", name="API の記録").click()
    await expect(desk.inside.get_by_role("listitem").first).to_be_visible()


async def faults(desk: Desk) -> None:
    await desk.inside.get_by_role("tab", name="不具合").click()
    await expect(desk.inside.get_by_role("listitem").first).to_be_visible()


async def refusal(desk: Desk) -> None:
    await desk.inside.get_by_role("button", name="舞台裏を閉じる").click()
    await desk.say("/kaeri")
    await expect(desk.notices).to_contain_text("/kaeri")


async def sidebar(desk: Desk) -> None:
    if await desk.list_opener.is_visible():
        await desk.list_opener.click()
    await desk.channels.get_by_role("group").last.click()
    await expect(desk.channels.get_by_role("link", name="Kaeru")).to_be_visible()


async def home(desk: Desk) -> None:
    await desk.channels.get_by_role("link", name="Kaeru").click()
    await expect(desk.home).to_contain_text("あなたについて保存しているもの")


async def choices(desk: Desk) -> None:
    await desk.home.get_by_role("combobox").first.click()
    await expect(desk.page.get_by_role("option").first).to_be_visible()


#: Each begins where the one before ends.
STATES: Mapping[str, Callable[[Desk], Awaitable[None]]] = {
    one.__name__: one
    for one in (
        *(tour, channel, answer, command_help, people, calendar, display_menu, thread, behind_a_message),
        *(api_calls, faults, refusal, sidebar, home, choices),
    )
}


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
async def test_nothing_on_the_page_is_in_anybodys_way(
    look_at: OpenPage, evening: str, theme: Theme, width: int
) -> None:
    desk, found = Desk(await look_at(evening, width=width, theme=theme, trusts_tools=True)), {}

    for name, reach in STATES.items():
        await reach(desk)
        await expect(desk.page.locator("[aria-busy=true]")).to_have_count(0)
        found[name] = await barriers(desk.page)

    assert {name: sentences for name, sentences in found.items() if sentences} == {}

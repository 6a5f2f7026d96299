"""How the demo's page looks and is reached: on a telephone, light and dark, in English, and without a mouse."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browsing import OpenPage
from tests.desk import CLOSING, sit_down

pytestmark = pytest.mark.asyncio(loop_scope="session")

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_STICKS_OUT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: What has the focus, and whether it or its frame looks different for it. After the last thing comes nothing.
_FOCUSED = """() => {
  const here = document.activeElement;
  const looks = () => JSON.stringify([here, here.parentElement, here.parentElement.parentElement].map((box) => {
    const { outline, boxShadow, borderColor } = getComputedStyle(box);
    return [outline, boxShadow, borderColor];
  }));
  if (here === document.body) return null;
  const focused = looks();
  here.blur();
  const isMarked = looks() !== focused;
  here.focus();
  return { name: (here.getAttribute("aria-label") ?? here.innerText).replace(/\\s+/g, " ").trim(), isMarked };
}"""
_BRIGHTNESS = """(element) => {
  const shade = (color) => color.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
  let behind = element;
  while (/, 0\\)$|transparent/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
  return { words: shade(getComputedStyle(element).color), paper: shade(getComputedStyle(behind).backgroundColor) };
}"""


async def test_everything_is_reached_at_the_width_of_a_telephone(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening, width=390)
    await desk.become("広報広聴課 主")
    await expect(desk.place).to_have_text("広報広聴課")
    await fits(desk.page)

    await desk.page.get_by_role("button", name="チャンネル一覧を開く").click()
    await desk.channels.get_by_role("link", name="Kaeru").click()
    await expect(desk.home).to_contain_text("あなたについて保存しているもの")
    await fits(desk.page)

    await desk.page.get_by_role("button", name="チャンネル一覧を開く").click()
    await desk.channels.get_by_role("link", name="広報広聴課").click()
    await desk.act_on(desk.message(CLOSING), "中を見る")
    await expect(desk.inside).to_contain_text("送信の記録")
    await fits(desk.page)
    await desk.inside.get_by_role("button", name="舞台裏を閉じる").click()
    await desk.say("/kaeru")
    await expect(desk.message("あなただけに表示されています")).to_be_visible()
    await fits(desk.page)


async def test_the_page_is_light_or_dark_as_the_device_is_until_one_chooses(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening, theme="light")
    assert await is_dark(desk.place) is False

    await desk.choose_display("暗い")
    assert await is_dark(desk.place) is True

    await desk.choose_display("端末の設定に合わせる")
    await desk.page.emulate_media(color_scheme="dark")
    assert await is_dark(desk.place) is True
    assert await is_dark(desk.message(CLOSING).get_by_role("heading")) is True


async def test_the_page_speaks_english_to_whoever_chooses_it(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    await desk.choose_display("English")
    page = desk.page

    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await page.get_by_role("button", name="Behind the scenes").click()
    await page.get_by_role("tab", name="Faults").click()
    await expect(page.get_by_role("button", name="Make it happen: Lost reply (but posted)")).to_be_visible()
    for place in (page.get_by_role("complementary"), page.get_by_role("form"), page.get_by_label("The demo’s clock")):
        assert JAPANESE.findall(await place.inner_text()) == []
    await page.get_by_role("button", name="Find a channel").click()
    await expect(page.get_by_role("dialog", name="Find a channel").get_by_role("status")).to_contain_text("found")


async def test_a_day_goes_by_without_a_mouse(look_at: OpenPage, evening: str) -> None:
    desk = await sit_down(look_at, evening)
    keys = desk.page.keyboard

    await keys.press("Control+K")
    await keys.type("営繕")
    await keys.press("Enter")
    await expect(desk.place).to_have_text("営繕課")

    await walk_to(desk.page, "いまの自分", backwards=True)
    await keys.press("Enter")
    await keys.type("営繕課 主")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(desk.page.get_by_role("button", name="退出する")).to_be_visible()

    await walk_to(desk.page, "へのメッセージ")
    await keys.type("/ka")
    await keys.press("Enter")
    await keys.type("カレンダー")
    await keys.press("Enter")
    await expect(desk.message("あなただけに表示されています")).to_contain_text("12月2日（水）")

    await walk_to(desk.page, "Kaeru 11月25日", backwards=True)
    await walk_to(desk.page, "中を見る")
    await keys.press("Enter")
    await expect(desk.inside).to_be_visible()
    await keys.press("Escape")
    await expect(desk.inside).to_be_hidden()


async def walk_to(page: Page, name: str, *, backwards: bool = False) -> None:
    """Tab until something of that name has the focus; each stop on the way has a name and shows that it is there."""
    for _ in range(80):
        await page.keyboard.press("Shift+Tab" if backwards else "Tab")
        here = await page.evaluate(_FOCUSED)
        assert here is None or (here["name"] and here["isMarked"]), here
        if here and name in here["name"]:
            return
    raise AssertionError(f"Tab does not lead to {name}.")


async def is_dark(words: Locator) -> bool:
    """Whether light words stand on dark paper."""
    shades: dict[str, float] = await words.evaluate(_BRIGHTNESS)
    assert abs(shades["words"] - shades["paper"]) > 0.4
    return shades["words"] > shades["paper"]


async def fits(page: Page) -> None:
    """Nothing sticks out to the side."""
    assert await page.evaluate(_STICKS_OUT) <= 0

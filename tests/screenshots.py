"""`make screenshots`: the pictures of the README, taken of the real demo on its Wednesday, in Chromium."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from tests.browsing import ARGUMENTS, CHROMIUM, Theme
from tests.demo_process import Demo, demo
from tests.desk import CLOSING, MORNING, Desk

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
MOST_BYTES = 200_000
FROG = ord("🐸")
DESK, LOW_DESK, HIGH_DESK, TELEPHONE = (1280, 800), (1280, 720), (1280, 1000), (390, 780)


async def main() -> None:
    """Open the demo, go through the day once, and take each picture where its scene is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright, demo() as city:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        await tour(browser, city)
        await city.play_to("2026-11-25T08:35+09:00")
        await morning(browser, city)
        await inside(browser, city)
        await leave(browser, city)
        await city.play_to("2026-11-25T16:45+09:00")
        await closing(browser, city)
        await home(browser, city)
        await overtime(browser, city)
        await telephone(browser, city)
        await city.play_to("2026-11-26T10:00+09:00")
        await pulse(browser, city)
        await city.play_to("2026-11-30T10:05+09:00")
        await digest(browser, city)
        await browser.close()


async def tour(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "")
    await desk.tour.get_by_role("button", name="次へ").click()
    await desk.tour.get_by_role("button", name="次へ").click()
    await take(desk, "tour")


async def morning(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "納税課 主事")
    await expect(desk.message(MORNING)).to_be_visible()
    await desk.message(MORNING).get_by_role("button", name="定時で帰ります").click()
    await expect(desk.message("あなただけに表示されています")).to_be_visible()
    await take(desk, "morning")


async def closing(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "営繕課 主事", theme="dark")
    await desk.say("/kaeru カレンダー")
    await expect(desk.message("あなただけに表示されています")).to_be_visible()
    await take(desk, "closing-dark")


async def home(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "保育課 主事")
    await desk.open_home()
    await expect(desk.home.get_by_role("heading").last).to_be_visible()
    await take(desk, "home")


async def inside(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "図書館 主事", size=LOW_DESK)
    await desk.act_on(desk.message(MORNING), "中を見る")
    await expect(desk.inside).to_contain_text("送信の記録")
    await take(desk, "inside")


async def leave(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "広報係 主事", place="広報広聴課")
    await desk.say("/kaeru 休暇 12/24 午後")
    await expect(desk.message("12月24日（木）午後")).to_be_visible()
    await take(desk, "leave")


async def digest(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "秘書係 課長補佐", place="秘書課", size=HIGH_DESK)
    await read_direct_messages(desk)
    await expect(desk.message("今週のまとめ").last).to_be_visible()
    await take(desk, "digest")


async def overtime(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "保育課 主任")
    await desk.say("/kaeru 残業")
    await expect(desk.page.get_by_role("dialog").get_by_role("button", name="届け出る")).to_be_visible()
    await take(desk, "overtime")


async def pulse(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "秘書係 主事", place="秘書課", size=TELEPHONE)
    await read_direct_messages(desk)
    await expect(desk.message("1/4")).to_be_visible()
    await take(desk, "pulse")


async def telephone(browser: Browser, city: Demo) -> None:
    desk = await sit_down(browser, city, "環境政策課 主事", size=TELEPHONE)
    await expect(desk.message(CLOSING)).to_be_visible()
    await take(desk, "telephone")


async def read_direct_messages(desk: Desk) -> None:
    if await desk.list_opener.is_visible():
        await desk.list_opener.click()
    await desk.open_home()
    await desk.page.get_by_role("tab", name="メッセージ").click()


async def sit_down(
    browser: Browser,
    city: Demo,
    person: str,
    *,
    place: str = "",
    theme: Theme = "light",
    size: tuple[int, int] = DESK,
) -> Desk:
    """A new window as the first whom these words find; with no words as the newcomer, the tour open.

    `place` is the channel that opens, where it is not called like the unit in those words.
    """
    width, height = size
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        reduced_motion="reduce",
    )
    await page.goto(city.address)
    desk = Desk(page)
    if person:
        await desk.close_tour()
        await desk.become(person)
        await expect(desk.place).to_contain_text(place or person.partition(" ")[0])
    return desk


async def take(desk: Desk, name: str) -> None:
    """Save what the window shows, once everything on it has settled, and close it."""
    await expect(desk.page.get_by_role("button", name="次の予定へ")).to_be_enabled()
    await desk.page.mouse.move(0, 0)
    await desk.page.evaluate("() => { document.activeElement.blur(); return document.fonts.ready; }")
    picture = await desk.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled", caret="hide")
    assert len(picture) < MOST_BYTES, f"{name}.png has {len(picture)} bytes"
    await desk.page.close()


if __name__ == "__main__":
    if not CHROMIUM.exists():
        sys.exit(f"There is no browser at {CHROMIUM}.")
    if not subprocess.run(["fc-list", f":charset={FROG:x}"], check=True, capture_output=True).stdout:
        sys.exit("No font of this machine has emoji: install fonts-noto-color-emoji.")
    asyncio.run(main())

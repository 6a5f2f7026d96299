"""The demo's page as somebody at a desk uses it: what is pressed and read is found by the name that people hear."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, expect

from tests.browsing import OpenPage, Theme
from tests.demo_process import demo

#: Two processors may be busy with the rest of the suite.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)

MORNING, CLOSING = "おはようございます", "まもなく定時です"


class Desk:
    """One window of the page, in Japanese."""

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(PATIENCE_MS)
        self.page = page
        self.tour = page.get_by_role("dialog", name="はじめての案内")
        self.place = page.get_by_role("heading", level=1)
        self.composer = page.get_by_role("main").get_by_role("textbox", name="へのメッセージ")
        self.thread = page.get_by_role("complementary", name="スレッド")
        self.inside = page.get_by_role("complementary", name="舞台裏")
        self.home = page.get_by_role("region", name="ホーム")
        self.notices = page.get_by_role("region", name="通知")
        self.me = page.get_by_role("button", name="いまの自分")
        #: On a telephone the list of channels is out of sight until somebody asks for it.
        self.list_opener = page.get_by_role("button", name="チャンネル一覧を開く")
        self.channels = page.get_by_role("navigation", name="チャンネル")

    async def close_tour(self) -> None:
        """As somebody who knows the page."""
        await self.tour.get_by_role("button", name="案内を閉じる").last.click()

    async def become(self, words: str) -> None:
        """The first of those that these words find; the page is theirs when this returns."""
        await self.me.click()
        await self.page.get_by_role("combobox", name="氏名・所属・職位で探す").fill(words)
        found = self.page.get_by_role("option").first
        _face, name, *_ = (await found.inner_text()).splitlines()
        await found.click()
        await expect(self.me).to_contain_text(name)

    async def go_to(self, channel: str) -> None:
        """Find a channel by its name."""
        await self.page.get_by_role("button", name="チャンネルを探す").click()
        await self.page.get_by_role("combobox", name="チャンネル名・部局名で探す").fill(channel)
        await self.page.get_by_role("option", name=channel).first.click()
        await expect(self.place).to_have_text(channel)

    async def open_home(self) -> None:
        await self.channels.get_by_role("link", name="Kaeru").click()

    async def read_direct_messages(self) -> None:
        """What Kaeru wrote to whoever sits here."""
        await self.open_home()
        await self.page.get_by_role("tab", name="メッセージ").click()

    async def move_clock_to(self, time: str) -> None:
        """A time of the same day, from the calendar of the clock; what falls due on the way may still go out."""
        await self.page.get_by_role("button", name="この日時へ…").click()
        calendar = self.page.get_by_role("dialog", name="この日時へ…")
        await calendar.get_by_label("時刻").fill(time)
        await calendar.get_by_role("button", name="この日時へ進める").click()

    async def clock_stands(self) -> None:
        """Wait until what fell due has been done."""
        await expect(self.page.get_by_role("button", name="+15分")).to_be_enabled()

    async def say(self, words: str) -> None:
        await self.composer.fill(words)
        await self.composer.press("Enter")

    def message(self, words: str) -> Locator:
        """Messages of the channel that is open which say so."""
        return self.page.get_by_role("main").get_by_role("article").filter(has_text=words)

    async def act_on(self, message: Locator, what: str) -> None:
        """One of the actions that show when the pointer is over a message."""
        await message.hover()
        await message.get_by_role("button", name=what).click()

    async def choose_display(self, what: str) -> None:
        await self.page.get_by_role("button", name="表示と使い方").click()
        await self.page.get_by_role("menuitemradio", name=what).click()


async def sit_down(look_at: OpenPage, address: str, *, width: int = 1280, theme: Theme = "light") -> Desk:
    """Open the page in a new browser, and close the tour."""
    desk = Desk(await look_at(address, width=width, theme=theme))
    await desk.close_tour()
    return desk


async def sit_as(look_at: OpenPage, address: str, person: str) -> Desk:
    """At the desk of the first whom these words find."""
    desk = await sit_down(look_at, address)
    await desk.become(person)
    return desk


@asynccontextmanager
async def desk_in_a_demo(look_at: OpenPage, *arguments: str) -> AsyncIterator[Desk]:
    """A demo of one's own, the tour still open; the window closes before the demo ends."""
    async with demo(*arguments) as city:
        desk = Desk(await look_at(city.address))
        yield desk
        await desk.page.close()

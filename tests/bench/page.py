"""The demo's page with a whole city in it: how soon something is painted, and how soon a click shows its effect."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from playwright.async_api import Browser, Locator, Page, async_playwright

from bot.blockkit import Block, actions, button, context, header, section
from bot.cli.demo_cast import introduce
from bot.cli.demo_city import people_the_workspace
from bot.clock import MovableClock
from bot.playground import Playground, Workspace
from bot.playground.towns import build_town
from tests.bench.figures import Figure
from tests.browsing import ARGUMENTS, CHROMIUM
from tests.delivering import jst

MESSAGES = 3_000
OPENINGS, CLICKS = 5, 40
#: The links above the channels of the bureaus: the app and one's own section.
OWN = 2
FIRST_PAINT_AIM, CLICK_AIM = "< 1,000 ms", "< 150 ms"

#: Milliseconds from the beginning of the navigation until a message is on the screen.
_FIRST_MESSAGE = """() => {
  window.firstMessage = new Promise((tell) => {
    const painted = () => requestAnimationFrame(() => setTimeout(() => tell(performance.now())));
    const watch = new MutationObserver(() => document.querySelector("article") && (watch.disconnect(), painted()));
    watch.observe(document, { subtree: true, childList: true });
  });
}"""
_FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
#: Milliseconds from the click, as the browser received it, until that channel and its messages are on the screen.
_EFFECT = """(channel) => {
  window.effect = new Promise((tell) => {
    let begun = 0;
    addEventListener("click", (event) => { begun = event.timeStamp; }, { once: true, capture: true });
    const isThere = () => document.querySelector("h1").textContent.trim() === channel &&
      [...document.querySelectorAll("article")].some((one) => one.textContent.includes(`「${channel}」`));
    const painted = () => requestAnimationFrame(() => setTimeout(() => tell(performance.now() - begun)));
    const watch = new MutationObserver(() => isThere() && (watch.disconnect(), painted()));
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}"""


def measure() -> Iterator[Figure]:
    """In Debian's Chromium, the playground on loopback; without a browser there is nothing to measure."""
    if not CHROMIUM.exists():
        sys.stderr.write(f"page: there is no browser at {CHROMIUM}\n")
        return
    yield from asyncio.run(_measure())


async def _measure() -> list[Figure]:
    workspace, size = _city()
    async with Playground(workspace) as playground, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = [await _open(browser, playground.url) for _ in range(OPENINGS)]
        paints, messages = ([one[number] for one in opened] for number in (0, 1))
        clicks = await _clicks(browser, playground.url)
        await browser.close()
    return [
        Figure(f"the page's first paint, {size}", median(paints), "ms", aim=FIRST_PAINT_AIM),
        Figure("the page's first message", median(messages), "ms", aim=FIRST_PAINT_AIM),
        Figure(f"a click on a channel to its messages, {len(clicks)} clicks", median(clicks), "ms", aim=CLICK_AIM),
    ]


def _city() -> tuple[Workspace, str]:
    """A workspace in which each section has talked for days, with Kaeru's cards in between."""
    town, clock = build_town("hibarino"), MovableClock(jst(8))
    workspace = Workspace(team_name=town.name, now=clock.now)
    people_the_workspace(workspace, town)
    introduce(workspace, town)
    channels = list(workspace.channels.values())
    for number in range(MESSAGES):
        channel = channels[number % len(channels)]
        clock.move_to(clock.now() + timedelta(minutes=1))
        if number // len(channels) % 3 == 0:
            workspace.post(channel, workspace.bot.id, "カード", blocks=_card(channel.name))
        else:
            speaker = next(iter(channel.members), workspace.bot.id)
            workspace.post(channel, speaker, f"「{channel.name}」の打ち合わせは{number % 12 + 1}番の部屋です。")
    return workspace, f"{len(town.staff):,} staff, {len(channels)} channels, {MESSAGES:,} messages"


def _card(section_name: str) -> list[Block]:
    return [
        header("おはようございます。今日は定時退庁日です"),
        section(f"「{section_name}」のみなさん、今日は手いっぱい、という方は早めに声をかけてください。"),
        actions(button("定時で帰ります", action_id="reply", value="1"), block_id="replies"),
        context("緊急の対応が優先です。"),
    ]


async def _open(browser: Browser, url: str) -> tuple[float, float]:
    """First paint and first message of somebody who comes for the first time."""
    page = await _page(browser)
    await page.add_init_script(f"({_FIRST_MESSAGE})()")
    await page.goto(url)
    message: float = await page.evaluate("() => window.firstMessage")
    paint: float = await page.evaluate(_FIRST_PAINT)
    await page.close()
    return paint, message


async def _clicks(browser: Browser, url: str) -> list[float]:
    """One click on each of many channels that were not looked at before."""
    page = await _page(browser)
    await page.goto(url)
    await page.get_by_role("navigation").get_by_role("link").first.wait_for()
    await page.keyboard.press("Escape")
    await page.evaluate("() => { for (const group of document.querySelectorAll('details')) group.open = true; }")
    links = page.get_by_role("navigation").get_by_role("link")
    return [await _click(page, links.nth(place)) for place in range(OWN, OWN + CLICKS)]


async def _click(page: Page, link: Locator) -> float:
    channel = (await link.inner_text()).strip().splitlines()[0]
    await link.scroll_into_view_if_needed()
    await page.evaluate(_EFFECT, channel)
    await link.click()
    effect: float = await page.evaluate("() => window.effect")
    return effect


async def _page(browser: Browser) -> Page:
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="ja-JP")
    return await context.new_page()

"""A real browser for journeys: one Chromium for all of them, a fresh profile for each test, and no complaint unheard.

Browser tests share one event loop: `pytestmark = pytest.mark.asyncio(loop_scope="session")`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from bot.playground import Playground
from tests.browsing import ARGUMENTS, CHROMIUM, OpenPage, Theme
from tests.demo_process import demo
from tests.gallery.looks import gallery_workspace

COMPLAINTS = ("error", "warning")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's Chromium. Without it the test is skipped; on a CI machine, where it is installed first, it fails."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"There is no browser at {CHROMIUM}.")
    return CHROMIUM


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """One browser for all tests of this process."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages wrote into the console, or broke on. A test that expects some of it takes it out."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def look_at(browser: Browser, complaints: list[str]) -> AsyncIterator[OpenPage]:
    """Opens an address in a browser that knows nothing yet: `page = await look_at(address, width=390)`."""
    contexts = []

    async def open_page(
        address: str,
        *,
        width: int = 1280,
        height: int = 900,
        theme: Theme = "light",
        locale: str = "ja-JP",
        trusts_tools: bool = False,
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale=locale,
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
            bypass_csp=trusts_tools,
        )
        contexts.append(context)
        page = await context.new_page()
        page.on("console", lambda message: _note(complaints, message))
        page.on("pageerror", lambda error: complaints.append(f"broken: {error.message}"))
        await page.goto(address)
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert complaints == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def gallery_address() -> AsyncIterator[str]:
    """The gallery's page, given out by a playground of its own."""
    async with Playground(gallery_workspace()) as playground:
        yield f"{playground.url}/web/blocks/gallery.html"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def evening() -> AsyncIterator[str]:
    """The address of a demo that opened on a Wednesday at 16:50: each section has its closing call and nothing else."""
    async with demo("--at", "2026-11-25T16:50") as city:
        yield city.address


def _note(complaints: list[str], message: ConsoleMessage) -> None:
    if message.type in COMPLAINTS:
        complaints.append(f"{message.type}: {message.text}")

"""Everything that Kaeru says in blocks, drawn in a real browser in every language and both themes, and judged.

`pytest --pictures tests/journeys/test_gallery.py` also puts a picture of everything into `screenshots/gallery/`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Page

from bot.texts import LOCALES, Texts
from tests.browsing import OpenPage, Theme
from tests.gallery.discovery import frames_for, saying_functions
from tests.gallery.findings import findings
from tests.gallery.frames import EXAMPLES, Reader
from tests.gallery.looks import setting
from tests.gallery_page import flaws, show

PICTURES = Path(__file__).parents[2] / "screenshots" / "gallery"
WIDTHS = {"phone": 390, "desk": 800}


def test_everything_that_kaeru_says_has_an_example() -> None:
    frames_for(reader("ja"))

    assert sorted(set(saying_functions()) - set(EXAMPLES)) == []
    assert sorted(set(EXAMPLES) - set(saying_functions())) == []


@pytest.mark.parametrize("code", LOCALES)
def test_everything_that_kaeru_says_is_accepted_heard_and_the_same_in_plain_text(code: str) -> None:
    found = {name: findings(frame) for name, frame in frames_for(reader(code)).items()}

    assert {name: sentences for name, sentences in found.items() if sentences} == {}


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", LOCALES)
async def test_everything_that_kaeru_says_is_drawn(
    look_at: OpenPage, gallery_address: str, code: str, theme: Theme, request: pytest.FixtureRequest
) -> None:
    frames = frames_for(reader(code))

    for device, width in WIDTHS.items():
        page = await look_at(gallery_address, width=width, theme=theme)
        await show(page, frames, setting(theme=theme, code=code))

        assert await flaws(page) == []
        if request.config.getoption("--pictures"):
            for name, frame in frames.items():
                await show(page, {name: frame}, setting(theme=theme, code=code))
                await take_picture(page, PICTURES / f"{code}-{theme}-{device}", name)


def reader(code: str) -> Reader:
    texts = Texts()
    return Reader(texts.of(code), texts)


async def take_picture(page: Page, folder: Path, name: str) -> None:
    """Of the one frame on the page: one page with all of them would be too tall for the browser."""
    path = folder / f"{re.sub(r'[^a-z0-9_.]+', '-', name.lower())}.png"
    await page.locator(".frame").screenshot(path=path)

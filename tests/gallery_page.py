"""The gallery's page as a test uses it: frames are shown, and what is in them is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from playwright.async_api import Locator, Page

from bot.blockkit import Block
from tests.gallery.frames import Frame

#: Frames with something that sticks out of its box.
_STICKING_OUT = """() => [...document.querySelectorAll(".frame-surface, .kb-block, .kb-chart")]
  .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.closest(".frame").dataset.name)"""
_UNKNOWN = "() => [...document.querySelectorAll('[data-unknown]')].map((box) => box.dataset.unknown)"
_WITHOUT_LIST = """() => [...document.querySelectorAll(".kb-block-table, .kb-block-data_visualization")]
  .filter((block) => !block.querySelector("[data-list-form]")).map((block) => block.closest(".frame").dataset.name)"""
#: Formatting marks that are read as they are, because Slack does not take them for formatting where they stand.
_MARKS = """() => [...document.querySelectorAll(".kb-text")].map((text) => text.innerText)
  .filter((text) => /(^|[^*])\\*[^\\s*]([^*\\n]*[^\\s*])?\\*/.test(text))"""


async def show(page: Page, frames: Mapping[str, Frame], how: Mapping[str, Any]) -> None:
    """Draw the frames."""
    await page.wait_for_function("() => Boolean(window.showGallery)")
    examples = [asdict(frame) | {"name": name} for name, frame in frames.items()]
    await page.evaluate("([examples, how]) => window.showGallery(examples, how)", [examples, how])


async def show_blocks(page: Page, how: Mapping[str, Any], *blocks: Block) -> Locator:
    """Draw one message; gives its frame."""
    await show(page, {"message": Frame("message", blocks=blocks)}, how)
    return page.locator(".frame")


async def flaws(page: Page) -> list[str]:
    """What is wrong with how the frames look."""
    unknown = [f"unknown: {kind}" for kind in await page.evaluate(_UNKNOWN)]
    out = [f"sticks out: {name}" for name in await page.evaluate(_STICKING_OUT)]
    without = [f"no list form: {name}" for name in await page.evaluate(_WITHOUT_LIST)]
    return [*unknown, *out, *without, *(f"marks: {text}" for text in await page.evaluate(_MARKS))]


async def pressed(page: Page, number: int) -> list[dict[str, Any]]:
    """The actions that the page was told of, oldest first, once there are so many."""
    await page.wait_for_function("(number) => window.pressed.length >= number", arg=number)
    told: list[dict[str, Any]] = await page.evaluate("() => window.pressed")
    return told

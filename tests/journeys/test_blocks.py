"""The blocks that the page draws, in a real browser: every shape is there, and nothing that people type can run."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.blockkit import plain, section
from bot.playground.blocks import problems_in_blocks, problems_in_view
from bot.playground.blocks.properties import BLOCKS, ELEMENTS
from tests.browsing import OpenPage, Theme
from tests.gallery import shapes
from tests.gallery.looks import setting
from tests.gallery_page import flaws, show, show_blocks

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURES = Path(__file__).parents[2] / "screenshots" / "gallery"
JAPANESE = setting(theme="light", code="ja")
#: Elements that Kaeru never sends: Slack's workflows, rich text fields and files.
NEVER_SENT = {"workflow_button", "rich_text_input", "file_input"}
#: How many milliseconds each text takes, as mrkdwn and as Markdown.
DRAWN_IN = """async (texts) => {
  const { renderMarkdown, renderMrkdwn } = await import("/web/blocks/index.js");
  const ctx = { locale: "ja", now: new Date() };
  return texts.map((text) => {
    const start = performance.now();
    renderMrkdwn(text, ctx);
    renderMarkdown(text, ctx);
    return performance.now() - start;
  });
}"""
FRAMES = [shapes.message_shapes(), shapes.form(), *shapes.charts()]


async def test_the_shapes_are_all_that_slack_takes() -> None:
    for frame in FRAMES:
        problems = problems_in_blocks(frame.blocks) if frame.view is None else problems_in_view(frame.view)
        assert [problem.as_message() for problem in problems] == []

    assert set(BLOCKS) | set(ELEMENTS) - NEVER_SENT <= {kind for frame in FRAMES for kind in kinds_in(frame.all_blocks)}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800])
async def test_every_shape_is_drawn_inside_its_frame(
    look_at: OpenPage, gallery_address: str, width: int, theme: Theme
) -> None:
    page = await look_at(gallery_address, width=width, theme=theme)

    await show(page, {frame.about: frame for frame in FRAMES}, setting(theme=theme, code="ja"))

    assert await flaws(page) == []
    await page.screenshot(path=PICTURES / f"shapes-{theme}-{width}.png", full_page=True)


async def test_an_unknown_block_is_an_honest_box_with_its_json(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)

    message = await show_blocks(page, JAPANESE, {"type": "carousel", "cards": ["<b>"]})

    await message.get_by_text("：carousel").click()
    await expect(message.locator("pre")).to_contain_text('"<b>"')


async def test_what_people_type_never_becomes_markup(look_at: OpenPage, gallery_address: str) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> &amp;lt; \u202eRTL\u202c <javascript:alert(1)|x>"
    page = await look_at(gallery_address)

    message = await show_blocks(
        page,
        JAPANESE,
        section(hostile),
        {"type": "header", "text": plain(hostile)},
        {"type": "markdown", "text": hostile},
    )

    await expect(message.locator("script, img, a")).to_have_count(0)
    await expect(message.locator(".kb-block").nth(1)).to_have_text(hostile)


async def test_ten_thousand_characters_are_drawn_at_once(look_at: OpenPage, gallery_address: str) -> None:
    pieces = ("あ", "*", "_*~`", "<", "`a", "https://", "*あ ", "&gt;", ":a", "[(", "\u202eא")
    page = await look_at(gallery_address)

    milliseconds = await page.evaluate(DRAWN_IN, [(piece * 10_000)[:10_000] for piece in pieces])

    assert {piece: taken for piece, taken in zip(pieces, milliseconds, strict=True) if taken > 500} == {}


async def test_a_chart_can_be_read_as_figures(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)
    lines = shapes.axes("line", ["4月", "5月"], {"今年度": [12, 11.5], "昨年度": [14, 1234.5]})
    message = await show_blocks(page, JAPANESE, shapes.chart("時間外勤務", lines))

    await message.get_by_text("数値を表で見る").click()

    await expect(message.get_by_role("img", name="折れ線グラフ：時間外勤務")).to_be_visible()
    await expect(message.get_by_role("row")).to_have_text(["項目今年度昨年度", "4月1214", "5月11.51,234.5"])


def kinds_in(thing: object) -> set[str]:
    """Every `type` in blocks, however deep."""
    if isinstance(thing, dict):
        return {str(thing.get("type"))}.union(*(kinds_in(value) for value in thing.values()))
    return set().union(*(kinds_in(one) for one in thing)) if isinstance(thing, list | tuple) else set()

"""The controls that the page draws, in a real browser: with the keyboard alone, read out, and told in Slack's shape."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.blockkit import actions, button, plain, section
from tests.browsing import OpenPage
from tests.gallery import shapes
from tests.gallery.frames import Frame
from tests.gallery.looks import setting
from tests.gallery_page import pressed, show, show_blocks

pytestmark = pytest.mark.asyncio(loop_scope="session")

JAPANESE = setting(theme="light", code="ja")


async def test_a_form_is_filled_in_with_the_keyboard_alone(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)
    await show(page, {"form": shapes.form()}, JAPANESE)
    keys = page.keyboard

    await page.get_by_role("button", name="日付：2026年11月25日（水）").focus()
    for key in ("Enter", "ArrowDown", "ArrowLeft", "Enter"):  # a week later, the day before
        await keys.press(key)
    await page.get_by_role("combobox", name="終わり", exact=True).focus()
    await keys.type("２０時半")
    await keys.press("Enter")
    await page.get_by_role("radio", name="1月").focus()
    await keys.press("ArrowDown")
    await page.get_by_role("combobox", name="区分").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        await keys.press(key)
    await page.get_by_role("combobox", name="確認する人").focus()
    await keys.type("税務")
    await keys.press("Enter")
    await page.get_by_role("textbox", name="人数").fill("１２")

    values = await values_of(page)
    assert values["日付"]["value"] == {"type": "datepicker", "selected_date": "2026-12-01"}
    assert values["終わり"]["value"] == {"type": "timepicker", "selected_time": "20:30"}
    assert values["日時"]["value"] == {"type": "datetimepicker", "selected_date_time": 1795594500}
    assert values["理由"]["value"] == {"type": "radio_buttons", "selected_option": shapes.MONTHS[1]}
    assert values["手伝えること"]["value"] == {"type": "checkboxes", "selected_options": []}
    assert values["区分"]["value"] == {"type": "static_select", "selected_option": shapes.MONTHS[1]}
    assert values["確認する人"]["value"] == {"type": "users_select", "selected_user": "U01BABA"}
    assert values["一緒に残る人"]["value"] == {"type": "multi_users_select", "selected_users": ["U01AOKI"]}
    assert values["人数"]["value"] == {"type": "number_input", "value": "12"}
    assert values["内容"]["value"] == {"type": "plain_text_input", "value": None}


async def test_what_was_entered_before_is_shown_again(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)
    await show(page, {"form": shapes.form()}, JAPANESE)
    await page.get_by_role("textbox", name="内容").fill("支払いの締め")
    await page.get_by_role("button", name="青木 花を外す").click()
    entered = await values_of(page)

    again = Frame("again", view=shapes.form().view, values=entered)
    await show(page, {"form": again}, JAPANESE)

    assert await values_of(page) == entered


async def test_an_error_is_read_out_with_its_field(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)

    await show(page, {"form": shapes.form()}, JAPANESE)

    end = page.get_by_role("combobox", name="終わり", exact=True)
    await expect(end).to_have_accessible_description("終わりは始まりより後にしてください。")
    await expect(end).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_role("textbox", name="内容")).to_have_accessible_description("200字まで あと200文字")


async def test_what_slacks_client_would_not_send_is_found_beforehand(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)
    await show(page, {"form": shapes.form()}, JAPANESE)

    await page.get_by_role("textbox", name="人数").fill("-1")
    await page.get_by_role("textbox", name="内容").fill("あ" * 201)
    await page.get_by_role("textbox", name="メール").fill("hana")

    assert await asked(page, "findProblems") == {
        "人数": "1以上の数字を入力してください。",
        "内容": "200文字以内で入力してください。",
        "メール": "正しいメールアドレスを入力してください。",
    }


async def test_a_press_is_told_in_slacks_shape_once_it_is_confirmed(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)
    sure = {"title": plain("本当に？"), "text": plain("届出を取り消します。"), "deny": plain("やめる")}
    cancel = {**button("取り消す", action_id="cancel", value="7"), "confirm": sure}
    message = await show_blocks(page, JAPANESE, actions(cancel, block_id="row"))

    await message.get_by_role("button", name="取り消す").click()
    await page.get_by_role("dialog", name="本当に？").get_by_role("button", name="やめる").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await message.get_by_role("button", name="取り消す").press("Enter")
    await page.get_by_role("dialog").get_by_role("button", name="はい").click()
    told = {"type": "button", "action_id": "cancel", "block_id": "row", "text": plain("取り消す"), "value": "7"}
    assert await pressed(page, 1) == [told]


async def test_choices_are_told_at_once_and_taken_back_when_denied(look_at: OpenPage, gallery_address: str) -> None:
    page = await look_at(gallery_address)
    message = await show_blocks(page, JAPANESE, actions(*shapes.row(), block_id="row"))
    month = message.get_by_role("combobox", name="選ぶ：month")

    await month.fill("１２")
    await month.press("Enter")
    await page.get_by_role("dialog").get_by_role("button", name="いいえ").click()
    await expect(month).to_have_value("")

    await message.get_by_role("combobox", name="選ぶ：search").fill("給与")
    await page.get_by_role("option", name="給与").click()
    await message.get_by_role("combobox", name="選ぶ：channel").fill("人事")
    await page.get_by_role("option", name="# 人事課").click()
    chosen = [
        (one["action_id"], one.get("selected_option") or one.get("selected_channel")) for one in await pressed(page, 2)
    ]
    assert chosen == [
        ("search", {"text": {"type": "plain_text", "text": "給与"}, "value": "給与"}),
        ("channel", "C01JINJI"),
    ]


async def test_an_overflow_menu_is_named_after_its_text_and_opens_with_the_keyboard(
    look_at: OpenPage, gallery_address: str
) -> None:
    page = await look_at(gallery_address)
    more = {"type": "overflow", "action_id": "more", "options": shapes.MONTHS[:3]}
    message = await show_blocks(page, JAPANESE, section("*青木さんの届出*\n19:30まで", accessory=more))

    await message.get_by_role("button", name="その他の操作：青木さんの届出").focus()
    for key in ("Enter", "ArrowDown", "Enter"):
        await page.keyboard.press(key)

    assert [one["selected_option"] for one in await pressed(page, 1)] == [shapes.MONTHS[1]]


async def values_of(page: Page) -> dict[str, Any]:
    return await asked(page, "readValues")


async def asked(page: Page, function: str) -> dict[str, Any]:
    """What a function of the renderer says about everything on the page."""
    call = f"async () => (await import('/web/blocks/index.js')).{function}(document.body)"
    told: dict[str, Any] = await page.evaluate(call)
    return told

"""`/kaeru`: help, the calendar, and the personnel section's stop and start."""

from __future__ import annotations

import pytest

from bot.blockkit import section
from tests.delivering import ledger
from tests.handlers.conftest import Door


@pytest.mark.parametrize("words", ["", "help", "ヘルプ", "ＨＥＬＰ", "使い方"])
async def test_whoever_asks_for_help_reads_what_they_can_type(door: Door, words: str) -> None:
    await door.as_user(door.aoki).command("/kaeru", words)

    assert "/kaeru カレンダー：これから4週間の、所属の定時退庁日" in door.last_words(door.aoki)
    assert "停止" not in door.last_words(door.aoki)


async def test_words_that_nobody_knows_get_the_help_and_no_error(door: Door) -> None:
    reaction = await door.as_user(door.aoki).command("/kaeru", "おなかがすいた <!channel>")

    assert reaction.notice == ""
    assert "「おなかがすいた &lt;!channel&gt;」は、まだ分かりません。" in door.last_words(door.aoki)
    assert section("")["type"] == door.as_user(door.aoki).ephemerals[-1].blocks[0]["type"]
    assert "&lt;!channel&gt;" in door.as_user(door.aoki).ephemerals[-1].blocks[0]["text"]["text"]


@pytest.mark.parametrize("word", ["calendar", "カレンダー", "ｶﾚﾝﾀﾞｰ", "予定"])
async def test_the_calendar_tells_four_weeks_with_every_reason(door: Door, word: str) -> None:
    await door.as_user(door.aoki).command("/kaeru", word)

    title, *days = door.last_words(door.aoki).splitlines()
    assert "給与係" in title
    assert days == [
        "11月25日（水）　水曜日",
        "12月2日（水）　水曜日",
        "12月9日（水）　水曜日",
        "12月16日（水）　水曜日",
        "12月21日（月）　給与支給日",
    ]


async def test_stop_halts_what_is_unsent_and_says_how_many(door: Door) -> None:
    door.plan("no_overtime/morning", "C1", "C2", "C3")

    await door.as_user(door.personnel).command("/kaeru", "停止")

    assert door.last_words(door.personnel) == (
        "すべてのお知らせを停止しました。まだ送られていなかった3件は、このまま送られません。"
    )
    assert set(ledger(door.core.database).values()) == {"skipped stopped"}


async def test_start_lets_messages_go_out_again(door: Door) -> None:
    await door.as_user(door.personnel).command("/kaeru", "stop")

    await door.as_user(door.personnel).command("/kaeru", "再開")
    first = door.last_words(door.personnel)
    await door.as_user(door.personnel).command("/kaeru", "start")

    assert first == "これからのお知らせを再開しました。停止中に取りやめた分は送られません。"
    assert door.last_words(door.personnel) == "停止していません。お知らせは予定どおり送られます。"


@pytest.mark.parametrize("word", ["stop", "start"])
async def test_nobody_but_the_personnel_section_stops_or_starts(door: Door, word: str) -> None:
    door.plan("no_overtime/morning", "C1")

    await door.as_user(door.head).command("/kaeru", word)

    assert "人事担当課だけができます" in door.last_words(door.head)
    assert set(ledger(door.core.database).values()) == {"pending"}


async def test_somebody_who_is_not_on_the_staff_list_reads_what_to_do(door: Door) -> None:
    await door.as_user(door.stranger).command("/kaeru", "calendar")

    assert door.last_words(door.stranger).startswith("職員名簿にお名前が見つからないため")

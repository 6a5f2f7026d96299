"""The evening card as it reads: everything of a report, buttons told apart, and no more than Slack takes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.delivery.wording import Words
from bot.overtime.evening_card import CONFIRM, Entry, EveningCard, evening_card
from bot.overtime.kinds import Report, ReportState
from bot.texts import Texts
from tests.delivering import WEDNESDAY, jst

JAPANESE = Texts().of("ja")


def entry(number: int, name: str = "青木 花", *, may_decide: bool = True, decided_by: str = "", **more: Any) -> Entry:
    given = {"line": "窓口の案件", "day_instead": date(2026, 11, 27), "state": ReportState.REPORTED, **more}
    report = Report(
        id=number,
        person_id=number,
        unit_id=1,
        day=WEDNESDAY,
        cause="sudden",
        planned_end_minute=1170,
        is_same_day=True,
        is_special=True,
        version=1,
        reported_at=jst(14),
        **given,
    )
    return Entry(report, name, decided_by, may_decide)


def card(*entries: Entry) -> Words:
    return evening_card(JAPANESE, EveningCard("給与課", WEDNESDAY, ZoneInfo("Asia/Tokyo"), entries, {}))


def labels(words: Words) -> list[str]:
    """What the buttons that confirm are called by whoever hears them."""
    buttons = [one for block in words.blocks if block["type"] == "actions" for one in block["elements"]]
    return [one["accessibility_label"] for one in buttons if one["action_id"] == CONFIRM]


def test_the_card_tells_everything_of_a_report_in_its_text_too() -> None:
    text = card(entry(1)).text

    told = (
        "青木 花",
        "19:30まで",
        "突発",
        "「窓口の案件」",
        "代わりの定時退庁日：11月27日（金）",
        "当日",
        "災害・選挙等",
    )
    assert [words for words in told if words not in text] == []
    assert "承認" not in text


def test_namesakes_have_buttons_of_their_own() -> None:
    assert labels(card(entry(1), entry(2), entry(3, "馬場 翔"))) == [
        "確認しました: 青木 花さんの届出",
        "確認しました: 青木 花 (2)さんの届出",
        "確認しました: 馬場 翔さんの届出",
    ]


def test_what_is_decided_or_for_others_has_no_button_and_says_why() -> None:
    decided = entry(1, state=ReportState.CONFIRMED, decided_at=jst(16, 12), decided_by="佐藤 健")
    words = card(decided, entry(2, "馬場 翔", may_decide=False), entry(3, "千葉 学", state=ReportState.WITHDRAWN))

    assert labels(words) == []
    assert [
        state
        for state in ("確認しました 16:12 佐藤 健", "別の人が確認します", "ご本人が取り下げました")
        if state not in words.text
    ] == []


def test_a_crowded_evening_fits_into_one_message_and_counts_the_rest() -> None:
    crowd = [entry(number, f"職員 {number}", line="<&>" * 66) for number in range(40)]
    done = entry(40, "土井 実", state=ReportState.CONFIRMED, decided_at=jst(16), decided_by="佐藤 健")

    words = card(done, *crowd)

    shown = len(labels(words))
    assert len(words.blocks) <= 50
    assert len(json.dumps(words.blocks, ensure_ascii=False)) <= 12_000
    assert f"ほかに{41 - shown}件あります。" in words.text
    assert "土井 実" not in words.text

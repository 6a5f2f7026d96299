"""What a button is called by people who hear it or speak to it."""

from __future__ import annotations

import pytest

from bot.blockkit import button


@pytest.mark.parametrize(
    ("words", "about", "name"),
    [
        ("取り消す", "12月24日（木）の休暇の予定", "取り消す: 12月24日（木）の休暇の予定"),
        ("Cancel it", "the leave of Thu 24 Dec", "Cancel it: the leave of Thu 24 Dec"),
        # 75 characters are the most that Slack takes
        ("開く", "課" * 71, "開く: " + "課" * 71),
        ("開く", "課" * 72, "開く: " + "課" * 70 + "…"),
        ("開" * 75, "総務課", "開" * 75),
    ],
)
def test_a_button_is_called_what_stands_on_it_and_then_what_it_is_about(words: str, about: str, name: str) -> None:
    made = button(words, action_id="a", about=about)

    assert made["accessibility_label"] == name
    assert name.startswith(made["text"]["text"])


def test_a_button_that_is_about_nothing_else_is_called_what_stands_on_it() -> None:
    assert "accessibility_label" not in button("閉じる", action_id="a")

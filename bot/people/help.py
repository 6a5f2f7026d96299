"""What Kaeru can do for a person, in their words, with examples to copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.blockkit import Block, context, escape, section
from bot.texts import Translator

#: Kana (full and half width) and kanji.
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9d]")


def help_text(t: Translator, *, is_personnel: bool, unknown: str = "") -> tuple[str, list[Block]]:
    """The plain text and the blocks that say the same; `unknown` is what somebody wrote and nobody understood."""
    lines = list(_lines(t, is_personnel=is_personnel))
    intro = t("Good day, I am Kaeru. I remind you of the days on which everybody leaves on time.")
    if unknown:
        intro = t("I do not know “{words}” yet. This is what I understand:", words=unknown[:80])
    hint = t("On my Home tab you find your next days, your language, and what is stored about you.")
    blocks = [section(escape(intro)), section("\n".join(f"• {escape(line)}" for line in lines)), context(escape(hint))]
    return "\n".join([intro, *lines, hint]), blocks


def _lines(t: Translator, *, is_personnel: bool) -> Iterator[str]:
    yield t("/kaeru calendar: the no-overtime days of your unit in the next four weeks")
    yield t("/kaeru overtime: report that you have to stay on a no-overtime day (no order)")
    yield t("/kaeru reports: for heads, general affairs and personnel, the overtime reports of a day")
    yield t("/kaeru leave 12/24 pm: plan leave; alone, it opens a form (no request)")
    yield t("/kaeru kinds: the kinds of leave that our city has")
    yield t("/kaeru table: who of your section plans to be away, month by month")
    yield t("/kaeru 1on1: your 1on1s, what is due, and what you would like to talk about")
    yield t("/kaeru help: this list")
    if is_personnel:
        yield t("/kaeru stop: halts every message that is not sent yet, at once")
        yield t("/kaeru start: lets messages go out again")
        yield t("/kaeru special: declare disaster, election or similar work of a unit, or end it")
        yield t("/kaeru survey: start a survey or the pulse, and see how many have answered")


def is_from_a_person(message: Mapping[str, Any]) -> bool:
    """Whether a message event is what somebody wrote to us: no bot, no edit, no join, not Slackbot, not ourselves."""
    is_written = "subtype" not in message and "bot_id" not in message and not message.get("hidden")
    return is_written and message.get("channel_type") == "im" and message.get("user") not in (None, "USLACKBOT")


def language_of(text: str) -> str:
    """The language that somebody wrote in, for whoever has not chosen one."""
    return "ja" if _JAPANESE.search(text) else "en"

"""What must hold for everything that is said in blocks, told without looking: what breaks it, a sentence each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bot.blockkit import Block
from bot.playground.blocks import problems_in_blocks, problems_in_view
from bot.playground.forms import elements_of
from tests.gallery.frames import Frame

_EMOJI_NAME = re.compile(r":[a-z0-9_+'-]+:")
_LETTER = re.compile(r"\w")
#: What has no words of its own from Slack's client.
_NAMED_BY_US = ("button", "_select")
_SAID = ("section", "header")


def findings(frame: Frame) -> list[str]:
    """Everything that is wrong with a frame."""
    return [*_refusals(frame), *_nameless(frame), *_called_otherwise(frame), *_same_names(frame), *_unsaid(frame)]


def _refusals(frame: Frame) -> Iterator[str]:
    """What Slack would refuse."""
    problems = problems_in_blocks(frame.blocks) if frame.view is None else problems_in_view(frame.view)
    yield from (problem.as_message() for problem in problems)


def _nameless(frame: Frame) -> Iterator[str]:
    """Buttons and menus with nothing to read out but an emoji."""
    for element in _controls(frame):
        if element["type"].endswith(_NAMED_BY_US) and not _LETTER.search(_EMOJI_NAME.sub("", _name(element))):
            yield f"The {element['type']} {element.get('action_id')} has no words."


def _called_otherwise(frame: Frame) -> Iterator[str]:
    """Buttons that do not answer to what stands on them: whoever speaks to the machine says what they see."""
    for element in _controls(frame):
        seen = element["text"]["text"] if element["type"] == "button" else ""
        if _heard(seen) not in _heard(_name(element)):
            yield f"The button “{seen}” is called “{_name(element)}”."


def _heard(words: str) -> str:
    """Case and spaces aside."""
    return "".join(words.casefold().split())


def _same_names(frame: Frame) -> Iterator[str]:
    """Buttons that sound alike."""
    heard = Counter(_name(element) for element in _controls(frame) if element["type"] == "button")
    yield from (f"{times} buttons are called “{name}”." for name, times in heard.items() if times > 1)


def _unsaid(frame: Frame) -> Iterator[str]:
    """Lines of the blocks that the plain text of a message does not say."""
    if frame.view is not None:
        return
    said = _plain(frame.text)
    for line in _lines(frame):
        if line not in said:
            yield f"The text does not say “{line}”."


def _lines(frame: Frame) -> Iterator[str]:
    for block in frame.blocks:
        for text in _texts(block):
            yield from filter(None, (_plain(line).removeprefix("•").strip() for line in text.split("\n")))


def _texts(block: Block) -> Iterator[str]:
    if block["type"] in _SAID:
        yield from (text["text"] for text in (block.get("text"), *block.get("fields", ())) if text)
    elif block["type"] == "data_visualization":
        yield block["title"]
    elif block["type"] == "table":
        yield from (cell["text"] for row in block["rows"] for cell in row if cell["type"] == "raw_text")


def _plain(mrkdwn: str) -> str:
    bare = re.sub(r"(?<!\w)[*_~](?=\S)|(?<=\S)[*_~](?!\w)", "", mrkdwn)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _controls(frame: Frame) -> Iterator[dict[str, Any]]:
    for block in frame.all_blocks:
        for element, _ in elements_of(block):
            if element["type"] != "image":
                yield element if block["type"] != "input" else {**element, "label": block["label"]}


def _name(element: dict[str, Any]) -> str:
    """What a screen reader says."""
    texts = (element.get(key, {}).get("text") for key in ("label", "text", "placeholder"))
    return next(filter(None, (element.get("accessibility_label"), *texts)), "")

"""Messages as plain lines: mentions, links and dates of mrkdwn spelt out, blocks flattened. The caller escapes."""

import re
from collections.abc import Iterator
from html import unescape

from bot.playground.messages import Message
from bot.playground.shapes import Json
from bot.playground.workspace import Workspace

MARKUP = re.compile(r"<([^<>]+)>")


def lines_of(space: Workspace, message: Message) -> list[str]:
    """What a message says, block by block; its text when it has no blocks."""
    if not message.blocks:
        return [plain(space, message.text)]
    return [line for block in message.blocks for line in block_lines(space, block)]


def block_lines(space: Workspace, block: Json) -> Iterator[str]:
    """One block as lines; its buttons and menus in brackets."""
    kind = block["type"]
    if kind in ("section", "header", "markdown", "input"):
        for text in (block.get("text"), block.get("label"), block.get("fields")):
            yield from (plain(space, said) for said in texts_of(text))
    elif kind in ("context", "actions"):
        yield "　".join(element_text(space, element) for element in block["elements"])
    elif kind == "table":
        yield from (" | ".join(text_in(cell) for cell in row) for row in block["rows"])
    elif kind in ("image", "data_visualization"):
        yield f"［{block.get('alt_text') or block.get('title')}］"
    elif kind == "rich_text":
        yield text_in(block)
    elif kind != "divider":
        yield f"［{kind}］"


def texts_of(value: object) -> list[str]:
    """The texts of a text object, of a list of them, or a bare text."""
    if isinstance(value, list):
        return [said for one in value for said in texts_of(one)]
    said = value.get("text") if isinstance(value, dict) else value
    return [said] if isinstance(said, str) else []


def element_text(space: Workspace, element: Json) -> str:
    """The words on an element."""
    if element["type"] in ("mrkdwn", "plain_text"):
        return plain(space, element["text"])
    words = element.get("text") or element.get("placeholder") or {"text": element.get("alt_text") or "…"}
    return f"［{plain(space, words['text'])}］"


def text_in(value: object) -> str:
    """All texts inside nested rich text or table cells."""
    if isinstance(value, dict):
        own = value.get("text")
        inner = [text_in(one) for name, one in value.items() if name != "text" and isinstance(one, list | dict)]
        return (own if isinstance(own, str) else text_in(own)) + "".join(inner)
    return "".join(text_in(one) for one in value) if isinstance(value, list) else ""


def plain(space: Workspace, mrkdwn: str) -> str:
    """mrkdwn with its mentions, links and dates as words, and its three escapes undone."""
    return unescape(MARKUP.sub(lambda found: spelt(space, found[1]), mrkdwn))


def spelt(space: Workspace, inside: str) -> str:
    """What stands between < and >."""
    target, _, label = inside.partition("|")
    if target.startswith("@") and target[1:] in space.users:
        return f"@{space.users[target[1:]].real_name}"
    if target.startswith("#") and target[1:] in space.channels:
        return f"#{space.channels[target[1:]].name}"
    if target.startswith("!"):
        return label or f"@{target[1:]}"
    return label or target

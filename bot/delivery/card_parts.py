"""What other features add to a card of a channel: there is one card, and nobody posts beside it (design 5). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blockkit import Element, actions, escape, section
from bot.delivery.wording import Words


@dataclass(frozen=True)
class CardPart:
    """Whole lines, not escaped yet, and below them rows of buttons: Slack takes each action once in a row."""

    lines: tuple[str, ...]
    buttons: tuple[tuple[Element, ...], ...] = ()


def with_part(words: Words, part: CardPart | None) -> Words:
    """The card with a part below its own first paragraph."""
    if part is None:
        return words
    said = "\n".join(part.lines)
    more = [section(escape(said)), *(actions(*row) for row in part.buttons)]
    title, body, *below = words.blocks
    return Words(f"{words.text}\n{said}", [title, body, *more, *below])

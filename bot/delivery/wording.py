"""How messages are dressed on their way out: the rehearsal's header; several for one person in one. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.blockkit import Block, context, divider, escape, header, section
from bot.texts import Translator

#: What Slack takes of one message, its blocks as JSON; above some 13,000 it says `msg_blocks_too_long`.
MOST_BLOCKS = 50
MOST_CHARACTERS = 12_000


@dataclass(frozen=True)
class Words:
    """A message as Slack takes it: `text` says the same as `blocks`."""

    text: str
    blocks: Sequence[Block]


def for_rehearsal(t: Translator, words: Words, *, label: str, is_personal: bool) -> Words:
    """The message as the personnel channel sees it in rehearsal: whom it was for, and nothing personal (design 4)."""
    whom = t("a person") if is_personal else label
    head = t("[Rehearsal. Meant for: {whom}]", whom=whom)
    shown = context(escape(head))
    if is_personal:
        blank = t("(A message for one person; its words are not shown here.)")
        return Words(f"{head}\n{blank}", [shown, section(blank)])
    return Words(f"{head}\n{words.text}", [shown, *words.blocks][:MOST_BLOCKS])


def bundled(t: Translator, parts: Sequence[Words]) -> Words:
    """Everything that is for one person, in one message (まとめ, design 5)."""
    if len(parts) == 1:
        return parts[0]
    title = t("For you, in one message")
    blocks = [header(title)]
    for part in parts:
        blocks += [divider(), *part.blocks]
    return Words("\n\n".join([title, *(part.text for part in parts)]), blocks)


def fits(words: Words) -> bool:
    """Whether Slack takes it as one message."""
    written = json.dumps(words.blocks, ensure_ascii=False)
    return len(words.blocks) <= MOST_BLOCKS and max(len(written), len(words.text)) <= MOST_CHARACTERS

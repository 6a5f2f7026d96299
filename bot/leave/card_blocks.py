"""Who is away, as a part of the morning card of a unit that wants it: names and parts of the day, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from bot.blockkit import escape, section
from bot.delivery.wording import Words
from bot.leave.plans import Absent
from bot.leave.wording import part_word
from bot.texts import Translator

_MOST_NAMES = 40


def with_away(t: Translator, words: Words, away: Sequence[Absent]) -> Words:
    """The card with one paragraph below its own; as it is where nobody is away."""
    if not away:
        return words
    names = [t("{name} ({part})", name=one.name, part=part_word(one.part, t)) for one in away[:_MOST_NAMES]]
    if len(away) > _MOST_NAMES:
        names.append(t.n("and {count} more", "and {count} more", len(away) - _MOST_NAMES))
    line = t("Away on {day}: {names}", day=t.day(away[0].day), names=t.listing(names))
    title, body, *below = words.blocks
    return Words(f"{words.text}\n{line}", [title, body, section(escape(line)), *below])

"""The reply buttons of cards and of the home tab, what a reply is answered, and the tally that a card shows.

Nobody's answer stands on a card: it shows one number, and only once five have answered (design 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, actions, button, context, escape, header, section
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.no_overtime.answers import Answer, Tap
from bot.no_overtime.wording import ANSWERS, REPLY_LINES
from bot.texts import Translator

#: The action of each reply button.
REPLY: Mapping[Answer, str] = {answer: f"no_overtime.reply.{answer}" for answer in Answer}

_TALLY = "no_overtime.tally"


def reply_buttons(t: Translator, day: date, last_minute: int, *, chosen: Answer | None = None) -> list[Element]:
    """A button for each answer; the one that holds now is marked."""
    return [_button(t, Tap(answer, day, last_minute), is_chosen=answer is chosen) for answer in Answer]


def _button(t: Translator, tap: Tap, *, is_chosen: bool) -> Element:
    words = t(ANSWERS[tap.answer])
    label = t("{answer} ({date})", answer=words, date=t.day(tap.day))
    value = f"{tap.answer}|{tap.day}|{tap.last_minute}"
    style = "primary" if is_chosen else ""
    return button(words, action_id=REPLY[tap.answer], value=value, label=label, style=style)


def read_tap(action: Mapping[str, Any]) -> Tap:
    """What a pressed reply button says; raises OldButton for anything that no button of ours says."""
    try:
        answer, day, last_minute = str(action["value"]).split("|")
        return Tap(Answer(answer), date.fromisoformat(day), int(last_minute))
    except (ValueError, KeyError):
        raise OldButton("This button belongs to an older card. Please use the newest one.") from None


def thanks(t: Translator, tap: Tap, answer: Answer) -> Words:
    """What the person alone reads: the answer that holds now, a friendly line, and until when it can be changed."""
    noted = t("Noted for {date}: “{answer}”.", date=t.day(tap.day), answer=t(ANSWERS[answer]))
    lines = REPLY_LINES[answer]
    friendly = t(lines[tap.day.toordinal() % len(lines)])
    small = [_until(t, tap.last_minute), _trust(t)]
    blocks = [section(f"*{escape(noted)}*\n{escape(friendly)}"), context(*small)]
    return Words("\n".join([noted, friendly, *small]), blocks)


def small_print(t: Translator) -> str:
    """What a tap is not, on every card that has the buttons."""
    return t(
        "A tap is no overtime order, no work record and no evaluation. Only you see your own; that night it becomes "
        "part of a count for your unit."
    )


def my_answer(t: Translator, day: date, last_minute: int, answer: Answer | None) -> list[Block]:
    """For the home tab: what I answered today, with the way to change it."""
    said = t("Your answer: {answer}", answer=t(ANSWERS[answer])) if answer else t("You have not answered yet. You need not.")
    title = t("Today, {date}", date=t.day(day))
    buttons = reply_buttons(t, day, last_minute, chosen=answer)
    return [header(title), section(escape(said)), actions(*buttons), context(_until(t, last_minute), _trust(t))]


def stored_fact(t: Translator) -> str:
    """What is stored about whoever answered, for their own eyes."""
    return t(
        "Your answer to the card of a no-overtime day, until the night after it: then only counts of units remain. "
        "It is no overtime order, no work record and no evaluation, nobody else sees it, and it is never joined to "
        "your attendance"
    )


def with_tally(words: Words, figure: str, t: Translator) -> Words:
    """A card that shows how many go home on time; without a `figure`, as it was posted."""
    bare = _without_tally(words)
    if not figure:
        return bare
    count = int(figure)
    line = t.n("{count} person goes home on time", "{count} people go home on time", count)
    shown: Block = {**section(f":frog: *{escape(line)}*"), "block_id": _TALLY}
    return Words(f"{bare.text}\n:frog: {line}", list(_placed(bare.blocks, shown)))


def _without_tally(words: Words) -> Words:
    others = [block for block in words.blocks if block.get("block_id") != _TALLY]
    if len(others) == len(words.blocks):
        return words
    return Words(words.text.rpartition("\n")[0], others)


def _placed(blocks: Sequence[Block], tally: Block) -> Iterator[Block]:
    """Above the small print, or at the end of a card that has none."""
    place = next((at for at, block in enumerate(blocks) if block["type"] == "context"), len(blocks))
    yield from (*blocks[:place], tally, *blocks[place:])


def _until(t: Translator, last_minute: int) -> str:
    return t("You can change it until {time} with one more tap.", time=t.minute(last_minute))


def _trust(t: Translator) -> str:
    return t("Only you see this answer. That night only the count of your unit is kept.")

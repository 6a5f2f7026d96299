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
from bot.no_overtime.answers import IN_MEETING, USUAL, Answer, Cause, Tap
from bot.no_overtime.wording import ANSWERS, CAUSES, REPLY_LINES
from bot.texts import Translator

#: The action of each reply button.
REPLY: Mapping[Answer, str] = {answer: f"no_overtime.reply.{answer}" for answer in Answer}

_LIVE = "no_overtime.live"
_IN_MEETING = "meeting"


def reply_buttons(
    t: Translator, day: date, last_minute: int, *, chosen: Answer | None = None, is_in_meeting: bool = False
) -> list[Element]:
    """A button for each answer; the one that holds now is marked."""
    asked = IN_MEETING if is_in_meeting else USUAL
    taps = [Tap(answer, day, last_minute, is_in_meeting) for answer in asked]
    return [_button(t, tap, is_chosen=tap.answer is chosen) for tap in taps]


def value_of(tap: Tap, cause: Cause | None = None) -> str:
    """What a button or a choice carries: nothing about a person."""
    parts = [tap.answer, str(tap.day), str(tap.last_minute), _IN_MEETING if tap.is_in_meeting else "", cause or ""]
    return "|".join(parts)


def _button(t: Translator, tap: Tap, *, is_chosen: bool) -> Element:
    words, style = t(ANSWERS[tap.answer]), "primary" if is_chosen else ""
    return button(words, action_id=REPLY[tap.answer], value=value_of(tap), about=t.day(tap.day), style=style)


def read_tap(action: Mapping[str, Any]) -> Tap:
    """What a pressed reply button or a chosen cause says; raises OldButton for anything that is not ours."""
    try:
        value = action["selected_option"]["value"] if "selected_option" in action else action["value"]
        answer, day, last_minute, where, cause = str(value).split("|")
        told = Cause(cause) if cause else None
        return Tap(Answer(answer), date.fromisoformat(day), int(last_minute), where == _IN_MEETING, told)
    except (ValueError, KeyError):
        raise OldButton("This button belongs to an older card. Please use the newest one.") from None


def thanks(t: Translator, tap: Tap, answer: Answer) -> Words:
    """What the person alone reads: the answer that holds now, a friendly line, and until when it can be changed."""
    said = t(ANSWERS[answer])
    if tap.cause and answer is Answer.OVERTIME:
        said = t("{answer} ({cause})", answer=said, cause=t(CAUSES[tap.cause]))
    noted = t("Noted for {date}: “{answer}”.", date=t.day(tap.day), answer=said)
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


def my_answer(
    t: Translator, day: date, last_minute: int, answer: Answer | None, *, is_open: bool = True
) -> list[Block]:
    """For the home tab: what I answered today, with the way to change it as long as the day `is_open`.

    Afterwards there is nothing to say to whoever did not answer.
    """
    if not (is_open or answer):
        return []
    said = (
        t("Your answer: {answer}", answer=t(ANSWERS[answer]))
        if answer
        else t("You have not answered yet. You need not.")
    )
    title = t("Today, {date}", date=t.day(day))
    if not is_open:
        closed = t("Answers were taken until {time}.", time=t.minute(last_minute))
        return [header(title), section(escape(said)), context(escape(closed), _trust(t))]
    until = _until(t, last_minute) if answer else t("You can answer until {time}.", time=t.minute(last_minute))
    buttons = reply_buttons(t, day, last_minute, chosen=answer)
    return [header(title), section(escape(said)), actions(*buttons), context(escape(until), _trust(t))]


def stored_fact(t: Translator) -> str:
    """What is stored about whoever answered, for their own eyes."""
    return t(
        "Your answer to the card of a no-overtime day, until the night after it: then only counts of units remain. "
        "It is no overtime order, no work record and no evaluation, nobody else sees it, and it is never joined to "
        "your attendance"
    )


def with_tally(words: Words, figure: str, t: Translator) -> Words:
    """A card that shows how many go home on time; without a `figure`, as it was posted."""
    count = int(figure or 0)
    return with_lines(
        words, [t.n("{count} person goes home on time", "{count} people go home on time", count)] if count else []
    )


def with_lines(words: Words, lines: Sequence[str]) -> Words:
    """A card with these lines in the place of those that it shows now, if it shows any."""
    bare = _without_lines(words)
    if not lines:
        return bare
    shown: Block = {**section("\n".join(f":frog: *{escape(line)}*" for line in lines)), "block_id": _LIVE}
    return Words("\n".join([bare.text, *(f":frog: {line}" for line in lines)]), list(_placed(bare.blocks, shown)))


def _without_lines(words: Words) -> Words:
    shown = next((block for block in words.blocks if block.get("block_id") == _LIVE), None)
    if shown is None:
        return words
    lines = shown["text"]["text"].count("\n") + 1
    return Words(words.text.rsplit("\n", lines)[0], [block for block in words.blocks if block is not shown])


def _placed(blocks: Sequence[Block], lines: Block) -> Iterator[Block]:
    """Above the small print, or at the end of a card that has none."""
    place = next((at for at, block in enumerate(blocks) if block["type"] == "context"), len(blocks))
    yield from (*blocks[:place], lines, *blocks[place:])


def _until(t: Translator, last_minute: int) -> str:
    return t("You can change it until {time} with one more tap.", time=t.minute(last_minute))


def _trust(t: Translator) -> str:
    return t("Only you see this answer. That night only the count of your unit is kept.")

"""A survey in a message or on the home tab: one question at a time, its scale as buttons, never what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.blockkit import Block, Element, View, actions, button, context, escape, header, plain, section
from bot.blockkit import field as form_field
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton, Refused
from bot.pulse import scales
from bot.pulse.answers import SurveyAnswer
from bot.pulse.asked import Progress, Sheet, seconds_for
from bot.pulse.instruments import Item
from bot.pulse.rules import SurveyKind
from bot.pulse.scales import Scale
from bot.texts import N_, Translator

INVITATION = "pulse/invitation"
REMINDER = "pulse/reminder"
#: What a person reads where they can receive a kind of message again.
KINDS: Mapping[str, str] = {
    INVITATION: N_("Invitation to a survey"),
    REMINDER: N_("Reminder of a survey that I have not answered"),
}

#: The action of the button of each score; one action may not stand twice in a row of buttons.
ANSWER: Mapping[int, str] = {score: f"pulse.answer.{score}" for score in range(11)}
SKIP = "pulse.skip"
GO_ON = "pulse.go_on"
WRITE = "pulse.write"
WRITTEN = "pulse.written"
RECEIPT = "pulse.receipt"

#: What the field for words takes; storage would take more.
LONGEST_WORDS = 1000
_LONGEST_ROW = 6
_LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Press:
    """What a button of a survey says: the survey, the question, and for an answer the score. Nothing of a person."""

    survey_id: int
    code: str
    score: int | None = field(default=None, repr=False)

    def answer_of(self, person_id: int, at: datetime) -> SurveyAnswer:
        """The answer of whoever pressed."""
        return SurveyAnswer(self.survey_id, person_id, self.code, at, score=self.score)


@dataclass(frozen=True)
class Written:
    """What somebody wrote, and where the message stands that asked for it; no address where it was the home tab."""

    survey_id: int
    code: str
    words: str = field(repr=False)
    response_url: str = ""

    def answer_of(self, person_id: int, at: datetime) -> SurveyAnswer:
        """The answer of whoever wrote."""
        return SurveyAnswer(self.survey_id, person_id, self.code, at, words=self.words)


def invitation(t: Translator, progress: Progress, zone: ZoneInfo, *, is_reminder: bool = False) -> Words:
    """The first screen: what it is about, what is promised, and the first question."""
    sheet = progress.sheet
    title, lines = title_of(t, sheet), [_how_long(t, sheet, zone), *_promises(t, sheet)]
    if is_reminder:
        lines.insert(
            0, t("It is still open, and every answer counts. Kaeru alone knows whom to remind; nobody is told.")
        )
    first = progress.next_after() or 1
    shown = question(t, progress, first)
    kind = REMINDER if is_reminder else INVITATION
    stop = stop_button(t, kind, name=t(KINDS[kind]))
    blocks = [header(title), section(escape("\n".join(lines))), *shown.blocks, actions(stop)]
    return _marked(sheet, Words("\n".join([title, *lines, shown.text]), blocks))


def page(t: Translator, progress: Progress, after: int = 0) -> Words:
    """The next open question behind a place; at the end, thanks and the way back to what was left open."""
    place = progress.next_after(after)
    return thanks(t, progress) if place is None else _marked(progress.sheet, question(t, progress, place))


def question(t: Translator, progress: Progress, place: int) -> Words:
    """One question with its scale, the way past it, and the receipt."""
    sheet, item = progress.sheet, progress.sheet.item(place)
    number = t("{place}/{count}", place=place, count=len(sheet.codes))
    said = item.text.of(t.code)
    ways = [_button(t, SKIP, t("Skip"), sheet, place), _receipt(t, sheet, place)]
    blocks = [section(f"{escape(number)} *{escape(said)}*"), *_scale(t, sheet, item, place), actions(*ways)]
    named = [sheet.instrument.attribution.of(t.code)] if sheet.instrument.attribution else []
    return Words("\n".join([f"{number} {said}", *named]), [*blocks, *(context(escape(line)) for line in named)])


def thanks(t: Translator, progress: Progress) -> Words:
    """The end: everything is counted, or some questions were passed over and may still be answered."""
    sheet, left = progress.sheet, len(progress.open_places)
    title = (
        t("Thank you! Your answers are counted.") if progress.is_begun else t("Nothing is answered yet. You need not.")
    )
    lines = [title]
    if left:
        lines.append(t.n("{count} question is still open.", "{count} questions are still open.", left))
    again = [_button(t, GO_ON, t("Answer the rest"), sheet, 0)] if left else []
    said = section("\n".join([f"*{escape(title)}*", *(escape(line) for line in lines[1:])]))
    return _marked(sheet, Words("\n".join(lines), [said, actions(*again, _receipt(t, sheet, 0))]))


def my_surveys(t: Translator, open_ones: Sequence[Progress], passed: Mapping[int, int], zone: ZoneInfo) -> list[Block]:
    """For the home tab: each survey that is open to me. `passed`: by survey, the place behind which I want to go on."""
    blocks: list[Block] = []
    for progress in open_ones:
        sheet = progress.sheet
        blocks += [header(title_of(t, sheet)), section(escape("\n".join(_before(t, progress, zone))))]
        blocks += page(t, progress, passed.get(sheet.survey_id, 0)).blocks
    return blocks


def _before(t: Translator, progress: Progress, zone: ZoneInfo) -> Iterator[str]:
    if progress.open_places:
        yield _how_long(t, progress.sheet, zone)
    if not progress.is_begun:
        yield from _promises(t, progress.sheet)


def in_place(blocks: Sequence[Block], survey_id: int, words: Words) -> Words:
    """A message with these words in the place of what it says of the survey; what else it holds stays."""
    mine = [place for place, block in enumerate(blocks) if _is_of(block, survey_id)]
    if not mine:
        return words
    rest = [block for block in blocks if not _is_of(block, survey_id)]
    before, after = rest[: mine[0]], rest[mine[0] :]
    said = [*map(_plain, before), words.text, *map(_plain, after)]
    return Words("\n".join(filter(None, said)), [*before, *words.blocks, *after])


def _plain(block: Mapping[str, Any]) -> str:
    """What a block of another message says, without the marks of its type."""
    text = block.get("text")
    return str(text.get("text", "")) if isinstance(text, Mapping) else ""


def is_all_of(blocks: Sequence[Block], survey_id: int) -> bool:
    """Whether a message holds nothing but this survey."""
    return all(_is_of(block, survey_id) for block in blocks)


def window_for_words(t: Translator, progress: Progress, code: str, *, response_url: str = "") -> View:
    """The field for an answer in words, with the warning."""
    sheet = progress.sheet
    item = sheet.instrument.item(code)
    warning = t("The way you write, or your language, may tell who you are. Please name nobody, and no illness.")
    hint = t("Up to {count} characters. It is sent at once and cannot be changed.", count=LONGEST_WORDS)
    entry = {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": LONGEST_WORDS}
    return {
        "type": "modal",
        "callback_id": WRITTEN,
        "private_metadata": json.dumps([sheet.survey_id, code, response_url]),
        "title": plain(t("In your own words")),
        "submit": plain(t("Send")),
        "close": plain(t("Cancel")),
        "blocks": [
            section(f"⚠️ *{escape(warning)}*"),
            form_field("words", item.text.of(t.code), entry, hint=hint),
            context(escape(_who_reads(t, sheet))),
        ],
    }


def written_flaw(sentence: str) -> dict[str, str]:
    """A sentence beside the field for words."""
    return {"words": sentence}


def read_press(action: Mapping[str, Any]) -> Press:
    """What a pressed button says; raises OldButton for anything that is not ours."""
    try:
        survey, code, score = str(action["value"]).split("|")
        survey_id = int(survey)
        told = int(score) if score else None
    except (KeyError, ValueError):
        raise _old() from None
    if not 0 < survey_id <= _LARGEST_ID:
        raise _old()
    return Press(survey_id, code, told)


def read_answer(action: Mapping[str, Any]) -> Press:
    """The same for a button of a scale, which has a score; raises OldButton where there is none."""
    press = read_press(action)
    if press.score is None:
        raise _old()
    return press


def read_written(view: Mapping[str, Any]) -> Written:
    """What was sent from the window; raises OldButton for a window that is not ours, Refused for an empty field."""
    try:
        survey_id, code, response_url = json.loads(view["private_metadata"])
        words = view["state"]["values"]["words"]["value"]["value"] or ""
        written = Written(int(survey_id), str(code), str(words), str(response_url))
    except (KeyError, TypeError, ValueError):
        raise _old() from None
    if not written.words.strip():
        raise Refused("Please write something, or close the window.")
    if len(written.words) > LONGEST_WORDS:
        raise Refused("Up to {most} characters fit. Please shorten it; nothing was counted yet.", most=LONGEST_WORDS)
    return written


def title_of(t: Translator, sheet: Sheet) -> str:
    """What people call the survey."""
    return t("Pulse survey") if sheet.kind is SurveyKind.PULSE else sheet.instrument.title.of(t.code)


def _receipt(t: Translator, sheet: Sheet, place: int) -> Element:
    """The way to the receipt (控え)."""
    return _button(t, RECEIPT, t("What is kept?"), sheet, place)


def _how_long(t: Translator, sheet: Sheet, zone: ZoneInfo) -> str:
    closes, seconds = sheet.closes_at.astimezone(zone), seconds_for(sheet)
    count = t.n("{count} question", "{count} questions", len(sheet.codes))
    about = (
        t("about {count} seconds", count=seconds) if seconds < 60 else t("about {count} minutes", count=seconds // 60)
    )
    until = t("open until {date} {time}", date=t.day(closes.date()), time=t.clock(sheet.closes_at, zone))
    return t.listing([count, about, until])


def _promises(t: Translator, sheet: Sheet) -> Iterator[str]:
    yield t("One tap sends an answer at once; it cannot be changed afterwards. You may skip any question.")
    yield t(
        "Kaeru counts answers and keeps no names with them. Nobody is shown single answers, nor anything of a group "
        "with fewer than {least} answers.",
        least=sheet.least_answers,
    )


def _who_reads(t: Translator, sheet: Sheet) -> str:
    return t(
        "After the close it is shown without a name, in random order, and only together with others of a group that "
        "wrote {least} texts or more.",
        least=sheet.least_texts,
    )


def _scale(t: Translator, sheet: Sheet, item: Item, place: int) -> list[Block]:
    if item.scale is Scale.TEXT:
        return [actions(_button(t, WRITE, t("Write…"), sheet, place))]
    scores = scales.scores(item.scale)
    buttons = [_answer(t, sheet, item, place, score) for score in scores]
    return [actions(*buttons[at : at + _LONGEST_ROW]) for at in range(0, len(buttons), _LONGEST_ROW)]


def _answer(t: Translator, sheet: Sheet, item: Item, place: int, score: int) -> Element:
    words = scales.label(item.scale, score, t)
    text = str(score) if item.scale is Scale.RECOMMEND_0_10 else words
    about = t("question {place}", place=place)
    return button(text, action_id=ANSWER[score], value=f"{sheet.survey_id}|{item.code}|{score}", about=about)


def _button(t: Translator, action_id: str, text: str, sheet: Sheet, place: int) -> Element:
    code = sheet.codes[place - 1] if place else ""
    name = title_of(t, sheet)
    about = t("question {place} of {survey}", place=place, survey=name) if place else name
    return button(text, action_id=action_id, value=f"{sheet.survey_id}|{code}|", about=about)


def _marked(sheet: Sheet, words: Words) -> Words:
    """The same, each block named, so that it can be found in a message that holds other things too."""
    blocks = [{**block, "block_id": f"{_mark(sheet.survey_id)}{place}"} for place, block in enumerate(words.blocks)]
    return Words(words.text, blocks)


def _mark(survey_id: int) -> str:
    return f"pulse:{survey_id}:"


def _is_of(block: Mapping[str, Any], survey_id: int) -> bool:
    return str(block.get("block_id", "")).startswith(_mark(survey_id))


def _old() -> OldButton:
    return OldButton(
        "This button belongs to an older survey and does nothing any more. Your home tab shows what is new."
    )

"""You said, we did: the message with a result, the window to pick an action, the line on cards, the question later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    choices,
    context,
    escape,
    field,
    header,
    line_input,
    option,
    plain,
    section,
)
from bot.delivery.card_parts import CardPart
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.pulse.improvement import (
    ASKED,
    LEAST_OPINIONS,
    LONGEST_WORDS,
    SUGGESTIONS,
    Action,
    ActionState,
    ActionWish,
    Choice,
    MyAction,
    Opinion,
)
from bot.pulse.report import Subject
from bot.pulse.result_blocks import button_for
from bot.pulse.result_wording import band_words, percent_words, survey_name
from bot.pulse.scores import percent
from bot.texts import N_, Translator

RESULT = "pulse/result"
RESULT_REMINDER = "pulse/result/reminder"
#: What a person reads where they can receive a kind of message again.
KINDS: Mapping[str, str] = {
    RESULT: N_("Result of a survey of my unit"),
    RESULT_REMINDER: N_("Reminder to pick an action after a result"),
}
PICK = "pulse.action.pick"
PICKED = "pulse.action.picked"
#: The action of the button of each opinion.
SAY: Mapping[Opinion, str] = {one: f"pulse.action.say.{one}" for one in Opinion}

OPINIONS: Mapping[Opinion, str] = {
    Opinion.BETTER: N_("It got better"),
    Opinion.SAME: N_("Nothing changed"),
    Opinion.WORSE: N_("It got worse"),
    Opinion.UNKNOWN: N_("I cannot say"),
}
_MOST_UNITS, _MOST_LINES = 5, 3
_OWN = "own"
_LARGEST_ID = 2**31 - 1


def result_message(t: Translator, subject: Subject, units: Sequence[Choice], *, is_reminder: bool = False) -> Words:
    """What the head of these units is told: there is a result; and, once, that an action is still to be picked."""
    title = t("The result of your unit is here") if not is_reminder else t("One action after the result?")
    lines = [survey_name(t, subject)]
    blocks: list[Block] = [header(title), section(escape(lines[0]))]
    for one in units[:_MOST_UNITS]:
        said = _ask(t, one)
        lines.append(said)
        blocks += [
            section(escape(said)),
            actions(button_for(t, one.survey_id, one.unit_code, one.unit_name), _pick(t, one)),
        ]
    kind = RESULT_REMINDER if is_reminder else RESULT
    blocks.append(actions(stop_button(t, kind, name=t(KINDS[kind]))))
    return Words("\n".join([title, *lines]), blocks)


def _ask(t: Translator, one: Choice) -> str:
    return t(
        "{unit}: look at the result together, and pick one thing that you will change. You have until {date}; one "
        "small thing is enough.",
        unit=one.unit_name,
        date=t.day(one.until),
    )


def _pick(t: Translator, one: Choice) -> Element:
    value = f"{one.survey_id}|{one.unit_code}"
    return button(t("Pick one action"), action_id=PICK, value=value, about=one.unit_name)


def window(t: Translator, one: Choice) -> View:
    """The window in which a head picks an action: from the list, or in own words."""
    present = one.present
    options = [option(t(words), code) for code, words in SUGGESTIONS.items()]
    options.append(option(t("In our own words (below)"), _OWN))
    chosen = [] if present is None else [present.suggestion or _OWN]
    own = line_input(present.words if present else "", longest=LONGEST_WORDS)
    hint = t(
        "Only if you chose “In our own words” above. Everybody of the unit reads it. Up to {most} characters.",
        most=LONGEST_WORDS,
    )
    return {
        "type": "modal",
        "callback_id": PICKED,
        "private_metadata": f"{one.survey_id}|{one.unit_code}",
        "title": plain(t("Pick one action")),
        "submit": plain(t("We do this")),
        "close": plain(t("Cancel")),
        "blocks": [
            section(f"*{escape(one.unit_name)}*"),
            field("suggestion", t("What we change"), choices("radio_buttons", options, chosen=chosen)),
            field("words", t("In our own words"), own, hint=hint, is_optional=True),
            context(escape(t("You can change it until {date}.", date=t.day(one.until)))),
        ],
    }


def problem(sentence: str) -> dict[str, str]:
    """A sentence below the list."""
    return {"words": sentence}


def picked(t: Translator, action: Action) -> View:
    """What the head reads afterwards."""
    said = t(
        "Noted: “{action}”. It stands on the morning card and on everybody’s home tab.", action=words_of(t, action)
    )
    later = t("From {date} on, everybody of the unit is asked once what became of it.", date=t.day(action.asks_on))
    return {
        "type": "modal",
        "title": plain(t("Pick one action")),
        "close": plain(t("Close")),
        "blocks": [section(escape(said)), section(escape(later))],
    }


def words_of(t: Translator, action: Action) -> str:
    """What a unit does."""
    return action.words or t(SUGGESTIONS[action.suggestion])


def card_part(t: Translator, found: Sequence[Action], day: date) -> CardPart:
    """For the morning card: what the units of a channel do; and for one of them, in its time, the question."""
    lines = [t("You said, we did: {action}", action=words_of(t, one)) for one in found[:_MOST_LINES]]
    asked = [one for one in found[:_MOST_LINES] if one.is_asked(day)]
    lines += [t("How has “{action}” turned out?", action=words_of(t, one)) for one in asked]
    return CardPart(tuple(lines), tuple(tuple(_buttons(t, one)) for one in asked))


def my_part(t: Translator, mine: MyAction | None, open_ones: Sequence[Choice]) -> list[Block]:
    """For the home tab: what my unit does, the question in its time, what came of it; for heads, what to pick."""
    blocks: list[Block] = []
    for one in open_ones[:_MOST_UNITS]:
        blocks += [
            section(escape(_ask(t, one))),
            actions(button_for(t, one.survey_id, one.unit_code, one.unit_name), _pick(t, one)),
        ]
    if mine:
        blocks += [
            section("\n".join(f"*{escape(one)}*" if at == 0 else escape(one) for at, one in enumerate(_mine(t, mine))))
        ]
        blocks += [actions(*_buttons(t, mine.action)), context(escape(promise(t)))] if mine.is_open else []
    return [header(t("You said, we did")), *blocks] if blocks else []


def _mine(t: Translator, mine: MyAction) -> list[str]:
    lines = [t("{unit}: {action}", unit=mine.unit_name, action=words_of(t, mine.action))]
    if mine.is_open:
        lines.append(t("How has “{action}” turned out?", action=words_of(t, mine.action)))
    if mine.has_said:
        lines.append(t("You have had your say. Thank you!"))
    if mine.action.state is ActionState.TOLD:
        lines.append(outcome_words(t, mine))
    return lines


def outcome_words(t: Translator, mine: MyAction) -> str:
    """What became of an action, as far as it may be told."""
    shown = mine.outcome
    if shown is None:
        return t("Fewer than {least} had their say, so it is not shown what they said.", least=LEAST_OPINIONS)
    if shown.favourable is None:
        share = band_words(t, shown.band) if shown.band else t("not shown")
    else:
        share = percent_words(t, percent(shown.favourable, shown.answers))
    return t("It got better, say {share} of {answers} answers.", share=share, answers=shown.answers)


def promise(t: Translator) -> str:
    """What is kept of a tap."""
    return t(
        "One tap, counted without your name; it cannot be changed. Shown from {least} answers on, when the question is "
        "over.",
        least=LEAST_OPINIONS,
    )


def thanks(t: Translator) -> str:
    """What somebody reads who had their say; never what they said."""
    return t("Thank you! It is counted, without your name.")


def _buttons(t: Translator, action: Action) -> list[Element]:
    what = words_of(t, action)
    return [button(t(OPINIONS[one]), action_id=SAY[one], value=f"{action.id}|{one}", about=what) for one in ASKED]


def read_pick(written: object) -> tuple[int, str]:
    """The survey and the unit of a button or a window; raises OldButton for anything that is not ours."""
    survey, _, unit_code = str(written).partition("|")
    return _id(survey), unit_code


def read_wish(view: Mapping[str, Any]) -> ActionWish:
    """What a head picked; raises OldButton for a window that is not ours."""
    try:
        values = view["state"]["values"]
        chosen = values["suggestion"]["value"].get("selected_option") or {}
        words = values["words"]["value"].get("value") or ""
    except (AttributeError, KeyError, TypeError):
        raise _old() from None
    suggestion = str(chosen.get("value", ""))
    return ActionWish("" if suggestion == _OWN else suggestion, str(words))


def read_say(action: Mapping[str, Any]) -> tuple[int, Opinion]:
    """The action and what is said of it; raises OldButton for anything that is not ours."""
    try:
        action_id, opinion = str(action["value"]).split("|")
        return _id(action_id), Opinion(opinion)
    except (KeyError, ValueError):
        raise _old() from None


def _id(written: str) -> int:
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= _LARGEST_ID):
        raise _old()
    return int(written)


def _old() -> OldButton:
    return OldButton("This button is from an earlier day. Your home tab shows what is new.")

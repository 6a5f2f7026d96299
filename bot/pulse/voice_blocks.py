"""Replies to what was written in a survey: the window to publish one, and how staff read it on their home tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.blockkit import Block, Element, View, context, escape, field, header, plain, section
from bot.errors import OldButton
from bot.pulse.improvement import VoiceReply
from bot.pulse.result_blocks import Place
from bot.texts import Translator

PUBLISH = "pulse.voice.publish"


def window(t: Translator, place: Place, unit: str) -> View:
    """The window to publish a reply to a unit with everything below it; without a name, to everybody."""
    whom = unit or t("Everybody")
    warning = t("Say in your own words what was heard. Quote nobody: the way of writing may tell who it was.")
    return {
        "type": "modal",
        "callback_id": PUBLISH,
        "private_metadata": f"{place.survey_id}|{place.unit_code or ''}",
        "title": plain(t("Answer what was written")),
        "submit": plain(t("Publish")),
        "close": plain(t("Cancel")),
        "blocks": [
            section(escape(t("Read by: {unit}, on their home tab.", unit=whom))),
            context(escape(warning)),
            field("heard", t("What we heard"), _entry(200)),
            field("reply", t("What we do, or why we cannot"), _entry(500)),
        ],
    }


def published(t: Translator) -> View:
    """What whoever published reads."""
    said = t("It is published. Thank you for answering.")
    return {
        "type": "modal",
        "title": plain(t("Answer what was written")),
        "close": plain(t("Close")),
        "blocks": [section(escape(said))],
    }


def problem(sentence: str) -> dict[str, str]:
    """A sentence below the form."""
    return {"reply": sentence}


def read_target(view: Mapping[str, Any]) -> tuple[int, str]:
    """The survey and the unit of a window."""
    survey, _, unit_code = str(view.get("private_metadata", "")).partition("|")
    if not (survey.isascii() and survey.isdigit()):
        raise OldButton("This window is from an earlier day. Please open it once more.")
    return int(survey), unit_code


def read_words(view: Mapping[str, Any]) -> tuple[str, str]:
    """What was heard, and what is done about it."""
    try:
        values = view["state"]["values"]
        return str(values["heard"]["value"]["value"] or ""), str(values["reply"]["value"]["value"] or "")
    except (KeyError, TypeError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def my_part(t: Translator, replies: Sequence[VoiceReply]) -> list[Block]:
    """For the home tab of everybody whom a reply is for."""
    if not replies:
        return []
    blocks = [header(t("Answers to what you wrote"))]
    for one in replies:
        heard = t("We heard: {words}", words=one.heard)
        done = t("Answer of {date}: {words}", date=t.day(one.published_on), words=one.reply)
        blocks.append(section(f"*{escape(heard)}*\n{escape(done)}"))
    return blocks


def _entry(longest: int) -> Element:
    return {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": longest}

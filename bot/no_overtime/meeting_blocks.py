"""The evening meeting (夕礼) as people see it: buttons, numbers, end, and the window in which heads decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    actions,
    button,
    choices,
    context,
    escape,
    field,
    option,
    plain,
    section,
    select,
)
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.no_overtime import reply_blocks
from bot.no_overtime.answers import Answer, Cause, Meeting, Tap
from bot.no_overtime.reply_blocks import value_of, with_lines
from bot.no_overtime.wording import CAUSES
from bot.people.tree import UnitNode
from bot.texts import Translator

CAUSE = "no_overtime.cause"
CLOSE = "no_overtime.close_meeting"
OPEN_SETTING = "no_overtime.open_meeting_setting"
SETTING = "no_overtime.meeting_setting"

_MOST_UNITS = 100


@dataclass(frozen=True)
class Decision:
    """What a head decided in the window."""

    unit_code: str
    is_on: bool


def thanks(t: Translator, tap: Tap, answer: Answer) -> Words:
    """What the person alone reads after a tap; in a meeting, whoever expects overtime may also say why."""
    words = reply_blocks.thanks(t, tap, answer)
    if not tap.is_in_meeting or answer is not Answer.OVERTIME:
        return words
    return Words(words.text, [*words.blocks, actions(cause_select(t, tap))])


def cause_select(t: Translator, tap: Tap) -> Element:
    """Why somebody expects overtime: a short list, to be chosen from or not."""
    late = replace(tap, answer=Answer.OVERTIME)
    options = [option(t(CAUSES[cause]), value_of(late, cause)) for cause in Cause]
    chosen = value_of(late, tap.cause) if tap.cause else ""
    return select(options, action_id=CAUSE, chosen=chosen, placeholder=t("Reason (if you like)"))


def close_button(t: Translator, unit_id: int, day: date) -> Element:
    """For the host."""
    return button(t("End the meeting"), action_id=CLOSE, value=f"{unit_id}|{day}", about=t.day(day))


def read_close(action: Mapping[str, Any]) -> tuple[int, date]:
    """The unit and the day whose meeting shall end; raises OldButton for anything that no button of ours says."""
    try:
        unit_id, day = str(action["value"]).split("|")
        return int(unit_id), date.fromisoformat(day)
    except (ValueError, KeyError):
        raise OldButton("This button belongs to an older card. Please use the newest one.") from None


def with_meeting(words: Words, figure: str, t: Translator) -> Words:
    """A meeting card with its numbers, and without the host's button once it is over."""
    meeting = Meeting.from_figure(figure)
    shown = with_lines(words, list(_lines(t, meeting)))
    return Words(shown.text, [_without_close(block) for block in shown.blocks]) if meeting.is_over else shown


def _lines(t: Translator, meeting: Meeting) -> Iterator[str]:
    if meeting.is_told:
        yield t(
            "{leaving} go home on time, {helping} of them can help until then; {overtime} expect overtime",
            leaving=meeting.answers[Answer.ON_TIME] + meeting.answers[Answer.HELPING],
            helping=meeting.answers[Answer.HELPING],
            overtime=meeting.answers[Answer.OVERTIME],
        )
    if meeting.causes:
        causes = (t("{cause} {count}", cause=t(CAUSES[cause]), count=count) for cause, count in meeting.causes.items())
        yield t("Reasons: {causes}", causes=t.listing(causes))
    if meeting.is_over:
        yield t("The evening meeting is over. Thank you, everybody.")


def _without_close(block: Block) -> Block:
    if block["type"] != "actions":
        return block
    return {**block, "elements": [one for one in block["elements"] if one["action_id"] != CLOSE]}


def closed(t: Translator, *, is_new: bool) -> str:
    """What the host reads."""
    if is_new:
        return t("The evening meeting is over. The card says so in a moment.")
    return t("The evening meeting was over already.")


def open_setting_button(t: Translator) -> Element:
    """For the home tab of heads."""
    return button(t("Evening meetings"), action_id=OPEN_SETTING, about=t("my units"))


def setting_view(t: Translator, units: tuple[UnitNode, ...], holding: frozenset[int]) -> Block:
    """The window: for which of my units, and whether it holds evening meetings."""
    names = [option(unit.name, unit.code) for unit in units[:_MOST_UNITS]]
    chosen = "on" if units[0].id in holding else "off"
    which = select(names, action_id="unit", chosen=units[0].code, placeholder=t("Choose a unit"))
    ways = choices("radio_buttons", [option(t("Yes"), "on"), option(t("No"), "off")], chosen=[chosen])
    held = [unit.name for unit in units if unit.id in holding]
    now = t("Now: {units}", units=t.listing(held)) if held else t("None of your units holds evening meetings now.")
    explained = t(
        "Before the end of a no-overtime day the closing card asks who goes home, who can help and who has to stay. "
        "From five answers on it shows how many, with the reasons as counts and without names."
    )
    return {
        "type": "modal",
        "callback_id": SETTING,
        "title": plain(t("Evening meetings")),
        "submit": plain(t("Decide")),
        "close": plain(t("Close")),
        "blocks": [
            section(escape(explained)),
            field("unit", t("Unit"), which),
            field("way", t("Does it hold evening meetings, from today on?"), {**ways, "action_id": "way"}),
            context(escape(now)),
        ],
    }


def read_setting(view: Mapping[str, Any]) -> Decision:
    """What a head decided."""
    values = view["state"]["values"]
    unit, way = (values[name][name]["selected_option"]["value"] for name in ("unit", "way"))
    return Decision(str(unit), way == "on")


def decided(t: Translator, decision: Decision) -> str:
    """What the head reads afterwards."""
    if decision.is_on:
        return t("From today on the closing card of this unit is the evening meeting.")
    return t("From today on this unit holds no evening meetings; the usual closing card comes instead.")

"""The window in which a head decides about morning meetings (朝礼): on which weekdays, at what time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from bot.blockkit import (
    Element,
    View,
    button,
    choices,
    context,
    escape,
    field,
    option,
    plain,
    section,
    select,
    timepicker,
)
from bot.meetings.kinds import MorningRule
from bot.meetings.rules import Holding
from bot.meetings.wording import WEEKDAYS
from bot.people.tree import UnitNode
from bot.texts import Translator

OPEN = "meetings.open_mornings"
DECIDE = "meetings.decide_mornings"

_USUAL_MINUTE = 8 * 60 + 35
_MOST_UNITS = 100
_MOST_CHARACTERS = 2800


@dataclass(frozen=True)
class Decision:
    """What a head decided."""

    unit_code: str
    rule: MorningRule


def open_button(t: Translator) -> Element:
    """For the home tab of heads."""
    return button(t("Morning meetings"), action_id=OPEN)


def setting_view(
    t: Translator,
    units: tuple[UnitNode, ...],
    rules: Mapping[int, MorningRule],
    held: Mapping[int, Holding],
) -> View:
    """The window: for which of my units, on which days, when."""
    names = [option(unit.name, unit.code) for unit in units[:_MOST_UNITS]]
    which = select(names, action_id="value", chosen=units[0].code, placeholder=t("Choose a unit"))
    present = rules.get(units[0].id, MorningRule(0, _USUAL_MINUTE))
    days = [option(t(name), str(number)) for number, name in enumerate(WEEKDAYS)]
    chosen = [str(number) for number in range(len(WEEKDAYS)) if present.weekdays & 1 << number]
    explained = t(
        "On these days the morning card of your channel tells when you meet, and one tap tells whether you did. "
        "Nothing that is said is kept. Without weekdays there is no morning meeting."
    )
    return {
        "type": "modal",
        "callback_id": DECIDE,
        "title": plain(t("Morning meetings")),
        "submit": plain(t("Decide")),
        "close": plain(t("Close")),
        "blocks": [
            section(escape(explained)),
            field("unit", t("Unit"), which),
            field("weekdays", t("Weekdays"), choices("checkboxes", days, chosen=chosen), is_optional=True),
            field("time", t("Time"), timepicker(present.minute)),
            context(escape(_now(t, units, rules, held))[:_MOST_CHARACTERS]),
        ],
    }


def _now(
    t: Translator, units: tuple[UnitNode, ...], rules: Mapping[int, MorningRule], held: Mapping[int, Holding]
) -> str:
    meeting = [
        t(
            "{unit} ({when}; {held} of {expected} held this month)",
            unit=unit.name,
            when=rule_words(t, rules[unit.id]),
            held=held.get(unit.id, Holding()).held,
            expected=held.get(unit.id, Holding()).expected,
        )
        for unit in units
        if unit.id in rules and rules[unit.id].weekdays
    ]
    none = t("None of your units holds morning meetings now.")
    return t("Now: {units}", units=t.listing(meeting)) if meeting else none


def rule_words(t: Translator, rule: MorningRule) -> str:
    """`Monday, Friday 8:35`."""
    return t("{weekdays} {time}", weekdays=t.listing(_names(t, rule)), time=t.minute(rule.minute))


def _names(t: Translator, rule: MorningRule) -> Iterator[str]:
    return (t(name) for number, name in enumerate(WEEKDAYS) if rule.weekdays & 1 << number)


def read_setting(view: Mapping[str, Any]) -> Decision:
    """What a head decided."""
    values = view["state"]["values"]
    chosen = values["weekdays"]["value"].get("selected_options") or []
    at = time.fromisoformat(values["time"]["value"].get("selected_time") or "08:35")
    weekdays = sum(1 << int(one["value"]) for one in chosen)
    code = str(values["unit"]["value"]["selected_option"]["value"])
    return Decision(code, MorningRule(weekdays, at.hour * 60 + at.minute))


def decided(t: Translator, decision: Decision) -> str:
    """What the head reads afterwards."""
    if not decision.rule.weekdays:
        return t("From today on this unit holds no morning meetings.")
    return t("From today on the morning meeting is on: {when}.", when=rule_words(t, decision.rule))

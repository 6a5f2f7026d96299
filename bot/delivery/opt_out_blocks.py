"""The button 「今後は受け取らない」 of direct messages: what is answered to it, and the way back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bot.blockkit import Element, button
from bot.errors import OldButton
from bot.texts import Translator

OPT_OUT = "delivery.opt_out"
OPT_IN = "delivery.opt_in"

Wish = tuple[str, Element]


def wish(t: Translator, kind: str, *, name: str) -> Wish:
    """For the home tab: what somebody does not want (`name` is what the kind is called), with the way back."""
    return name, button(t("Receive again"), action_id=OPT_IN, value=kind, about=name)


def stop_button(t: Translator, kind: str, *, name: str) -> Element:
    """For a direct message that somebody may do without; `name` is what its kind is called."""
    return button(t("Don't send me these any more"), action_id=OPT_OUT, value=kind, about=name)


def read_kind(action: Mapping[str, Any]) -> str:
    """The kind of message that a pressed button is about."""
    return str(action["value"])


def read_offered_kind(action: Mapping[str, Any], offered: Collection[str]) -> str:
    """The same of a button that lets a kind end; raises OldButton for a kind that nobody can be rid of, or is none."""
    kind = read_kind(action)
    if kind not in offered:
        raise OldButton("This button belongs to an older card. Please use the newest one.")
    return kind


def confirmation(t: Translator, *, is_new: bool) -> str:
    """What a press on the button answers; the second press tells the state."""
    if is_new:
        return t("Understood. I will not send you this kind of message any more. Your home tab has a way back.")
    return t("I do not send you this kind of message any more, as you asked. Your home tab has a way back.")

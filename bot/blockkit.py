"""Block Kit as plain dicts (design 1). People's text is hostile: it enters mrkdwn only through `escape`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

_LONGEST_BUTTON = 75


def escape(text: str) -> str:
    """Text from people or files, harmless inside mrkdwn: no mention, link or channel call can start in it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str) -> Element:
    """A plain_text object."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Element:
    """A mrkdwn object of a sentence whose values were escaped."""
    return {"type": "mrkdwn", "text": text}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text[:150])}


def section(text: str, *, accessory: Element | None = None) -> Block:
    """A paragraph of mrkdwn, at most 3,000 characters."""
    block: Block = {"type": "section", "text": mrkdwn(text[:3000])}
    return block if accessory is None else {**block, "accessory": accessory}


def context(*texts: str) -> Block:
    """Small print, up to ten pieces of mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts[:10]]}


def divider() -> Block:
    return {"type": "divider"}


def button(text: str, *, action_id: str, value: str = "", about: str = "", style: str = "") -> Element:
    """A button; `about` is what it concerns, said after `text` where that alone is not unique on the surface."""
    words = text[:_LONGEST_BUTTON]
    optional = {"value": value, "accessibility_label": _spoken(words, about) if about else "", "style": style}
    given = {key: content for key, content in optional.items() if content}
    return {"type": "button", "text": plain(words), "action_id": action_id, **given}


def _spoken(words: str, about: str) -> str:
    """The name of a button begins with what stands on it: people say to the machine what they see (WCAG 2.5.3)."""
    name = f"{words}: {about}"
    if len(name) <= _LONGEST_BUTTON:
        return name
    cut = f"{name[: _LONGEST_BUTTON - 1]}…"
    return cut if cut.startswith(words) else words


def actions(*elements: Element, block_id: str = "") -> Block:
    block: Block = {"type": "actions", "elements": list(elements)}
    return {**block, "block_id": block_id} if block_id else block


def option(text: str, value: str) -> Element:
    """A choice of a select, radio or checkbox group."""
    return {"text": plain(text[:75]), "value": value}


def select(options: Sequence[Element], *, action_id: str, chosen: str, placeholder: str) -> Element:
    """A static select with the option whose value is `chosen` picked."""
    picked = [one for one in options if one["value"] == chosen]
    element: Element = {"type": "static_select", "action_id": action_id, "placeholder": plain(placeholder)}
    return {**element, "options": list(options), **({"initial_option": picked[0]} if picked else {})}


def choices(kind: str, options: Sequence[Element], *, chosen: Sequence[str] = ()) -> Element:
    """Radio buttons or checkboxes (`kind` is Slack's word) with the options whose values are `chosen` picked."""
    picked = [one for one in options if one["value"] in chosen]
    element: Element = {"type": kind, "action_id": "value", "options": list(options)}
    if not picked:
        return element
    return {**element, **({"initial_options": picked} if kind == "checkboxes" else {"initial_option": picked[0]})}


def datepicker(chosen: date | None = None) -> Element:
    return {"type": "datepicker", "action_id": "value", **({"initial_date": chosen.isoformat()} if chosen else {})}


def timepicker(minute: int) -> Element:
    """A picker of a time, `minute` minutes after midnight chosen at first."""
    return {"type": "timepicker", "action_id": "value", "initial_time": f"{minute // 60:02d}:{minute % 60:02d}"}


def line_input(text: str = "", *, longest: int) -> Element:
    """A field for one line of free text."""
    element: Element = {"type": "plain_text_input", "action_id": "value", "max_length": longest}
    return {**element, "initial_value": text} if text else element


def field(
    block_id: str, label: str, element: Element, *, hint: str = "", is_optional: bool = False, action_id: str = ""
) -> Block:
    """A field of a form. With an `action_id` every change of it is told at once."""
    block: Block = {"type": "input", "block_id": block_id, "label": plain(label), "element": element}
    if action_id:
        block |= {"element": {**element, "action_id": action_id}, "dispatch_action": True}
    return {**block, **({"hint": plain(hint)} if hint else {}), **({"optional": True} if is_optional else {})}

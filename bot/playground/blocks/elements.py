"""Block elements: buttons, menus, pickers and inputs, and in which blocks each may stand."""

import re
from collections.abc import Callable

from bot.playground.blocks.notes import Notes, kind_of
from bot.playground.blocks.properties import ELEMENTS, OBJECTS
from bot.playground.blocks.rules import RULES
from bot.playground.blocks.texts import ANY, PLAIN, check_confirm, check_optional_text, check_options, check_text
from bot.playground.shapes import Json

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
TIME = re.compile(r"\d{2}:\d{2}")
CHOICES = ("static_select", "multi_static_select")
MENUS = ("external_select", "users_select", "conversations_select", "channels_select")
MANY = tuple(f"multi_{menu}" for menu in ("static_select", *MENUS))
INPUTS = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input", "file_input")
EVERYWHERE = ("static_select", *MENUS, "datepicker", "timepicker", "checkboxes", "radio_buttons")
ALLOWED = {
    "section": frozenset({"button", "image", "overflow", "workflow_button", *EVERYWHERE, *MANY}),
    "actions": frozenset({"button", "overflow", "datetimepicker", "workflow_button", *EVERYWHERE}),
    "input": frozenset({"datetimepicker", *EVERYWHERE, *MANY, *INPUTS}),
}

Check = Callable[[Notes, Json, str], None]


def check_element(notes: Notes, element: object, pointer: str, *, within: str) -> None:
    """An element that may stand in a block of the type `within`."""
    if not isinstance(element, dict):
        return notes.refuse("field.object", pointer)
    kind = kind_of(element)
    if kind not in ALLOWED[within]:
        return notes.refuse("element.type", f"{pointer}/type", kind)
    notes.only(ELEMENTS[kind], element, pointer)
    notes.longest("action_id", element.get("action_id"), f"{pointer}/action_id")
    check_optional_text(notes, "placeholder", element, "placeholder", pointer)
    check_confirm(notes, element.get("confirm"), f"{pointer}/confirm")
    if element.get("focus_on_load"):
        notes.focused += 1
        if notes.focused > 1:
            notes.refuse("focus.twice", f"{pointer}/focus_on_load")
    special = CHECKS.get(kind)
    return special(notes, element, pointer) if special else None


def check_button(notes: Notes, element: Json, pointer: str) -> None:
    """A button."""
    if notes.needs(element, pointer, "text"):
        check_text(notes, "button.text", element["text"], f"{pointer}/text")
    for name in ("value", "url", "accessibility_label"):
        notes.longest(f"button.{name}", element.get(name), f"{pointer}/{name}")
    if element.get("style") not in (None, "primary", "danger"):
        notes.refuse("button.style", f"{pointer}/style")


def check_menu(notes: Notes, element: Json, pointer: str) -> None:
    """A menu with its own options, or groups of them; what is chosen at first must be among them."""
    if element.get("options") and element.get("option_groups"):
        return notes.refuse("options.both", pointer)
    options: list[Json] = []
    if element.get("option_groups") is not None:
        groups = notes.items("option_groups", element["option_groups"], f"{pointer}/option_groups")
        for place, group in enumerate(groups):
            options += check_group(notes, group, f"{pointer}/option_groups/{place}")
    else:
        options = check_options(notes, "options", element.get("options") or [], f"{pointer}/options")
    return check_initial(notes, element, options, pointer)


def check_group(notes: Notes, group: Json, pointer: str) -> list[Json]:
    """A group of options; gives its options back."""
    notes.only(OBJECTS["option_group"], group, pointer)
    check_text(notes, "option_group.label", group.get("label"), f"{pointer}/label")
    return check_options(notes, "options", group.get("options") or [], f"{pointer}/options")


def check_choice(notes: Notes, element: Json, pointer: str) -> None:
    """Checkboxes or radio buttons; their texts may be mrkdwn."""
    options = check_options(notes, "choice.options", element.get("options") or [], f"{pointer}/options", types=ANY)
    check_initial(notes, element, options, pointer)


def check_initial(notes: Notes, element: Json, options: list[Json], pointer: str) -> None:
    """initial_option and initial_options name options of the element, word for word."""
    several = element.get("initial_options") or []
    chosen = list(several) if isinstance(several, list) else [several]
    if element.get("initial_option") is not None:
        chosen.append(element["initial_option"])
    if any(one not in options for one in chosen):
        notes.refuse("options.initial", pointer)


def check_overflow(notes: Notes, element: Json, pointer: str) -> None:
    """An overflow menu."""
    check_options(notes, "overflow.options", element.get("options") or [], f"{pointer}/options", types=PLAIN)


def check_date(notes: Notes, element: Json, pointer: str) -> None:
    """A date picker."""
    if element.get("initial_date") and not DATE.fullmatch(str(element["initial_date"])):
        notes.refuse("date", f"{pointer}/initial_date")


def check_time(notes: Notes, element: Json, pointer: str) -> None:
    """A time picker."""
    if element.get("initial_time") and not TIME.fullmatch(str(element["initial_time"])):
        notes.refuse("time", f"{pointer}/initial_time")


def check_date_time(notes: Notes, element: Json, pointer: str) -> None:
    """A picker of date and time, in unix seconds."""
    initial = element.get("initial_date_time")
    if initial is not None and len(str(initial)) != len("1628633820"):
        notes.refuse("unix_time", f"{pointer}/initial_date_time")


def check_number(notes: Notes, element: Json, pointer: str) -> None:
    """A number input."""
    if not isinstance(element.get("is_decimal_allowed"), bool):
        notes.refuse("number.decimal", pointer)


def check_plain_text(notes: Notes, element: Json, pointer: str) -> None:
    """A text input."""
    most = element.get("max_length")
    if most is not None and not (isinstance(most, int) and 1 <= most <= RULES["plain_text_input.max_length"].limit):
        notes.refuse("plain_text_input.max_length", f"{pointer}/max_length")


def check_image_element(notes: Notes, element: Json, pointer: str) -> None:
    """An image beside a section or in a context."""
    notes.needs(element, pointer, "alt_text")
    if (element.get("image_url") is None) == (element.get("slack_file") is None):
        notes.refuse("image.source", pointer)
    notes.longest("image.alt_text", element.get("alt_text"), f"{pointer}/alt_text")
    notes.longest("image.url", element.get("image_url"), f"{pointer}/image_url")


CHECKS: dict[str, Check] = {
    "button": check_button,
    "overflow": check_overflow,
    "checkboxes": check_choice,
    "radio_buttons": check_choice,
    "datepicker": check_date,
    "timepicker": check_time,
    "datetimepicker": check_date_time,
    "number_input": check_number,
    "plain_text_input": check_plain_text,
    "image": check_image_element,
    **dict.fromkeys(CHOICES, check_menu),
}

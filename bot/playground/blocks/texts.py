"""Text objects, options and confirm dialogs: the small things that blocks and elements share."""

from bot.playground.blocks.notes import Notes, kind_of
from bot.playground.blocks.properties import OBJECTS
from bot.playground.shapes import Json

PLAIN = ("plain_text",)
ANY = ("plain_text", "mrkdwn")


def check_text(notes: Notes, code: str, text: object, pointer: str, *, types: tuple[str, ...] = PLAIN) -> None:
    """A text object of an allowed type, not empty, not too long."""
    if not isinstance(text, dict):
        return notes.refuse("field.object", pointer)
    if kind_of(text) not in types:
        notes.refuse("text.plain" if types == PLAIN else "text.type", f"{pointer}/type")
    else:
        notes.only(OBJECTS[kind_of(text)], text, pointer)
    said = text.get("text")
    if not isinstance(said, str):
        return notes.refuse("field.missing", pointer, "text")
    if not said:
        notes.refuse("text.empty", f"{pointer}/text")
    return notes.longest(code, said, f"{pointer}/text")


def check_optional_text(notes: Notes, code: str, thing: Json, name: str, pointer: str) -> None:
    """A plain text that may be left out."""
    if thing.get(name) is not None:
        check_text(notes, code, thing[name], f"{pointer}/{name}")


def check_option(notes: Notes, option: Json, pointer: str, *, types: tuple[str, ...] = PLAIN) -> None:
    """One option: text and value, perhaps a description."""
    notes.only(OBJECTS["option"], option, pointer)
    if notes.needs(option, pointer, "text", "value"):
        check_text(notes, "option.text", option["text"], f"{pointer}/text", types=types)
        notes.longest("option.value", option["value"], f"{pointer}/value")
    if option.get("description") is not None:
        check_text(notes, "option.description", option["description"], f"{pointer}/description", types=types)


def check_options(
    notes: Notes, code: str, options: object, pointer: str, *, types: tuple[str, ...] = PLAIN
) -> list[Json]:
    """A list of options that is not empty; gives the options back."""
    listed = notes.items(code, options, pointer)
    if not listed:
        notes.refuse("options.none", pointer)
    for place, option in enumerate(listed):
        check_option(notes, option, f"{pointer}/{place}", types=types)
    return listed


def check_confirm(notes: Notes, confirm: object, pointer: str) -> None:
    """A confirm dialog, when there is one."""
    if confirm is None:
        return None
    if not isinstance(confirm, dict):
        return notes.refuse("field.object", pointer)
    notes.only(OBJECTS["confirm"], confirm, pointer)
    if notes.needs(confirm, pointer, "title", "text"):
        check_text(notes, "confirm.title", confirm["title"], f"{pointer}/title")
        check_text(notes, "confirm.text", confirm["text"], f"{pointer}/text", types=ANY)
    for button in ("confirm", "deny"):
        check_optional_text(notes, "confirm.button", confirm, button, pointer)
    return None

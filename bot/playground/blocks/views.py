"""What a modal or a Home tab must keep to besides its blocks."""

from bot.playground.blocks.layout import check_blocks
from bot.playground.blocks.notes import Notes
from bot.playground.blocks.properties import OBJECTS
from bot.playground.blocks.texts import check_optional_text, check_text
from bot.playground.shapes import Json

POINTER = "/view"


def check_view(notes: Notes, view: Json, *, surface: str | None) -> None:
    """A whole view. `surface` is what the calling method takes ("modal" for views.open, "home" for views.publish)."""
    kind = view.get("type")
    if kind not in ("modal", "home") or (surface is not None and kind != surface):
        return notes.refuse("view.type", f"{POINTER}/type")
    notes.surface = str(kind)
    notes.only(OBJECTS["view"], view, POINTER)
    for name in ("private_metadata", "callback_id", "external_id"):
        notes.longest(f"view.{name}", view.get(name), f"{POINTER}/{name}")
    if not isinstance(view.get("blocks"), list):
        return notes.refuse("field.missing", POINTER, "blocks")
    check_blocks(notes, view["blocks"], f"{POINTER}/blocks", most="view.blocks")
    return check_modal(notes, view) if kind == "modal" else None


def check_modal(notes: Notes, view: Json) -> None:
    """Title and buttons of a modal; a form needs a submit button."""
    if notes.needs(view, POINTER, "title"):
        check_text(notes, "view.title", view["title"], f"{POINTER}/title")
    for button in ("submit", "close"):
        check_optional_text(notes, "view.button", view, button, POINTER)
    has_input = any(isinstance(block, dict) and block.get("type") == "input" for block in view["blocks"])
    if has_input and view.get("submit") is None:
        notes.refuse("view.submit", POINTER)

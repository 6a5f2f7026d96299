"""Layout blocks, one check each, and what a whole list of blocks must keep to."""

from collections.abc import Callable, Sequence

from bot.playground.blocks.elements import check_element, check_image_element
from bot.playground.blocks.notes import Notes, kind_of
from bot.playground.blocks.properties import BLOCKS, ELEMENTS
from bot.playground.blocks.rich import check_data_visualization, check_rich_text, check_table
from bot.playground.blocks.rules import RULES
from bot.playground.blocks.texts import ANY, check_optional_text, check_text
from bot.playground.forms import elements_of
from bot.playground.shapes import Json

Check = Callable[[Notes, Json, str], None]


def check_blocks(notes: Notes, blocks: Sequence[object], pointer: str, *, most: str) -> None:
    """All blocks of a message or view, `most` being the rule for their number."""
    notes.items(most, list(blocks), pointer)
    for place, block in enumerate(blocks):
        if isinstance(block, dict):
            check_block(notes, block, f"{pointer}/{place}")


def check_block(notes: Notes, block: Json, pointer: str) -> None:
    """One block: its type, its surface, its ids, and what its type asks for."""
    kind = kind_of(block)
    if kind in UNCHECKED:
        return check_block_id(notes, block, pointer)
    if kind not in CHECKS:
        return notes.refuse("block.type", f"{pointer}/type", kind)
    if notes.surface not in SURFACES.get(kind, EVERY_SURFACE):
        notes.refuse("block.surface", f"{pointer}/type", kind)
    before = len(notes.problems)
    notes.only(BLOCKS[kind], block, pointer)
    check_block_id(notes, block, pointer)
    CHECKS[kind](notes, block, pointer)
    if len(notes.problems) == before:
        check_action_ids(notes, block, pointer)
    return None


def check_block_id(notes: Notes, block: Json, pointer: str) -> None:
    """A block_id is not too long and not used twice."""
    block_id = block.get("block_id")
    notes.longest("block.block_id", block_id, f"{pointer}/block_id")
    if isinstance(block_id, str) and block_id:
        if block_id in notes.block_ids:
            notes.refuse("block.block_id.twice", f"{pointer}/block_id", block_id)
        notes.block_ids.add(block_id)


def check_action_ids(notes: Notes, block: Json, pointer: str) -> None:
    """No action_id twice in one block."""
    seen: set[str] = set()
    for element, _ in elements_of(block):
        action_id = element.get("action_id")
        if action_id in seen:
            notes.refuse("action_id.twice", pointer, str(action_id))
        if action_id:
            seen.add(action_id)


def check_section(notes: Notes, block: Json, pointer: str) -> None:
    """A section: text or fields, perhaps one element beside it."""
    if block.get("text") is None and not block.get("fields"):
        notes.refuse("section.content", pointer)
    if block.get("text") is not None:
        check_text(notes, "section.text", block["text"], f"{pointer}/text", types=ANY)
    if block.get("fields") is not None:
        for place, field in enumerate(notes.items("section.fields", block["fields"], f"{pointer}/fields")):
            check_text(notes, "section.field", field, f"{pointer}/fields/{place}", types=ANY)
    if block.get("accessory") is not None:
        check_element(notes, block["accessory"], f"{pointer}/accessory", within="section")


def check_header(notes: Notes, block: Json, pointer: str) -> None:
    """A header."""
    if notes.needs(block, pointer, "text"):
        check_text(notes, "header.text", block["text"], f"{pointer}/text")


def check_divider(_notes: Notes, _block: Json, _pointer: str) -> None:
    """A divider has nothing to check."""


def check_context(notes: Notes, block: Json, pointer: str) -> None:
    """A line of small texts and images."""
    elements = notes.items("context.elements", block.get("elements"), f"{pointer}/elements")
    if not elements:
        notes.refuse("elements.none", f"{pointer}/elements")
    for place, element in enumerate(elements):
        inside = f"{pointer}/elements/{place}"
        if kind_of(element) == "image":
            notes.only(ELEMENTS["image"], element, inside)
            check_image_element(notes, element, inside)
        elif kind_of(element) in ANY:
            check_text(notes, "section.text", element, inside, types=ANY)
        else:
            notes.refuse("element.type", f"{inside}/type", kind_of(element))


def check_actions(notes: Notes, block: Json, pointer: str) -> None:
    """A row of interactive elements."""
    elements = notes.items("actions.elements", block.get("elements"), f"{pointer}/elements")
    if not elements:
        notes.refuse("elements.none", f"{pointer}/elements")
    for place, element in enumerate(elements):
        check_element(notes, element, f"{pointer}/elements/{place}", within="actions")


def check_input(notes: Notes, block: Json, pointer: str) -> None:
    """A labelled field of a form."""
    if notes.needs(block, pointer, "label", "element"):
        check_text(notes, "input.label", block["label"], f"{pointer}/label")
        check_element(notes, block["element"], f"{pointer}/element", within="input")
    check_optional_text(notes, "input.hint", block, "hint", pointer)


def check_image(notes: Notes, block: Json, pointer: str) -> None:
    """An image of its own."""
    check_image_element(notes, block, pointer)
    check_optional_text(notes, "image.title", block, "title", pointer)


def check_markdown(notes: Notes, block: Json, pointer: str) -> None:
    """Markdown; all such blocks of a message share one limit."""
    if not notes.needs(block, pointer, "text"):
        return None
    if not isinstance(block["text"], str):
        return notes.refuse("field.text", f"{pointer}/text")
    notes.markdown += len(block["text"])
    if notes.markdown > RULES["markdown.text"].limit:
        notes.refuse("markdown.text", f"{pointer}/text")
    return None


UNCHECKED = frozenset(
    {
        "alert",
        "call",
        "card",
        "carousel",
        "container",
        "context_actions",
        "data_table",
        "file",
        "plan",
        "task_card",
        "video",
    }
)
"""Blocks that Slack has and the playground takes unseen: no fact is known here that would refuse them."""
EVERY_SURFACE = frozenset({"message", "modal", "home"})
MESSAGES = frozenset({"message"})
SURFACES = {
    "markdown": MESSAGES,
    "table": MESSAGES,
    "data_visualization": MESSAGES,
}
CHECKS: dict[str, Check] = {
    "section": check_section,
    "header": check_header,
    "divider": check_divider,
    "context": check_context,
    "actions": check_actions,
    "input": check_input,
    "image": check_image,
    "markdown": check_markdown,
    "rich_text": check_rich_text,
    "table": check_table,
    "data_visualization": check_data_visualization,
}

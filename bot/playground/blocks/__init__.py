"""Block Kit's rules: what Slack refuses in blocks and views, each refusal resting on a row of `rules.TABLE`."""

from collections.abc import Sequence

from bot.playground.blocks.layout import check_blocks
from bot.playground.blocks.notes import Notes, Problem
from bot.playground.blocks.views import check_view
from bot.playground.shapes import Json

__all__ = ["Problem", "problems_in_blocks", "problems_in_view"]


def problems_in_blocks(blocks: Sequence[object]) -> list[Problem]:
    """What is wrong with the blocks of a message."""
    notes = Notes()
    check_blocks(notes, blocks, "/blocks", most="message.blocks")
    return notes.problems


def problems_in_view(view: Json, *, surface: str | None = None) -> list[Problem]:
    """What is wrong with a modal or a Home tab."""
    notes = Notes()
    check_view(notes, view, surface=surface)
    return notes.problems

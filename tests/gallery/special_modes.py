"""Examples of the window in which officers declare disaster, election and similar work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.people import mode_blocks
from bot.people.kinds import ModeKind
from bot.people.modes import DeclaredMode, ModesPage, NamedMode
from bot.people.tree import UnitNode
from tests.gallery.frames import Frame, Reader, example_of, view
from tests.gallery.no_overtime import LONG_UNIT, WEDNESDAY

WEEK = timedelta(weeks=1)
NOTHING = ModesPage((), WEDNESDAY)
SOME = ModesPage(
    (
        NamedMode(DeclaredMode(1, 2, ModeKind.DISASTER, WEDNESDAY - WEEK, WEDNESDAY), UnitNode(2, "0501", LONG_UNIT)),
        NamedMode(DeclaredMode(2, None, ModeKind.ELECTION, WEDNESDAY, WEDNESDAY + WEEK), None),
        NamedMode(DeclaredMode(3, 9, ModeKind.COUNCIL, WEDNESDAY + WEEK, WEDNESDAY + 3 * WEEK), None),
    ),
    WEDNESDAY,
)


@example_of(mode_blocks.window)
def windows(reader: Reader) -> Iterator[Frame]:
    yield view("nothing declared", mode_blocks.window(reader.t, NOTHING))
    shown = mode_blocks.window(reader.t, SOME, is_decided=True)
    sentence = reader.t("A special mode holds for a year at most. Choose an earlier last day.")
    yield view("one of each, with an error", shown, **mode_blocks.span_error(sentence))


@example_of(mode_blocks.unit_options)
def offered(reader: Reader) -> Iterator[Frame]:
    units = [(UnitNode(2, "0501", LONG_UNIT), "建設局"), (UnitNode(3, "05", "建設局"), "")]
    field = next(block for block in mode_blocks.window(reader.t, NOTHING)["blocks"] if block.get("block_id") == "unit")
    options = mode_blocks.unit_options(reader.t, "", units)
    menu = {"type": "static_select", "action_id": "unit", "placeholder": field["element"]["placeholder"]}
    shown = {**mode_blocks.window(reader.t, NOTHING), "blocks": [{**field, "element": {**menu, "options": options}}]}
    yield view("what the field for the unit offers", shown)

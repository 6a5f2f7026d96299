"""Who may decide for which unit: whoever is in charge of it today, or of a unit above it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.people.rules import Staff
from bot.people.tree import UnitNode, UnitTree


def may_decide_for(staff: Staff, unit_id: int, tree: UnitTree) -> bool:
    """Whether somebody may change what a unit decides for itself. No duty gives this right: to see is not to decide."""
    return unit_id in tree and any(led in tree.path(unit_id) for led in staff.units_in_charge)


def units_to_decide_for(staff: Staff, tree: UnitTree) -> tuple[UnitNode, ...]:
    """Every unit that somebody may decide for, each above what is below it; the units that they lead come first."""
    found: dict[int, UnitNode] = {}
    led = [unit_id for unit_id in staff.units_in_charge if unit_id in tree]
    for unit_id in sorted(led, key=lambda one: len(tree.path(one))):
        found |= {unit.id: unit for unit in _downwards(tree, tree[unit_id]) if unit.id not in found}
    return tuple(found.values())


def _downwards(tree: UnitTree, top: UnitNode) -> Iterator[UnitNode]:
    yield top
    seen = {top.id}
    waiting = list(reversed(tree.children(top.id)))
    while waiting:
        unit = waiting.pop()
        if unit.id not in seen:
            seen.add(unit.id)
            yield unit
            waiting.extend(reversed(tree.children(unit.id)))

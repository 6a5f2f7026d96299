"""The units of one day and how they hang together. Pure: built from nodes, asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.people.kinds import UnitKind

_LOW = frozenset({UnitKind.SECTION, UnitKind.TEAM, UnitKind.UNKNOWN})


@dataclass(frozen=True)
class UnitNode:
    """A unit as it is on one day. `channel` is a Slack channel id or name, empty where the unit has none."""

    id: int
    code: str
    name: str
    kind: UnitKind = UnitKind.UNKNOWN
    parent_id: int | None = None
    channel: str = ""
    limit_profile: str = ""
    works_shifts: bool = False


class UnitTree:
    """The units of one day, of any depth. A unit whose parent is not there that day is a root."""

    def __init__(self, nodes: Iterable[UnitNode]) -> None:
        self._nodes = {node.id: node for node in nodes}
        self._codes = {node.code: node for node in self._nodes.values()}
        self._children: dict[int | None, list[UnitNode]] = {}
        for node in self._nodes.values():
            self._children.setdefault(self._parent(node), []).append(node)

    def _parent(self, node: UnitNode) -> int | None:
        return node.parent_id if node.parent_id in self._nodes else None

    def __getitem__(self, unit_id: int) -> UnitNode:
        return self._nodes[unit_id]

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._nodes

    def __iter__(self) -> Iterator[UnitNode]:
        return iter(self._nodes.values())

    def __len__(self) -> int:
        return len(self._nodes)

    @property
    def roots(self) -> tuple[UnitNode, ...]:
        """The units with nothing above them."""
        return self.children(None)

    def by_code(self, code: str) -> UnitNode | None:
        """The unit with this code, if it exists that day."""
        return self._codes.get(code)

    def children(self, unit_id: int | None) -> tuple[UnitNode, ...]:
        """The units directly below; of None, the roots."""
        return tuple(self._children.get(unit_id, ()))

    def path(self, unit_id: int) -> tuple[int, ...]:
        """The ids from the root down to the unit itself."""
        path = [unit_id]
        parent = self._parent(self._nodes[unit_id])
        while parent is not None and parent not in path:
            path.append(parent)
            parent = self._parent(self._nodes[parent])
        return tuple(reversed(path))

    def ancestors(self, unit_id: int) -> tuple[UnitNode, ...]:
        """The units above, the nearest first."""
        return tuple(self._nodes[one] for one in reversed(self.path(unit_id)[:-1]))

    def subtree(self, unit_id: int) -> frozenset[int]:
        """The ids of the unit and of everything below it."""
        found = {unit_id}
        waiting = [unit_id]
        while waiting:
            below = [child.id for child in self.children(waiting.pop()) if child.id not in found]
            found.update(below)
            waiting.extend(below)
        return frozenset(found)

    def descendants(self, unit_id: int) -> frozenset[int]:
        """The ids of everything below the unit."""
        return self.subtree(unit_id) - {unit_id}

    def shift_units(self) -> frozenset[int]:
        """The ids of the units that work shifts, with everything below them (fixture X08)."""
        return frozenset(one for unit in self if unit.works_shifts for one in self.subtree(unit.id))

    def path_name(self, unit_id: int, separator: str = "/") -> str:
        """The names from the root to the unit: `総務部/人事課/給与係`."""
        return separator.join(self._nodes[one].name for one in self.path(unit_id))

    def channel_of(self, unit_id: int) -> str:
        """The unit's channel, else that of the nearest unit above that has one, else nothing."""
        near = (self._nodes[unit_id], *self.ancestors(unit_id))
        return next((node.channel for node in near if node.channel), "")

    def level_of(self, unit_id: int) -> UnitKind:
        """How high the unit stands. What has sections below it is a department, whatever it is called (消防本部)."""
        kind = self._nodes[unit_id].kind
        if kind in _LOW and any(self._nodes[one].kind is UnitKind.SECTION for one in self.descendants(unit_id)):
            return UnitKind.DEPARTMENT
        return kind

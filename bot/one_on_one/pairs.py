"""Which pairs there are, read off the tree of a day, and what a new day changes about them. Pure (`domain.md` 3.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.one_on_one.kinds import Level, PairKey
from bot.people.kinds import UnitKind
from bot.people.tree import UnitTree

_LEVELS = {
    UnitKind.UNKNOWN: Level.TEAM,
    UnitKind.TEAM: Level.TEAM,
    UnitKind.SECTION: Level.SECTION,
    UnitKind.DEPARTMENT: Level.DEPARTMENT,
    UnitKind.BUREAU: Level.DEPARTMENT,
}


@dataclass(frozen=True)
class Member:
    """Somebody on the staff, in the unit of their main post: further posts make no further pairs (fixture X05)."""

    person_id: int
    unit_id: int


@dataclass(frozen=True)
class Changes:
    """The pairs that begin, and those that end."""

    begin: frozenset[PairKey]
    end: frozenset[PairKey]


def pairs_of(
    members: Iterable[Member], heads: Mapping[int, int], tree: UnitTree, levels: Collection[Level]
) -> frozenset[PairKey]:
    """Every pair of a day.

    `heads` are the ids of the people in charge, acting ones too, by unit. A member's own head is the nearest upwards
    who is somebody else, so that a vacant post is skipped (fixture X06).
    """
    return frozenset(pair for member in members for pair in _pairs_of(member, heads, tree, levels))


def _pairs_of(member: Member, heads: Mapping[int, int], tree: UnitTree, levels: Collection[Level]) -> Iterator[PairKey]:
    leading = list(_leading(member, heads, tree))
    if not leading:
        return
    direct = leading[0]
    if _level(direct, tree) in levels:
        yield direct
    if Level.SKIP in levels and _level(direct, tree) is Level.TEAM:
        above = (pair for pair in leading[1:] if pair.head_id != direct.head_id)
        yield from (pair for pair in list(above)[:1] if _level(pair, tree) is Level.SECTION)


def _leading(member: Member, heads: Mapping[int, int], tree: UnitTree) -> Iterator[PairKey]:
    """Whoever leads the member, the nearest first."""
    upwards = reversed(tree.path(member.unit_id)) if member.unit_id in tree else ()
    for unit_id in upwards:
        if unit_id in heads and heads[unit_id] != member.person_id:
            yield PairKey(unit_id, heads[unit_id], member.person_id)


def _level(pair: PairKey, tree: UnitTree) -> Level:
    return _LEVELS[tree.level_of(pair.unit_id)]


def changes(present: Collection[PairKey], wanted: Collection[PairKey]) -> Changes:
    """What a new day brings: a transfer ends one pair and begins another."""
    return Changes(frozenset(wanted) - frozenset(present), frozenset(present) - frozenset(wanted))

"""Where the staff of each unit are counted: at the nearest unit above whose remaining group is large enough. Pure.

The *residual group* of a unit are the people of it and of everything below who are counted in no smaller bucket
(design 7). People count where their main post is; a unit appears with its own people, those below it apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.suppression import WHOLE


class Tree(Protocol):
    """How units hang together."""

    def path(self, unit_id: int) -> tuple[int, ...]:
        """The ids from the root down to the unit itself."""


def bucket_of_units(tree: Tree, people: Mapping[int, int], *, least: int) -> dict[int, int]:
    """Each unit with people → the unit at which they are counted, or WHOLE.

    `people` are those of exactly a unit. Every bucket holds `least` or more. Where all of them together are fewer,
    there is none: the answer is empty, and nobody may be asked.
    """
    paths = {unit_id: (WHOLE, *tree.path(unit_id)) for unit_id, count in people.items() if count > 0}
    if sum(people[unit_id] for unit_id in paths) < least:
        return {}
    found = _upwards(paths, people, least)
    return found if _is_enough(found, people, least) else _with_the_nearest(found, paths, people)


def sizes(buckets: Mapping[int, int], people: Mapping[int, int]) -> dict[int, int]:
    """How many people each bucket holds."""
    counted: dict[int, int] = {}
    for unit_id, bucket in buckets.items():
        counted[bucket] = counted.get(bucket, 0) + people[unit_id]
    return counted


def _upwards(paths: Mapping[int, tuple[int, ...]], people: Mapping[int, int], least: int) -> dict[int, int]:
    """From the deepest units up: whoever is left over at a unit goes on to the one above it."""
    above = {one: path[at - 1] for path in paths.values() for at, one in enumerate(path) if at}
    depths = {one: at for path in paths.values() for at, one in enumerate(path)}
    waiting: dict[int, list[int]] = {unit_id: [unit_id] for unit_id in paths}
    found: dict[int, int] = {}
    for unit_id in sorted(depths, key=lambda one: (-depths[one], one)):
        group = waiting.pop(unit_id, [])
        if unit_id == WHOLE or sum(people[one] for one in group) >= least:
            found.update(dict.fromkeys(group, unit_id))
        else:
            waiting.setdefault(above[unit_id], []).extend(group)
    return found


def _is_enough(found: Mapping[int, int], people: Mapping[int, int], least: int) -> bool:
    return sizes(found, people).get(WHOLE, least) >= least


def _with_the_nearest(
    found: Mapping[int, int], paths: Mapping[int, tuple[int, ...]], people: Mapping[int, int]
) -> dict[int, int]:
    """Too few are left over at the top: the bucket nearest to it, the smallest of those, joins them.

    Together they count at the lowest unit that stands above all of them.
    """
    counted = sizes(found, people)
    depths = {one: at for path in paths.values() for at, one in enumerate(path)}
    nearest = min((one for one in counted if one != WHOLE), key=lambda one: (depths[one], counted[one], one))
    joined = [unit_id for unit_id, bucket in found.items() if bucket in (WHOLE, nearest)]
    common = [one for one in paths[joined[0]] if all(one in paths[unit_id] for unit_id in joined)]
    return {**found, **dict.fromkeys(joined, common[-1])}

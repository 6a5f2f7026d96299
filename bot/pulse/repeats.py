"""Who is asked, as whole units, and what they were asked just before: nothing twice within four weeks. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import Refused
from bot.people.tree import UnitTree

FOUR_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True)
class Asked:
    """A question of an instrument that staff of these units (ids, with all below them) are asked from a day on."""

    instrument: str
    code: str
    units: frozenset[int]
    opened_on: date


def whole_units(unit_codes: Iterable[str], tree: UnitTree, *, within: int | None = None) -> frozenset[int]:
    """The ids of the named units with everything below them. `within`: the bureau that may ask only its own.

    Raises Refused for a unit that does not exist, or is not the bureau's own.
    """
    found: set[int] = set()
    for code in unit_codes:
        unit = tree.by_code(code)
        if unit is None:
            raise Refused("There is no unit {code} on that day. Check its code in the roster.", code=code)
        if within is not None and unit.id not in tree.subtree(within):
            raise Refused(
                "{unit} does not belong to {bureau}. A bureau asks its own units; ask the personnel section.",
                unit=tree.path_name(unit.id),
                bureau=tree.path_name(within),
            )
        found |= tree.subtree(unit.id)
    if not found:
        raise Refused("Name at least one unit to ask.")
    return frozenset(found)


def refuse_parts_of_units(chosen: Mapping[int, int], everybody: Mapping[int, int], tree: UnitTree) -> None:
    """Raise Refused where somebody of a unit is chosen and somebody is not: who is left out would be known by it.

    Both: person id → the unit where they belong.
    """
    units = set(chosen.values())
    for person, unit in everybody.items():
        if unit in units and person not in chosen:
            raise Refused(
                "{unit} would be asked only in part. Ask whole units, so that nobody can tell who answered.",
                unit=tree.path_name(unit),
            )


def resting(
    instrument: str, codes: Iterable[str], units: Collection[int], day: date, history: Iterable[Asked]
) -> frozenset[str]:
    """Those of an instrument's `codes` that some of these units are asked within four weeks of `day`.

    It looks both ways, so that a survey that is planned already keeps its questions. The fixed question of the pulse
    comes with every wave by design: leave it out of `codes`, and a wave's own out of `history`.
    """
    wanted, places = set(codes), set(units)
    same = (asked for asked in history if asked.instrument == instrument and asked.code in wanted)
    return frozenset(
        asked.code for asked in same if abs(day - asked.opened_on) < FOUR_WEEKS and not places.isdisjoint(asked.units)
    )


def refuse_repeats(
    instrument: str, codes: Iterable[str], units: Collection[int], day: date, history: Iterable[Asked]
) -> None:
    """Raise Refused where `resting` finds any: a questionnaire is not changed behind its author's back."""
    if repeated := resting(instrument, codes, units, day, history):
        raise Refused(
            "Some of these staff are asked {codes} within four weeks of {day}. Leave them out, or choose another day.",
            codes=", ".join(sorted(repeated)),
            day=day,
        )

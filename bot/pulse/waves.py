"""The waves of a pulse, part by part: whose busy season puts a wave off, and which wave a part is asked next. Pure.

A part are the units with the same busy seasons. A wave asks the same of every part; one that is busy gets it later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.city.surveys import BusySeasons, Pulse
from bot.people.tree import UnitTree
from bot.pulse.outlook import Wave
from bot.pulse.planning import Guard, next_wave
from bot.workdays.paydays import IsWorking

#: The part of all units that have no busy season of their own.
CITY = ""


@dataclass(frozen=True)
class Turn:
    """The next wave of a part: its number, and the day on which it opens."""

    part: str
    number: int
    day: date


def parts_of(tree: UnitTree, units: Iterable[int], busy: BusySeasons) -> dict[int, str]:
    """Each of the units with its part: the codes of it and of those above it that have seasons of their own."""
    return {unit_id: _part(tree, unit_id, busy) for unit_id in units}


def _part(tree: UnitTree, unit_id: int, busy: BusySeasons) -> str:
    return ",".join(code for one in tree.path(unit_id) if (code := tree[one].code) in busy.units)


def guard_of(part: str, busy: BusySeasons, is_working: IsWorking) -> Guard:
    """When a part may be asked."""
    return Guard(busy.of(part.split(",")), is_working)


def held_by(part: str, waves: Iterable[Wave]) -> list[date]:
    """The days of the waves that a part had, in order, up to the first that was put off.

    A part that is new, because the city gave its units a season, had what the rest of the city had.
    """
    days = []
    for _, parts in sorted(by_number(waves).items()):
        wave = parts.get(part) or parts.get(CITY)
        if wave is None or wave.held_on is None:
            break
        days.append(wave.held_on)
    return days


def by_number(waves: Iterable[Wave]) -> dict[int, dict[str, Wave]]:
    """The waves by number, then by part."""
    found: dict[int, dict[str, Wave]] = {}
    for wave in waves:
        found.setdefault(wave.number, {})[wave.part] = wave
    return found


def asked_so_far(waves: Iterable[Wave]) -> list[tuple[str, ...]]:
    """The questions of each wave, the oldest wave first."""
    return [next(iter(parts.values())).items for _, parts in sorted(by_number(waves).items())]


def turn_of(part: str, pulse: Pulse, starts_on: date, waves: Sequence[Wave], guard: Guard, *, not_before: date) -> Turn:
    """The next wave of a part; one that nobody opened on its day opens on the next free day from `not_before` on."""
    held = held_by(part, waves)
    day = max(next_wave(pulse, starts_on, held, guard), not_before)
    return Turn(part, len(held) + 1, guard.next_free(day, working_days=pulse.working_days_open))


def together(turns: Iterable[Turn], day: date) -> Mapping[int, frozenset[str]]:
    """Which parts are asked which wave on a day."""
    due: dict[int, set[str]] = {}
    for turn in turns:
        if turn.day == day:
            due.setdefault(turn.number, set()).add(turn.part)
    return {number: frozenset(due[number]) for number in sorted(due)}

"""Who confirms a report: the line of a unit's confirmers, and whose turn it is when nobody decides. Pure (A04, X06)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.city.overtime import ConfirmingUnit
from bot.people.kinds import HeadKind, UnitKind
from bot.people.tree import UnitTree


@dataclass(frozen=True)
class Confirmer:
    """Somebody who leads a unit, as what."""

    person_id: int
    unit_id: int
    kind: HeadKind


@dataclass(frozen=True)
class Window:
    """From when until when somebody may be written to on a day: their working hours with the city's quiet margins."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class Waiting:
    """A report that nobody decided about yet: who made it, and since when it waits."""

    person_id: int
    since: datetime


@dataclass(frozen=True)
class Turns:
    """What is known when it is asked whose turn it is.

    `line` are a unit's confirmers in their order, `windows` the hours of those who can be reached today; whoever is not
    there is on leave, off duty or without Slack. `asked` tells when somebody was asked.
    """

    line: Sequence[Confirmer]
    windows: Mapping[int, Window]
    asked: Mapping[int, datetime]
    pass_on: timedelta


#: Whoever answers for a unit does not confirm their own overtime through those whom they lead, as long as there is
#: somebody above.
_IN_CHARGE = frozenset({HeadKind.HEAD, HeadKind.ACTING})


def confirming_unit(tree: UnitTree, unit_id: int, wanted: ConfirmingUnit) -> int:
    """The unit whose head confirms the reports of a unit's own people (A04: 所属長).

    That is the nearest 課, the unit itself included; the unit itself where there is none, or the city wants so.
    """
    if wanted is ConfirmingUnit.SMALLEST or unit_id not in tree:
        return unit_id
    upwards = reversed(tree.path(unit_id))
    return next((one for one in upwards if tree.level_of(one) is UnitKind.SECTION), unit_id)


def confirmed_units(tree: UnitTree, unit_id: int, wanted: ConfirmingUnit) -> frozenset[int]:
    """Every unit whose reports are confirmed where those of this one are: all of them stand on one card."""
    top = confirming_unit(tree, unit_id, wanted)
    return frozenset(one for one in tree.subtree(top) if confirming_unit(tree, one, wanted) == top)


def line_of(upwards: Sequence[int], leading: Collection[Confirmer], order: Sequence[str]) -> tuple[Confirmer, ...]:
    """Everybody who may confirm the reports of a unit, in the order in which they are asked.

    `upwards` are the confirming unit and those above it, the nearest first; `order` is the city's (head, deputy,
    acting). Whoever leads several of them is there several times.
    """
    found = (one for one in leading if one.unit_id in upwards and one.kind in order)
    return tuple(sorted(found, key=lambda one: (upwards.index(one.unit_id), order.index(one.kind))))


def line_for(line: Sequence[Confirmer], upwards: Sequence[int], reporter_id: int) -> tuple[Confirmer, ...]:
    """Those of the line who may confirm one person's report: never they themselves.

    A head's goes to the unit above; where nobody is above, to whoever leads beside them, such as the deputy.
    """
    led = [upwards.index(one.unit_id) for one in line if one.person_id == reporter_id and one.kind in _IN_CHARGE]
    highest = max(led, default=-1)
    others = [(upwards.index(one.unit_id), one) for one in line if one.person_id != reporter_id]
    above = tuple(one for place, one in others if place > highest)
    return above or tuple(one for place, one in others if place == highest)


def next_to_ask(report: Waiting, own_line: Sequence[Confirmer], turns: Turns, now: datetime) -> int | None:
    """Whom to ask now about a report, if anybody: the first of its line, or after a silence the one after those asked.

    Who cannot be reached today is passed over, and so is whose day is over; somebody whose day has not begun is waited
    for.
    """
    asked = [turns.asked[one.person_id] for one in own_line if one.person_id in turns.asked]
    if asked and now < max(*asked, report.since) + turns.pass_on:
        return None
    for one in own_line:
        window = turns.windows.get(one.person_id)
        if one.person_id not in turns.asked and window is not None and now <= window.closes:
            return one.person_id if window.opens <= now else None
    return None


def all_to_ask(reports: Collection[Waiting], upwards: Sequence[int], turns: Turns, now: datetime) -> Iterator[int]:
    """Everybody whom to ask now about a unit's reports, each once, in the order of the line."""
    own_lines = ((report, line_for(turns.line, upwards, report.person_id)) for report in reports)
    chosen = {next_to_ask(report, own_line, turns, now) for report, own_line in own_lines}
    yield from dict.fromkeys(one.person_id for one in turns.line if one.person_id in chosen)


def turns_ahead(reports: Collection[Waiting], upwards: Sequence[int], turns: Turns, after: datetime) -> datetime | None:
    """The next moment after an instant at which somebody has to be asked, if nobody decides until then."""
    opening = [window.opens for window in turns.windows.values()]
    silences = [since + turns.pass_on for since in (*turns.asked.values(), *(report.since for report in reports))]
    moments = sorted(moment for moment in {*opening, *silences} if moment > after)
    return next((moment for moment in moments if any(all_to_ask(reports, upwards, turns, moment))), None)

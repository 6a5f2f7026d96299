"""Use case: which reports wait for whom, for one person or for all of a city in a few queries (今週のまとめ, A04)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.overtime import stay_store
from bot.overtime.confirmers import Confirmer, confirming_unit, line_for, line_of
from bot.overtime.evening_card import Entry
from bot.overtime.kinds import Report
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.service import Leader
from bot.people.tree import UnitTree

#: What nobody decided about within so many days is history.
_LOOK_BACK = timedelta(days=14)
#: The levels whose head reads every single report (`domain.md` 3.8).
_READ_ROWS = frozenset({UnitKind.SECTION, UnitKind.TEAM, UnitKind.UNKNOWN})


def waiting_for(session: Session, today: date) -> dict[int, tuple[Entry, ...]]:
    """By person, the reports of the last two weeks and of days to come that wait for them, the oldest first.

    Each waits for the first in its line alone who may read it: whoever is in charge of the team or section, or was
    asked about it. In a special mode nothing waits (R-CAL-12).
    """
    tree = people.tree_on(session, today)
    modes = people.special_modes_on(session, today, tree=tree)
    open_ones = stay_store.waiting_since(session, today - _LOOK_BACK)
    reports = [one for one in open_ones if one.unit_id in tree and one.unit_id not in modes]
    if not reports:
        return {}
    names = people.badges(session, {one.person_id for one in reports})
    found: defaultdict[int, list[Entry]] = defaultdict(list)
    for person_id, report in _first_in_line(session, reports, today, tree):
        unit_name = tree[report.unit_id].name
        found[person_id].append(Entry(report, names[report.person_id].name, may_decide=True, unit_name=unit_name))
    return {person_id: tuple(entries) for person_id, entries in found.items()}


def _first_in_line(
    session: Session, reports: Collection[Report], today: date, tree: UnitTree
) -> Iterator[tuple[int, Report]]:
    wanted = city.policy_on(session, today).overtime_reports
    concerned = {above for one in reports for above in tree.path(one.unit_id)}
    leading = _by_unit(people.leading_on(session, today, concerned))
    in_charge = {one: leader.person.person_id for one, leader in people.leaders_on(session, today, concerned).items()}
    asked = stay_store.asked_since(session, today - _LOOK_BACK)
    for report in reports:
        top = confirming_unit(tree, report.unit_id, wanted.confirming_unit)
        upwards = tuple(reversed(tree.path(top)))
        line = line_of(upwards, [one for unit_id in upwards for one in leading.get(unit_id, ())], wanted.confirmers)
        direct = {in_charge.get(unit_id) for unit_id in upwards if tree.level_of(unit_id) in _READ_ROWS}
        readers = direct | asked.get((top, report.day), frozenset())
        turn = (one.person_id for one in line_for(line, upwards, report.person_id) if one.person_id in readers)
        if (first := next(turn, None)) is not None:
            yield first, report


def _by_unit(leading: Iterable[Leader]) -> dict[int, list[Confirmer]]:
    found: defaultdict[int, list[Confirmer]] = defaultdict(list)
    for one in leading:
        found[one.unit_id].append(Confirmer(one.person.person_id, one.unit_id, one.kind))
    return dict(found)

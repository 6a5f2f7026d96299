"""Who reads the digest of which units on a day: who is in charge, acts, or stands in for a head on long leave (X06)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.leave.away_days import days_away_of
from bot.people import service as people
from bot.people.kinds import ORDER_OF_CHARGE, UnitKind
from bot.people.rules import Staff
from bot.people.service import Contact, Leader
from bot.people.tree import UnitTree
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)
#: The levels whose head knows the people: names are for them alone.
_DIRECT = frozenset({UnitKind.SECTION, UnitKind.TEAM, UnitKind.UNKNOWN})


@dataclass(frozen=True)
class Part:
    """A unit of somebody's digest. `is_direct`: they are in charge of this team or section by the roster."""

    unit_id: int
    is_direct: bool


@dataclass(frozen=True)
class Reader:
    """Somebody who gets a digest, and of which units, as the organisation orders them."""

    person: Contact
    parts: tuple[Part, ...]


def reader_on(session: Session, day: date, tree: UnitTree, me: Staff) -> Reader | None:
    """Somebody as a reader of digests; None for whoever reads none that day. Asks for their own units alone."""
    theirs = frozenset(below for one in me.leads if one.unit_id in tree for below in tree.subtree(one.unit_id))
    return readers_on(session, day, tree, theirs).get(me.person_id) if theirs else None


def readers_on(session: Session, day: date, tree: UnitTree, among: frozenset[int] | None = None) -> dict[int, Reader]:
    """Everybody who reads digests on a day, by person: for all units in a few queries.

    Whoever is on leave for all that is left of the week passes it on to who acts or stands in. A unit where nobody is
    there is part of the digest of the unit above; a section of it stands there by its own name. `among`: as if there
    were these units alone.
    """
    charge = people.leaders_on(session, day, among)
    present = _present(session, day, among)
    found: defaultdict[int, list[Part]] = defaultdict(list)
    contacts: dict[int, Contact] = {}
    asked = (unit for unit in tree if among is None or unit.id in among)
    for unit in sorted(asked, key=lambda one: [tree[above].code for above in tree.path(one.id)]):
        leader = present.get(unit.id) or _above(tree, unit.id, present)
        if leader is None:
            continue
        person_id = leader.person.person_id
        contacts[person_id] = leader.person
        is_in_charge = unit.id in charge and charge[unit.id].person.person_id == person_id
        found[person_id].append(Part(unit.id, is_in_charge and tree.level_of(unit.id) in _DIRECT))
    return {person_id: Reader(contacts[person_id], _apart(parts, tree)) for person_id, parts in found.items()}


def _above(tree: UnitTree, unit_id: int, present: Mapping[int, Leader]) -> Leader | None:
    """Who answers for a section where nobody is there; anything smaller is told within the unit above."""
    if tree.level_of(unit_id) is not UnitKind.SECTION:
        return None
    return next((present[one.id] for one in tree.ancestors(unit_id) if one.id in present), None)


def _present(session: Session, day: date, among: frozenset[int] | None) -> dict[int, Leader]:
    """Who is in charge of each unit, those left out who are away for the rest of the week."""
    candidates = people.leading_on(session, day, among)
    absent = _away_all_week(session, day, {one.person.person_id for one in candidates})
    present: dict[int, Leader] = {}
    for one in candidates:
        held = present.get(one.unit_id)
        is_first = held is None or ORDER_OF_CHARGE.index(one.kind) < ORDER_OF_CHARGE.index(held.kind)
        if one.person.person_id not in absent and is_first:
            present[one.unit_id] = one
    return present


def _away_all_week(session: Session, day: date, person_ids: set[int]) -> set[int]:
    offices = municipal_calendar(city.policy_on(session, day))
    week = (day + after * _DAY for after in range(7 - day.weekday()))
    working = {one for one in week if offices.is_working_day(one)}
    away = days_away_of(session, person_ids, day, day + 6 * _DAY)
    return {person_id for person_id, days in away.items() if working and working <= days}


def _apart(parts: list[Part], tree: UnitTree) -> tuple[Part, ...]:
    """Without what lies below another part that tells of the same people by name already."""
    direct = {one.unit_id for one in parts if one.is_direct}
    return tuple(one for one in parts if not direct & {*tree.path(one.unit_id)[:-1]})

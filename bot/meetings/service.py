"""Use cases of the monthly meeting (E07): what waits for heads, its day, whether it was held, and how often it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.errors import NotAllowed, OldButton
from bot.meetings import store
from bot.meetings.blocks import HoldingLine, MeetingForm, Overview, UnitMeeting, Which
from bot.meetings.kinds import Meeting, Outcome
from bot.meetings.rules import (
    Holding,
    Waiting,
    holding,
    last_of,
    month_of,
    people_below,
    refuse_unsuitable_attendance,
    refuse_unsuitable_day,
    units_that_meet,
    waiting_on,
)
from bot.people import service as people
from bot.people.deciding import may_decide_for, units_to_decide_for
from bot.people.kinds import RoleName, UnitKind
from bot.people.rules import Staff
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)
_MONTHS_SHOWN = 6
_LISTED = frozenset({UnitKind.BUREAU, UnitKind.DEPARTMENT, UnitKind.SECTION})


def waiting(session: Session, today: date, only: Staff | None = None) -> Mapping[int, tuple[Waiting, ...]]:
    """What waits today, by the id of whoever answers for the unit: its head, who acts, else of the unit above (X06).

    For everybody at once: the same few queries however many heads there are; or for one of them alone. In a special
    mode nothing waits.
    """
    policy = city.policy_on(session, today)
    if not policy.meetings.is_on:
        return {}
    tree, month = people.tree_on(session, today), month_of(today)
    among = None if only is None else frozenset(unit.id for unit in units_to_decide_for(only, tree))
    units = _quiet_units_left_out(session, _units(session, tree, today, among), tree, today)
    meetings = store.meetings_between(session, month_of(month - _DAY), month, among)
    answering = _answering(session, tree, today, among)
    found: defaultdict[int, list[Waiting]] = defaultdict(list)
    for one in waiting_on(units, meetings, today, municipal_calendar(policy)):
        if one.unit_id in answering:
            found[answering[one.unit_id]].append(one)
    return {person_id: tuple(waits) for person_id, waits in found.items()}


def _units(session: Session, tree: UnitTree, day: date, among: frozenset[int] | None = None) -> tuple[UnitNode, ...]:
    """The units that meet, of all or of some that are there with everything below them."""
    staff = store.staff_by_unit(session, day, among)
    return units_that_meet(tree, staff, city.policy_on(session, day).meetings.level, among)


def _quiet_units_left_out(
    session: Session, units: tuple[UnitNode, ...], tree: UnitTree, day: date
) -> tuple[UnitNode, ...]:
    special = people.special_modes_on(session, day, tree=tree)
    return tuple(unit for unit in units if unit.id not in special)


def _answering(session: Session, tree: UnitTree, day: date, among: frozenset[int] | None = None) -> dict[int, int]:
    """Who answers for each unit, by its id: the nearest upwards who is there."""
    leaders = people.leaders_on(session, day, among)
    asked = [unit.id for unit in tree] if among is None else among
    nearest = ((one, next((above for above in reversed(tree.path(one)) if above in leaders), None)) for one in asked)
    return {unit_id: leaders[one].person.person_id for unit_id, one in nearest if one is not None}


def form_for(session: Session, me: Staff, which: Which, *, today: date) -> MeetingForm:
    """What a form of a meeting shows; raises NotAllowed for whoever does not answer for the unit today."""
    tree = _tree_of(session, me, which, today)
    return MeetingForm(
        which,
        tree[which.unit_id].name,
        people_below(tree, which.unit_id, store.staff_by_unit(session, today)),
        city.policy_on(session, today).meetings.agenda_days_before,
        store.meeting_of(session, which.unit_id, which.month),
    )


def set_day(
    session: Session, me: Staff, which: Which, day: date | None, minute: int, *, today: date, now: datetime
) -> Meeting:
    """Set day and time of a unit's meeting, or change them; the same twice is once.

    Raises NotAllowed for whoever does not answer for the unit, UnsuitableMeeting for a day that cannot be, OldButton
    once the meeting was held.
    """
    _tree_of(session, me, which, today)
    present = store.meeting_of(session, which.unit_id, which.month)
    if present and present.outcome is Outcome.HELD:
        raise OldButton("This month's meeting was held already, so its day stays as it is.")
    calendar = municipal_calendar(city.policy_on(session, today))
    chosen = refuse_unsuitable_day(day, which.month, today, calendar)
    if present and (present.day, present.minute, present.outcome) == (chosen, minute, Outcome.SET):
        return present
    return _keep(session, Meeting(which.unit_id, which.month, Outcome.SET, chosen, minute, None, today), now)


def note_held(
    session: Session, me: Staff, which: Which, attendance: int | None, *, today: date, now: datetime
) -> Meeting:
    """Note that a meeting was held and how many were there; told anew, the last word counts.

    Raises NotAllowed for whoever does not answer for the unit, UnsuitableMeeting for a number that cannot be.
    """
    _tree_of(session, me, which, today)
    count = refuse_unsuitable_attendance(attendance)
    present = store.meeting_of(session, which.unit_id, which.month) or Meeting(which.unit_id, which.month, Outcome.HELD)
    day = min(present.day or today, today, last_of(which.month))
    return _keep(session, replace(present, outcome=Outcome.HELD, attendance=count, day=day), now)


def note_not_held(session: Session, me: Staff, which: Which, *, today: date, now: datetime) -> Meeting:
    """Note that there is, or was, no meeting in the month; a head may change their mind."""
    _tree_of(session, me, which, today)
    present = store.meeting_of(session, which.unit_id, which.month) or Meeting(
        which.unit_id, which.month, Outcome.NOT_HELD
    )
    return _keep(session, replace(present, outcome=Outcome.NOT_HELD, attendance=None), now)


def unit_name(session: Session, unit_id: int, today: date) -> str:
    """What a unit is called on a day."""
    tree = people.tree_on(session, today)
    return tree[unit_id].name if unit_id in tree else ""


def _keep(session: Session, meeting: Meeting, now: datetime) -> Meeting:
    store.keep_meeting(session, meeting, now=now)
    return meeting


def _tree_of(session: Session, me: Staff, which: Which, today: date) -> UnitTree:
    tree = people.tree_on(session, today)
    if not may_decide_for(me, which.unit_id, tree):
        raise NotAllowed("Today you are not in charge of this unit, so you cannot decide about its workplace meeting.")
    if which.month not in (month_of(today), month_of(month_of(today) - _DAY)):
        raise OldButton("This meeting is of an earlier month. Your home tab has the ones of this month.")
    return tree


def overview(session: Session, me: Staff, today: date) -> Overview:
    """The meetings of the units that somebody leads, and how meetings were held of all that they may see.

    Rates are for heads, of their units; for general affairs, of theirs; for personnel and executives, of all. Raises
    NotAllowed for anybody else.
    """
    tree, month = people.tree_on(session, today), month_of(today)
    seen = _seen_by(me, tree)
    if not seen:
        raise NotAllowed("Heads, general affairs and the personnel section see workplace meetings.")
    answering = _answering(session, tree, today)
    meetings = {one.unit_id: one for one in store.meetings_between(session, month, month)}
    mine = (unit for unit in _units(session, tree, today) if answering.get(unit.id) == me.person_id)
    months = tuple(_months_before(month))
    rates = {one: held_in(session, one) for one in months}
    return Overview(
        month,
        tuple(UnitMeeting(unit.id, unit.name, meetings.get(unit.id)) for unit in mine),
        months,
        tuple(_holding_lines(tree, seen, rates)),
    )


def is_reader(me: Staff) -> bool:
    """Whether somebody's posts or duties let them see how meetings are held."""
    return bool(me.units_in_charge) or any(me.has_role(role) for role in _READERS)


_CITY_WIDE = (RoleName.PERSONNEL, RoleName.EXECUTIVE)
_READERS = (*_CITY_WIDE, RoleName.GENERAL_AFFAIRS)


def _seen_by(me: Staff, tree: UnitTree) -> frozenset[int]:
    if any(me.has_role(role) for role in _CITY_WIDE):
        return frozenset(unit.id for unit in tree)
    theirs = [role.unit_id for role in me.roles if role.name is RoleName.GENERAL_AFFAIRS and role.unit_id is not None]
    tops = [unit_id for unit_id in (*me.units_in_charge, *theirs) if unit_id in tree]
    return frozenset(one for top in tops for one in tree.subtree(top))


def _holding_lines(
    tree: UnitTree, seen: frozenset[int], rates: Mapping[date, Mapping[int, Holding]]
) -> Iterator[HoldingLine]:
    """In the order of the organisation, down to sections; of teams only where no section above them is seen."""
    for unit in in_order(tree):
        is_listed = tree.level_of(unit.id) in _LISTED or not any(one.id in seen for one in tree.ancestors(unit.id))
        if unit.id in seen and is_listed:
            months = {month: found[unit.id] for month, found in rates.items() if unit.id in found}
            if months:
                yield HoldingLine(unit.name, months)


def in_order(tree: UnitTree, above: int | None = None) -> Iterator[UnitNode]:
    """Every unit, each above what is below it."""
    for unit in tree.children(above):
        yield unit
        yield from in_order(tree, unit.id)


def _months_before(month: date) -> Iterator[date]:
    for _ in range(_MONTHS_SHOWN):
        month = month_of(month - _DAY)
        yield month


def held_in(session: Session, month: date, tops: Collection[int] | None = None) -> dict[int, Holding]:
    """How meetings were held in a month, by unit with everything below it, by the tree of the month's last day (X13).

    Empty where the city did not have them, or had no policy yet. `tops`: of these units and those below them alone.
    """
    last = last_of(month)
    if not city.has_policy(session, until=last) or not city.policy_on(session, last).meetings.is_on:
        return {}
    tree = people.tree_on(session, last)
    among = None if tops is None else frozenset(one for top in tops if top in tree for one in tree.subtree(top))
    meetings = store.meetings_between(session, month, month, among)
    held = {one.unit_id for one in meetings if one.outcome is Outcome.HELD}
    found = holding(tree, _units(session, tree, last, among), held)
    return found if among is None else {one: found[one] for one in found if one in among}

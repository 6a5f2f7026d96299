"""Which units meet, when something about a meeting waits for its head, and how often meetings are held. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.errors import Refused
from bot.meetings.kinds import Meeting, Outcome
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree
from bot.texts import N_
from bot.workdays.rules import MunicipalCalendar

#: A meeting takes two.
SMALLEST_UNIT = 2
MOST_ATTENDANCE = 999
_DAY = timedelta(days=1)
_ABOVE_SECTIONS = frozenset({UnitKind.BUREAU, UnitKind.DEPARTMENT})


class Part(StrEnum):
    """The fields of the form, by which an error is placed."""

    DAY = "day"
    ATTENDANCE = "attendance"


class UnsuitableMeeting(Refused):
    """A date or a number that cannot be; `part` is the field where it stands."""

    def __init__(self, part: Part, message: str, /, **values: object) -> None:
        super().__init__(message, **values)
        self.part = part


class Need(StrEnum):
    """What waits for whoever leads a unit: a day to be set, or whether the meeting took place."""

    DAY = "day"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the head of a unit, and since when."""

    unit_id: int
    unit_name: str
    month: date
    need: Need
    since: date
    day: date | None = None


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return (month + 31 * _DAY).replace(day=1) - _DAY


def units_that_meet(
    tree: UnitTree, staff: Mapping[int, int], level: str, among: Collection[int] | None = None
) -> tuple[UnitNode, ...]:
    """The units that meet once a month: the lowest ones (係), or where the city wants the sections (課).

    `staff` is how many belong to each unit alone. A section without teams meets itself; whoever belongs to a section
    that has teams meets with one of them. A unit of one person does not meet. `among`: of these units alone.
    """
    asked = tree if among is None else [tree[one] for one in sorted(among)]
    meeting = (unit for unit in asked if _meets(tree, unit, level))
    return tuple(unit for unit in meeting if people_below(tree, unit.id, staff) >= SMALLEST_UNIT)


def _meets(tree: UnitTree, unit: UnitNode, level: str) -> bool:
    if level == "team":
        return not tree.children(unit.id)
    if tree.level_of(unit.id) is UnitKind.SECTION:
        return True
    return not tree.children(unit.id) and all(one.kind in _ABOVE_SECTIONS for one in tree.ancestors(unit.id))


def people_below(tree: UnitTree, unit_id: int, staff: Mapping[int, int]) -> int:
    """How many belong to a unit with everything below it."""
    return sum(staff.get(one, 0) for one in tree.subtree(unit_id))


def waiting_on(
    units: Iterable[UnitNode], meetings: Iterable[Meeting], today: date, calendar: MunicipalCalendar
) -> tuple[Waiting, ...]:
    """What waits on a day, by unit. `meetings` are those of its month and of the one before.

    A month waits for a day to be set from its first working day on. A day that was set waits for its outcome from the
    next working day on, until the month after it is over.
    """
    month, known = month_of(today), {(one.unit_id, one.month): one for one in meetings}
    first = month if calendar.is_working_day(month) else calendar.next_working_day(month)
    found: list[Waiting] = []
    for unit in units:
        found += (
            Waiting(unit.id, unit.name, one.month, Need.OUTCOME, calendar.next_working_day(one.day), one.day)
            for which in (month_of(month - _DAY), month)
            if (one := known.get((unit.id, which))) and one.outcome is Outcome.SET and one.day
        )
        if (unit.id, month) not in known:
            found.append(Waiting(unit.id, unit.name, month, Need.DAY, first))
    return tuple(one for one in found if one.since <= today)


def refuse_unsuitable_day(day: date | None, month: date, today: date, calendar: MunicipalCalendar) -> date:
    """The day as it was given; raises UnsuitableMeeting for one that is over, not of the month, or not worked."""
    if day is None:
        raise UnsuitableMeeting(Part.DAY, N_("Choose a day for the meeting."))
    if day < today or month_of(day) != month:
        first = max(today, month)
        raise UnsuitableMeeting(
            Part.DAY, N_("Choose a day from {first} to {last}."), first=first, last=max(first, last_of(month))
        )
    if not calendar.is_working_day(day):
        raise UnsuitableMeeting(Part.DAY, N_("{day} is a day off. Choose a working day."), day=day)
    return day


def refuse_unsuitable_attendance(count: int | None) -> int:
    """How many were there; raises UnsuitableMeeting for what is no such number."""
    if count is None or not 1 <= count <= MOST_ATTENDANCE:
        raise UnsuitableMeeting(
            Part.ATTENDANCE, N_("Write how many were there, from {first} to {last}."), first=1, last=MOST_ATTENDANCE
        )
    return count


def agenda_day(meeting: Meeting, days_before: int, calendar: MunicipalCalendar) -> date | None:
    """The day whose morning card carries the agenda: so many working days before the meeting.

    After a short notice it is the first working day after the date was set; None where that is later than the meeting.
    """
    if meeting.day is None or meeting.outcome is not Outcome.SET:
        return None
    day = meeting.day
    for _ in range(days_before):
        day = calendar.previous_working_day(day)
    if meeting.decided_on is not None and day <= meeting.decided_on:
        day = calendar.next_working_day(meeting.decided_on)
    return day if day <= meeting.day else None


@dataclass(frozen=True)
class Holding:
    """How many of the meetings that were to be held in a month were held."""

    held: int = 0
    expected: int = 0

    def __add__(self, other: Holding) -> Holding:
        return Holding(self.held + other.held, self.expected + other.expected)


def holding(tree: UnitTree, units: Collection[UnitNode], held: Collection[int]) -> dict[int, Holding]:
    """How meetings were held in a month, of each unit with everything below it; units where none meets are not there.

    `units` are those that were to meet, `held` the ids of those that did.
    """
    found: dict[int, Holding] = {}
    for unit in units:
        for one in tree.path(unit.id):
            found[one] = found.get(one, Holding()) + Holding(int(unit.id in held), 1)
    return found

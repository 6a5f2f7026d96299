"""Plans of leave as values: what is proposed, what stands, what it changes, who else is away. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.city.leave import LeaveKind
from bot.leave.balance import Statement
from bot.leave.cover import CoverGap
from bot.leave.goals import Pace
from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.leave_days import LeaveDay, total_minutes
from bot.leave.problems import Trouble
from bot.leave.sentences.questions import Question
from bot.leave.workday import Workday

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Proposal:
    """What was understood and waits for a confirmation; `key` makes of any number of confirmations one plan."""

    key: str
    kind: str
    wish: Wish


@dataclass(frozen=True)
class Plan:
    """A plan that stands: its opaque key, the code of its kind, the wish as asked, and its days."""

    id: int
    key: str
    kind: str
    wish: Wish
    days: tuple[LeaveDay, ...]

    @property
    def first(self) -> date:
        """The first day that was asked for."""
        return self.wish.first if isinstance(self.wish, Span) else self.wish.day

    @property
    def last(self) -> date:
        """The last day that was asked for."""
        return self.wish.last if isinstance(self.wish, Span) else self.wish.day

    @property
    def minutes(self) -> int:
        """Its working minutes."""
        return total_minutes(self.days)


def before(plan: Plan, today: date) -> Plan | None:
    """What of a plan lies before today and stays, whatever becomes of the rest; None where no day of it does."""
    days = tuple(day for day in plan.days if day.day < today)
    if not days or isinstance(plan.wish, Hours):
        return None
    last = min(plan.last, today - _DAY)
    is_cut_on_first_day = last == plan.first
    ends = plan.wish.first_part if is_cut_on_first_day else plan.wish.last_part if last == plan.last else Part.WHOLE
    return replace(plan, wish=replace(plan.wish, last=last, last_part=ends), days=days)


@dataclass(frozen=True)
class YearEffect:
    """What a wish does to a balance in one leave year. `pace` is the goal's with the wish in it, if there is a goal."""

    leave_year: int
    before: Statement
    after: Statement
    pace: Pace | None = None


@dataclass(frozen=True)
class Absent:
    """Somebody who is away on a day, and how much of it. `kinds` is empty for whoever may not see them."""

    person_id: int
    name: str
    unit_id: int
    day: date
    part: Part
    kinds: tuple[LeaveKind, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What planning a wish would mean, for the person's own eyes; with troubles it cannot be planned.

    `workday` is the usual day of the person; `away` are others of the unit, without kinds; `instead` is what could be
    planned in the place of a wish with troubles.
    """

    kind: LeaveKind
    wish: Wish
    workday: Workday
    days: tuple[LeaveDay, ...] = ()
    effects: tuple[YearEffect, ...] = ()
    away: tuple[Absent, ...] = ()
    gaps: tuple[CoverGap, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    instead: tuple[Wish, ...] = ()

    @property
    def minutes(self) -> int:
        """The working minutes that it takes."""
        return total_minutes(self.days)


@dataclass(frozen=True)
class Asked:
    """A line that was not simply understood: the question back, and what is needed to put its choices into words."""

    question: Question
    workday: Workday
    kinds: tuple[LeaveKind, ...] = ()


@dataclass(frozen=True)
class Planned:
    """A plan that stands now. `is_new` is false where it stood before: the answer to a second press."""

    plan: Plan
    kind: LeaveKind | None
    workday: Workday
    is_new: bool = True


@dataclass(frozen=True)
class FormFacts:
    """What the form offers: the city's kinds, the person's usual day, and hours in steps of so many minutes, if any.

    `remainder` is what is left of annual leave where that is less than a day: it may be used up whatever the step.
    """

    kinds: tuple[LeaveKind, ...]
    workday: Workday
    unit_minutes: int
    has_hours: bool = True
    remainder: int = 0


@dataclass(frozen=True)
class MyLeave:
    """A person's own leave from today on, with the kinds of their city, and how annual leave stands this leave year.

    `stands` is None where no balance was imported. `lost` are the minutes that cannot be carried over unless they are
    taken by `year_ends`, told as that day comes near (R-LV-1).
    """

    today: date
    plans: tuple[Planned, ...]
    kinds: tuple[LeaveKind, ...]
    workday: Workday
    leave_year: int
    year_ends: date
    stands: Statement | None = None
    lost: int = 0


def together(parts: Iterable[Part]) -> Part:
    """What colleagues see of several pieces of one day: two halves are the whole of it."""
    found = set(parts)
    return found.pop() if len(found) == 1 else Part.WHOLE


def is_whole_day(minutes: Collection[int], workday_minutes: int) -> bool:
    """Whether pieces of a day, none of which overlap, leave nothing of it."""
    return sum(minutes) >= workday_minutes

"""When drafts are ready and reminders due, what a report may become, and whether units changed. Pure (B02, X13)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from bot.city.reports import MonthlyReports
from bot.errors import Refused
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree
from bot.reports.kinds import State
from bot.workdays.rules import MunicipalCalendar

LONGEST_LINE = 500
_DAY = timedelta(days=1)
_LEVELS = {
    "section": frozenset({UnitKind.SECTION}),
    "department": frozenset({UnitKind.DEPARTMENT, UnitKind.BUREAU}),
}


class Stage(StrEnum):
    """How long a draft has been ready: the day itself, reminded, reminded again, told to general affairs."""

    NOT_YET = "not_yet"
    READY = "ready"
    REMINDED = "reminded"
    REMINDED_AGAIN = "reminded_again"
    ESCALATED = "escalated"


def month_before(day: date) -> date:
    """The first day of the month before a day's: the one whose report is due."""
    return (day.replace(day=1) - _DAY).replace(day=1)


def last_of(month: date) -> date:
    """The last day of a month."""
    return (month + 31 * _DAY).replace(day=1) - _DAY


def draft_day(month: date, policy: MonthlyReports, calendar: MunicipalCalendar) -> date:
    """The day on which the drafts of a month are ready: a working day of the next month."""
    return later(last_of(month), policy.working_day, calendar)


def later(day: date, working_days: int, calendar: MunicipalCalendar) -> date:
    """The day so many working days after one."""
    for _ in range(working_days):
        day = calendar.next_working_day(day)
    return day


def stage_of(month: date, today: date, policy: MonthlyReports, calendar: MunicipalCalendar) -> Stage:
    """How far things are with a month whose report is open."""
    ready = draft_day(month, policy, calendar)
    second = later(ready, policy.second_reminder_days, calendar)
    if today < ready:
        return Stage.NOT_YET
    if today > second:
        return Stage.ESCALATED
    if today == second:
        return Stage.REMINDED_AGAIN
    is_reminded = today >= later(ready, policy.reminder_days, calendar)
    return Stage.REMINDED if is_reminded else Stage.READY


def is_late(month: date, today: date, policy: MonthlyReports, calendar: MunicipalCalendar) -> bool:
    """Whether a report that is submitted today comes after the first reminder."""
    return today > later(draft_day(month, policy, calendar), policy.reminder_days, calendar)


def reporting_units(tree: UnitTree, level: str) -> tuple[UnitNode, ...]:
    """The units that report, in the order of the organisation; a topmost unit without any below it reports itself."""
    return tuple(one for root in tree.roots for one in (_reporting(tree, root, level) or (root,)))


def _reporting(tree: UnitTree, unit: UnitNode, level: str) -> tuple[UnitNode, ...]:
    if tree.level_of(unit.id) in _LEVELS[level]:
        return (unit,)
    return tuple(one for child in tree.children(unit.id) for one in _reporting(tree, child, level))


def reaches(state: State, wanted: State) -> bool:
    """Whether a report may become so: a draft or what came back is submitted, what was submitted is changed or comes
    back. Nothing becomes a draft again.
    """
    if wanted is State.SENT_BACK:
        return state in (State.SUBMITTED, State.SENT_BACK)
    return wanted is State.SUBMITTED


def refuse_long_line(line: str) -> str:
    """The line as it is kept; raises Refused for one that is too long."""
    words = " ".join(line.split())
    if len(words) > LONGEST_LINE:
        raise Refused("Write at most {longest} characters; these are {count}.", longest=LONGEST_LINE, count=len(words))
    return words


def is_reorganised(unit_id: int, now: UnitTree, before: UnitTree) -> bool:
    """Whether a unit is new, or consists of other units than before (fixture X13)."""
    return unit_id not in before or now.subtree(unit_id) != before.subtree(unit_id)

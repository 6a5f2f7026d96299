"""Use case: the figures of a month of all units that report, in one pass over what the other features know (B02)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol, Self, TypeVar

from sqlmodel import Session

from bot.attendance.overtime_hours import OvertimeHours, overtime_hours
from bot.attendance.rate import Line
from bot.attendance.rules import Days, Share
from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.leave.quarterly import LeaveSum
from bot.leave.reporting import sums_on
from bot.meetings.service import held_in
from bot.no_overtime.agendas import on_time_rates
from bot.one_on_one.holding import holdings
from bot.overtime.month_sums import ReportSum, kept_in_month, report_sums
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.tree import UnitTree
from bot.reports import store
from bot.reports.kinds import RATED, Figures
from bot.reports.rules import is_reorganised, last_of, month_before
from bot.suppression import WHOLE, suppress

_TREND_MONTHS = 2
_FEWEST = 5


class Addable(Protocol):
    """Counts of people, which add up."""

    def __add__(self, other: Self, /) -> Self: ...


A = TypeVar("A", bound=Addable)


@dataclass(frozen=True)
class _Known:
    """What all features know of a month, by unit; rates of units with all below them, sums of each unit alone."""

    tree: UnitTree
    policy: CityPolicy
    lines: Mapping[int, Line]
    trend: Mapping[date, Mapping[int, Share]]
    reports: Mapping[int, ReportSum]
    kept: Mapping[int, Share]
    leave: Mapping[int, LeaveSum]
    meetings: Mapping[int, Share]
    one_on_ones: Mapping[int, int]
    hours: Mapping[int, OvertimeHours]
    targets: Mapping[int, int]
    trees_before: tuple[UnitTree, ...]


def figures_of(session: Session, month: date, unit_ids: Collection[int]) -> dict[int, Figures]:
    """The figures of a month of these units, as far as they may be read by others than the unit's own head.

    A constant number of queries, however many units. Units are those of the month's last day.
    """
    known = _gather(session, month, unit_ids)
    return {unit_id: _figures(known, unit_id) for unit_id in unit_ids if unit_id in known.tree}


def _gather(session: Session, month: date, unit_ids: Collection[int]) -> _Known:
    last = last_of(month)
    policy, tree = city.policy_on(session, last), people.tree_on(session, last)
    before = _months_before(session, month)
    meetings = held_in(session, month)
    return _Known(
        tree=tree,
        policy=policy,
        lines=_lines(session, month),
        trend={one: _rates_of_all_days(session, one) for one in before},
        reports=report_sums(session, month, last),
        kept={
            one: Share(kept.kept, kept.settled) for one, kept in kept_in_month(session, month, last, unit_ids).items()
        },
        leave=_leave(tree, sums_on(session, last)),
        meetings={one: Share(held.held, held.expected) for one, held in meetings.items() if held.expected},
        one_on_ones={one: share.percent for one, share in holdings(session, month, last).units.items()},
        hours=overtime_hours(session, month, last),
        targets=store.targets_of(session, month),
        trees_before=tuple(people.tree_on(session, last_of(one)) for one in before),
    )


def _months_before(session: Session, month: date) -> tuple[date, ...]:
    found = []
    for _ in range(_TREND_MONTHS):
        month = month_before(month)
        found.append(month)
    return tuple(one for one in found if city.has_policy(session, until=one))


def _lines(session: Session, month: date) -> dict[int, Line]:
    found = on_time_rates(session, month, last_of(month), level=UnitKind.SECTION)
    return {line.unit.id: line for line in found.rates.lines if line.unit}


def _rates_of_all_days(session: Session, month: date) -> dict[int, Share]:
    shares = ((unit_id, line.rates[Days.ALL].share) for unit_id, line in _lines(session, month).items())
    return {unit_id: share for unit_id, share in shares if share is not None}


def _leave(tree: UnitTree, alone: Mapping[int, LeaveSum]) -> dict[int, LeaveSum]:
    """Of units with everything below them, without those that would tell of few people, also by subtraction."""
    parents = {unit.id: above[-2] if len(above := tree.path(unit.id)) > 1 else WHOLE for unit in tree}
    hidden = suppress(parents, alone, is_telling=lambda group: 0 < group.people < _FEWEST)
    whole = {unit.id: total(tree, unit.id, alone, LeaveSum()) for unit in tree}
    return {unit_id: found for unit_id, found in whole.items() if found.people and unit_id not in hidden}


def total(tree: UnitTree, unit_id: int, alone: Mapping[int, A], nothing: A) -> A:
    """What a unit and everything below it add up to."""
    found = nothing
    for one in tree.subtree(unit_id):
        if one in alone:
            found += alone[one]
    return found


def _tenth(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _figures(known: _Known, unit_id: int) -> Figures:
    tree, line, leave = known.tree, known.lines.get(unit_id), known.leave.get(unit_id)
    reports = total(tree, unit_id, known.reports, ReportSum())
    has_hours = not tree.subtree(unit_id).isdisjoint(known.hours)
    shares = {days: line.rates[days].share for days in RATED} if line else {}
    return Figures(
        rates={days: share for days, share in shares.items() if share is not None},
        trend={month: found[unit_id] for month, found in known.trend.items() if unit_id in found},
        target_percent=known.policy.on_time.target_percent,
        stays=dict(reports.causes),
        confirmed=reports.confirmed,
        same_day=reports.same_day,
        kept=known.kept.get(unit_id),
        leave_days=_tenth(leave.taken / leave.people) if leave else None,
        leave_of_goal=_tenth(100 * leave.taken / leave.goal) if leave and leave.goal else None,
        meetings=known.meetings.get(unit_id),
        one_on_one=known.one_on_ones.get(unit_id),
        overtime_minutes=total(tree, unit_id, known.hours, OvertimeHours()).minutes if has_hours else None,
        target_minutes=known.targets.get(unit_id),
        is_reorganised=any(is_reorganised(unit_id, tree, before) for before in known.trees_before),
    )

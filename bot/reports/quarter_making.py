"""Use case: the one-page report of a quarter for the headquarters meeting (G07): the city and its bureaux.

In the order of the organisation, never ranked; what would tell of few people is hidden, also from whoever subtracts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from bot.attendance.overtime_hours import OvertimeHours, overtime_hours
from bot.attendance.rate import Line
from bot.attendance.rules import Days, Share
from bot.city import service as city
from bot.errors import NotAllowed, Refused
from bot.leave.quarterly import BureauLine, quarter_end, quarter_of
from bot.leave.reporting import quarterly_report as leave_report
from bot.meetings.rules import Holding
from bot.meetings.service import held_in
from bot.no_overtime.agendas import on_time_rates
from bot.one_on_one.clarity import clarity_of
from bot.one_on_one.holding import holdings
from bot.overtime.month_sums import ReportSum, report_sums
from bot.people import service as people
from bot.people.kinds import RoleName, UnitKind
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.reports import store
from bot.reports.figures import total
from bot.reports.kinds import State
from bot.reports.quarterly import Quarter, QuarterLine
from bot.reports.rules import last_of
from bot.suppression import WHOLE, suppress

_FEWEST = 5
_READERS = (RoleName.PERSONNEL, RoleName.EXECUTIVE)


def is_reader(me: Staff) -> bool:
    """Whether the page is for somebody: the personnel section and executives."""
    return any(me.has_role(role) for role in _READERS)


def quarter_for(session: Session, me: Staff, first: date) -> Quarter:
    """The page of the quarter that begins on a day; raises NotAllowed for whom it is not made."""
    if not is_reader(me):
        raise NotAllowed("The report of a quarter is for the personnel section and the headquarters meeting.")
    return _quarter(session, first)


def exported(session: Session, first: date, *, actor: str, now: datetime) -> Quarter:
    """The page for a file; leaves a trail. For the installation itself."""
    found = _quarter(session, first)
    city.audit(session, actor=actor, action="quarterly_report.exported", detail=f"{first}", now=now)
    return found


def _quarter(session: Session, first: date) -> Quarter:
    if first != quarter_of(first):
        raise Refused("No quarter begins on {day}. Choose 1 January, April, July or October.", day=first)
    last = quarter_end(first)
    tree, policy = people.tree_on(session, last), city.policy_on(session, last)
    known = _gather(session, first, last, tree)
    reports = report_sums(session, first, last)
    causes = sum((reports[one] for one in reports), ReportSum()).causes
    return Quarter(
        first,
        last,
        known.line(WHOLE, "", policy.name),
        tuple(known.line(root.id, root.code, root.name) for root in tree.roots),
        {code: count for code, count in sorted(causes.items()) if count >= _FEWEST},
        {cause.code: cause.word for cause in policy.overtime_reports.causes},
    )


@dataclass(frozen=True)
class _Known:
    """What all features know of a quarter, by topmost unit; WHOLE is the city."""

    rates: Mapping[int, Line]
    hours: Mapping[int, OvertimeHours]
    targets: Mapping[int, int]
    leave: Mapping[int, BureauLine]
    meetings: Mapping[int, Holding]
    one_on_ones: Mapping[int, int]
    submitted: Mapping[int, Share]
    clarity: Mapping[int, Decimal]

    def line(self, place: int, code: str, name: str) -> QuarterLine:
        """The line of a place."""
        rates, leave, held = self.rates.get(place), self.leave.get(place), self.meetings.get(place, Holding())
        hours = self.hours.get(place)
        return QuarterLine(
            code,
            name,
            no_overtime_days=rates.rates[Days.NO_OVERTIME].share if rates else None,
            all_days=rates.rates[Days.ALL].share if rates else None,
            late=rates.late.share if rates else None,
            overtime_minutes=hours.minutes if hours else None,
            target_minutes=self.targets.get(place) or None,
            leave_days=leave.average if leave else None,
            leave_of_goal=leave.of_goal if leave else None,
            meetings=Share(held.held, held.expected) if held.expected else None,
            one_on_one=self.one_on_ones.get(place),
            submitted=self.submitted.get(place),
            clarity=self.clarity.get(place),
        )


def _gather(session: Session, first: date, last: date, tree: UnitTree) -> _Known:
    months = tuple(_months(first, last))
    found = on_time_rates(session, first, last, level=UnitKind.SECTION).rates
    leave = leave_report(session, first)
    return _Known(
        rates={WHOLE: found.whole, **{line.unit.id: line for line in found.lines if line.unit}},
        hours=_hours(tree, overtime_hours(session, first, last)),
        targets=_targets(session, tree, months),
        leave={WHOLE: leave.whole, **{one.unit_id: one for one in leave.bureaux}},
        meetings=_meetings(session, tree, months),
        one_on_ones={one: share.percent for one, share in holdings(session, first, last).units.items()},
        submitted=_submitted(session, tree, months),
        clarity=clarity_of(session, first, last),
    )


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = last_of(first) + timedelta(days=1)


def _hours(tree: UnitTree, alone: Mapping[int, OvertimeHours]) -> dict[int, OvertimeHours]:
    """Of topmost units and the city, without those that would tell of few people, also by subtraction."""
    roots = {root.id: total(tree, root.id, alone, OvertimeHours()) for root in tree.roots}
    gone = sum((alone[one] for one in alone if one not in tree), OvertimeHours())
    placed = {WHOLE: gone, **roots}
    hidden = suppress(dict.fromkeys(roots, WHOLE), placed, is_telling=lambda group: 0 < group.people < _FEWEST)
    found = {**roots, WHOLE: sum(placed.values(), OvertimeHours())}
    return {place: one for place, one in found.items() if one.people and place not in hidden}


def _targets(session: Session, tree: UnitTree, months: tuple[date, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for month in months:
        for unit_id, minutes in store.targets_of(session, month).items():
            for place in _places(tree, unit_id):
                found[place] = found.get(place, 0) + minutes
    return found


def _places(tree: UnitTree, unit_id: int) -> tuple[int, ...]:
    """Where a unit counts: in the city, and in the topmost unit above it as far as it is still there."""
    return (WHOLE, tree.path(unit_id)[0]) if unit_id in tree else (WHOLE,)


def _meetings(session: Session, tree: UnitTree, months: tuple[date, ...]) -> dict[int, Holding]:
    found: dict[int, Holding] = {}
    for month in months:
        held, then = held_in(session, month), people.tree_on(session, last_of(month))
        for root in then.roots:
            if root.id in held:
                found[root.id] = found.get(root.id, Holding()) + held[root.id]
                found[WHOLE] = found.get(WHOLE, Holding()) + held[root.id]
    return {place: one for place, one in found.items() if place == WHOLE or place in tree}


def _submitted(session: Session, tree: UnitTree, months: tuple[date, ...]) -> dict[int, Share]:
    counts: dict[int, list[bool]] = {}
    for month in months:
        for report in store.reports_of(session, month):
            for place in _places(tree, report.unit_id):
                counts.setdefault(place, []).append(report.state is State.SUBMITTED)
    return {place: Share(sum(told), len(told)) for place, told in counts.items()}

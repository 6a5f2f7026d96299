"""Use case: the report on leaving on time, and beside it, if the city wants, what people declared where none tells it.

Counts of answers and counts of attendance meet here on one page, never in one number; no person is in either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.attendance.layout import Layout, View, lay_out
from bot.attendance.rules import Agenda, Days, Share
from bot.attendance.service import OnTimeReport, units_counted
from bot.city import service as city
from bot.city.rules import RateSource
from bot.digest.declared import months_within, shares_of
from bot.no_overtime.agendas import agendas, on_time_rates
from bot.no_overtime.answers import Declared
from bot.no_overtime.replies import declared_on
from bot.people import service as people
from bot.people.kinds import UnitKind

#: By the first day of each month: the shares that may show, by unit.
DeclaredMonths = Mapping[date, Mapping[int, Share]]


@dataclass(frozen=True)
class OnTimePicture:
    """The report, and the self-declared shares; None where the city does not want them."""

    report: OnTimeReport
    declared: DeclaredMonths | None
    cannot_answer: int = 0


def on_time_picture(
    session: Session, start: date, end: date, today: date, *, unit_code: str = "", level: UnitKind = UnitKind.SECTION
) -> OnTimePicture:
    """Who left on time from `start` to `end`; raises and hides as `on_time_report` does.

    What people declared is told of whole months that are over: of a part, or of a month that grows, two reports would
    tell what single people answered on the days between them.
    """
    report = on_time_rates(session, start, end, unit_code=unit_code, level=level)
    if report.policy.source is not RateSource.IMPORTED_OR_DECLARED:
        return OnTimePicture(report, None)
    declared = _declared(session, start, min(end, today - timedelta(days=1)))
    return OnTimePicture(report, declared, people.counts(session, end).without_slack)


def leave_trail(session: Session, report: OnTimeReport, *, actor: str, now: datetime) -> None:
    """Record that somebody took the report out: which days, of what, how many units."""
    scope = report.unit.code if report.unit else "city"
    detail = f"{report.start} {report.end} {scope}: {len(report.rates.lines)} units"
    city.audit(session, actor=actor, action="on_time.exported", detail=detail, now=now)


def _declared(session: Session, start: date, end: date) -> DeclaredMonths:
    months = list(months_within(start, end))
    if not months:
        return {}
    own_days = agendas(session, months[0][0], months[-1][1])
    # Decided for all units at once, whichever are shown: two reports together give nothing away either.
    layout = lay_out(people.tree_on(session, end), View(level=UnitKind.TEAM))
    return {first: _month(session, layout, own_days, first, last) for first, last in months}


def _month(
    session: Session, layout: Layout, own_days: Sequence[Agenda], first: date, last: date
) -> Mapping[int, Share]:
    declared: dict[int, Declared] = {}
    every = set[date]()
    for agenda in own_days:
        days = {day for day in agenda.days[Days.NO_OVERTIME] if first <= day <= last}
        found = declared_on(session, days)
        declared |= {unit_id: one for unit_id, one in found.items() if agenda.is_for(unit_id, own_days)}
        every |= days
    return shares_of(layout, declared, units_counted(session, first, last), all_days=len(every))

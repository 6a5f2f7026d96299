"""Which days somebody can report, what a report for one of them is held against, and who looks at it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.leave.absences import days_away
from bot.no_overtime.answers import Cause
from bot.no_overtime.calendar import special_days
from bot.overtime import store
from bot.overtime.candidates import Surroundings, days_instead
from bot.overtime.drafts import Looker
from bot.overtime.kinds import Report
from bot.overtime.line import line_on
from bot.overtime.rules import DAYS_AHEAD, Situation
from bot.people import service as people
from bot.people.rules import Staff
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)


def days_to_report(session: Session, me: Staff, today: date) -> tuple[date, ...]:
    """The no-overtime days of somebody's unit that they work, and the days that they chose instead of others: to stay
    on such a day is a change of what they promised.
    """
    last = today + DAYS_AHEAD
    days = _no_overtime_days(session, me.unit_code, today, last) | store.days_instead_of(session, me.person_id)
    return tuple(sorted(day for day in days if today <= day <= last and me.hours.covers(day)))


def situation_of(
    session: Session,
    me: Staff,
    day: date,
    today: date,
    *,
    present: Report | None = None,
) -> Situation:
    """What a report for a day is held against: somebody's unit, hours, leave and days as they are on that day.

    `present` is what they reported for it already.
    """
    there = people.staff_by_token(session, me.token, day=day) if today <= day <= today + DAYS_AHEAD else None
    if there is None:
        return Situation(today, is_reportable=False, end_minute=0, causes=(), days_instead=())
    policy = city.policy_on(session, day)
    window = policy.no_overtime.alt_window_days
    first, last = day - window * _DAY, day + window * _DAY
    no_overtime = _no_overtime_days(session, there.unit_code, first, last)
    away = days_away(session, me.person_id, first, last)
    used = store.days_instead_of(session, me.person_id, but_of=day)
    around = Surroundings(municipal_calendar(policy), there.hours, no_overtime, used, away)
    return Situation(
        today=today,
        is_reportable=there.hours.covers(day) and (day in no_overtime or day in used),
        end_minute=there.hours.end_minute,
        causes=frozenset({*Cause, *own_causes(policy)}),
        days_instead=(*_gone_by(present, today), *days_instead(day, around, window_days=window, today=today)),
    )


def own_causes(policy: CityPolicy) -> dict[str, str]:
    """The city's own reasons: its words by their codes."""
    return {cause.code: cause.word for cause in policy.overtime_reports.causes}


def looker_of(session: Session, report: Report) -> Looker | None:
    """Who is asked first to look at a report; None where nobody leads the unit or one above it."""
    tree = people.tree_on(session, report.day)
    line = line_on(session, report.unit_id, report.day, tree)
    first = next(iter(line.of(report)), None) if line else None
    return None if first is None else Looker(tree[first.unit_id].name, first.kind)


def _gone_by(present: Report | None, today: date) -> tuple[date, ...]:
    """Whoever changes a report on its day may have kept its day instead already."""
    day = present.day_instead if present else None
    return (day,) if day is not None and day < today else ()


def _no_overtime_days(session: Session, unit_code: str, first: date, last: date) -> frozenset[date]:
    found = special_days(session, first, last, unit_code=unit_code)
    return frozenset(day.date for day in found.days if day.reasons)

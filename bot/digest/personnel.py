"""Use case: what the personnel section sees of the city today, on their home tab alone: counts and rates, no person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import add
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.attendance.gathering import gather
from bot.attendance.rules import SMALLEST_GROUP, Counts, Days, Share
from bot.city import service as city
from bot.delivery import days
from bot.delivery.rules import State
from bot.digest.pages import Held
from bot.errors import NotAllowed
from bot.leave.quarterly import last_quarter
from bot.leave.report_store import approved_on
from bot.meetings import service as meetings
from bot.meetings.rules import Holding
from bot.overtime import declaring
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.modes import NamedMode
from bot.people.rules import Staff
from bot.pulse.outlook import Line
from bot.pulse.overview import overview_for
from bot.pulse.rules import SurveyState

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CityToday:
    """How the city stands today. `rate` is of the last whole `month`; None where fewer than five people counted a day.

    `surveys` are those that run, with nothing but the share of all who were asked that have answered.
    """

    states: Counter[State]
    is_stopped: bool
    without_slack: int
    modes: tuple[NamedMode, ...]
    surveys: tuple[Line, ...]
    month: date
    rate: Share | None
    meetings: Held | None
    quarter: date
    is_approved: bool


def city_today(session: Session, me: Staff, today: date, *, now: datetime, zone: ZoneInfo) -> CityToday:
    """What the personnel section sees; raises NotAllowed for anybody else."""
    if not me.has_role(RoleName.PERSONNEL):
        raise NotAllowed("Only the personnel section sees how the whole city stands.")
    month = (today.replace(day=1) - _DAY).replace(day=1)
    lines = overview_for(session, me, now=now, zone=zone).lines
    return CityToday(
        states=days.states_on(session, today),
        is_stopped=city.operation(session).is_stopped,
        without_slack=people.counts(session, today).without_slack,
        modes=tuple(one for one in declaring.named_modes(session, today) if one.mode.starts_on <= today),
        surveys=tuple(one for one in lines if one.state is SurveyState.RUNNING and not one.scope),
        month=month,
        rate=_rate(session, month, today.replace(day=1) - _DAY),
        meetings=_meetings(session, month),
        quarter=last_quarter(today),
        is_approved=approved_on(session, last_quarter(today)) is not None,
    )


def _rate(session: Session, first: date, last: date) -> Share | None:
    found = gather(session, first, last, ())
    every: Counts = reduce(add, found.staff[Days.ALL].values(), Counts())
    is_small = every.on_duty < SMALLEST_GROUP * found.spreads[Days.ALL].people
    return every.rate if every.on_duty and not is_small else None


def _meetings(session: Session, month: date) -> Held | None:
    held, roots = meetings.held_in(session, month), people.tree_on(session, month).roots
    total = reduce(add, (held[one.id] for one in roots if one.id in held), Holding())
    return Held(month, total.held, total.expected) if total.expected else None

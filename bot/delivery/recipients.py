"""What has to be known about a person before something may be sent to them, gathered for one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from bot.city.rules import CityPolicy
from bot.delivery import store
from bot.delivery.rules import Recipient, TimeOff
from bot.people import service as people
from bot.workdays.rules import municipal_calendar

#: How delivery learns of leave: a person's on a day. The doors say whom to ask, as delivery knows no feature.
TimeOffOn = Callable[[Session, int, date], TimeOff]
#: And of messages that left no row: the most that anybody of a unit may have got on the day of an instant in the city's
#: zone, and in its week. The same for everybody of the unit.
SentAndForgotten = Callable[[Session, int, datetime], tuple[int, int]]


def nobody_is_away(session: Session, person_id: int, day: date) -> TimeOff:  # noqa: ARG001  the shape of the question
    """What a city without planned leave answers."""
    return TimeOff()


def nothing_is_forgotten(session: Session, unit_id: int, here: datetime) -> tuple[int, int]:  # noqa: ARG001  the shape of the question
    """What a city without surveys answers."""
    return 0, 0


def recipient_of(
    session: Session,
    person_id: int,
    *,
    kind: str,
    now: datetime,
    zone: ZoneInfo,
    policy: CityPolicy,
    time_off_on: TimeOffOn = nobody_is_away,
    sent_and_forgotten: SentAndForgotten = nothing_is_forgotten,
) -> Recipient:
    """The person's day, mode, wishes and budget.

    Whoever is off duty, on leave all day or without Slack counts as off duty, and on a day on which the offices are
    closed everybody but those on shifts; half days of leave are quiet time.
    """
    here = now.astimezone(zone)
    day, time_off = here.date(), time_off_on(session, person_id, here.date())
    duty = people.on_duty(day).subquery()
    row = session.execute(select(duty).where(duty.c.person_id == person_id)).first()  # type: ignore[call-overload]
    start = row.start_minute if row else policy.hours.start
    end = row.end_minute if row else policy.hours.end
    start, end = time_off.there(start, end, here.hour * 60 + here.minute)
    today, this_week = store.sent_to(session, person_id=person_id, day=day)
    further_today, further_this_week = sent_and_forgotten(session, row.unit_id, here) if row else (0, 0)
    return Recipient(
        is_on_duty=row is not None
        and row.has_active_slack
        and not time_off.is_all_day
        and _works_on(session, day, row.unit_id, policy),
        is_in_special_mode=row is not None and row.unit_id in people.special_modes_on(session, day),
        has_opted_out=store.has_opted_out(session, person_id=person_id, kind=kind),
        quiet_until=instant(day, start - policy.quiet.before_start_minutes, zone),
        quiet_from=instant(day, end + policy.quiet.after_end_minutes, zone),
        sent_today=today + further_today,
        sent_this_week=this_week + further_this_week,
    )


def _works_on(session: Session, day: date, unit_id: int, policy: CityPolicy) -> bool:
    is_open = municipal_calendar(policy).is_working_day(day)
    return is_open or unit_id in people.tree_on(session, day).shift_units()


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment `minute` minutes after a day's midnight in the city's zone; past midnight for 1,440 and more."""
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)

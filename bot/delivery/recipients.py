"""What has to be known about a person before something may be sent to them, gathered for one day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from bot.city.rules import CityPolicy
from bot.delivery import store
from bot.delivery.rules import Recipient
from bot.people import service as people


def recipient_of(
    session: Session, person_id: int, *, kind: str, day: date, zone: ZoneInfo, policy: CityPolicy
) -> Recipient:
    """The person's day, mode, wishes and budget. Whoever is off duty or without Slack counts as off duty."""
    duty = people.on_duty(day).subquery()
    row = session.execute(select(duty).where(duty.c.person_id == person_id)).first()  # type: ignore[call-overload]
    start = row.start_minute if row else policy.hours.start
    end = row.end_minute if row else policy.hours.end
    today, this_week = store.sent_to(session, person_id=person_id, day=day)
    return Recipient(
        is_on_duty=row is not None and row.has_active_slack,
        is_in_special_mode=row is not None and row.unit_id in people.special_modes_on(session, day),
        has_opted_out=store.has_opted_out(session, person_id=person_id, kind=kind),
        quiet_until=instant(day, start - policy.quiet.before_start_minutes, zone),
        quiet_from=instant(day, end + policy.quiet.after_end_minutes, zone),
        sent_today=today,
        sent_this_week=this_week,
    )


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment `minute` minutes after a day's midnight in the city's zone; past midnight for 1,440 and more."""
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)

"""Use case: delete plans of leave and balances whose time of keeping is over, and what is left of withdrawn plans."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.leave import goal_store, store
from bot.leave.years import LeaveYears

#: An old button is pressed within days, if ever.
_KEYS_ARE_KEPT = timedelta(days=7)


def forget_old(session: Session, *, today: date, now: datetime) -> int:
    """Delete what is older than the city keeps it; returns how many plans and balances went."""
    policy = city.policy_on(session, today)
    years = LeaveYears(policy.leave.year_start)
    oldest = years.of(today) - policy.retention.leave_years
    store.forget_withdrawn(session, now - _KEYS_ARE_KEPT)
    goal_store.forget_goals(session, oldest)
    return store.forget_before(session, years.bounds(oldest)[0]) + store.forget_balances(session, oldest)

"""Use case: delete the hours of people whose time of keeping is over. Counts of units stay: reports live on them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from bot.attendance import keeping_store
from bot.city.rules import Retention
from bot.errors import BadFile
from bot.workdays.fiscal import fiscal_bounds, fiscal_year

#: So much goes in one transaction, so that nobody waits long for the database: 12,000 people have 240,000 rows.
_MOST_DAYS = 31


def oldest_kept(today: date, policy: Retention) -> date:
    """The first day whose hours are kept: 1 April, so many fiscal years before the current one."""
    return fiscal_bounds(fiscal_year(today) - policy.attendance_years)[0]


def forget_before(session: Session, day: date) -> int:
    """Delete the hours of people before a day, a month of them at most, and when none are left, the log of their
    imports; returns how many person-days went. Whoever wants all gone calls it until that is 0.
    """
    gone = keeping_store.delete_records(session, day, most_days=_MOST_DAYS)
    if not gone:
        keeping_store.delete_imports(session, day)
    return gone


def refuse_forgotten(session: Session, first: date, last: date, *, oldest: date) -> None:
    """Raises BadFile for a file that would count days anew whose hours are deleted already: too few would be left."""
    if forgotten := keeping_store.forgotten_days(session, first, min(last, oldest - timedelta(days=1))):
        raise BadFile(
            "The hours of {first} to {last} are deleted, and only their counts are kept. Leave out the days before "
            "{oldest}.",
            first=forgotten[0],
            last=forgotten[-1],
            oldest=oldest,
        )

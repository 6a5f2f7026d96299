"""Use case: delete what of 1on1s is older than the city keeps it (`domain.md` R-PI)."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.one_on_one import holding_store
from bot.workdays.fiscal import fiscal_bounds, fiscal_year


def forget_old(session: Session, *, today: date) -> int:
    """Delete talks, ended pairs and counts of fiscal years before those that are kept; returns how many talks went."""
    years = city.policy_on(session, today).retention.one_on_one_years
    oldest, _ = fiscal_bounds(fiscal_year(today) - years)
    return holding_store.forget_before(session, oldest)

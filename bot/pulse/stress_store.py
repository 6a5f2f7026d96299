"""Named queries over the imported rates of stress checks. Session first, never commits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlmodel import Session, col

from bot.pulse.run_tables import StressCheckRate


def replace_rates(session: Session, fiscal_year: int, rates: Mapping[int, tuple[int, int]]) -> None:
    """Let these be the rates of a year: unit id → how many there are, how many took it."""
    session.execute(delete(StressCheckRate).where(col(StressCheckRate.fiscal_year) == fiscal_year))
    for unit_id, (people, taken) in rates.items():
        session.add(StressCheckRate(fiscal_year=fiscal_year, unit_id=unit_id, people=people, taken=taken))
    session.flush()


def rates(session: Session) -> Sequence[StressCheckRate]:
    """All of them, the newest year first."""
    order = (col(StressCheckRate.fiscal_year).desc(), col(StressCheckRate.unit_id))
    return session.scalars(select(StressCheckRate).order_by(*order)).all()

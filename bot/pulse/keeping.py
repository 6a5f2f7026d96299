"""Use cases of the night: forget who was drawn once they may be drawn again, and who was sent to the stress check."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.database import Database
from bot.delivery import service as delivery
from bot.pulse import run_store, stress
from bot.pulse.sampling import has_rested


def forget(database: Database, today: date) -> None:
    """Delete it, and leave nothing readable of it. For a thread that may wait for a disk."""
    if database.write(forget_draws, today):
        database.scrub(run_store.DRAWS)
    if database.write(stress.forget_invitations, today):
        for table in delivery.TABLES:
            database.scrub(table)


def forget_draws(session: Session, today: date) -> int:
    """Delete who was drawn so long ago that they may be drawn again; returns how many days of draws went."""
    months = city.policy_on(session, today).surveys.sampling.rest_months
    over = [day for day in run_store.draw_days(session) if has_rested(day, today, months)]
    if over:
        run_store.forget_draws(session, over)
    return len(over)

"""Named queries over which units tell on their morning card who is away. Nothing commits here."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, col, select

from bot.leave.office_tables import AwayOnCard


def decisions_on(session: Session, day: date) -> dict[int, bool]:
    """What units decided that holds on the day, by unit id."""
    holds = (col(AwayOnCard.valid_from) <= day, col(AwayOnCard.valid_to) >= day)
    return {row.unit_id: row.is_on for row in session.exec(select(AwayOnCard).where(*holds))}


def decide(session: Session, unit_id: int, *, is_on: bool, starting: date) -> None:
    """Let a unit tell who is away, or not, from a day on; what held before that day stays as it was."""
    open_ones = (col(AwayOnCard.unit_id) == unit_id, col(AwayOnCard.valid_to) >= starting)
    for row in session.exec(select(AwayOnCard).where(*open_ones)).all():
        if row.valid_from >= starting:
            session.delete(row)
        else:
            row.valid_to = starting - timedelta(days=1)
    session.flush()
    session.add(AwayOnCard(unit_id=unit_id, is_on=is_on, valid_from=starting))
    session.flush()

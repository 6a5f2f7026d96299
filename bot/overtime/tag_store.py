"""Named queries over what is tagged with special modes: reports and late notices. Session first, never commits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select, true, update
from sqlmodel import Session, col

from bot.overtime.tables import LateNotice, OvertimeReport

_TAGGED = (OvertimeReport, LateNotice)


def days_with_overtime(session: Session, first: date, last: date) -> list[date]:
    """The days of a span on which anybody reported overtime or gave late notice, in order."""
    days: set[date] = set()
    for table in _TAGGED:
        day = col(table.service_date)
        days |= set(session.scalars(select(day).where(day.between(first, last)).distinct()))
    return sorted(days)


def tag(session: Session, day: date, special_units: Collection[int]) -> int:
    """Let every report and notice of a day say whether its unit is among these; returns how many changed."""
    changed = 0
    for table in _TAGGED:
        is_special, is_among = col(table.is_special), col(table.unit_id).in_(special_units)
        for value, wrong in ((True, is_among & (is_special != true())), (False, ~is_among & (is_special == true()))):
            rows = update(table).where(col(table.service_date) == day, wrong).values(is_special=value)
            changed += len(session.execute(rows.returning(col(table.id))).all())
    return changed

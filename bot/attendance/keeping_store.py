"""Named queries over what of the hours of people is kept, and what goes. Nothing commits here."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Delete, Update, delete, exists, func, select, update
from sqlmodel import Session, col

from bot.attendance.tables import AttendanceDay, AttendanceImport, AttendanceUnitDay


def forgotten_days(session: Session, first: date, last: date) -> list[date]:
    """The days from `first` to `last` that were counted and of which no hours of anybody are kept."""
    day = col(AttendanceUnitDay.service_date)
    is_kept = exists().where(col(AttendanceDay.service_date) == day)
    return list(session.scalars(select(day).where(day.between(first, last), ~is_kept).distinct().order_by(day)))


def delete_records(session: Session, before: date, *, most_days: int) -> int:
    """Delete the hours of people of the earliest days before a day; returns how many person-days went."""
    day = col(AttendanceDay.service_date)
    first = session.scalar(select(func.min(day)).where(day < before))
    if first is None:
        return 0
    end = min(before, first + timedelta(days=most_days))
    return _changed(session, delete(AttendanceDay).where(day < end))


def delete_imports(session: Session, before: date) -> None:
    """Delete the imports of days before a day; those that reach beyond it are from then on imports of the rest."""
    first, last = col(AttendanceImport.first_day), col(AttendanceImport.last_day)
    _changed(session, delete(AttendanceImport).where(last < before))
    _changed(session, update(AttendanceImport).where(first < before).values(first_day=before))


def _changed(session: Session, statement: Delete | Update) -> int:
    return session.connection().execute(statement).rowcount

"""Named queries over a person's own reports. Nothing commits here."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import func, or_, text
from sqlmodel import Session, col, select

from bot.overtime.kinds import Report
from bot.overtime.tables import OvertimeReport


@dataclass(frozen=True)
class StoredReports:
    """How many reports of a person are stored, and the first day that they are for."""

    count: int
    first: date


#: Names the lock for a person's reports among all locks of the database.
_LOCK = 7301


def keep_reports_apart(session: Session, person_id: int) -> None:
    """Let nobody else change this person's reports, nor decide about them, until this transaction ends.

    SQLite has one writer anyway. On PostgreSQL a lock keeps new reports apart, the rows' own locks everything else.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(
            text("SELECT pg_advisory_xact_lock(:lock, :person_id)"), {"lock": _LOCK, "person_id": person_id}
        )
        own = select(OvertimeReport.id).where(OvertimeReport.person_id == person_id)
        session.exec(own.order_by(col(OvertimeReport.id)).with_for_update()).all()


def report_of(session: Session, person_id: int, day: date) -> Report | None:
    """What a person reported for a day, withdrawn or not."""
    query = select(OvertimeReport).where(
        col(OvertimeReport.person_id) == person_id, col(OvertimeReport.service_date) == day
    )
    row = session.exec(query).first()
    return None if row is None else as_report(row)


def report_by_id(session: Session, person_id: int, report_id: int) -> Report | None:
    """One of a person's own reports; nothing for somebody else's."""
    query = select(OvertimeReport).where(
        col(OvertimeReport.person_id) == person_id, col(OvertimeReport.id) == report_id
    )
    row = session.exec(query).first()
    return None if row is None else as_report(row)


def reports_since(session: Session, person_id: int, first: date) -> tuple[Report, ...]:
    """A person's reports whose day, or day instead, is `first` or later, by their day."""
    recent = or_(col(OvertimeReport.service_date) >= first, col(OvertimeReport.day_instead) >= first)
    query = select(OvertimeReport).where(col(OvertimeReport.person_id) == person_id, recent)
    return tuple(as_report(row) for row in session.exec(query.order_by(col(OvertimeReport.service_date))))


def days_instead_of(session: Session, person_id: int, *, but_of: date | None = None) -> frozenset[date]:
    """The days that take the place of others for a person, all but that of the report for one day."""
    query = select(col(OvertimeReport.day_instead)).where(OvertimeReport.person_id == person_id)
    if but_of is not None:
        query = query.where(OvertimeReport.service_date != but_of)
    return frozenset(day for day in session.exec(query) if day is not None)


def keep(session: Session, report: Report) -> Report:
    """Store a report, a new one (id 0) or as it is now."""
    row = session.merge(_as_row(report))
    session.flush()
    return replace(report, id=row.id or 0)


def reports_about(session: Session, person_id: int) -> StoredReports | None:
    """What is stored about a person; None where nothing is."""
    day = col(OvertimeReport.service_date)
    query = select(func.count(), func.min(day)).where(col(OvertimeReport.person_id) == person_id)
    count, first = session.exec(query).one()
    return StoredReports(count, first) if count else None


def as_report(row: OvertimeReport) -> Report:
    """A row as the value that leaves the stores."""
    return Report(
        id=row.id or 0,
        person_id=row.person_id,
        unit_id=row.unit_id,
        day=row.service_date,
        cause=row.cause,
        planned_end_minute=row.planned_end_minute,
        line=row.line,
        day_instead=row.day_instead,
        is_same_day=row.is_same_day,
        is_special=row.is_special,
        state=row.state,
        version=row.version,
        reported_at=row.reported_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        is_kept=row.is_kept,
    )


def _as_row(report: Report) -> OvertimeReport:
    values = {name: value for name, value in asdict(report).items() if name not in ("id", "day")}
    return OvertimeReport(id=report.id or None, service_date=report.day, **values)

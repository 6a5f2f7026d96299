"""Named queries over monthly reports, their history and the targets. Nothing commits here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.reports.documents import from_document, to_document
from bot.reports.kinds import Event, Figures, MonthlyReport, OpenReport, State, Step
from bot.reports.tables import MonthlyReportEvent, MonthlyReportRow, OvertimeTarget


def reports_of(session: Session, month: date) -> list[MonthlyReport]:
    """Every report of a month."""
    rows = session.exec(select(MonthlyReportRow).where(MonthlyReportRow.month == month))
    return [_report(row) for row in rows]


def open_of(session: Session, month: date) -> list[OpenReport]:
    """The reports of a month that are not submitted."""
    row = MonthlyReportRow
    query = select(col(row.id), col(row.unit_id), col(row.month), col(row.state))
    found = session.execute(query.where(col(row.month) == month, col(row.state) != State.SUBMITTED))
    return [OpenReport(*one) for one in found]


def report_by_id(session: Session, report_id: int, *, lock: bool = False) -> MonthlyReport | None:
    """One report; locked, nobody else changes it until this transaction ends (SQLite has one writer anyway)."""
    query = select(MonthlyReportRow).where(MonthlyReportRow.id == report_id)
    row = session.exec(query.with_for_update() if lock else query).first()
    return None if row is None else _report(row)


def months(session: Session) -> tuple[date, ...]:
    """The months of which there are reports, the latest first."""
    month = col(MonthlyReportRow.month)
    return tuple(session.scalars(select(month).distinct().order_by(month.desc())))


def figures_since(session: Session, month: date) -> datetime | None:
    """Since when the oldest figures of open reports of a month stand; None where none is open."""
    is_open = (col(MonthlyReportRow.month) == month, col(MonthlyReportRow.state) != State.SUBMITTED)
    oldest: datetime | None = session.scalar(select(func.min(MonthlyReportRow.figures_at)).where(*is_open))
    return oldest


def draft(session: Session, month: date, figures: Mapping[int, Figures], *, now: datetime) -> int:
    """Begin the report of each unit that has none for the month yet; returns how many."""
    known = {one.unit_id for one in reports_of(session, month)}
    count = 0
    for unit_id, found in figures.items():
        if unit_id not in known:
            count += _begin(session, unit_id, month, found, now)
    return count


def _begin(session: Session, unit_id: int, month: date, figures: Figures, now: datetime) -> int:
    values = {
        "unit_id": unit_id,
        "month": month,
        "state": State.DRAFTED,
        "figures": to_document(figures),
        "figures_at": now,
        "line": "",
        "is_late": False,
        "version": 1,
    }
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(MonthlyReportRow) if is_sqlite else postgresql.insert(MonthlyReportRow)
    statement = insert.values(**values).on_conflict_do_nothing().returning(col(MonthlyReportRow.id))
    report_id = session.scalar(statement)
    if report_id is None:
        return 0  # another process was first
    add_event(session, report_id, Step.DRAFTED, now=now)
    return 1


def refresh(session: Session, report_id: int, figures: Figures, *, now: datetime) -> None:
    """Let an open report tell the newest figures; one that was submitted meanwhile keeps what it said."""
    which = (col(MonthlyReportRow.id) == report_id, col(MonthlyReportRow.state) != State.SUBMITTED)
    values = {"figures": to_document(figures), "figures_at": now}
    session.execute(update(MonthlyReportRow).where(*which).values(**values))


def keep(session: Session, report: MonthlyReport, step: Step, *, by: int, now: datetime) -> None:
    """Keep what somebody made of a report, with a step in its history."""
    values = {
        "state": report.state,
        "line": report.line,
        "is_late": report.is_late,
        "submitted_at": report.submitted_at,
        "version": report.version,
    }
    session.execute(update(MonthlyReportRow).where(col(MonthlyReportRow.id) == report.id).values(**values))
    add_event(session, report.id, step, now=now, by=by)


def add_event(session: Session, report_id: int, step: Step, *, now: datetime, by: int | None = None) -> None:
    """Note a step."""
    session.add(MonthlyReportEvent(report_id=report_id, at=now, step=step, person_id=by))
    session.flush()


def events_of(session: Session, report_id: int) -> tuple[Event, ...]:
    """A report's history, the first step first."""
    rows = session.exec(
        select(MonthlyReportEvent).where(MonthlyReportEvent.report_id == report_id).order_by(col(MonthlyReportEvent.id))
    )
    return tuple(Event(row.at, row.step) for row in rows)


def targets_of(session: Session, month: date) -> dict[int, int]:
    """The minutes of overtime that units aim at in a month, by unit."""
    query = select(col(OvertimeTarget.unit_id), col(OvertimeTarget.minutes)).where(col(OvertimeTarget.month) == month)
    return {row[0]: row[1] for row in session.execute(query)}


def keep_targets(session: Session, targets: Mapping[tuple[int, date], int]) -> None:
    """Keep these targets in the place of what stood there."""
    for unit_id, month in targets:
        which = (col(OvertimeTarget.unit_id) == unit_id, col(OvertimeTarget.month) == month)
        session.execute(delete(OvertimeTarget).where(*which))
    session.add_all(OvertimeTarget(unit_id=unit, month=month, minutes=told) for (unit, month), told in targets.items())
    session.flush()


def stored_targets(session: Session, unit_ids: Collection[int]) -> dict[tuple[int, date], int]:
    """Every target of some units."""
    rows = session.exec(select(OvertimeTarget).where(col(OvertimeTarget.unit_id).in_(unit_ids)))
    return {(row.unit_id, row.month): row.minutes for row in rows}


def _report(row: MonthlyReportRow) -> MonthlyReport:
    return MonthlyReport(
        id=row.id or 0,
        unit_id=row.unit_id,
        month=row.month,
        state=row.state,
        figures=from_document(row.figures),
        figures_at=row.figures_at,
        line=row.line,
        is_late=row.is_late,
        submitted_at=row.submitted_at,
        version=row.version,
    )

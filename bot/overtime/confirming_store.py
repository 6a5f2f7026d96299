"""Named queries of whoever confirms: reports of units, who was asked, the one decision. Session first, no commit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.overtime.kinds import Report, ReportState
from bot.overtime.store import as_report
from bot.overtime.tables import ConfirmationAsked, OvertimeReport


@dataclass(frozen=True)
class Decision:
    """What somebody decided about a version of a report, and when."""

    report_id: int
    version: int
    state: ReportState
    by: int
    at: datetime


def report(session: Session, report_id: int) -> Report | None:
    """One report as it stands in the database now."""
    row = session.get(OvertimeReport, report_id, populate_existing=True)
    return None if row is None else as_report(row)


def reports_of(session: Session, unit_ids: Collection[int], day: date) -> list[Report]:
    """What the people of some units reported for a day, the first first."""
    return _reports(session, col(OvertimeReport.service_date) == day, col(OvertimeReport.unit_id).in_(unit_ids))


def reports_between(session: Session, first: date, last: date) -> list[Report]:
    """What anybody reported for the days of a span, by day."""
    return _reports(session, col(OvertimeReport.service_date).between(first, last))


def waiting_on(session: Session, day: date) -> list[Report]:
    """What was reported for a day and nobody decided about."""
    is_open = col(OvertimeReport.state) == ReportState.REPORTED
    return _reports(session, col(OvertimeReport.service_date) == day, is_open)


def _reports(session: Session, *which: ColumnElement[bool]) -> list[Report]:
    table = OvertimeReport
    order = (col(table.service_date), col(table.reported_at), col(table.id))
    return [as_report(row) for row in session.exec(select(table).where(*which).order_by(*order))]


def versions_on(session: Session, day: date) -> list[tuple[int, str]]:
    """For each report of a day its unit, with a text that changes whenever anything about the report does."""
    table = OvertimeReport
    rows = session.execute(
        select(col(table.unit_id), col(table.id), col(table.version), col(table.state), col(table.is_special))  # type: ignore[call-overload]
        .where(col(table.service_date) == day)
        .order_by(col(table.id))
    )
    return [(unit_id, ":".join(str(part) for part in of_a_report)) for unit_id, *of_a_report in rows]


def asked(session: Session, unit_id: int, day: date) -> dict[int, datetime]:
    """Who was asked about a unit's reports of a day, and when; the first asked first."""
    table = ConfirmationAsked
    here = (col(table.unit_id) == unit_id) & (col(table.service_date) == day)
    rows = session.exec(select(table).where(here).order_by(col(table.rank)))
    return {row.person_id: row.asked_at for row in rows}


def units_asked_about(session: Session, person_id: int, day: date) -> frozenset[int]:
    """The units about whose reports of a day somebody was asked."""
    table = ConfirmationAsked
    return frozenset(session.exec(select(table.unit_id).where(table.person_id == person_id, table.service_date == day)))


def ask(session: Session, unit_id: int, day: date, person_id: int, *, rank: int, now: datetime) -> bool:
    """Note that somebody is asked; False where they are already, or another process just asked somebody."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = (sqlite.insert if is_sqlite else postgresql.insert)(ConfirmationAsked)
    row = {"unit_id": unit_id, "service_date": day, "person_id": person_id, "rank": rank, "asked_at": now}
    return _touched(session, insert.values(**row).on_conflict_do_nothing()) == 1


def see(session: Session, unit_id: int, day: date, person_id: int, *, now: datetime) -> None:
    """Note when somebody who was asked first decided something."""
    table = ConfirmationAsked
    theirs = (col(table.unit_id) == unit_id) & (col(table.service_date) == day) & (col(table.person_id) == person_id)
    session.execute(update(table).where(theirs, col(table.seen_at).is_(None)).values(seen_at=now))


def decide(session: Session, decision: Decision) -> bool:
    """The first decision wins: True for it, False where the report is another version by now or decided about."""
    table = OvertimeReport
    is_open = (
        (col(table.id) == decision.report_id)
        & (col(table.version) == decision.version)
        & (col(table.state) == ReportState.REPORTED)
    )
    decided = {"state": decision.state, "decided_by": decision.by, "decided_at": decision.at}
    return _touched(session, update(table).where(is_open).values(**decided)) == 1


def _touched(session: Session, statement: Any) -> int:
    result: CursorResult[Any] = session.connection().execute(statement, execution_options={"preserve_rowcount": True})
    return result.rowcount

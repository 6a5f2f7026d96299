"""Named queries over the city's decisions. Rows go in and values come out; nothing commits here."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, func, select

from bot.city.operation import Operation
from bot.city.reading import read_document
from bot.city.rules import CityPolicy
from bot.city.tables import OperationRow, PolicyRow


def decisions(session: Session, *, until: date) -> dict[date, CityPolicy]:
    """The policies that begin on `until` or before, by the day they begin; of one day the latest decision."""
    rows = session.exec(
        select(PolicyRow)
        .where(col(PolicyRow.effective_from) <= until)
        .order_by(col(PolicyRow.effective_from), col(PolicyRow.id))
    )
    return {
        day: read_document(document) for day, document in {row.effective_from: row.document for row in rows}.items()
    }


def decision_on(session: Session, day: date) -> CityPolicy | None:
    """The policy in force on a day, if the city had decided one by then."""
    document = session.exec(
        select(PolicyRow.document)
        .where(col(PolicyRow.effective_from) <= day)
        .order_by(col(PolicyRow.effective_from).desc(), col(PolicyRow.id).desc())
        .limit(1)
    ).first()
    return None if document is None else read_document(document)


def decided_first(session: Session) -> datetime | None:
    """When the first decision was made."""
    return session.exec(select(func.min(PolicyRow.decided_at))).one()


def next_decision(session: Session, after: date) -> date | None:
    """The first day after `after` on which a policy begins."""
    return session.exec(select(func.min(PolicyRow.effective_from)).where(col(PolicyRow.effective_from) > after)).one()


def operation(session: Session) -> Operation:
    """How far messages reach and whether they are stopped; a rehearsal where nobody has decided."""
    row = session.get(OperationRow, 1)
    return Operation() if row is None else Operation(reach=row.reach, stopped_at=row.stopped_at)


def keep_operation(session: Session, operation: Operation) -> None:
    """Write the single row."""
    session.merge(OperationRow(id=1, reach=operation.reach, stopped_at=operation.stopped_at))
    session.flush()

"""Reports of overtime as rows, for tests of what follows in the evening."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from bot.database import Database
from bot.overtime.kinds import ReportState
from bot.overtime.tables import OvertimeReport
from tests.delivering import WEDNESDAY, jst

NINE_PM = 21 * 60


def report(
    database: Database,
    person_id: int,
    unit_id: int = 1,
    *,
    day: date = WEDNESDAY,
    until: int = NINE_PM,
    state: ReportState = ReportState.REPORTED,
    at: datetime | None = None,
) -> int:
    """Somebody reported overtime until a minute of the day, in the morning unless another time is given."""

    def work(session: Session) -> int:
        row = OvertimeReport(
            person_id=person_id,
            unit_id=unit_id,
            service_date=day,
            cause="sudden",
            planned_end_minute=until,
            is_same_day=False,
            is_special=False,
            state=state,
            reported_at=at or jst(9, day=day),
        )
        session.add(row)
        session.flush()
        return row.id or 0

    return database.write(work)

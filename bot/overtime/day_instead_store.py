"""Named queries over days instead: whom to remind of theirs, which were kept, and what is older than the city keeps it.

Nothing commits here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, select, update
from sqlmodel import Session, col

from bot.overtime.kinds import ReportState
from bot.overtime.tables import ConfirmationAsked, LateNotice, OvertimeReport
from bot.people.service import on_duty

#: Reports that hold: what is sent back or withdrawn promises nothing.
_HOLDING = (ReportState.REPORTED, ReportState.CONFIRMED)


@dataclass(frozen=True)
class DayInstead:
    """A person's day instead, and whether it was kept as far as that is known by now."""

    report_id: int
    person_id: int
    unit_id: int
    day: date
    is_kept: bool | None


def hours_to_remind(session: Session, day: date) -> list[tuple[int, int, date]]:
    """The start and end minutes of those for whom `day` takes the place of another one, and that other one."""
    duty = on_duty(day).subquery()
    query = (
        select(duty.c.start_minute, duty.c.end_minute, col(OvertimeReport.service_date))
        .join(OvertimeReport, and_(col(OvertimeReport.person_id) == duty.c.person_id, _takes_the_place(day)))
        .where(duty.c.has_active_slack)
        .distinct()
    )
    return sorted((start, end, reported) for start, end, reported in session.execute(query))


def to_remind(day: date, start_minute: int, end_minute: int, reported: date) -> Select[*tuple[object, ...]]:
    """Those of them with the same hours and reported day, as delivery wants them."""
    duty = on_duty(day).subquery()
    mine = select(col(OvertimeReport.person_id)).where(
        _takes_the_place(day), col(OvertimeReport.service_date) == reported
    )
    same_hours = and_(duty.c.start_minute == start_minute, duty.c.end_minute == end_minute)
    return select(*duty.c).where(duty.c.person_id.in_(mine), same_hours, duty.c.has_active_slack)


def is_promised(session: Session, person_id: int, day: date) -> bool:
    """Whether a day takes the place of another one for a person, as far as their reports hold."""
    query = select(col(OvertimeReport.id)).where(col(OvertimeReport.person_id) == person_id, _takes_the_place(day))
    return session.scalar(query) is not None


def promised_days(session: Session, first: date, last: date) -> list[date]:
    """The days from `first` to `last` that take the place of others for anybody."""
    day = col(OvertimeReport.day_instead)
    query = select(day).where(day.between(first, last), _holds()).distinct().order_by(day)
    return [one for one in session.scalars(query) if one is not None]


def days_instead_between(session: Session, first: date, last: date) -> list[DayInstead]:
    """Every day instead from `first` to `last` of reports that hold."""
    day = col(OvertimeReport.day_instead)
    who = (col(OvertimeReport.id), col(OvertimeReport.person_id), col(OvertimeReport.unit_id))
    query = select(*who, day, col(OvertimeReport.is_kept)).where(day.between(first, last), _holds())
    return [DayInstead(*row) for row in session.execute(query.order_by(day, who[0]))]


def who_reported(session: Session, day: date) -> frozenset[int]:
    """Everybody who reported overtime for a day."""
    query = select(col(OvertimeReport.person_id)).where(col(OvertimeReport.service_date) == day, _holds())
    return frozenset(session.scalars(query))


def settle(session: Session, *, kept: Collection[int], not_kept: Collection[int]) -> None:
    """Let the days instead of these reports be kept, or not."""
    number = col(OvertimeReport.id)
    # In the order in which whoever changes several reports locks them too: nobody waits in a circle.
    session.execute(select(number).where(number.in_([*kept, *not_kept])).order_by(number).with_for_update())
    for report_ids, is_kept in ((kept, True), (not_kept, False)):
        session.connection().execute(update(OvertimeReport).where(number.in_(report_ids)).values(is_kept=is_kept))


def forget_before(session: Session, day: date) -> int:
    """Delete reports, who was asked to look at them, and late notices of days before `day`; returns how many rows."""
    tables = (LateNotice, ConfirmationAsked, OvertimeReport)
    old = (delete(table).where(col(table.service_date) < day) for table in tables)
    return sum(session.connection().execute(statement).rowcount for statement in old)


def _holds() -> ColumnElement[bool]:
    return col(OvertimeReport.state).in_(_HOLDING)


def _takes_the_place(day: date) -> ColumnElement[bool]:
    return and_(col(OvertimeReport.day_instead) == day, _holds())

"""Named queries over the notices of work beyond 20:00, and who is asked for one. Session first, never commits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from bot.overtime.kinds import LateAnswer, ReportState
from bot.overtime.late_rules import LateWish
from bot.overtime.tables import LateNotice, OvertimeReport
from bot.people import service as people

_STANDING = (ReportState.REPORTED, ReportState.CONFIRMED)


@dataclass(frozen=True)
class Standing:
    """A report that stands: whose evening is asked about."""

    unit_id: int
    planned_end_minute: int


@dataclass(frozen=True)
class KeptNotice:
    """A notice as it is stored."""

    person_id: int
    unit_id: int
    said: LateWish
    is_special: bool
    answered_at: datetime


def to_ask(day: date, *, after_minute: int, before: datetime) -> Select[int, str, str | None, int, str | None]:
    """Who is asked: on duty, reported before that instant to stay beyond that minute, and has not said anything yet.

    Columns: person_id, token, slack_user_id, unit_id, locale. Meant to be embedded in an INSERT … SELECT.
    """
    duty = people.on_duty(day).subquery()
    who: Select[int, str, str | None, int, str | None] = select(
        duty.c.person_id, duty.c.token, duty.c.slack_user_id, duty.c.unit_id, duty.c.locale
    )
    stays = and_(
        col(OvertimeReport.person_id) == duty.c.person_id,
        _stands(day),
        col(OvertimeReport.planned_end_minute) > after_minute,
        col(OvertimeReport.reported_at) < before,
    )
    return who.where(duty.c.has_active_slack, exists().where(stays), ~exists().where(_notice_of(duty.c.person_id, day)))


def is_anybody_to_ask(session: Session, day: date, *, after_minute: int, before: datetime) -> bool:
    """Whether a question of the day has anybody to go to. Looks at the day's reports before it looks at people."""
    if session.execute(select(col(OvertimeReport.id)).where(_stands(day)).limit(1)).first() is None:
        return False
    return session.execute(to_ask(day, after_minute=after_minute, before=before).limit(1)).first() is not None


def standing_report(session: Session, person_id: int, day: date) -> Standing | None:
    """Where and until when a person said they stay; None without a report that stands."""
    query = select(col(OvertimeReport.unit_id), col(OvertimeReport.planned_end_minute))
    found = session.execute(query.where(col(OvertimeReport.person_id) == person_id, _stands(day))).first()
    return None if found is None else Standing(*found)


def notice_of(session: Session, person_id: int, day: date) -> LateWish | None:
    """What a person said about their evening."""
    row = session.scalars(select(LateNotice).where(_notice_of(person_id, day))).first()
    return None if row is None else _said(row)


def keep_notice(session: Session, notice: KeptNotice) -> None:
    """Store what somebody said; what they said before gives way."""
    said = {
        "unit_id": notice.unit_id,
        "answer": notice.said.answer,
        "planned_end_minute": notice.said.planned_end_minute,
        "line": notice.said.line,
        "is_special": notice.is_special,
        "answered_at": notice.answered_at,
    }
    insert = _insert(session).values(person_id=notice.person_id, service_date=notice.said.day, **said)
    keys = ["person_id", "service_date"]
    session.execute(insert.on_conflict_do_update(index_elements=keys, set_=said))


def notices_on(session: Session, day: date, unit_ids: Collection[int] | None = None) -> list[KeptNotice]:
    """The notices of a day in the order in which they came; of all units unless some are named."""
    query = select(LateNotice).where(col(LateNotice.service_date) == day)
    if unit_ids is not None:
        query = query.where(col(LateNotice.unit_id).in_(unit_ids))
    rows = session.scalars(query.order_by(col(LateNotice.answered_at), col(LateNotice.id)))
    return [KeptNotice(row.person_id, row.unit_id, _said(row), row.is_special, row.answered_at) for row in rows]


def evenings_of(session: Session, days: Collection[date]) -> dict[tuple[int, date], LateWish]:
    """Everything that was said about the evenings of these days, by person and day."""
    rows = session.scalars(select(LateNotice).where(col(LateNotice.service_date).in_(days)))
    return {(row.person_id, row.service_date): _said(row) for row in rows}


def has_notices(session: Session, person_id: int) -> bool:
    """Whether a person ever said anything about an evening, as far as it is kept."""
    query = select(col(LateNotice.id)).where(col(LateNotice.person_id) == person_id)
    return session.execute(query.limit(1)).first() is not None


def _stands(day: date) -> ColumnElement[bool]:
    return and_(col(OvertimeReport.service_date) == day, col(OvertimeReport.state).in_(_STANDING))


def _notice_of(person_id: int | ColumnElement[int], day: date) -> ColumnElement[bool]:
    return and_(col(LateNotice.person_id) == person_id, col(LateNotice.service_date) == day)


def _said(row: LateNotice) -> LateWish:
    return LateWish(row.service_date, LateAnswer(row.answer), row.planned_end_minute, row.line)


def _insert(session: Session) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(LateNotice) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(LateNotice)

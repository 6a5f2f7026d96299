"""Named queries over evening meetings: which units hold them, and those of a day. Nothing commits here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.no_overtime.meeting_tables import EveningMeeting, EveningMeetingUnit

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class HeldMeeting:
    """The evening meeting of a unit's card on a day, and whether it is over."""

    unit_id: int
    day: date
    is_over: bool


def decisions_on(session: Session, day: date) -> dict[int, bool]:
    """What units decided that holds on the day, by unit id."""
    query = select(EveningMeetingUnit).where(
        col(EveningMeetingUnit.valid_from) <= day, col(EveningMeetingUnit.valid_to) >= day
    )
    return {row.unit_id: row.is_on for row in session.exec(query)}


def decide(session: Session, unit_id: int, *, is_on: bool, starting: date) -> None:
    """Let a unit hold evening meetings, or none, from a day on; what held before it stays as it was."""
    mine = col(EveningMeetingUnit.unit_id) == unit_id
    session.execute(delete(EveningMeetingUnit).where(mine, col(EveningMeetingUnit.valid_from) >= starting))
    before = update(EveningMeetingUnit).where(mine, col(EveningMeetingUnit.valid_to) >= starting)
    session.execute(before.values(valid_to=starting - _DAY))
    session.add(EveningMeetingUnit(unit_id=unit_id, is_on=is_on, valid_from=starting))
    session.flush()


def open_meetings(session: Session, day: date, closing: Mapping[int, datetime]) -> None:
    """Note the meetings of a day: unit id → when each ends by itself. Twice is once."""
    if not closing:
        return
    rows = [
        {"unit_id": unit_id, "service_date": day, "closes_at": at, "was_closed_by_host": False, "answers": 0}
        for unit_id, at in closing.items()
    ]
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(EveningMeeting) if is_sqlite else postgresql.insert(EveningMeeting)
    session.execute(insert.values(rows).on_conflict_do_nothing())


def meetings_on(session: Session, day: date) -> list[HeldMeeting]:
    """Every meeting of a day."""
    rows = session.exec(select(EveningMeeting).where(EveningMeeting.service_date == day))
    return [HeldMeeting(row.unit_id, row.service_date, row.closed_at is not None) for row in rows]


def overdue(session: Session, now: datetime) -> list[HeldMeeting]:
    """Those that nobody closed and whose time is over."""
    open_ = select(EveningMeeting).where(col(EveningMeeting.closed_at).is_(None), col(EveningMeeting.closes_at) < now)
    return [HeldMeeting(row.unit_id, row.service_date, is_over=False) for row in session.exec(open_)]


def close(session: Session, meeting: HeldMeeting, *, now: datetime, answers: int, by_host: bool) -> bool:
    """End a meeting; False if it was over before."""
    query = (
        update(EveningMeeting)
        .where(
            col(EveningMeeting.unit_id) == meeting.unit_id,
            col(EveningMeeting.service_date) == meeting.day,
            col(EveningMeeting.closed_at).is_(None),
        )
        .values(closed_at=now, answers=answers, was_closed_by_host=by_host)
        .returning(col(EveningMeeting.id))
    )
    return session.execute(query).first() is not None

"""Named queries over meetings. Nothing commits here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.database import Row
from bot.meetings.kinds import Meeting, MorningRule, Outcome
from bot.meetings.tables import MorningMeetingDay, MorningMeetingUnit, WorkplaceMeeting
from bot.people.places import staff_units

_DAY = timedelta(days=1)


def staff_by_unit(session: Session, day: date, among: Collection[int] | None = None) -> dict[int, int]:
    """How many on the staff belong to each unit alone, or to each of some, by their main post."""
    who = staff_units(day).subquery()
    query = select(who.c.unit_id, func.count()).group_by(who.c.unit_id)
    if among is not None:
        query = query.where(who.c.unit_id.in_(among))
    return dict(tuple(row) for row in session.execute(query))


def meetings_between(session: Session, first: date, last: date, among: Collection[int] | None = None) -> list[Meeting]:
    """The meetings of the months from `first` to `last` (their first days), of all units or of some."""
    query = select(WorkplaceMeeting).where(col(WorkplaceMeeting.month).between(first, last))
    if among is not None:
        query = query.where(col(WorkplaceMeeting.unit_id).in_(among))
    return [_meeting(row) for row in session.exec(query)]


def meetings_from(session: Session, day: date) -> list[Meeting]:
    """The meetings that are set for a day or a later one."""
    rows = session.exec(
        select(WorkplaceMeeting).where(col(WorkplaceMeeting.day) >= day, WorkplaceMeeting.outcome == Outcome.SET)
    )
    return [_meeting(row) for row in rows]


def meeting_of(session: Session, unit_id: int, month: date) -> Meeting | None:
    """A unit's meeting of a month."""
    which = (col(WorkplaceMeeting.unit_id) == unit_id, col(WorkplaceMeeting.month) == month)
    row = session.exec(select(WorkplaceMeeting).where(*which)).first()
    return None if row is None else _meeting(row)


def keep_meeting(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """Keep a unit's meeting of a month in the place of what was known of it."""
    values = {
        "outcome": meeting.outcome,
        "day": meeting.day,
        "minute": meeting.minute,
        "attendance": meeting.attendance,
        "decided_on": meeting.decided_on,
        "noted_at": now,
    }
    insert = _insert(session, WorkplaceMeeting).values(unit_id=meeting.unit_id, month=meeting.month, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["unit_id", "month"], set_=values))


def _meeting(row: WorkplaceMeeting) -> Meeting:
    return Meeting(row.unit_id, row.month, row.outcome, row.day, row.minute, row.attendance, row.decided_on)


def morning_rules_on(session: Session, day: date) -> dict[int, MorningRule]:
    """The rules for morning meetings that hold on a day, by unit id."""
    holds = (col(MorningMeetingUnit.valid_from) <= day, col(MorningMeetingUnit.valid_to) >= day)
    rows = session.exec(select(MorningMeetingUnit).where(*holds))
    return {row.unit_id: MorningRule(row.weekdays, row.minute) for row in rows}


@dataclass(frozen=True)
class RuleSpan:
    """A rule for morning meetings with the days on which it holds for a unit, both included."""

    unit_id: int
    first: date
    last: date
    rule: MorningRule


def morning_rules_between(session: Session, first: date, last: date) -> list[RuleSpan]:
    """The rules for morning meetings that hold on any day of a span."""
    table = MorningMeetingUnit
    rows = session.exec(select(table).where(col(table.valid_from) <= last, col(table.valid_to) >= first))
    return [RuleSpan(row.unit_id, row.valid_from, row.valid_to, MorningRule(row.weekdays, row.minute)) for row in rows]


def decide_mornings(session: Session, unit_id: int, rule: MorningRule, *, starting: date) -> None:
    """Let a rule hold for a unit from a day on; what held before it stays as it was."""
    mine = col(MorningMeetingUnit.unit_id) == unit_id
    session.execute(delete(MorningMeetingUnit).where(mine, col(MorningMeetingUnit.valid_from) >= starting))
    before = update(MorningMeetingUnit).where(mine, col(MorningMeetingUnit.valid_to) >= starting)
    session.execute(before.values(valid_to=starting - _DAY))
    session.add(MorningMeetingUnit(unit_id=unit_id, weekdays=rule.weekdays, minute=rule.minute, valid_from=starting))
    session.flush()


def keep_morning(session: Session, unit_id: int, day: date, *, was_held: bool) -> None:
    """Note whether a morning meeting was held; the last word counts."""
    values = {"was_held": was_held}
    insert = _insert(session, MorningMeetingDay).values(unit_id=unit_id, service_date=day, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["unit_id", "service_date"], set_=values))


def mornings_held(session: Session, first: date, last: date) -> dict[int, int]:
    """On how many days from `first` to `last` each unit held its morning meeting."""
    unit_id = col(MorningMeetingDay.unit_id)
    query = select(unit_id, func.count()).where(
        col(MorningMeetingDay.service_date).between(first, last), col(MorningMeetingDay.was_held)
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(unit_id))}


def _insert(session: Session, table: type[Row]) -> postgresql.Insert | sqlite.Insert:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)

"""Named queries over replies and their counts. `main_units` is the query of everybody's unit. Nothing commits here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, Subquery, delete, func, literal, text
from sqlalchemy import select as sa_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.no_overtime.answers import LEAVING, Answer, Cause, Declared
from bot.no_overtime.meeting_tables import CauseCount
from bot.no_overtime.tables import ReplyCount, ReplyRow

#: How many gave which answer.
Counts = Mapping[Answer, int]


def reply_of(session: Session, person_id: int, day: date) -> Answer | None:
    """What a person answered for a day, as long as it is kept."""
    query = select(col(ReplyRow.answer)).where(ReplyRow.person_id == person_id, ReplyRow.service_date == day)
    return session.exec(query).first()


def counts_by_unit(session: Session, main_units: Subquery, day: date) -> dict[int, Counts]:
    """How many people of each unit gave which answer for a day, whether still as replies or folded already."""
    found: defaultdict[int, Counter[Answer]] = defaultdict(Counter)
    folded = sa_select(col(ReplyCount.unit_id), col(ReplyCount.answer), col(ReplyCount.count))
    for query in (_answers(main_units, day), folded.where(col(ReplyCount.service_date) == day)):
        for unit_id, answer, count in session.execute(query):
            found[unit_id][answer] += count
    return dict(found)


def causes_by_unit(session: Session, main_units: Subquery, day: date) -> dict[int, Mapping[Cause, int]]:
    """Why how many people of each unit expected overtime on a day, whether still as replies or folded already."""
    found: defaultdict[int, Counter[Cause]] = defaultdict(Counter)
    folded = sa_select(col(CauseCount.unit_id), col(CauseCount.cause), col(CauseCount.count))
    for query in (_causes(main_units, day), folded.where(col(CauseCount.service_date) == day)):
        for unit_id, cause, count in session.execute(query):
            found[unit_id][Cause(cause)] += count
    return dict(found)


def declared_by_unit(session: Session, days: Collection[date]) -> dict[int, Declared]:
    """What the folded answers of these days add up to, by unit."""
    unit_id, count = col(ReplyCount.unit_id), col(ReplyCount.count)
    on_time = func.coalesce(func.sum(count).filter(col(ReplyCount.answer).in_(LEAVING)), 0)
    on_days = func.count(col(ReplyCount.service_date).distinct())
    query = sa_select(unit_id, on_time, func.sum(count), on_days).group_by(unit_id)
    rows = session.execute(query.where(col(ReplyCount.service_date).in_(days), count > 0))
    return {unit: Declared(int(leaving), int(answers), int(found)) for unit, leaving, answers, found in rows}


def keep_folds_apart(session: Session) -> None:
    """Let nobody else write replies until this transaction ends; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text(f"LOCK TABLE {ReplyRow.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def days_with_replies(session: Session, *, before: date) -> list[date]:
    """The days before `before` that still have replies."""
    query = select(col(ReplyRow.service_date)).where(col(ReplyRow.service_date) < before).distinct()
    return list(session.exec(query.order_by(col(ReplyRow.service_date))))


def add_to_counts(session: Session, main_units: Subquery, day: date) -> None:
    """Add the replies of a day to the counts of their units."""
    _add(session, ReplyCount, "answer", _answers(main_units, day), day)


def add_to_cause_counts(session: Session, main_units: Subquery, day: date) -> None:
    """Add the causes that were given on a day to the counts of their units."""
    _add(session, CauseCount, "cause", _causes(main_units, day), day)


def delete_replies(session: Session, day: date) -> int:
    """Delete the replies of a day; returns how many there were."""
    gone = session.execute(delete(ReplyRow).where(col(ReplyRow.service_date) == day).returning(col(ReplyRow.person_id)))
    return len(gone.all())


def _add(
    session: Session, table: type[ReplyCount] | type[CauseCount], what: str, counted: Select[Any, Any, Any], day: date
) -> None:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    found, names = counted.subquery(), ["unit_id", "service_date", what, "count"]
    # SQLite takes ON CONFLICT for the ON of a join unless the SELECT has a WHERE.
    source = sa_select(found.c.unit_id, literal(day, Date), found.c.what, found.c.number).where(found.c.number > 0)
    merged = insert.from_select(names, source)
    total = col(table.count) + merged.excluded["count"]
    session.execute(merged.on_conflict_do_update(index_elements=names[:3], set_={"count": total}))


def _answers(main_units: Subquery, day: date) -> Select[int, Answer, int]:
    units = main_units.c
    return (
        sa_select(units.unit_id, col(ReplyRow.answer).label("what"), func.count().label("number"))
        .join(main_units, units.person_id == col(ReplyRow.person_id))
        .where(col(ReplyRow.service_date) == day)
        .group_by(units.unit_id, col(ReplyRow.answer))
    )


def _causes(main_units: Subquery, day: date) -> Select[int, str, int]:
    units = main_units.c
    return (
        sa_select(units.unit_id, col(ReplyRow.cause).label("what"), func.count().label("number"))
        .join(main_units, units.person_id == col(ReplyRow.person_id))
        .where(col(ReplyRow.service_date) == day, col(ReplyRow.cause) != "")
        .group_by(units.unit_id, col(ReplyRow.cause))
    )

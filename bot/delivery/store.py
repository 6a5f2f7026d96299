"""Named queries of the outbox. Session first, never commits."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Executable, String, cast, func, or_, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from bot.database import Row
from bot.delivery.rules import State, Surface, week_of
from bot.delivery.tables import Attempt, Message, Occurrence, OptOut, SenderLease

_PERSONAL = [surface for surface in Surface if surface.is_budgeted]
#: Sent, or on its way: what counts in a person's budget.
_COUNTED = (State.CLAIMED, State.DOUBTFUL, State.SENT)


def insert_into(session: Session, table: type[Row]) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that can say ON CONFLICT on the database at hand."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)


def run(session: Session, statement: Executable) -> int:
    """Execute a writing statement; returns how many rows it touched."""
    options = {"preserve_rowcount": True}
    result: CursorResult[Any] = session.connection().execute(statement, execution_options=options)
    return result.rowcount


def database_now(session: Session) -> datetime:
    """The database's own time, by which leases and waits are counted: the same for every process."""
    if session.get_bind().dialect.name == "sqlite":
        told = session.connection().scalar(text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(told)).replace(tzinfo=UTC)
    now: datetime = session.connection().scalar(text("SELECT clock_timestamp()"))
    return now.astimezone(UTC)


def opaque_id(session: Session) -> ColumnElement[str]:
    """A random id made by the database, one for each row of an INSERT … SELECT."""
    if session.get_bind().dialect.name == "sqlite":
        return func.lower(func.hex(func.randomblob(16)))
    return func.replace(cast(func.gen_random_uuid(), String), "-", "")


def hold_sender_lease(session: Session, *, holder: str, until: datetime, now: datetime) -> bool:
    """Become or stay the one sender; False while another process is it."""
    mine = {"holder": holder, "leased_until": until}
    is_free = or_(
        col(SenderLease.holder) == holder,
        col(SenderLease.leased_until).is_(None),
        col(SenderLease.leased_until) < now,
    )
    insert = insert_into(session, SenderLease).values(id=1, epoch=0, **mine)
    return run(session, insert.on_conflict_do_update(index_elements=["id"], set_=mine, where=is_free)) == 1


def release_sender_lease(session: Session, *, holder: str) -> None:
    run(session, update(SenderLease).where(col(SenderLease.holder) == holder).values(holder="", leased_until=None))


def sender_lease_left(session: Session) -> timedelta:
    """For how long the one sender still is it; nothing where none is."""
    until = session.exec(select(SenderLease.leased_until)).one_or_none()
    return timedelta() if until is None else max(timedelta(), until - database_now(session))


def next_pending(session: Session, *, now: datetime, free_at: datetime, busy: Collection[str]) -> Message | None:
    """The next message that may be tried: channels before people, older before newer."""
    query = (
        select(Message)
        .where(
            col(Message.state) == State.PENDING,
            col(Message.due_at) <= now,
            or_(col(Message.hold_until).is_(None), col(Message.hold_until) <= free_at),
            col(Message.recipient).not_in(busy),
        )
        .order_by(col(Message.rank), col(Message.due_at), col(Message.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.exec(query).first()


def next_open(session: Session, *, free_at: datetime) -> Message | None:
    """A message whose lease ran out or whose doubt may now be cleared."""
    query = (
        select(Message)
        .where(col(Message.state).in_((State.CLAIMED, State.DOUBTFUL)), col(Message.hold_until) <= free_at)
        .order_by(col(Message.hold_until))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return session.exec(query).first()


def next_waiting(session: Session, *, after: datetime, until: datetime) -> datetime | None:
    """When the first message that waits for its person may be looked at, after an instant and until another."""
    waits = (col(Message.state) == State.PENDING) & (col(Message.due_at) > after) & (col(Message.due_at) <= until)
    return session.exec(select(func.min(Message.due_at)).where(waits)).one()


def next_hold(session: Session, *, now: datetime) -> datetime | None:
    """When the database's clock reaches the next thing to do of what is open; None if nothing is."""
    waiting = col(Message.state).in_((State.CLAIMED, State.DOUBTFUL)) | (
        (col(Message.state) == State.PENDING) & (col(Message.due_at) <= now)
    )
    return session.exec(select(func.min(func.coalesce(Message.hold_until, Message.due_at))).where(waiting)).one()


def sent_to(session: Session, *, person_id: int, day: date) -> tuple[int, int]:
    """How many direct messages a person got on the day and in its week, those on their way included.

    What rode in another message disturbed nobody once more.
    """
    monday, sunday = week_of(day)
    query = select(col(Message.service_date), func.count()).where(
        col(Message.person_id) == person_id,
        col(Message.service_date).between(monday, sunday),
        col(Message.surface).in_(_PERSONAL),
        col(Message.state).in_(_COUNTED),
        col(Message.merged_into).is_(None),
    )
    counts: dict[date, int] = dict(session.exec(query.group_by(col(Message.service_date))).all())
    return counts.get(day, 0), sum(counts.values())


def has_opted_out(session: Session, *, person_id: int, kind: str) -> bool:
    query = select(OptOut.id).where(OptOut.person_id == person_id, OptOut.kind == kind)
    return session.exec(query).first() is not None


def first_attempt(session: Session, message_id: str) -> datetime | None:
    """When the message was first tried (business time)."""
    return session.exec(select(func.min(Attempt.started_at)).where(Attempt.message_id == message_id)).one()


def known_audiences(session: Session, *, since: date, kinds: Collection[str]) -> set[tuple[str, date, str]]:
    """The occurrences that were planned already: (kind, service date, audience)."""
    query = select(col(Occurrence.kind), col(Occurrence.service_date), col(Occurrence.audience)).where(
        col(Occurrence.kind).in_(kinds), Occurrence.service_date >= since
    )
    return set(session.exec(query).all())


def count_by_state(session: Session, day: date | None = None) -> dict[tuple[str, str, str], int]:
    """How many messages ended how: (kind, state, reason) → count."""
    query = select(col(Message.kind), col(Message.state), col(Message.reason), func.count())
    if day is not None:
        query = query.where(Message.service_date == day)
    rows = session.exec(query.group_by(col(Message.kind), col(Message.state), col(Message.reason))).all()
    return {(kind, str(state), reason): count for kind, state, reason, count in rows}

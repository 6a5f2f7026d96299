"""What people do not want to receive any more (「今後は受け取らない」, design 5). One row for each person and kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Insert, Integer, delete, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from bot.delivery.tables import OptOut
from bot.group_commit import Batch

_PRESSES = Batch(person_id=Integer(), kind=AutoString(), since=UTCDateTime())


@dataclass(frozen=True)
class OptOutPress:
    """A person asked at an instant not to receive a kind of message any more."""

    person_id: int
    kind: str
    since: datetime


def record_opt_outs(session: Session, presses: Sequence[OptOutPress]) -> list[bool]:
    """Record many presses in one statement. For each: whether it is new, or the person had asked for it before."""
    connection = session.connection()
    # Sorted, so that two processes with the same two people never wait for each other.
    rows = sorted((press.person_id, press.kind, press.since) for press in presses)
    values = _PRESSES.values(connection.dialect, rows)
    new = {(row.person_id, row.kind) for row in connection.execute(_insert(connection.dialect.name), values)}
    return [_take(new, (press.person_id, press.kind)) for press in presses]


@cache
def _insert(dialect: str) -> Insert:
    table, batch = OptOut.__table__, _PRESSES.table(dialect)  # type: ignore[attr-defined]
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    # SQLite takes ON CONFLICT for the ON of a join unless the SELECT has a WHERE.
    source = select(*batch.c).where(true())
    keys = ["person_id", "kind"]
    return (
        insert.from_select(list(_PRESSES.columns), source)
        .on_conflict_do_nothing(index_elements=keys)
        .returning(*(table.c[key] for key in keys))
    )


def opt_in(session: Session, person_id: int, kind: str) -> None:
    """Let a person receive a kind of message again; harmless where they already do."""
    session.execute(delete(OptOut).where(col(OptOut.person_id) == person_id, col(OptOut.kind) == kind))


def opt_outs_of(session: Session, person_id: int) -> list[str]:
    """The kinds that a person does not want, the oldest wish first."""
    wishes = select(OptOut.kind).where(OptOut.person_id == person_id).order_by(col(OptOut.since), col(OptOut.id))
    return list(session.exec(wishes))


def _take(new: set[tuple[int, str]], key: tuple[int, str]) -> bool:
    # Of two equal presses in one batch only the first one changed anything.
    if key not in new:
        return False
    new.remove(key)
    return True


def who_opted_out(session: Session, kind: str) -> frozenset[int]:
    """Everybody who does not want a kind of message."""
    return frozenset(session.exec(select(OptOut.person_id).where(OptOut.kind == kind)))

"""What people do not want to receive any more (「今後は受け取らない」, design 5). One row for each person and kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from bot.delivery.tables import OptOut
from bot.group_commit import as_table

_COLUMNS = {"person_id": Integer(), "kind": AutoString(), "since": UTCDateTime()}


@dataclass(frozen=True)
class OptOutPress:
    """A person asked at an instant not to receive a kind of message any more."""

    person_id: int
    kind: str
    since: datetime


def record_opt_outs(session: Session, presses: Sequence[OptOutPress]) -> list[bool]:
    """Record many presses in one statement. For each: whether it is new, or the person had asked for it before."""
    rows = [(press.person_id, press.kind, press.since) for press in presses]
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = (
        insert(OptOut)
        .from_select(list(_COLUMNS), as_table(session, _COLUMNS, rows))
        .on_conflict_do_nothing(index_elements=["person_id", "kind"])
        .returning(col(OptOut.person_id), col(OptOut.kind))
    )
    new = {(person_id, kind) for person_id, kind in session.execute(statement)}
    return [_take(new, (press.person_id, press.kind)) for press in presses]


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

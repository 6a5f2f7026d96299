"""Named queries over imported balances as a whole: what is stored, what a file adds or corrects, how new it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, update
from sqlmodel import Session, col, select

from bot.leave.balance import Balance
from bot.leave.balance_rows import Key
from bot.leave.office_tables import LeaveImport
from bot.leave.tables import LeaveBalance

_CHUNK = 500


@dataclass(frozen=True)
class Freshness:
    """Up to which day the newest leave taken is counted, and when it was taken over."""

    as_of: date
    imported_at: datetime


def all_balances(session: Session) -> dict[Key, Balance]:
    """Every stored balance."""
    return {
        (row.person_id, row.account, row.leave_year): Balance(
            row.account, row.leave_year, row.granted, row.carried_over, row.taken, row.as_of
        )
        for row in session.exec(select(LeaveBalance))
    }


def add_balances(session: Session, added: Mapping[Key, Balance], tell: Callable[[int], None]) -> None:
    """Store balances of which there is none yet."""
    rows = [_row(key, balance) for key, balance in added.items()]
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        session.connection().execute(insert(LeaveBalance), chunk)
        tell(len(chunk))


def correct_balances(session: Session, corrected: Mapping[Key, Balance], tell: Callable[[int], None]) -> None:
    """Let balances take the place of what was stored."""
    for (person_id, account, year), balance in corrected.items():
        which = (
            col(LeaveBalance.person_id) == person_id,
            col(LeaveBalance.account) == account,
            col(LeaveBalance.leave_year) == year,
        )
        session.connection().execute(update(LeaveBalance).where(*which).values(**_amounts(balance)))
        tell(1)


def _row(key: Key, balance: Balance) -> dict[str, Any]:
    person_id, account, year = key
    return {"person_id": person_id, "account": account, "leave_year": year, **_amounts(balance)}


def _amounts(balance: Balance) -> dict[str, Any]:
    return {
        "granted": balance.granted,
        "carried_over": balance.carried_over,
        "taken": balance.taken,
        "as_of": balance.as_of,
    }


def add_import(session: Session, row: LeaveImport) -> None:
    """Log a file."""
    session.add(row)
    session.flush()


def last_import_of(session: Session, digest: str) -> datetime | None:
    """When the very same content was taken over last."""
    return session.exec(select(func.max(LeaveImport.imported_at)).where(col(LeaveImport.digest) == digest)).one()


def freshness(session: Session) -> Freshness | None:
    """How new the stored balances are; None before the first import."""
    query = select(func.max(LeaveImport.as_of), func.max(LeaveImport.imported_at))
    found = session.exec(query.having(func.count() > 0)).first()
    return None if found is None else Freshness(*found)

"""Things that are said to a person at most once a day, outside of every plan."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from bot.delivery import planning
from bot.delivery.rules import Due


def is_first_today(session: Session, kind: str, *, token: str, day: date, now: datetime) -> bool:
    """Note that this is said to the person on the day. False where it was said before, and while all is stopped."""
    due = Due(kind, day, audience=f"person:{token}", due_at=now, not_after=now)
    return bool(planning.begin(session, [due], now=now))

"""What is asked about one day: how its messages stand, and whether something was said to a person already."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlmodel import Session

from bot.delivery import planning, store
from bot.delivery.rules import Due, State


def states_on(session: Session, day: date) -> Counter[State]:
    """How many messages of a service date are in each state."""
    states: Counter[State] = Counter()
    for (_, state, _), count in store.count_by_state(session, day).items():
        states[State(state)] += count
    return states


def is_first_today(session: Session, kind: str, *, token: str, day: date, now: datetime) -> bool:
    """Note that this is said to the person on the day. False where it was said before, and while all is stopped."""
    due = Due(kind, day, audience=f"person:{token}", due_at=now, not_after=now)
    return bool(planning.begin(session, [due], now=now))

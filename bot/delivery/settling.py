"""Settle: what became of a message that was tried, and the search for those whose answer was lost (design 6.5, 6.6).

Every change asks for the epoch of the claim: whoever was replaced in the meantime changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from bot.city import service as city
from bot.city.messages import Unreadable
from bot.delivery import store
from bot.delivery.claiming import Claimed, Terms
from bot.delivery.messenger import Posted
from bot.delivery.rules import Skip, State, backoff_seconds
from bot.delivery.tables import Attempt, Message

#: The reason of a message that may have arrived, where the history cannot be read.
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Doubtful:
    """A message that may have arrived: where to look, and for what was posted from when on (business time)."""

    id: str
    epoch: int
    recipient: str
    attempts: int
    since: datetime


def settle_sent(session: Session, claimed: Claimed | Doubtful, posted: Posted, *, now: datetime) -> bool:
    """It stands in Slack. False if somebody else holds the message by now."""
    sent = {"state": State.SENT, "settled_at": now, "channel": posted.channel, "ts": posted.ts}
    is_mine = _settle(session, claimed, "sent", hold_until=None, reason="", **sent)
    if is_mine:
        store.run(session, update(Message).where(col(Message.merged_into) == claimed.id).values(**sent))
    return is_mine


def settle_failed(session: Session, claimed: Claimed | Doubtful, code: str, *, now: datetime) -> bool:
    """It can never arrive, for Slack's reason `code`."""
    failed = {"state": State.FAILED, "reason": code, "settled_at": now}
    is_mine = _settle(session, claimed, code, hold_until=None, **failed)
    if is_mine:
        store.run(session, update(Message).where(col(Message.merged_into) == claimed.id).values(**failed))
    return is_mine


def settle_again(session: Session, claimed: Claimed, code: str, *, wait_seconds: float | None) -> bool:
    """It did not arrive, for the passing reason `code`: to be tried again after `wait_seconds`, or the usual wait."""
    wait = backoff_seconds(claimed.attempts) if wait_seconds is None else wait_seconds
    return _settle(session, claimed, code, state=State.PENDING, hold_until=_later(session, wait))


def settle_doubtful(session: Session, claimed: Claimed, code: str, terms: Terms) -> bool:
    """The answer was lost: look into the history once it must show there."""
    wait = terms.lease.to_answer + terms.lease.lag
    return _settle(session, claimed, code, state=State.DOUBTFUL, hold_until=_later(session, wait))


def take_doubtful(session: Session, terms: Terms) -> Doubtful | None:
    """The next message to look for, held for this process; those of a dead worker come here when their lease ends."""
    told = store.database_now(session)
    message = store.next_open(session, free_at=told)
    if message is None:
        return None
    message.state = State.DOUBTFUL
    message.epoch += 1
    message.hold_until = told + timedelta(seconds=terms.lease.of_a_claim)
    since = store.first_attempt(session, message.id) or message.due_at
    session.flush()
    return Doubtful(message.id, message.epoch, message.channel, message.attempts, since)


def settle_absent(session: Session, doubtful: Doubtful) -> bool:
    """The history was read completely and it is not there: it may be tried again, if it is not too late."""
    return _settle(session, doubtful, "absent", state=State.PENDING, hold_until=None)


def settle_unreadable(session: Session, doubtful: Doubtful, terms: Terms, *, now: datetime) -> bool:
    """The history cannot be read: the city's policy decides between saying it twice and not at all (design 6.6)."""
    policy = city.policy_on(session, now.astimezone(terms.zone).date())
    if policy.delivery.when_unreadable is Unreadable.RESEND:
        return settle_absent(session, doubtful)
    return settle_failed(session, doubtful, UNREADABLE, now=now)


def look_later(session: Session, doubtful: Doubtful, *, wait_seconds: float | None) -> bool:
    """The history could not be read just now."""
    wait = backoff_seconds(doubtful.attempts) if wait_seconds is None else wait_seconds
    return _settle(session, doubtful, "unread", state=State.DOUBTFUL, hold_until=_later(session, wait))


def expire(session: Session, *, now: datetime) -> int:
    """Skip everything that is too late to send; returns how many."""
    late = (col(Message.state) == State.PENDING) & (col(Message.not_after) < now)
    skipped = {"state": State.SKIPPED, "reason": Skip.TOO_LATE, "settled_at": now}
    return store.run(session, update(Message).where(late).values(**skipped))


def _later(session: Session, seconds: float) -> datetime:
    return store.database_now(session) + timedelta(seconds=seconds)


def _settle(session: Session, claimed: Claimed | Doubtful, outcome: str, **values: object) -> bool:
    mine = (col(Message.id) == claimed.id) & (col(Message.epoch) == claimed.epoch)
    if isinstance(claimed, Claimed):
        store.run(session, update(Attempt).where(col(Attempt.id) == claimed.attempt_id).values(outcome=outcome))
    return store.run(session, update(Message).where(mine).values(**values)) == 1

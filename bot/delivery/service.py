"""Use cases around the outbox: stop and start, what went out, what needs the administrator, what is kept how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, false, func, not_, update
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.city import service as city
from bot.delivery import store
from bot.delivery.rules import Skip, State
from bot.delivery.tables import Attempt, Body, LiveCard, Message, Occurrence

_LONGEST_WAY = timedelta(hours=1)


@dataclass(frozen=True)
class Delivery:
    """One line of the delivery ledger; a person stands there only as `is_personal`."""

    key: str
    kind: str
    channel: str
    label: str
    is_personal: bool
    due_at: datetime
    state: State
    reason: str
    settled_at: datetime | None
    attempts: int


@dataclass(frozen=True)
class SkippedOccurrence:
    """Something that fell due and was not said at all, and why."""

    kind: str
    audience: str
    due_at: datetime
    reason: str


@dataclass(frozen=True)
class Try:
    """One attempt to post: when, and Slack's word for how it ended."""

    at: datetime
    outcome: str


@dataclass(frozen=True)
class Inside:
    """Everything that the ledger knows of one message, for the demo's look behind the scenes."""

    key: str
    kind: str
    state: State
    reason: str
    due_at: datetime
    not_after: datetime
    settled_at: datetime | None
    tries: tuple[Try, ...]


def inside(session: Session, message_id: str) -> Inside | None:
    """What became of the message whose opaque id stands in its Slack metadata; None if there is none."""
    message = session.get(Message, message_id)
    if message is None:
        return None
    query = select(Attempt).where(Attempt.message_id == message_id).order_by(col(Attempt.id))
    tries = tuple(Try(row.started_at, row.outcome) for row in session.exec(query))
    return Inside(
        key=message.key,
        kind=message.kind,
        state=message.state,
        reason=message.reason,
        due_at=message.due_at,
        not_after=message.not_after,
        settled_at=message.settled_at,
        tries=tries,
    )


def stop(session: Session, *, actor: str, now: datetime) -> int:
    """Halt every unsent message at once; returns how many. What is on its way this second may still arrive."""
    city.mark_stopped(session, actor=actor, now=now)
    unsent = col(Message.state) == State.PENDING
    halted = {"state": State.SKIPPED, "reason": Skip.STOPPED, "settled_at": now}
    return store.run(session, update(Message).where(unsent).values(**halted))


def start(session: Session, *, actor: str, now: datetime) -> bool:
    """Let messages go out again; what was halted stays unsent. False if nothing was stopped."""
    return city.mark_started(session, actor=actor, now=now)


def release_sender(session: Session, *, holder: str) -> None:
    """Let another process become the sender at once."""
    store.release_sender_lease(session, holder=holder)


def next_waiting(session: Session, after: datetime, *, within: timedelta) -> datetime | None:
    """When a message that waits for its person's day may go out, if one may within that time after an instant."""
    return store.next_waiting(session, after=after, until=after + within)


def deliveries_on(session: Session, day: date) -> list[Delivery]:
    """The ledger of a service date: every message, in the order in which it fell due."""
    query = select(Message).where(Message.service_date == day).order_by(col(Message.due_at), col(Message.key))
    return [_line(message) for message in session.exec(query)]


def skipped_on(session: Session, day: date) -> list[SkippedOccurrence]:
    """What fell due on a service date and was never said."""
    query = select(Occurrence).where(Occurrence.service_date == day, col(Occurrence.skip_reason) != "")
    rows = session.exec(query.order_by(col(Occurrence.due_at), col(Occurrence.audience)))
    return [SkippedOccurrence(row.kind, row.audience, row.due_at, row.skip_reason) for row in rows]


def failures_since(session: Session, since: date) -> list[Delivery]:
    """What the administrator has to look at: messages that Slack will never take, or that may have arrived."""
    query = select(Message).where(Message.service_date >= since, col(Message.state) == State.FAILED)
    return [_line(message) for message in session.exec(query.order_by(col(Message.due_at), col(Message.key)))]


def _line(message: Message) -> Delivery:
    is_personal = message.person_id is not None
    return Delivery(
        key=f"{message.kind}/{message.service_date}" if is_personal else message.key,
        kind=message.kind,
        channel="" if is_personal else message.recipient,
        label=message.label,
        is_personal=is_personal,
        due_at=message.due_at,
        state=message.state,
        reason=message.reason,
        settled_at=message.settled_at,
        attempts=message.attempts,
    )


def figures(session: Session, *, now: datetime) -> dict[str, float]:
    """Numbers for the operator's monitoring: messages by state, the age of the oldest that waits, and for how long the
    one sender's lease still holds (0: nobody sends), both in seconds.
    """
    counts = dict.fromkeys((f"messages_{state.value}" for state in State), 0.0)
    for (_, state, _), count in store.count_by_state(session).items():
        counts[f"messages_{state}"] += count
    waiting = (col(Message.state) == State.PENDING) & (col(Message.due_at) <= now)
    oldest: datetime | None = session.exec(select(func.min(Message.due_at)).where(waiting)).one()
    age = timedelta() if oldest is None else now - oldest
    lease = store.sender_lease_left(session)
    return {**counts, "oldest_pending_seconds": age.total_seconds(), "sender_lease_seconds": lease.total_seconds()}


def forget_before(session: Session, day: date) -> int:
    """Delete the delivery rows of service dates before `day` (retention); returns how many messages went."""
    old = select(Message.id).where(Message.service_date < day)
    gone = _forget(session, old)
    empty = col(Occurrence.id).not_in(select(Message.occurrence_id))
    store.run(session, delete(Occurrence).where(col(Occurrence.service_date) < day, empty))
    store.run(session, delete(Body).where(col(Body.id).not_in(select(Message.body_id))))
    return gone


#: Where messages that were forgotten may leave traces in the database's files (`Database.rewrite`).
TABLES = tuple(str(one.__tablename__) for one in (Attempt, LiveCard, Message, Occurrence, Body))


def forget_messages(session: Session, audience: str) -> int:
    """Delete the messages to an audience, whatever became of them, as if they had never been planned; returns how many.

    Neither that somebody was written to stays, nor why they were not, nor words that nobody else got. Whoever plans
    for the audience must be done with it, for nothing says any more that it was planned. What is on its way stays
    until it is settled, or for an hour where nobody settles it (`has_messages`): ask again.
    """
    theirs = select(Occurrence.id).where(Occurrence.audience == audience)
    of_theirs = col(Message.occurrence_id).in_(theirs)
    is_held = col(Message.hold_until) > store.database_now(session) - _LONGEST_WAY
    on_its_way = col(Message.state).in_((State.CLAIMED, State.DOUBTFUL)) & is_held
    mine = select(Message.id).where(of_theirs, not_(func.coalesce(on_its_way, false())))
    bodies = list(session.exec(select(Message.body_id).where(of_theirs).distinct()))
    gone = _forget(session, mine)
    empty = col(Occurrence.id).not_in(select(Message.occurrence_id))
    store.run(session, delete(Occurrence).where(col(Occurrence.audience) == audience, empty))
    unused = col(Body.id).in_(bodies) & col(Body.id).not_in(select(Message.body_id))
    store.run(session, delete(Body).where(unused))
    return gone


def has_messages(session: Session, audience: str) -> bool:
    """Whether anything about a message to an audience is stored."""
    theirs = select(Occurrence.id).where(Occurrence.audience == audience)
    return session.exec(theirs).first() is not None


def _forget(session: Session, messages: SelectOfScalar[str]) -> int:
    """Delete messages with all that hangs on them; returns how many. What rode in them unsent waits again."""
    store.run(session, delete(Attempt).where(col(Attempt.message_id).in_(messages)))
    store.run(session, delete(LiveCard).where(col(LiveCard.message_id).in_(messages)))
    aboard = col(Message.merged_into).in_(messages)
    unsent = aboard & (col(Message.state) == State.MERGED)
    store.run(session, update(Message).where(unsent).values(state=State.PENDING))
    store.run(session, update(Message).where(aboard).values(merged_into=None))
    return store.run(session, delete(Message).where(col(Message.id).in_(messages)))


def oldest_kept(today: date, *, days: int) -> date:
    """The first service date that retention keeps."""
    return today - timedelta(days=days)

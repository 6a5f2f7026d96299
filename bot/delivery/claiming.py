"""Claim: take the next message that may go out now, once, with a lease and an epoch (design 6.2, 6.3).

Everything happens in one short transaction: stay the sender, look at the message once more, take it. A message that
may not go out any more is skipped with its reason, and the next one is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.blockkit import Block
from bot.city import service as city
from bot.city.operation import Operation, Reach
from bot.city.rules import CityPolicy
from bot.delivery import store
from bot.delivery.messenger import Attachment
from bot.delivery.recipients import SentAndForgotten, TimeOffOn, nobody_is_away, nothing_is_forgotten, recipient_of
from bot.delivery.rules import GO, Budget, Skip, State, Surface, Verdict, judge
from bot.delivery.tables import Attempt, Body, Message
from bot.delivery.wording import Words, bundled, fits, for_rehearsal
from bot.people import service as people
from bot.texts import Texts

_MOST_LOOKS = 50


@dataclass(frozen=True)
class Facts:
    """What a feature is told of its message when it is asked whether that is still wanted; `key` as in the outbox."""

    kind: str
    service_date: date
    unit_id: int | None
    person_id: int | None
    key: str = ""


#: A feature's last word before its message goes out.
StillWanted = Callable[[Session, Facts, datetime], bool]
#: The file that a feature's message brings, made as it goes out: no file waits in the outbox.
AttachmentOf = Callable[[Session, Facts, datetime, "Terms"], Attachment]


@dataclass(frozen=True)
class Lease:
    """How long things may take, in seconds of the database's clock.

    A claimed message must leave the process within `to_start` and be answered within `to_answer`; `lag` later a post
    whose answer was lost shows in the history. A sender that was silent for `sender` is replaced. Between two looks
    into histories pass `look`: Slack allows 50 a minute.
    """

    to_start: float = 6.0
    to_answer: float = 8.0
    lag: float = 6.0
    sender: float = 12.0
    look: float = 1.2

    @property
    def of_a_claim(self) -> float:
        """After this, nothing that the claimer did can still come to light."""
        return self.to_start + self.to_answer + self.lag


@dataclass(frozen=True)
class Terms:
    """What a sending process brings to every claim: who it is, its zone, leases, words, the features' last words and
    whom to ask about leave and about messages that left no row.

    `attachments` are the kinds of messages that bring a file.
    """

    holder: str
    zone: ZoneInfo
    texts: Texts
    still_wanted: Mapping[str, StillWanted]
    lease: Lease = Lease()
    time_off_on: TimeOffOn = nobody_is_away
    sent_and_forgotten: SentAndForgotten = nothing_is_forgotten
    attachments: Mapping[str, AttachmentOf] = field(default_factory=dict)


@dataclass(frozen=True)
class Claimed:
    """A message that this process, and nobody else, may try now."""

    id: str
    epoch: int
    attempt_id: int
    attempts: int
    kind: str
    recipient: str
    words: Words
    attachment: Attachment | None = None


@dataclass(frozen=True)
class Idle:
    """Nothing may be tried now. `wait_seconds` until something may be; None if nothing is open."""

    is_sender: bool
    wait_seconds: float | None = None


@dataclass(frozen=True)
class _Situation:
    now: datetime
    today: date
    policy: CityPolicy
    operation: Operation

    def is_aside(self, message: Message) -> bool:
        """Whether it goes to the personnel section instead: in a rehearsal everything does that nobody asked for."""
        return self.operation.reach is Reach.REHEARSAL and message.surface is not Surface.REQUESTED


def claim(session: Session, terms: Terms, *, now: datetime, busy: Collection[str] = ()) -> Claimed | Idle:
    """Take the next message for a recipient that is not `busy`, or say how long there is nothing to take."""
    told = store.database_now(session)
    lease_end = told + timedelta(seconds=terms.lease.sender)
    if not store.hold_sender_lease(session, holder=terms.holder, until=lease_end, now=told):
        return Idle(is_sender=False, wait_seconds=terms.lease.sender / 4)
    today = now.astimezone(terms.zone).date()
    situation = _Situation(now, today, city.policy_on(session, today), city.operation(session))
    if _is_rehearsal_busy(situation, busy):
        return Idle(is_sender=True, wait_seconds=0.0)
    for _ in range(_MOST_LOOKS):
        message = store.next_pending(session, now=now, free_at=told, busy=busy)
        if message is None:
            return _idle(session, now, told)
        verdict = _look(session, message, situation, terms)
        if verdict.is_go:
            return _take(session, message, situation, terms, told)
        _leave(message, verdict, now)
        session.flush()
    return Idle(is_sender=True, wait_seconds=0.0)


def _is_rehearsal_busy(situation: _Situation, busy: Collection[str]) -> bool:
    return situation.operation.reach is Reach.REHEARSAL and situation.policy.personnel.channel in busy


def _idle(session: Session, now: datetime, told: datetime) -> Idle:
    upcoming = store.next_hold(session, now=now)
    wait = None if upcoming is None else max(0.0, (upcoming - told).total_seconds())
    return Idle(is_sender=True, wait_seconds=wait)


def _look(session: Session, message: Message, situation: _Situation, terms: Terms) -> Verdict:
    """The last check of design 6.3, the cheap questions first."""
    skip = _city_says(session, message, situation) or _feature_says(session, message, situation, terms)
    if skip is not None:
        return Verdict(skip)
    return GO if message.person_id is None else _person_allows(session, message, situation, terms)


def _feature_says(session: Session, message: Message, situation: _Situation, terms: Terms) -> Skip | None:
    wants = terms.still_wanted.get(message.kind)
    return None if wants is None or wants(session, _facts(message), situation.now) else Skip.NOT_WANTED


def _facts(message: Message) -> Facts:
    return Facts(message.kind, message.service_date, message.unit_id, message.person_id, message.key)


def _city_says(session: Session, message: Message, situation: _Situation) -> Skip | None:
    if situation.operation.is_stopped:
        return Skip.STOPPED
    if situation.now > message.not_after:
        return Skip.TOO_LATE
    if situation.is_aside(message) and not situation.policy.personnel.channel:
        return Skip.NO_PERSONNEL_CHANNEL
    is_pilot = situation.operation.reach is Reach.PILOT and message.surface is not Surface.REQUESTED
    is_outside = is_pilot and not _is_in_pilot(session, message, situation)
    return Skip.NOT_IN_PILOT if is_outside else None


def _is_in_pilot(session: Session, message: Message, situation: _Situation) -> bool:
    tree = people.tree_on(session, situation.today)
    if message.unit_id is None or message.unit_id not in tree:
        return False
    return any(tree[unit_id].code in situation.policy.pilot.units for unit_id in tree.path(message.unit_id))


def _person_allows(session: Session, message: Message, situation: _Situation, terms: Terms) -> Verdict:
    policy = situation.policy
    recipient = recipient_of(
        session,
        message.person_id or 0,
        kind=message.kind,
        now=situation.now,
        zone=terms.zone,
        policy=policy,
        time_off_on=terms.time_off_on,
        sent_and_forgotten=terms.sent_and_forgotten,
    )
    budget = Budget(policy.budget.per_day, policy.budget.per_week)
    return judge(message.surface, recipient, budget, now=situation.now, not_after=message.not_after)


def _leave(message: Message, verdict: Verdict, now: datetime) -> None:
    if verdict.wait_until is not None:
        message.due_at = verdict.wait_until
    elif verdict.skip is not None:
        message.state, message.reason, message.settled_at = State.SKIPPED, verdict.skip, now


def _take(session: Session, message: Message, situation: _Situation, terms: Terms, told: datetime) -> Claimed:
    is_aside, makes = situation.is_aside(message), terms.attachments.get(message.kind)
    message.channel = situation.policy.personnel.channel if is_aside else message.recipient
    message.state = State.CLAIMED
    message.epoch += 1
    message.attempts += 1
    message.service_date = situation.today if message.surface is Surface.BUNDLE else message.service_date
    message.hold_until = told + timedelta(seconds=terms.lease.of_a_claim)
    attempt = Attempt(message_id=message.id, epoch=message.epoch, started_at=situation.now, outcome="started")
    session.add(attempt)
    session.flush()
    return Claimed(
        id=message.id,
        epoch=message.epoch,
        attempt_id=attempt.id or 0,
        attempts=message.attempts,
        kind=message.kind,
        recipient=message.channel,
        words=_words(session, message, situation, terms, is_rehearsal=is_aside),
        attachment=None if makes is None or is_aside else makes(session, _facts(message), situation.now, terms),
    )


def _words(session: Session, message: Message, situation: _Situation, terms: Terms, *, is_rehearsal: bool) -> Words:
    t = terms.texts.of(None)
    words = bundled(t, [_body(session, message), *_companions(session, message, situation, terms)])
    if not is_rehearsal:
        return words
    return for_rehearsal(t, words, label=message.label, is_personal=message.person_id is not None)


def _companions(session: Session, message: Message, situation: _Situation, terms: Terms) -> list[Words]:
    """The other bundles that are due for the same person: they ride along from now on.

    Each of them is looked at as if it went alone: nobody gets what they opted out of, or what nobody wants any more.
    What one message cannot hold waits for the next one.
    """
    t, aboard = terms.texts.of(None), [_body(session, message)]
    for one in _others(session, message, situation.now):
        if one.state is not State.MERGED and not _may_come(session, one, situation, terms):
            continue
        body = _body(session, one)
        if one.state is State.MERGED or fits(bundled(t, [*aboard, body])):
            one.state, one.merged_into = State.MERGED, message.id
            aboard.append(body)
    return aboard[1:]


def _others(session: Session, message: Message, now: datetime) -> Sequence[Message]:
    """What rides with a message since an earlier try, then what else could."""
    if message.surface is not Surface.BUNDLE:
        return ()
    same_person = col(Message.person_id) == message.person_id
    waiting = (col(Message.state) == State.PENDING) & (col(Message.due_at) <= now) & (col(Message.not_after) >= now)
    others = same_person & (col(Message.surface) == Surface.BUNDLE) & (col(Message.id) != message.id) & waiting
    aboard = (col(Message.merged_into) == message.id) | others
    found = session.exec(select(Message).where(aboard).order_by(col(Message.due_at), col(Message.id))).all()
    return sorted(found, key=lambda one: one.state is not State.MERGED)


def _may_come(session: Session, one: Message, situation: _Situation, terms: Terms) -> bool:
    skip = _city_says(session, one, situation) or _feature_says(session, one, situation, terms)
    if skip is None and store.has_opted_out(session, person_id=one.person_id or 0, kind=one.kind):
        skip = Skip.OPTED_OUT
    if skip is not None:
        _leave(one, Verdict(skip), situation.now)
    return skip is None


def _body(session: Session, message: Message) -> Words:
    body = session.get_one(Body, message.body_id)
    blocks: list[Block] = json.loads(body.blocks)
    return Words(body.text, blocks)

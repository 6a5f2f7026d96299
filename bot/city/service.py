"""Use cases: decide a policy, read the one in force, set how far messages reach, stop and start. All leave a trail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlmodel import Session

from bot.city import store
from bot.city.duties import Duties
from bot.city.operation import Operation, Reach
from bot.city.reading import to_document
from bot.city.rules import CityPolicy
from bot.city.tables import AuditRow, PolicyRow
from bot.errors import Refused, SetupFault

#: The first policy of a city holds for every day before a later one.
SINCE_EVER = date.min


@dataclass(frozen=True)
class PolicySpan:
    """The days (both inclusive) on which one policy is in force."""

    start: date
    end: date
    policy: CityPolicy


def decide_policy(
    session: Session, policy: CityPolicy, *, effective_from: date, actor: str, now: datetime, is_agreed: bool = False
) -> None:
    """Put `policy` in force from a day on, until a policy with a later day. Earlier decisions stay as they are.

    Raises Refused where survey results would show from fewer answers than before, unless two administrators agreed.
    """
    before = store.decision_on(session, effective_from)
    if before and not is_agreed and policy.surveys.thresholds.lowered_from(before.surveys.thresholds):
        raise Refused(
            "surveys.thresholds would be lower than before. Two administrators lower them in Slack, on their home tabs."
        )
    session.add(PolicyRow(effective_from=effective_from, document=to_document(policy), decided_at=now))
    audit(session, actor=actor, action="policy.decided", detail=f"from {effective_from}", now=now)


def policy_on(session: Session, day: date) -> CityPolicy:
    """The policy in force on a day; raises SetupFault where the city has none yet."""
    policy = store.decision_on(session, day)
    if policy is None:
        raise _no_policy(day)
    return policy


def duties_on(session: Session, day: date) -> Duties:
    """Who holds which duty on a day; nobody while the city has no policy."""
    policy = store.decision_on(session, day)
    return Duties() if policy is None else policy.duties


def policies_between(session: Session, start: date, end: date) -> tuple[PolicySpan, ...]:
    """Which policy is in force on which days from `start` to `end`, without a gap; raises SetupFault as `policy_on`."""
    decided = store.decisions(session, until=end)
    if not any(day <= start for day in decided):
        raise _no_policy(start)
    bounds = [*decided, end + timedelta(days=1)]
    spans = [
        PolicySpan(max(first, start), after - timedelta(days=1), decided[first]) for first, after in pairwise(bounds)
    ]
    return tuple(span for span in spans if span.end >= start)


def decided_first(session: Session) -> datetime | None:
    """When the city decided a policy for the first time: since then Kaeru is there. None before."""
    return store.decided_first(session)


def has_policy(session: Session, *, until: date) -> bool:
    """Whether the city has decided a policy that begins on `until` or before."""
    return bool(store.decisions(session, until=until))


def next_decision(session: Session, *, after: date) -> date | None:
    """The next day after `after` on which another policy begins, if one was decided."""
    return store.next_decision(session, after)


def operation(session: Session) -> Operation:
    """How far messages reach now and whether they are stopped; a rehearsal where nobody has decided."""
    return store.operation(session)


def change_reach(session: Session, reach: Reach, *, actor: str, now: datetime) -> None:
    """From now on messages go as far as `reach`."""
    before = store.operation(session)
    store.keep_operation(session, replace(before, reach=reach))
    audit(session, actor=actor, action="reach.changed", detail=f"{before.reach} → {reach}", now=now)


def mark_stopped(session: Session, *, actor: str, now: datetime) -> bool:
    """Note that everything is stopped. False, and nothing changed, where it already was."""
    before = store.operation(session)
    if before.is_stopped:
        return False
    store.keep_operation(session, replace(before, stopped_at=now))
    audit(session, actor=actor, action="stopped", now=now)
    return True


def mark_started(session: Session, *, actor: str, now: datetime) -> bool:
    """Note that messages may go out again. False, and nothing changed, where nothing was stopped."""
    before = store.operation(session)
    if not before.is_stopped:
        return False
    store.keep_operation(session, replace(before, stopped_at=None))
    audit(session, actor=actor, action="started", now=now)
    return True


def audit(session: Session, *, actor: str, action: str, detail: str = "", now: datetime) -> None:
    """Leave a trail: `actor` is a person's token or `command-line`; `detail` says nothing about a person."""
    session.add(AuditRow(at=now, actor=actor, action=action, detail=detail))
    session.flush()


def _no_policy(day: date) -> SetupFault:
    return SetupFault("No city policy is in force on {day}. Run kaeru init first.", day=day)

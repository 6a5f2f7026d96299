"""Use cases: from how many answers results show. One administrator may raise it; lowering takes two (`domain.md` 3.7).

Whoever is asked while a survey runs was promised its threshold: a decision counts for surveys that open later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.city.surveys import Thresholds
from bot.errors import NotAllowed, OldButton, Refused
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.pulse import action_store
from bot.pulse.action_store import Proposal
from bot.pulse.improvement import ThresholdPage

#: A proposal that nobody answers for so long is none any more.
_WAITS = timedelta(days=14)


@dataclass(frozen=True)
class Decided:
    """What came of a wish: in force from today on, or waiting for another administrator."""

    thresholds: Thresholds
    is_waiting: bool = False


def thresholds_page(session: Session, me: Staff, *, now: datetime, zone: ZoneInfo) -> ThresholdPage:
    """What is in force, and what waits for somebody's consent. Raises NotAllowed for who is no administrator."""
    _require_administrator(me)
    waiting = action_store.proposal(session, now - _WAITS)
    return ThresholdPage(
        current=_in_force(session, now.astimezone(zone).date()),
        proposed=_wanted(waiting) if waiting else None,
        number=waiting.id if waiting else 0,
        is_mine=waiting is not None and waiting.proposed_by == me.token,
    )


def decide(session: Session, me: Staff, wanted: Thresholds, *, now: datetime, zone: ZoneInfo) -> Decided:
    """Put other thresholds in force today; where one of them is lower, propose that to another administrator."""
    _require_administrator(me)
    today = now.astimezone(zone).date()
    before = _in_force(session, today)
    if wanted == before:
        raise Refused("These are in force already. Change a number, or close the window.")
    if not wanted.lowered_from(before):
        _put_in_force(session, wanted, me, today, now)
        return Decided(wanted)
    action_store.settle_proposals(session, me.token, now)
    action_store.propose(session, (wanted.full, wanted.pulse, wanted.free_text), me.token, now)
    city.audit(session, actor=me.token, action="survey.thresholds_proposed", detail=_detail(wanted), now=now)
    return Decided(wanted, is_waiting=True)


def agree(session: Session, me: Staff, number: int, *, now: datetime, zone: ZoneInfo) -> Decided:
    """Put in force what another administrator proposed. Raises NotAllowed for whoever proposed it themselves."""
    waiting = _waiting(session, me, number, now)
    if waiting.proposed_by == me.token:
        raise NotAllowed("You proposed this yourself. Another administrator has to agree.")
    wanted = _wanted(waiting)
    action_store.settle_proposals(session, me.token, now)
    _put_in_force(session, wanted, me, now.astimezone(zone).date(), now)
    return Decided(wanted)


def withdraw(session: Session, me: Staff, number: int, *, now: datetime) -> None:
    """Let a proposal not happen: whoever made it, or another administrator."""
    waiting = _waiting(session, me, number, now)
    action_store.settle_proposals(session, me.token, now)
    detail = _detail(_wanted(waiting))
    city.audit(session, actor=me.token, action="survey.thresholds_refused", detail=detail, now=now)


def _waiting(session: Session, me: Staff, number: int, now: datetime) -> Proposal:
    _require_administrator(me)
    waiting = action_store.proposal(session, now - _WAITS)
    if waiting is None or waiting.id != number:
        raise OldButton("This proposal does not wait any more. Please open the window once more.")
    return waiting


def _put_in_force(session: Session, wanted: Thresholds, me: Staff, today: date, now: datetime) -> None:
    policy = city.policy_on(session, today)
    surveys = policy.surveys.model_copy(update={"thresholds": wanted})
    changed = policy.model_copy(update={"surveys": surveys})
    city.decide_policy(session, changed, effective_from=today, actor=me.token, now=now, is_agreed=True)
    city.audit(session, actor=me.token, action="survey.thresholds_decided", detail=_detail(wanted), now=now)


def _in_force(session: Session, today: date) -> Thresholds:
    return city.policy_on(session, today).surveys.thresholds


def _wanted(waiting: Proposal) -> Thresholds:
    return Thresholds(full=waiting.full, pulse=waiting.pulse, free_text=waiting.free_text)


def _detail(wanted: Thresholds) -> str:
    return f"full {wanted.full}, pulse {wanted.pulse}, free text {wanted.free_text}"


def _require_administrator(me: Staff) -> None:
    if not me.has_role(RoleName.ADMINISTRATOR):
        raise NotAllowed("Only administrators decide from how many answers results show.")

"""Use case: a unit decides its own no-overtime days (`domain.md` A08, A09)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.city.service import audit
from bot.no_overtime import store
from bot.no_overtime.rules import UnitRule
from bot.people.service import unit_id_of


def decide_unit_rule(session: Session, unit_code: str, rule: UnitRule, *, actor: str, now: datetime) -> None:
    """Let a unit, with everything below it, keep days of its own; raises Refused for a code that does not exist."""
    store.add_unit_rule(session, unit_id_of(session, unit_code), rule)
    audit(session, actor=actor, action="unit_rule.decided", detail=f"{unit_code} {rule.kind}", now=now)

"""What a unit decided for itself about its no-overtime days."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from bot.database import Row, words
from bot.no_overtime.rules import RuleKind


class UnitRuleRow(Row, table=True):
    """A unit's own days over a span. `weekdays` is a bit set, Monday 1 … Sunday 64; empty for `exempt`."""

    __tablename__ = "unit_rule"

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    kind: RuleKind = Field(sa_type=words(RuleKind))
    weekdays: int = 0
    valid_from: date
    valid_to: date

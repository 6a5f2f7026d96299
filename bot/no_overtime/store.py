"""Named queries over what units decided for themselves. Nothing commits here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import SelectBase, func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from bot.city.fields import Weekday
from bot.no_overtime.rules import UnitRule
from bot.no_overtime.tables import UnitRuleRow


def rules_of(session: Session, start: date, end: date) -> dict[int, tuple[UnitRule, ...]]:
    """Every unit's own rules that hold on some day from `start` to `end`, by unit id; most units have none."""
    rows = session.exec(
        select(UnitRuleRow)
        .where(col(UnitRuleRow.valid_from) <= end, col(UnitRuleRow.valid_to) >= start)
        .order_by(col(UnitRuleRow.id))
    )
    rules: defaultdict[int, tuple[UnitRule, ...]] = defaultdict(tuple)
    for row in rows:
        rules[row.unit_id] += (UnitRule(row.kind, _weekdays(row.weekdays), row.valid_from, row.valid_to),)
    return dict(rules)


def hours_of(session: Session, on_duty: SelectBase, unit_ids: Collection[int]) -> list[tuple[int, int, int]]:
    """The different hours of the people in these units whom Slack reaches: start and end minute, and how many."""
    who = on_duty.subquery()
    hours = (who.c.start_minute, who.c.end_minute)
    query = sa_select(*hours, func.count()).where(who.c.unit_id.in_(unit_ids), who.c.has_active_slack)
    return [tuple(row) for row in session.execute(query.group_by(*hours).order_by(*hours))]


def add_unit_rule(session: Session, unit_id: int, rule: UnitRule) -> None:
    """Keep one more rule of a unit."""
    session.add(
        UnitRuleRow(
            unit_id=unit_id,
            kind=rule.kind,
            weekdays=sum(1 << day.number for day in rule.weekdays),
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
    )
    session.flush()


def _weekdays(bits: int) -> frozenset[Weekday]:
    return frozenset(day for day in Weekday if bits & 1 << day.number)

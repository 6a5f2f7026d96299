"""Named queries over what units decided for themselves. Nothing commits here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import SelectBase, and_, func, or_, text
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from bot.city.fields import Weekday
from bot.no_overtime.rules import UnitRule
from bot.no_overtime.tables import UnitRuleRow
from bot.no_overtime.unit_rules import WEEKS, DecidedRule


def rules_of(session: Session, start: date, end: date) -> dict[int, tuple[UnitRule, ...]]:
    """Every unit's own rules that matter on some day from `start` to `end`, by unit id; most units have none."""
    holds = and_(col(UnitRuleRow.valid_from) <= end, col(UnitRuleRow.valid_to) >= start)
    gives_up = col(UnitRuleRow.given_up).between(start, end)
    was_not_withdrawn = col(UnitRuleRow.valid_from) <= col(UnitRuleRow.valid_to)
    rows = session.exec(
        select(UnitRuleRow).where(or_(holds, gives_up), was_not_withdrawn).order_by(col(UnitRuleRow.id))
    )
    rules: defaultdict[int, tuple[UnitRule, ...]] = defaultdict(tuple)
    for row in rows:
        rules[row.unit_id] += (_rule(row),)
    return dict(rules)


def decided_rules(session: Session, unit_ids: Collection[int]) -> dict[int, tuple[DecidedRule, ...]]:
    """Every rule that these units ever decided, by unit id: the latest to begin comes first."""
    query = select(UnitRuleRow).where(col(UnitRuleRow.unit_id).in_(unit_ids))
    rows = session.exec(query.order_by(col(UnitRuleRow.valid_from).desc(), col(UnitRuleRow.id).desc()))
    found: defaultdict[int, tuple[DecidedRule, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.unit_id] += (DecidedRule(row.id or 0, _rule(row)),)
    return dict(found)


def units_with_rules(session: Session) -> list[int]:
    """The ids of the units that ever decided something."""
    return list(session.exec(select(col(UnitRuleRow.unit_id)).distinct()))


def keep_decisions_apart(session: Session) -> None:
    """Let nobody else decide until this transaction ends; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text(f"LOCK TABLE {UnitRuleRow.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))


def end_unit_rule(session: Session, number: int, last_day: date) -> None:
    """Let a rule end with `last_day`."""
    row = session.get_one(UnitRuleRow, number)
    row.valid_to = last_day
    session.add(row)
    session.flush()


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
            weeks=sum(1 << week - 1 for week in rule.weeks),
            given_up=rule.given_up,
            valid_from=rule.valid_from,
            valid_to=rule.valid_to,
        )
    )
    session.flush()


def _rule(row: UnitRuleRow) -> UnitRule:
    weeks = frozenset(week for week in WEEKS if row.weeks & 1 << week - 1)
    return UnitRule(row.kind, _weekdays(row.weekdays), row.valid_from, row.valid_to, weeks, row.given_up)


def _weekdays(bits: int) -> frozenset[Weekday]:
    return frozenset(day for day in Weekday if bits & 1 << day.number)

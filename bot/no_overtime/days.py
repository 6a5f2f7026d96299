"""Use cases: a unit decides its own no-overtime days, and takes a decision back (`domain.md` A08, A09, R-CAL-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.city.fields import Weekday
from bot.city.service import audit
from bot.errors import NotAllowed, OldButton, Refused
from bot.no_overtime import store
from bot.no_overtime.calendar import special_days
from bot.no_overtime.rules import UnitRule
from bot.no_overtime.unit_rules import (
    DecidedRule,
    OwnDays,
    Surroundings,
    UnitChoice,
    UnsuitableRule,
    flaws_of,
    same_rule,
)
from bot.people import service as people
from bot.people.deciding import may_decide_for, units_to_decide_for
from bot.people.rules import Staff
from bot.people.service import unit_id_of
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)
_WEEKS_AHEAD = timedelta(weeks=8)


@dataclass(frozen=True)
class UnitsRules:
    """What a unit decided over time, the latest first."""

    unit: UnitNode
    rules: tuple[DecidedRule, ...]


def decide_unit_rule(
    session: Session, unit_code: str, rule: UnitRule, *, actor: str, now: datetime, earliest: date | None = None
) -> None:
    """Let a unit, with everything below it, keep days of its own; the same decision twice is one.

    Raises Refused for a code that does not exist, UnsuitableRule for a rule that cannot be, among others because it
    touches a day before `earliest` or stands against another rule of the unit.
    """
    unit_id = unit_id_of(session, unit_code)
    store.keep_decisions_apart(session)
    others = store.decided_rules(session, [unit_id]).get(unit_id, ())
    if same_rule(rule, others):
        return
    if flaws := flaws_of(rule, _surroundings(session, unit_code, rule, others), earliest=earliest):
        raise UnsuitableRule(flaws)
    store.add_unit_rule(session, unit_id, rule)
    audit(session, actor=actor, action="unit_rule.decided", detail=f"{unit_code} {_detail(rule)}", now=now)


def end_unit_rule(session: Session, unit_code: str, number: int, *, today: date, actor: str, now: datetime) -> None:
    """Let what the city or the unit above decides hold again from today on; a rule that lies ahead never was.

    A rule that is over stays as it is. Raises OldButton for a number that is not one of the unit's rules.
    """
    unit_id = unit_id_of(session, unit_code)
    store.keep_decisions_apart(session)
    rules = {one.number: one for one in store.decided_rules(session, [unit_id]).get(unit_id, ())}
    if number not in rules:
        raise OldButton("There is no rule {number} of this unit. Look at the list again.", number=number)
    if not rules[number].is_over(today):
        store.end_unit_rule(session, number, today - _DAY)
        audit(session, actor=actor, action="unit_rule.ended", detail=f"{unit_code} {number} {today - _DAY}", now=now)


def rules_and_history(session: Session, today: date, *, unit_code: str = "") -> list[UnitsRules]:
    """What each unit of today that ever decided something decided; with a code, that unit alone. In order of codes.

    Raises Refused for a code that no unit has today.
    """
    tree = people.tree_on(session, today)
    asked = tree.by_code(unit_code)
    if unit_code and asked is None:
        raise Refused("There is no unit with the code {code}. Look it up in the roster.", code=unit_code)
    ids = [asked.id] if asked else [one for one in store.units_with_rules(session) if one in tree]
    decided = store.decided_rules(session, ids)
    found = [UnitsRules(tree[one], decided.get(one, ())) for one in ids]
    return sorted(found, key=lambda one: one.unit.code)


def own_days(session: Session, me: Staff, today: date, *, unit_code: str = "") -> OwnDays:
    """What the head of a unit sees of its own days; without a code, of the first unit that they lead.

    Raises NotAllowed for whoever is not in charge of the unit or of one above it.
    """
    unit, choices = _unit_and_choices(session, me, unit_code, today)
    rules = store.decided_rules(session, [unit.id]).get(unit.id, ())
    swapped = {one.rule.valid_from for one in rules if one.rule.given_up and not one.is_over(today)}
    return OwnDays(
        unit,
        choices,
        today,
        holding=tuple(reversed([one for one in rules if not one.is_over(today)])),
        history=tuple(one for one in rules if one.is_over(today)),
        coming=tuple(sorted(_no_overtime(session, unit.code, today, today + _WEEKS_AHEAD) - swapped)),
        window_days=city.policy_on(session, today).no_overtime.alt_window_days,
    )


def decide_own_days(
    session: Session, me: Staff, unit_code: str, rule: UnitRule, *, today: date, now: datetime
) -> OwnDays:
    """A head decides for a unit, from today on; gives what holds then. Raises as `own_days` and `decide_unit_rule`."""
    _unit_and_choices(session, me, unit_code, today)
    decide_unit_rule(session, unit_code, rule, actor=me.token, now=now, earliest=today)
    return own_days(session, me, today, unit_code=unit_code)


def end_own_days(session: Session, me: Staff, unit_code: str, number: int, *, today: date, now: datetime) -> OwnDays:
    """A head takes a unit's rule back; gives what holds then. Raises as `own_days` and `end_unit_rule`."""
    _unit_and_choices(session, me, unit_code, today)
    end_unit_rule(session, unit_code, number, today=today, actor=me.token, now=now)
    return own_days(session, me, today, unit_code=unit_code)


def _unit_and_choices(
    session: Session, me: Staff, unit_code: str, today: date
) -> tuple[UnitNode, tuple[UnitChoice, ...]]:
    tree = people.tree_on(session, today)
    units = units_to_decide_for(me, tree)
    if not units:
        raise NotAllowed("Only the head of a unit decides its own days. Please ask the head of your unit.")
    unit = tree.by_code(unit_code) if unit_code else units[0]
    if unit is None or not may_decide_for(me, unit.id, tree):
        raise NotAllowed("Today you are not in charge of this unit, so you cannot decide its own days.")
    return unit, tuple(UnitChoice(one.code, one.name, _above(tree, one)) for one in units)


def _above(tree: UnitTree, unit: UnitNode) -> str:
    return next((above.name for above in tree.ancestors(unit.id)), "")


def _surroundings(session: Session, unit_code: str, rule: UnitRule, others: tuple[DecidedRule, ...]) -> Surroundings:
    """The days around matter for a swap only; a day far away from the one given up is refused unseen."""
    if rule.given_up is None:
        return Surroundings(others)
    policy = city.policy_on(session, rule.given_up)
    window = policy.no_overtime.alt_window_days
    first, last = rule.given_up - window * _DAY, rule.given_up + window * _DAY
    calendar = municipal_calendar(policy)
    days = (first + offset * _DAY for offset in range(2 * window + 1))
    working = frozenset(day for day in days if calendar.is_working_day(day))
    return Surroundings(others, _no_overtime(session, unit_code, first, last), working, window)


def _no_overtime(session: Session, unit_code: str, first: date, last: date) -> frozenset[date]:
    found = special_days(session, first, last, unit_code=unit_code)
    return frozenset(day.date for day in found.days if day.reasons)


def _detail(rule: UnitRule) -> str:
    days = "+".join(day for day in Weekday if day in rule.weekdays)
    weeks = "+".join(map(str, sorted(rule.weeks)))
    given_up = f"for {rule.given_up}" if rule.given_up else ""
    return " ".join(filter(None, (rule.kind, days, weeks, given_up, f"{rule.valid_from}..{rule.valid_to}")))

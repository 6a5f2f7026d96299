"""Use cases of the morning meeting (朝礼, A06): a unit decides on which days; whether it was held; how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.errors import NotAllowed, OldButton
from bot.meetings import store
from bot.meetings.kinds import MorningRule
from bot.meetings.rules import Holding
from bot.people import service as people
from bot.people.deciding import may_decide_for, units_to_decide_for
from bot.people.rules import Staff
from bot.people.tree import UnitNode
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MorningSettings:
    """The units for which a head may decide, the rules that hold for them today, and how often they met in the month
    up to today, by unit id.
    """

    units: tuple[UnitNode, ...]
    rules: dict[int, MorningRule]
    held: dict[int, Holding]


def settings_of(session: Session, me: Staff, today: date) -> MorningSettings:
    """What a head sees of the morning meetings of their units; raises NotAllowed for whoever leads none."""
    units = units_to_decide_for(me, people.tree_on(session, today))
    if not units:
        raise NotAllowed("Only the head of a unit decides about its morning meetings. Please ask your head.")
    rules, held = store.morning_rules_on(session, today), mornings_between(session, today.replace(day=1), today)
    ids = [unit.id for unit in units]
    return MorningSettings(
        units, {one: rules[one] for one in ids if one in rules}, {one: held[one] for one in ids if one in held}
    )


def decide_as_head(
    session: Session, me: Staff, unit_code: str, rule: MorningRule, *, today: date, now: datetime
) -> None:
    """A head decides for a unit from today on; the same twice is once. A rule without weekdays ends the meetings.

    Raises NotAllowed for whoever is not in charge of the unit.
    """
    unit_id = people.unit_id_of(session, unit_code)
    if not may_decide_for(me, unit_id, people.tree_on(session, today)):
        raise NotAllowed("Today you are not in charge of this unit, so you cannot decide about its morning meetings.")
    present = store.morning_rules_on(session, today).get(unit_id, MorningRule(0, rule.minute))
    if present == rule or present.weekdays == rule.weekdays == 0:
        return
    store.decide_mornings(session, unit_id, rule, starting=today)
    detail = f"{unit_code} {rule.weekdays:05b} at {rule.minute} from {today}"
    city.audit(session, actor=me.token, action="morning_meeting.decided", detail=detail, now=now)


def note_held(session: Session, me: Staff, unit_id: int, day: date, *, was_held: bool, today: date) -> None:
    """Anybody of the unit, or its heads, tells on the day whether the morning meeting was held; the last word counts.

    Raises NotAllowed for anybody else, OldButton on another day and where no meeting was to be.
    """
    tree = people.tree_on(session, today)
    if unit_id not in me.unit_path and not may_decide_for(me, unit_id, tree):
        raise NotAllowed("Only the people of this unit tell whether its morning meeting was held.")
    rule = store.morning_rules_on(session, day).get(unit_id)
    if day != today or rule is None or not rule.is_on(day):
        raise OldButton("This button belongs to another day. Please use it on the day of the morning meeting.")
    store.keep_morning(session, unit_id, day, was_held=was_held)


def mornings_between(session: Session, first: date, last: date) -> dict[int, Holding]:
    """On how many days each unit held its morning meeting, of those on which it was to be; units without are not there.

    Of the units alone: a section's morning meeting is not one of its teams.
    """
    held, rules = store.mornings_held(session, first, last), store.morning_rules_between(session, first, last)
    found: dict[int, Holding] = {}
    for span in city.policies_between(session, first, last):
        offices = municipal_calendar(span.policy)
        for day in _days(span.start, span.end):
            for one in rules if offices.is_working_day(day) else ():
                if one.first <= day <= one.last and one.rule.is_on(day):
                    found[one.unit_id] = found.get(one.unit_id, Holding()) + Holding(0, 1)
    return {unit_id: Holding(held.get(unit_id, 0), one.expected) for unit_id, one in found.items()}


def _days(first: date, last: date) -> list[date]:
    return [first + after * _DAY for after in range((last - first).days + 1)]

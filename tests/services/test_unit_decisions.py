"""What follows from a decision of a unit: the cards of the day; and where two heads press at once, one decides."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from sqlmodel import Session

from bot.city.fields import Weekday
from bot.database import Database
from bot.no_overtime.days import decide_unit_rule, end_unit_rule, rules_and_history
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.no_overtime.unit_rules import UnsuitableRule
from tests.delivering import WEDNESDAY, decide, jst
from tests.people import NOW, Office
from tests.services.test_cards import plan

THURSDAY = date(2026, 11, 26)
SWAP = UnitRule(RuleKind.SWAP, valid_from=THURSDAY, valid_to=THURSDAY, given_up=WEDNESDAY)


def test_the_cards_follow_a_swap(database: Database) -> None:
    decide(database)
    Office(database).unit("市民課", channel="C1")
    database.write(decide_unit_rule, "市民課", SWAP, actor="test", now=NOW)

    assert plan(database, jst(8, 30)) == 0
    assert plan(database, jst(8, 30, day=THURSDAY)) == 1


def test_a_swap_that_was_withdrawn_moves_nothing(database: Database) -> None:
    decide(database)
    Office(database).unit("市民課", channel="C1")
    database.write(decide_unit_rule, "市民課", SWAP, actor="test", now=NOW)
    (unit,) = database.read(rules_and_history, WEDNESDAY)
    number = unit.rules[0].number

    database.write(end_unit_rule, "市民課", number, today=date(2026, 11, 24), actor="test", now=NOW)

    assert plan(database, jst(8, 30)) == 1
    assert plan(database, jst(8, 30, day=THURSDAY)) == 0


def test_of_two_heads_who_press_at_once_one_decides(database: Database) -> None:
    decide(database)
    Office(database).unit("市民課")
    both = Barrier(2)

    def press(session: Session, weekday: Weekday) -> None:
        both.wait()
        rule = UnitRule(RuleKind.INSTEAD, frozenset({weekday}), WEDNESDAY)
        decide_unit_rule(session, "市民課", rule, actor="test", now=NOW)

    def outcome(weekday: Weekday) -> str:
        try:
            database.write(press, weekday)
        except UnsuitableRule as error:
            return error.flaws[0].part
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(outcome, (Weekday.MONDAY, Weekday.FRIDAY)))

    assert outcomes == ["decided", "valid_from"]

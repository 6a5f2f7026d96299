"""What a unit may decide for itself, what stands against what, and who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.city.fields import Weekday
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.no_overtime.unit_rules import DecidedRule, Part, Surroundings, flaws_of
from bot.people.deciding import may_decide_for, units_to_decide_for
from bot.people.kinds import HeadKind, RoleName
from tests.people import holds, leads, staff
from tests.rules.test_people_rights import CITY, DEPARTMENT_HEAD, PERSONNEL, SECTION_HEAD, STRANGER, TEAM_HEAD

TODAY = date(2026, 11, 25)
MONDAY, THURSDAY = frozenset({Weekday.MONDAY}), frozenset({Weekday.THURSDAY})
THURSDAYS = UnitRule(RuleKind.INSTEAD, THURSDAY, TODAY)
DRIVE = UnitRule(RuleKind.BESIDE, MONDAY, date(2026, 12, 1), date(2026, 12, 31))
THIRD = UnitRule(RuleKind.COMPLETE, MONDAY, TODAY, weeks=frozenset({3}))
EXEMPT = UnitRule(RuleKind.EXEMPT, valid_from=TODAY)
SWAP = UnitRule(RuleKind.SWAP, valid_from=date(2026, 11, 26), valid_to=date(2026, 11, 26), given_up=TODAY)
WEEK = Surroundings(
    no_overtime=frozenset({TODAY, date(2026, 12, 2)}),
    working=frozenset({date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 2)}),
)


@pytest.mark.parametrize(
    ("rule", "part"),
    [
        pytest.param(replace(THURSDAYS, weekdays=frozenset()), Part.WEEKDAYS, id="no weekday"),
        pytest.param(replace(DRIVE, weekdays=frozenset({Weekday.SATURDAY})), Part.WEEKDAYS, id="Saturday"),
        pytest.param(replace(THIRD, weekdays=frozenset({Weekday.SUNDAY})), Part.WEEKDAYS, id="Sunday"),
        pytest.param(replace(EXEMPT, weekdays=MONDAY), Part.WEEKDAYS, id="weekdays for an exempt unit"),
        pytest.param(replace(THIRD, weeks=frozenset()), Part.WEEKS, id="no week"),
        pytest.param(replace(THIRD, weeks=frozenset({6})), Part.WEEKS, id="a sixth week"),
        pytest.param(replace(DRIVE, weeks=frozenset({1})), Part.WEEKS, id="weeks for a drive"),
        pytest.param(replace(EXEMPT, valid_from=date(2026, 11, 24)), Part.VALID_FROM, id="yesterday"),
        pytest.param(replace(DRIVE, valid_to=date(2026, 11, 30)), Part.VALID_TO, id="ends before it begins"),
        pytest.param(replace(SWAP, given_up=None), Part.GIVEN_UP, id="nothing given up"),
        pytest.param(replace(SWAP, given_up=date(2026, 11, 24)), Part.GIVEN_UP, id="a past day given up"),
        pytest.param(replace(SWAP, given_up=date(2026, 11, 27)), Part.GIVEN_UP, id="an ordinary day given up"),
        pytest.param(replace(SWAP, valid_from=date(2026, 11, 24)), Part.DAY, id="instead on a past day"),
        pytest.param(replace(SWAP, valid_from=date(2026, 11, 28)), Part.DAY, id="instead on a Saturday"),
        pytest.param(replace(SWAP, valid_from=date(2026, 12, 2)), Part.DAY, id="instead on the next Wednesday"),
        pytest.param(replace(SWAP, valid_from=date(2026, 12, 3)), Part.DAY, id="more than a week away"),
    ],
)
def test_what_cannot_be_is_found_where_it_was_filled_in(rule: UnitRule, part: Part) -> None:
    assert [flaw.part for flaw in flaws_of(rule, WEEK, earliest=TODAY)] == [part]


def test_the_operator_enters_rules_that_began_long_ago() -> None:
    assert flaws_of(UnitRule(RuleKind.INSTEAD, THURSDAY), WEEK) == []


@pytest.mark.parametrize(
    ("other", "rule", "part"),
    [
        pytest.param(THURSDAYS, replace(THURSDAYS, weekdays=MONDAY), Part.VALID_FROM, id="instead twice"),
        pytest.param(THURSDAYS, EXEMPT, Part.VALID_FROM, id="instead, and exempt"),
        pytest.param(replace(DRIVE, weekdays=THURSDAY), THURSDAYS, Part.VALID_FROM, id="a weekday that is one already"),
        pytest.param(DRIVE, replace(DRIVE, valid_from=date(2026, 12, 31)), Part.WEEKDAYS, id="drives on one day"),
        pytest.param(THIRD, replace(THIRD, weeks=frozenset({1, 3})), Part.WEEKDAYS, id="the third Monday twice"),
    ],
)
def test_rules_that_stand_against_each_other(other: UnitRule, rule: UnitRule, part: Part) -> None:
    present = DecidedRule(7, other)

    (flaw,) = flaws_of(rule, replace(WEEK, rules=[present]), earliest=TODAY)

    assert (flaw.part, flaw.clash) == (part, present)


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        pytest.param(EXEMPT, DRIVE, id="exempt, with a drive of its own"),
        pytest.param(THURSDAYS, DRIVE, id="Thursdays, and Mondays in December"),
        pytest.param(DRIVE, replace(DRIVE, valid_from=date(2027, 1, 1), valid_to=date.max), id="one after the other"),
        pytest.param(DRIVE, THIRD, id="Mondays, and the third one complete"),
        pytest.param(THIRD, replace(THIRD, weeks=frozenset({1})), id="the first and the third Monday"),
        pytest.param(THURSDAYS, SWAP, id="Thursdays, and once another day"),
        pytest.param(replace(THURSDAYS, valid_to=date(2026, 11, 24)), EXEMPT, id="what was withdrawn"),
    ],
)
def test_rules_that_go_together(other: UnitRule, rule: UnitRule) -> None:
    assert flaws_of(rule, replace(WEEK, rules=[DecidedRule(7, other)]), earliest=TODAY) == []


def test_a_day_that_took_the_place_of_another_is_not_given_up_again() -> None:
    moved = Surroundings([DecidedRule(7, SWAP)], frozenset({SWAP.valid_from}), WEEK.working)
    again = UnitRule(
        RuleKind.SWAP, valid_from=date(2026, 11, 27), valid_to=date(2026, 11, 27), given_up=SWAP.valid_from
    )

    assert [flaw.part for flaw in flaws_of(again, moved, earliest=TODAY)] == [Part.GIVEN_UP]


@pytest.mark.parametrize(
    ("rule", "over"),
    [
        pytest.param(THURSDAYS, False, id="open"),
        pytest.param(replace(THURSDAYS, valid_from=date.min, valid_to=date(2026, 11, 24)), True, id="ended yesterday"),
        pytest.param(replace(DRIVE, valid_to=date(2026, 11, 24)), True, id="withdrawn"),
        pytest.param(SWAP, False, id="a swap of today"),
        pytest.param(replace(SWAP, given_up=date(2026, 11, 20)), True, id="a swap whose first day has passed"),
    ],
)
def test_when_a_rule_is_over(rule: UnitRule, over: bool) -> None:
    assert DecidedRule(1, rule).is_over(TODAY) == over


def test_who_is_in_charge_decides_for_the_unit_and_all_below_and_nobody_else() -> None:
    acting = staff(20, unit_id=4, leads=leads(3, HeadKind.ACTING))
    replaced = staff(21, unit_id=3, leads=leads(3, is_in_charge=False))
    mayor = staff(22, unit_id=5, roles=holds(RoleName.EXECUTIVE))

    may = [one for one in (TEAM_HEAD, SECTION_HEAD, DEPARTMENT_HEAD, acting) if may_decide_for(one, 3, CITY)]
    may_not = [one for one in (replaced, STRANGER, PERSONNEL, mayor) if may_decide_for(one, 3, CITY)]

    assert may == [TEAM_HEAD, SECTION_HEAD, DEPARTMENT_HEAD, acting]
    assert may_not == []
    assert not may_decide_for(TEAM_HEAD, 2, CITY)
    assert not may_decide_for(TEAM_HEAD, 99, CITY)


def test_a_head_chooses_from_what_they_lead_and_what_is_below() -> None:
    assert [unit.id for unit in units_to_decide_for(DEPARTMENT_HEAD, CITY)] == [1, 2, 3, 4]
    assert [unit.id for unit in units_to_decide_for(TEAM_HEAD, CITY)] == [3]
    assert units_to_decide_for(PERSONNEL, CITY) == ()

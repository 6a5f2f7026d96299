"""Which days are no-overtime days, against the golden rows of `domain.md` 3.1 and its rules R-CAL-8 to R-CAL-10."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.fields import Weekday
from bot.city.reading import policy_from
from bot.city.rules import CityPolicy
from bot.no_overtime.rules import (
    Lineage,
    NoOvertimeDay,
    Occasion,
    Reason,
    RuleKind,
    UnitRule,
    no_overtime_days,
    occasion,
)
from bot.workdays.fiscal import fiscal_bounds
from bot.workdays.rules import municipal_calendar

THURSDAY = frozenset({Weekday.THURSDAY})
ANY_DAY = st.dates(date(2020, 1, 1), date(2049, 12, 1))


def days(
    start: date, end: date, *, lineage: Lineage = (), policy: CityPolicy | None = None
) -> tuple[NoOvertimeDay, ...]:
    policy = policy or CityPolicy()
    return no_overtime_days(municipal_calendar(policy), policy, lineage, start=start, end=end)


def month(year: int, number: int, *, lineage: Lineage = (), policy: CityPolicy | None = None) -> dict[int, str]:
    """The no-overtime days of a month: day of the month to its reasons in words."""
    first = date(year, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {day.date.day: " ".join(day.reasons) for day in days(first, last, lineage=lineage, policy=policy)}


def deciding(**no_overtime: object) -> CityPolicy:
    return policy_from({"no_overtime": no_overtime})


def swap(given_up: date, day: date) -> UnitRule:
    return UnitRule(RuleKind.SWAP, valid_from=day, valid_to=day, given_up=given_up)


@pytest.mark.parametrize(
    ("year", "number", "expected"),
    [
        (2026, 5, {13: "wednesday", 20: "wednesday", 21: "payday", 27: "wednesday"}),
        (2026, 9, {2: "wednesday", 9: "wednesday", 16: "wednesday", 18: "payday", 30: "wednesday"}),
        (2026, 10, {7: "wednesday", 14: "wednesday", 21: "wednesday payday", 28: "wednesday"}),
        (2026, 11, {4: "wednesday", 11: "wednesday", 18: "wednesday", 20: "payday", 25: "wednesday"}),
        (2026, 12, {2: "wednesday", 9: "wednesday", 16: "wednesday", 21: "payday", 23: "wednesday"}),
        (2027, 1, {6: "wednesday", 13: "wednesday", 20: "wednesday", 21: "payday", 27: "wednesday"}),
    ],
)
def test_the_no_overtime_days_of_a_month(year: int, number: int, expected: dict[int, str]) -> None:
    assert month(year, number) == expected


@pytest.mark.parametrize(("year", "count"), [(2025, 60), (2026, 60), (2027, 57)])
def test_how_many_no_overtime_days_a_fiscal_year_has(year: int, count: int) -> None:
    first, last = fiscal_bounds(year)

    assert len(days(first, last)) == count


def test_a_wednesday_that_is_payday_is_one_day_with_two_reasons() -> None:
    both = [day for day in days(date(2025, 4, 1), date(2028, 3, 31)) if len(day.reasons) == 2]

    assert [str(day.date) for day in both] == ["2025-05-21", "2026-01-21", "2026-10-21", "2027-04-21", "2027-07-21"]
    assert {day.reasons for day in both} == {(Reason.WEDNESDAY, Reason.PAYDAY)}


@pytest.mark.parametrize(
    ("on_holiday", "expected"),
    [
        pytest.param(
            "skip", {2: "wednesday", 9: "wednesday", 16: "wednesday", 18: "payday", 30: "wednesday"}, id="skip"
        ),
        pytest.param(
            "previous_working_day",
            {2: "wednesday", 9: "wednesday", 16: "wednesday", 18: "moved payday", 30: "wednesday"},
            id="the working day before is payday too",
        ),
        pytest.param(
            "next_working_day",
            {2: "wednesday", 9: "wednesday", 16: "wednesday", 18: "payday", 24: "moved", 30: "wednesday"},
            id="the working day after",
        ),
    ],
)
def test_what_becomes_of_a_wednesday_that_is_a_holiday(on_holiday: str, expected: dict[int, str]) -> None:
    assert month(2026, 9, policy=deciding(on_holiday=on_holiday)) == expected


def test_a_moved_day_is_found_even_where_its_wednesday_lies_outside_the_span() -> None:
    policy = deciding(on_holiday="next_working_day")

    found = days(date(2027, 1, 4), date(2027, 1, 5), policy=policy)

    assert found == (NoOvertimeDay(date(2027, 1, 4), (Reason.MOVED,)),)  # of Wednesday 2026-12-30


def test_bonus_days_count_where_the_city_says_so() -> None:
    policy = policy_from({"bonus": {"is_no_overtime_day": True}})

    assert month(2026, 6, policy=policy)[30] == "bonus_day"
    assert month(2027, 6, policy=policy)[30] == "wednesday bonus_day"
    assert 30 not in month(2026, 6)


def test_the_third_wednesday_may_be_a_complete_one() -> None:
    policy = deciding(strict_weeks=[3])

    strict = [day.date.day for day in days(date(2026, 11, 1), date(2026, 11, 30), policy=policy) if day.is_strict]

    assert strict == [18]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param(
            [UnitRule(RuleKind.INSTEAD, THURSDAY)],
            {5: "unit_rule", 12: "unit_rule", 19: "unit_rule", 20: "payday", 26: "unit_rule"},
            id="X07: Thursdays instead of Wednesdays; payday stays",
        ),
        pytest.param(
            [UnitRule(RuleKind.BESIDE, frozenset({Weekday.FRIDAY}))],
            {
                4: "wednesday",
                6: "unit_rule",
                11: "wednesday",
                13: "unit_rule",
                18: "wednesday",
                20: "unit_rule payday",
                25: "wednesday",
                27: "unit_rule",
            },
            id="A09: Fridays beside Wednesdays",
        ),
        pytest.param([UnitRule(RuleKind.EXEMPT)], {}, id="X08: none of the city's days"),
        pytest.param(
            [UnitRule(RuleKind.EXEMPT), UnitRule(RuleKind.BESIDE, THURSDAY)],
            {5: "unit_rule", 12: "unit_rule", 19: "unit_rule", 26: "unit_rule"},
            id="X08: only its own day",
        ),
        pytest.param(
            [UnitRule(RuleKind.INSTEAD, THURSDAY, date(2026, 11, 9), date(2026, 11, 22))],
            {4: "wednesday", 12: "unit_rule", 19: "unit_rule", 20: "payday", 25: "wednesday"},
            id="for two weeks only",
        ),
        pytest.param(
            [UnitRule(RuleKind.COMPLETE, frozenset({Weekday.WEDNESDAY, Weekday.FRIDAY}), weeks=frozenset({3}))],
            {4: "wednesday", 11: "wednesday", 18: "wednesday unit_rule", 20: "unit_rule payday", 25: "wednesday"},
            id="R-CAL-10: complete in the third week",
        ),
        pytest.param(
            [swap(date(2026, 11, 18), date(2026, 11, 17)), swap(date(2026, 11, 20), date(2026, 11, 27))],
            {4: "wednesday", 11: "wednesday", 17: "unit_rule", 25: "wednesday", 27: "unit_rule"},
            id="A08: other days instead of a Wednesday and of payday",
        ),
        pytest.param(
            [swap(date(2026, 11, 4), date(2026, 10, 30)), swap(date(2026, 12, 2), date(2026, 11, 30))],
            {11: "wednesday", 18: "wednesday", 20: "payday", 25: "wednesday", 30: "unit_rule"},
            id="A08: from one month to another",
        ),
        pytest.param(
            [swap(date(2026, 11, 5), date(2026, 11, 6))],
            {4: "wednesday", 11: "wednesday", 18: "wednesday", 20: "payday", 25: "wednesday"},
            id="a day that is none cannot be given up",
        ),
    ],
)
def test_a_unit_has_its_own_rule(rules: list[UnitRule], expected: dict[int, str]) -> None:
    assert month(2026, 11, lineage=[rules]) == expected


def test_the_nearest_unit_with_a_rule_on_a_day_decides_that_day() -> None:
    team = [UnitRule(RuleKind.INSTEAD, frozenset({Weekday.MONDAY}), valid_to=date(2026, 11, 15))]
    section = [UnitRule(RuleKind.INSTEAD, THURSDAY)]

    found = month(2026, 11, lineage=[team, section])

    assert found == {2: "unit_rule", 9: "unit_rule", 19: "unit_rule", 20: "payday", 26: "unit_rule"}


def test_what_a_team_adds_comes_on_top_of_what_its_section_decided() -> None:
    team = [UnitRule(RuleKind.COMPLETE, THURSDAY, weeks=frozenset({3}))]
    section = [UnitRule(RuleKind.INSTEAD, THURSDAY), swap(date(2026, 11, 5), date(2026, 11, 6))]

    found = days(date(2026, 11, 1), date(2026, 11, 30), lineage=[team, section])

    assert [day.date.day for day in found] == [6, 12, 19, 20, 26]
    assert [day.date.day for day in found if day.is_strict] == [19]


def test_a_team_with_weekdays_of_its_own_is_not_moved_by_a_swap_of_its_section() -> None:
    team = [UnitRule(RuleKind.INSTEAD, THURSDAY)]
    section = [swap(date(2026, 11, 4), date(2026, 11, 6))]

    assert list(month(2026, 11, lineage=[team, section])) == [5, 12, 19, 20, 26]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 11, 25), Occasion.WEEKDAY, id="a plain Wednesday"),
        pytest.param(date(2026, 11, 20), Occasion.PAYDAY, id="a plain payday"),
        pytest.param(date(2026, 10, 21), Occasion.BOTH, id="X16"),
        pytest.param(date(2026, 5, 20), Occasion.WEEKDAY, id="the first of two"),
        pytest.param(date(2026, 5, 21), Occasion.SECOND_IN_A_ROW, id="X17"),
        pytest.param(date(2026, 12, 21), Occasion.PAYDAY, id="one more follows before the closure"),
        pytest.param(date(2026, 12, 23), Occasion.LAST_OF_THE_YEAR, id="the last before the closure"),
    ],
)
def test_what_is_special_about_a_day(day: date, expected: Occasion) -> None:
    policy = CityPolicy()

    (found,) = days(day, day)

    assert occasion(municipal_calendar(policy), policy, (), found) is expected


def test_a_bonus_day_is_an_occasion_of_its_own() -> None:
    policy = policy_from({"bonus": {"is_no_overtime_day": True}})

    (found,) = days(date(2026, 12, 10), date(2026, 12, 10), policy=policy)

    assert occasion(municipal_calendar(policy), policy, (), found) is Occasion.BONUS_DAY


POLICIES = st.builds(
    lambda weekdays, on_holiday, payday, is_bonus, extra: policy_from(
        {
            "no_overtime": {"weekdays": weekdays, "on_holiday": on_holiday},
            "payday": {"day": payday},
            "bonus": {"is_no_overtime_day": is_bonus},
            "calendar": {"extra_holidays": [str(day) for day in extra]},
        }
    ),
    st.lists(st.sampled_from(list(Weekday)[:5]), unique=True),
    st.sampled_from(["skip", "previous_working_day", "next_working_day"]),
    st.integers(1, 31),
    st.booleans(),
    st.lists(ANY_DAY, max_size=5),
)
RULES = st.lists(
    st.builds(
        UnitRule,
        st.sampled_from(list(RuleKind)),
        st.frozensets(st.sampled_from(list(Weekday)[:5])),
        weeks=st.frozensets(st.integers(1, 5)),
        given_up=st.none() | ANY_DAY,
    ),
    max_size=3,
)


@settings(deadline=None)
@given(policy=POLICIES, rules=RULES, start=ANY_DAY)
def test_nothing_falls_on_a_day_that_is_not_worked_and_no_day_comes_twice(
    policy: CityPolicy, rules: list[UnitRule], start: date
) -> None:
    calendar = municipal_calendar(policy)

    found = days(start, start + timedelta(days=60), lineage=[rules], policy=policy)

    assert all(calendar.is_working_day(day.date) for day in found)
    assert max(Counter(day.date for day in found).values(), default=1) == 1
    assert [day.date for day in found] == sorted(day.date for day in found)
    assert all(day.reasons for day in found)


@settings(deadline=None)
@given(policy=POLICIES, start=ANY_DAY, length=st.integers(0, 60), cut=st.integers(0, 60))
def test_a_span_asked_in_two_pieces_gives_the_same_days(policy: CityPolicy, start: date, length: int, cut: int) -> None:
    end, middle = start + timedelta(days=length), start + timedelta(days=min(cut, length))

    pieces = days(start, middle, policy=policy) + days(middle + timedelta(days=1), end, policy=policy)

    assert pieces == days(start, end, policy=policy)


@settings(deadline=None)
@given(policy=POLICIES, start=ANY_DAY)
def test_every_payday_and_every_worked_wednesday_of_the_city_is_one(policy: CityPolicy, start: date) -> None:
    calendar = municipal_calendar(policy)
    span = [start + timedelta(days=n) for n in range(40)]

    told = {day.date: day.reasons for day in days(span[0], span[-1], policy=policy)}

    for day in span:
        weekday = Weekday.of(day)
        is_weekday = weekday in policy.no_overtime.weekdays and calendar.is_working_day(day)
        assert (Reason.PAYDAY in told.get(day, ())) == calendar.is_payday(day)
        assert (weekday.value in told.get(day, ())) == is_weekday

"""Balances to the minute: fixtures X22 and X23, carry-over, leave years, and that no minute is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.leave import Leave, LeaveYearStart
from bot.leave.balance import Amount, Balance, CarryOver, amount, amount_minutes, carry_over, statement
from bot.leave.kinds import Part, Wish
from bot.leave.leave_days import LeaveDay, leave_days, total_minutes
from bot.leave.rules import Surroundings, troubles_of
from bot.leave.years import LeaveYears
from tests import leave_oracle
from tests.leaving import A_DAY, half, hours, span, works

JANUARY = LeaveYears(LeaveYearStart.JANUARY)
APRIL = LeaveYears(LeaveYearStart.APRIL)
TODAY = date(2026, 11, 20)
#: 20 days, of which 1 day, 3 hours and 4 hours were taken (`domain.md` R-LV-2).
X22 = Balance("annual", 2026, granted=20 * A_DAY, carried_over=0, taken=A_DAY + 7 * 60, as_of=TODAY)


def test_eighteen_days_no_hours_and_45_minutes_are_left() -> None:
    left = statement(X22, (), JANUARY).free

    assert amount(left, A_DAY) == Amount(days=18, hours=0, minutes=45)


def test_eighteen_days_and_45_minutes_are_planned_down_to_zero() -> None:
    wishes: list[Wish] = [
        span("2026-11-20", "2026-11-24", Part.AFTERNOON, Part.MORNING),
        half("2026-11-24", Part.AFTERNOON),
        span("2026-11-25", "2026-12-15"),
        half("2026-12-16", Part.MORNING),
        hours("2026-12-17", "10:00", 45),
    ]

    left = [plan_in_turn(wishes[:count]) for count in range(len(wishes) + 1)]

    assert left == ["18 0:45", "17 0:45", "16 4:15", "1 4:15", "1 0:45", "the last is refused"]
    assert plan_in_turn([*wishes[:-1], span("2026-12-18"), hours("2026-12-21", "10:00", 45)]) == "0 0:00"


def plan_in_turn(wishes: list[Wish]) -> str:
    """What is left of X22 when these were planned one after another."""
    plans: tuple[LeaveDay, ...] = ()
    annual = Leave().kinds[0]
    for wish in wishes:
        free = {2026: statement(balance_before_today(), plans, JANUARY).free}
        if troubles_of(wish, annual, Surroundings(TODAY, works(), Leave(), plans, free)):
            return "the last is refused"
        plans += leave_days(wish, works())
    left = amount(statement(balance_before_today(), plans, JANUARY).free, A_DAY)
    return f"{left.days} {left.hours}:{left.minutes:02d}"


def balance_before_today() -> Balance:
    return replace(X22, as_of=TODAY - timedelta(days=1))


def test_somebody_hired_in_april_gets_20_days_more_in_january() -> None:
    """Fixture X23: with leave by the calendar year, 15 days for nine months, then 20 and what is left."""
    hired = Balance("annual", 2026, 15 * A_DAY, 0, 4 * A_DAY + 60, date(2026, 12, 31))
    left = carry_over(statement(hired, (), JANUARY).free, 20, A_DAY)

    next_year = Balance("annual", 2027, 20 * A_DAY, left.carried, 0, date(2026, 12, 31))

    assert amount(next_year.entitled, A_DAY) == Amount(days=30, hours=6, minutes=45)


def test_plans_that_the_import_already_covers_are_not_counted_twice() -> None:
    plans = leave_days(span("2026-11-19", "2026-11-24"), works())

    stands = statement(X22, plans, JANUARY)

    assert stands.planned == A_DAY


def test_plans_of_the_next_leave_year_leave_this_one_alone() -> None:
    plans = leave_days(span("2026-12-28", "2027-01-05"), works())

    assert statement(X22, plans, JANUARY).planned == A_DAY
    assert JANUARY.minutes(plans) == {2026: A_DAY, 2027: 2 * A_DAY}
    assert APRIL.minutes(plans) == {2026: 3 * A_DAY}


def test_a_balance_that_an_import_lowered_is_overdrawn() -> None:
    plans = leave_days(span("2026-11-24", "2026-11-25"), works())
    lowered = Balance("annual", 2026, 10 * A_DAY, 0, 9 * A_DAY, TODAY)

    free = statement(lowered, plans, JANUARY).free

    assert amount(free, A_DAY) == Amount(days=1, hours=0, minutes=0, is_negative=True)


@pytest.mark.parametrize(
    ("years", "day", "year"),
    [
        (JANUARY, "2026-01-01", 2026),
        (JANUARY, "2026-12-31", 2026),
        (APRIL, "2026-03-31", 2025),
        (APRIL, "2026-04-01", 2026),
    ],
)
def test_the_leave_year_begins_in_january_or_april(years: LeaveYears, day: str, year: int) -> None:
    assert years.of(date.fromisoformat(day)) == year


@settings(deadline=None)
@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from([JANUARY, APRIL]))
def test_every_day_lies_in_its_leave_year_and_years_leave_no_gap(day: date, years: LeaveYears) -> None:
    first, last = years.bounds(years.of(day))

    assert first <= day <= last
    assert years.bounds(years.of(day) + 1)[0] == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("free", "kept"),
    [
        pytest.param(18 * A_DAY + 45, CarryOver(18 * A_DAY + 45, 0), id="the odd minutes go on"),
        pytest.param(20 * A_DAY, CarryOver(20 * A_DAY, 0), id="all that may go on"),
        pytest.param(20 * A_DAY + 45, CarryOver(20 * A_DAY, 45), id="more than may go on"),
        pytest.param(-60, CarryOver(0, 0), id="overdrawn"),
    ],
)
def test_what_goes_into_the_next_year(free: int, kept: CarryOver) -> None:
    assert carry_over(free, most_days=20, minutes_per_day=A_DAY) == kept


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        (Amount(20, 0, 0), 9300),
        (Amount(0, 155, 0), 9300),
        (Amount(18, 0, 45), 8415),
        (Amount(1, 0, 0, is_negative=True), -465),
    ],
)
def test_an_amount_of_a_file_in_minutes(written: Amount, minutes: int) -> None:
    assert amount_minutes(written, A_DAY) == minutes


# ---- properties

_amounts = st.integers(0, 60 * A_DAY)
_plans = st.lists(
    st.builds(
        lambda first, length: (first, first + timedelta(days=length)),
        st.dates(date(2026, 6, 1), date(2027, 3, 1)),
        st.integers(0, 30),
    ),
    max_size=4,
)


@settings(deadline=None)
@given(st.integers(-60 * A_DAY, 60 * A_DAY), st.integers(60, 720))
def test_writing_minutes_as_days_loses_none(minutes: int, minutes_per_day: int) -> None:
    written = amount(minutes, minutes_per_day)

    assert amount_minutes(written, minutes_per_day) == minutes
    assert written.hours * 60 + written.minutes < minutes_per_day


@settings(deadline=None)
@given(_amounts, _amounts, _amounts, _plans)
def test_taken_planned_and_free_are_what_somebody_is_entitled_to(
    granted: int, carried_over: int, taken: int, plans: list[tuple[date, date]]
) -> None:
    balance = Balance("annual", 2026, granted, carried_over, taken, date(2026, 8, 31))
    days = [day for first, last in plans for day in leave_days(span(str(first), str(last)), works())]

    stands = statement(balance, days, JANUARY)

    counted = [
        minute
        for first, last in plans
        for minute in leave_oracle.away(first, last)
        if date(2026, 9, 1) <= minute[0] <= date(2026, 12, 31)
    ]
    assert stands.planned == len(counted)
    assert taken + len(counted) + stands.free == granted + carried_over


@settings(deadline=None)
@given(_plans, st.sampled_from([JANUARY, APRIL]))
def test_no_minute_is_lost_between_leave_years(plans: list[tuple[date, date]], years: LeaveYears) -> None:
    days = [day for first, last in plans for day in leave_days(span(str(first), str(last)), works())]

    assert sum(years.minutes(days).values()) == total_minutes(days)


@settings(deadline=None)
@given(st.integers(-5 * A_DAY, 60 * A_DAY), st.integers(0, 40))
def test_what_is_carried_over_and_what_is_lost_are_all_that_was_free(free: int, most_days: int) -> None:
    found = carry_over(free, most_days, A_DAY)

    assert found.carried + found.lost == max(free, 0)
    assert found.lost == 0 or found.carried == most_days * A_DAY

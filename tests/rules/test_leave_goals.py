"""Goals and pace (C01, C04), and the five-day duty of some employment types (`domain.md` R-LV-7)."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.leave import Employment, FiveDayDuty, LeaveGoals
from bot.leave.balance import Balance, Statement
from bot.leave.goals import goal_minutes, has_five_day_duty, lacks_of_five, months_without_leave, pace
from bot.leave.kinds import Part
from bot.leave.leave_days import leave_days
from bot.people.kinds import EmploymentKind
from tests.leaving import A_DAY, half, hours, span, works

GOALS = LeaveGoals(employment={"fiscal_year": 8, "temporary": 0})
THE_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def granted(days: int, carried_over: int = 0) -> Balance:
    return Balance("annual", 2026, days * A_DAY, carried_over * A_DAY, 0, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("employment", "balance", "own_days", "goal"),
    [
        pytest.param("regular", granted(20), None, 16, id="the city's goal"),
        pytest.param("regular", granted(20), 18, 18, id="the person's own"),
        pytest.param("regular", granted(15), 18, 15, id="never above the grant"),
        pytest.param("regular", granted(10, carried_over=10), None, 10, id="what was carried over is no grant"),
        pytest.param("fiscal_year", granted(10), None, 8, id="that of an employment type"),
        pytest.param("fiscal_year", granted(5), None, 5, id="nor is that above the grant"),
    ],
)
def test_the_goal_of_a_leave_year(employment: str, balance: Balance, own_days: int | None, goal: int) -> None:
    assert goal_minutes(GOALS, employment, balance, A_DAY, own_days) == goal * A_DAY


@pytest.mark.parametrize(
    ("employment", "balance"),
    [
        pytest.param("regular", None, id="no balance was imported"),
        pytest.param("regular", granted(0), id="nothing was granted"),
        pytest.param("temporary", granted(20), id="a goal of 0 is none"),
    ],
)
def test_without_a_goal_nothing_is_said_about_a_pace(employment: str, balance: Balance | None) -> None:
    assert goal_minutes(GOALS, employment, balance, A_DAY) is None


@pytest.mark.parametrize(
    ("taken", "planned", "days"),
    [
        pytest.param(9 * A_DAY, 4 * A_DAY, 3, id="three days"),
        pytest.param(9 * A_DAY, 4 * A_DAY + 60, 3, id="a part of a day takes a day"),
        pytest.param(9 * A_DAY, 7 * A_DAY, 0, id="reached"),
        pytest.param(20 * A_DAY, 0, 0, id="more than reached"),
    ],
)
def test_so_many_days_are_still_to_be_planned(taken: int, planned: int, days: int) -> None:
    stands = Statement(20 * A_DAY, taken, planned)

    assert pace(16 * A_DAY, stands).days_to_plan(A_DAY) == days


@settings(deadline=None)
@given(st.integers(1, 40 * A_DAY), st.integers(0, 40 * A_DAY), st.integers(0, 40 * A_DAY), st.integers(60, 720))
def test_planning_the_days_that_are_said_reaches_the_goal(goal: int, taken: int, planned: int, a_day: int) -> None:
    days = pace(goal, Statement(40 * A_DAY, taken, planned)).days_to_plan(a_day)

    reached = taken + planned + days * a_day >= goal
    one_less = days == 0 or taken + planned + (days - 1) * a_day < goal
    assert reached
    assert one_less


def test_a_whole_day_off_each_month_is_looked_for() -> None:
    plans = [
        *leave_days(span("2026-09-29", "2026-10-01"), works()),
        *leave_days(half("2026-11-24", Part.MORNING), works()),
        *leave_days(hours("2026-12-24", "10:00", 300), works()),
    ]

    months = months_without_leave(plans, THE_YEAR, date(2026, 8, 15))

    assert months == (date(2026, 8, 1), date(2026, 11, 1), date(2026, 12, 1))


def test_in_a_fiscal_leave_year_the_months_go_on_to_march() -> None:
    months = months_without_leave((), (date(2026, 4, 1), date(2027, 3, 31)), date(2026, 11, 20))

    assert [(month.year, month.month) for month in months] == [(2026, 11), (2026, 12), (2027, 1), (2027, 2), (2027, 3)]


# ---- five days


BUSES = FiveDayDuty(employment=("regular", "reemployed"), units=("KOTSU",))


@pytest.mark.parametrize(
    ("duty", "employment", "units", "days", "holds"),
    [
        pytest.param(FiveDayDuty(), "regular", ("KOTSU",), 20, False, id="ordinary staff, unless a city flags them"),
        pytest.param(BUSES, "regular", ("UNTEN", "KOTSU"), 20, True, id="a bus driver, by the bureau above"),
        pytest.param(BUSES, "regular", ("KYUYO", "JINJI"), 20, False, id="a clerk of the city hall"),
        pytest.param(BUSES, "fiscal_year", ("KOTSU",), 20, False, id="an employment type that is not flagged"),
        pytest.param(BUSES, "regular", ("KOTSU",), 9, False, id="fewer than ten days granted"),
        pytest.param(FiveDayDuty(employment=("fiscal_year",)), "fiscal_year", ("JINJI",), 10, True, id="any unit"),
    ],
)
def test_five_days_are_a_duty_only_where_the_city_says_so(
    duty: FiveDayDuty, employment: str, units: tuple[str, ...], days: int, holds: bool
) -> None:
    assert has_five_day_duty(duty, employment, units, days * A_DAY, A_DAY) == holds


@pytest.mark.parametrize(
    ("taken", "planned", "lacking"),
    [
        pytest.param(0, 0, 5 * A_DAY, id="nothing yet"),
        pytest.param(2 * A_DAY, A_DAY + 210, A_DAY + 255, id="half a day counts as it is"),
        pytest.param(2 * A_DAY, 8 * A_DAY, 0, id="more than five"),
    ],
)
def test_so_much_is_lacking_to_five_days(taken: int, planned: int, lacking: int) -> None:
    assert lacks_of_five(taken, planned, A_DAY) == lacking


def test_the_policy_speaks_of_the_employment_types_of_the_roster() -> None:
    assert set(get_args(Employment)) == {one.value for one in EmploymentKind} - {"special"}

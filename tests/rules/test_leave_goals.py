"""Goals and pace (C01, C04), and the five-day duty of some employment types (`domain.md` R-LV-7)."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.city.leave import Employment, FiveDayDuty, LeaveGoals
from bot.leave.balance import Balance, Statement
from bot.leave.goals import goal_minutes, half_days_to_five, has_five_day_duty, months_without_leave, pace
from bot.leave.kinds import Part, Wish
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

    assert pace(16 * A_DAY, stands, THE_YEAR, date(2026, 11, 20)).days_to_plan(A_DAY) == days


@pytest.mark.parametrize(
    ("today", "due_days"),
    [
        pytest.param(date(2026, 1, 1), 0, id="on the first day nothing"),
        pytest.param(date(2026, 7, 2), 7, id="in the middle not quite half"),
        pytest.param(date(2026, 12, 31), 15, id="on the last day not quite all"),
        pytest.param(date(2027, 1, 10), 16, id="later all"),
    ],
)
def test_the_part_of_the_goal_that_is_due_grows_with_the_year(today: date, due_days: int) -> None:
    found = pace(16 * A_DAY, Statement(20 * A_DAY, 0, 0), THE_YEAR, today)

    assert found.due // A_DAY == due_days


def test_plans_keep_somebody_from_being_behind() -> None:
    today = date(2026, 10, 1)

    nothing_planned = pace(16 * A_DAY, Statement(20 * A_DAY, 6 * A_DAY, 0), THE_YEAR, today)
    well_planned = pace(16 * A_DAY, Statement(20 * A_DAY, 6 * A_DAY, 10 * A_DAY), THE_YEAR, today)

    assert (nothing_planned.is_behind, well_planned.is_behind) == (True, False)


def test_who_has_just_what_is_due_is_not_behind() -> None:
    assert not pace(365, Statement(20 * A_DAY, 10, 0), THE_YEAR, date(2026, 1, 11)).is_behind
    assert pace(365, Statement(20 * A_DAY, 9, 0), THE_YEAR, date(2026, 1, 11)).is_behind


@settings(deadline=None)
@given(st.integers(1, 40 * A_DAY), st.integers(0, 40 * A_DAY), st.integers(0, 40 * A_DAY), st.integers(60, 720))
def test_planning_the_days_that_are_said_reaches_the_goal(goal: int, taken: int, planned: int, a_day: int) -> None:
    days = pace(goal, Statement(40 * A_DAY, taken, planned), THE_YEAR, date(2026, 6, 1)).days_to_plan(a_day)

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
    ("wishes", "lacking"),
    [
        pytest.param([], 10, id="nothing yet"),
        pytest.param([span("2026-12-14", "2026-12-16")], 4, id="three days"),
        pytest.param([half("2026-12-14", Part.MORNING)], 9, id="half a day counts half"),
        pytest.param([hours("2026-12-14", "8:30", 210)], 10, id="hours do not count, however many"),
        pytest.param([span("2026-12-14", "2026-12-25")], 0, id="ten days"),
    ],
)
def test_so_many_half_days_are_lacking_to_five_days(wishes: list[Wish], lacking: int) -> None:
    assert half_days_to_five(day for wish in wishes for day in leave_days(wish, works())) == lacking


def test_the_policy_speaks_of_the_employment_types_of_the_roster() -> None:
    assert set(get_args(Employment)) == {one.value for one in EmploymentKind} - {"special"}

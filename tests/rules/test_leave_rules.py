"""Which wishes for leave can be planned, and what is wrong with the others (issue 6, bad input)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from bot.city.leave import Leave, LeaveKind
from bot.leave.kinds import Hours, Part, Wish
from bot.leave.leave_days import leave_days
from bot.leave.problems import Field, Problem, Trouble
from bot.leave.rules import Surroundings, in_whole_steps, troubles_of
from tests.leaving import A_DAY, PART_TIME, half, hours, span, works

TODAY = date(2026, 11, 20)
POLICY = Leave()
WHOLE_DAYS_ONLY = Leave(half_days=False, hours=False)


def kind(code: str = "annual") -> LeaveKind:
    return next(one for one in POLICY.kinds if one.code == code)


def around(
    policy: Leave = POLICY, standing: tuple[Wish, ...] = (), free: Mapping[int, int] | None = None
) -> Surroundings:
    days = tuple(day for wish in standing for day in leave_days(wish, works()))
    return Surroundings(TODAY, works(policy=policy), policy, days, free or {})


def problem(wish: Wish, found: Surroundings, of: LeaveKind | None = None) -> tuple[Problem, Field] | None:
    """The one problem of a wish and where it lies."""
    troubles = troubles_of(wish, of or kind(), found)
    return (troubles[0].problem, troubles[0].at) if troubles else None


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(span("2026-12-24"), id="a day"),
        pytest.param(half("2026-11-20", Part.AFTERNOON), id="this afternoon"),
        pytest.param(span("2026-11-20", "2026-11-24", Part.AFTERNOON, Part.MORNING), id="half days at both ends"),
        pytest.param(span("2026-12-24", "2027-01-06"), id="over the turn of the year"),
        pytest.param(hours("2026-12-24", "10:00", 120), id="two hours"),
        pytest.param(hours("2026-12-24", None, A_DAY), id="all hours of a day need no start"),
        pytest.param(span("2027-12-28", "2027-12-31"), id="until the last day that is known"),
    ],
)
def test_what_can_be_planned(wish: Wish) -> None:
    assert troubles_of(wish, kind(), around()) == ()


@pytest.mark.parametrize(
    ("wish", "found", "at"),
    [
        pytest.param(span("2026-12-26", "2026-12-24"), Problem.BACKWARDS, Field.LAST, id="a range backwards"),
        pytest.param(
            span("2026-12-24", "2026-12-25", Part.MORNING), Problem.NOT_ONE_PIECE, Field.LAST, id="a gap after noon"
        ),
        pytest.param(span("2026-11-19"), Problem.PAST, Field.FIRST, id="yesterday"),
        pytest.param(span("2026-11-19", "2026-11-25"), Problem.PAST, Field.FIRST, id="a range that began yesterday"),
        pytest.param(span("2028-02-29"), Problem.BEYOND_CALENDAR, Field.FIRST, id="a year of unknown holidays"),
        pytest.param(span("2027-12-24", "2028-01-05"), Problem.BEYOND_CALENDAR, Field.LAST, id="into such a year"),
        pytest.param(span("2026-12-24", "9999-12-31"), Problem.BEYOND_CALENDAR, Field.LAST, id="for ever"),
        pytest.param(hours("2026-12-24", "9:00", 26 * 60), Problem.OVER_24_HOURS, Field.MINUTES, id="26 hours"),
        pytest.param(hours("2026-12-24", "9:00", 0), Problem.NO_TIME, Field.MINUTES, id="no hours"),
        pytest.param(hours("2026-12-24", "9:00", 24 * 60), Problem.LONGER_THAN_DAY, Field.MINUTES, id="24 hours"),
        pytest.param(hours("2026-12-24", "9:00", 480), Problem.LONGER_THAN_DAY, Field.MINUTES, id="8 of 7:45 hours"),
        pytest.param(hours("2026-12-24", None, 120), Problem.START_UNKNOWN, Field.START, id="two hours, but when"),
        pytest.param(hours("2026-12-24", "8:00", 60), Problem.OUTSIDE_HOURS, Field.START, id="before the start"),
        pytest.param(hours("2026-12-24", "16:30", 60), Problem.OUTSIDE_HOURS, Field.START, id="beyond the end"),
        pytest.param(hours("2026-12-24", "9:00", 90), Problem.NOT_A_MULTIPLE, Field.MINUTES, id="an hour and a half"),
        pytest.param(span("2026-11-21", "2026-11-23"), Problem.NO_WORKING_DAY, Field.FIRST, id="only days off"),
        pytest.param(hours("2026-12-29", "9:00", 60), Problem.NO_WORKING_DAY, Field.FIRST, id="the year-end closure"),
    ],
)
def test_what_cannot_be_planned(wish: Wish, found: Problem, at: Field) -> None:
    assert problem(wish, around()) == (found, at)


def test_a_day_that_is_not_the_persons_own_cannot_be_planned() -> None:
    part_timer = Surroundings(TODAY, works(PART_TIME), POLICY)

    wednesday = troubles_of(span("2026-12-02"), kind(), part_timer)

    assert [trouble.problem for trouble in wednesday] == [Problem.NO_WORKING_DAY]


def test_both_ends_of_a_range_are_told_about() -> None:
    troubles = troubles_of(span("2026-11-02", "2028-01-05"), kind(), around())

    assert troubles == (
        Trouble(Problem.PAST, Field.FIRST, {"day": date(2026, 11, 2), "earliest": TODAY}),
        Trouble(Problem.BEYOND_CALENDAR, Field.LAST, {"day": date(2028, 1, 5), "latest": date(2027, 12, 31)}),
    )


# ---- units


@pytest.mark.parametrize(("unit", "minutes"), [(60, 60), (60, 420), (30, 90), (15, 45)])
def test_hours_are_multiples_of_the_unit(unit: int, minutes: int) -> None:
    city = around(Leave.model_validate({"unit_minutes": unit}))

    assert problem(hours("2026-12-24", "8:30", minutes), city) is None


def test_what_is_no_multiple_is_told_its_neighbours() -> None:
    of_half_an_hour = around(Leave.model_validate({"unit_minutes": 30}))

    (trouble,) = troubles_of(hours("2026-12-24", "9:00", 100), kind(), of_half_an_hour)

    assert trouble.facts == {"minutes": 100, "unit_minutes": 30, "below": 90, "above": 120}


def test_above_the_last_multiple_comes_the_whole_day_and_below_the_first_nothing() -> None:
    (above,) = troubles_of(hours("2026-12-24", "8:30", 450), kind(), around())
    (below,) = troubles_of(hours("2026-12-24", "8:30", 45), kind(), around())

    assert (above.facts["below"], above.facts["above"]) == (420, 465)
    assert (below.facts["below"], below.facts["above"]) == (None, 60)


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        pytest.param(half("2026-12-24", Part.MORNING), (Problem.NO_HALF_DAYS, Field.FIRST), id="a half day"),
        pytest.param(
            span("2026-12-24", "2026-12-25", Part.AFTERNOON), (Problem.NO_HALF_DAYS, Field.FIRST), id="at the start"
        ),
        pytest.param(
            span("2026-12-24", "2026-12-25", ends=Part.MORNING), (Problem.NO_HALF_DAYS, Field.LAST), id="at the end"
        ),
        pytest.param(hours("2026-12-24", "9:00", 60), (Problem.NO_HOURS, Field.MINUTES), id="an hour"),
        pytest.param(hours("2026-12-24", "8:30", A_DAY), None, id="all hours of a day are a day"),
        pytest.param(span("2026-12-24", "2026-12-25"), None, id="whole days"),
    ],
)
def test_a_city_that_knows_whole_days_only(wish: Wish, found: tuple[Problem, Field] | None) -> None:
    assert problem(wish, around(WHOLE_DAYS_ONLY)) == found


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        pytest.param(span("2027-07-01", "2027-07-05"), None, id="in its season"),
        pytest.param(span("2027-09-30", "2027-10-01"), (Problem.OUT_OF_SEASON, Field.LAST), id="beyond its end"),
        pytest.param(span("2027-06-30", "2027-07-02"), (Problem.OUT_OF_SEASON, Field.FIRST), id="before its start"),
        pytest.param(half("2027-08-03", Part.MORNING), (Problem.NO_HALF_DAYS, Field.FIRST), id="half a day"),
    ],
)
def test_summer_leave_has_its_season_and_its_unit(wish: Wish, found: tuple[Problem, Field] | None) -> None:
    assert problem(wish, around(), kind("summer")) == found


def test_a_season_may_go_over_the_turn_of_the_year() -> None:
    winter = LeaveKind.model_validate({"code": "special", "season_from": "12-01", "season_to": "02-28"})

    found = [problem(span(day), around(), winter) for day in ("2026-12-01", "2027-02-26", "2027-03-01")]

    assert found == [None, None, (Problem.OUT_OF_SEASON, Field.FIRST)]


# ---- other leave, and the balance


@pytest.mark.parametrize(
    ("standing", "wish", "is_free"),
    [
        pytest.param(half("2026-12-24", Part.MORNING), half("2026-12-24", Part.AFTERNOON), True, id="the other half"),
        pytest.param(half("2026-12-24", Part.MORNING), span("2026-12-24"), False, id="a day over a half day"),
        pytest.param(span("2026-12-24"), span("2026-12-24"), False, id="the same day again"),
        pytest.param(span("2026-12-21", "2026-12-24"), span("2026-12-24", "2026-12-25"), False, id="ranges that meet"),
        pytest.param(
            span("2026-12-21", "2026-12-24", ends=Part.MORNING),
            span("2026-12-24", "2026-12-25", Part.AFTERNOON),
            True,
            id="ranges that share a day",
        ),
        pytest.param(hours("2026-12-24", "10:00", 60), hours("2026-12-24", "11:00", 60), True, id="hour after hour"),
        pytest.param(hours("2026-12-24", "10:00", 120), hours("2026-12-24", "11:00", 60), False, id="hour in hours"),
        pytest.param(half("2026-12-24", Part.MORNING), hours("2026-12-24", "13:00", 60), True, id="an hour after it"),
        pytest.param(half("2026-12-24", Part.MORNING), hours("2026-12-24", "11:00", 60), False, id="an hour in it"),
        pytest.param(span("2026-12-24"), span("2026-12-25"), True, id="another day"),
    ],
)
def test_nobody_is_away_twice_at_one_time(standing: Wish, wish: Wish, is_free: bool) -> None:
    found = troubles_of(wish, kind(), around(standing=(standing,)))

    assert [trouble.problem for trouble in found] == ([] if is_free else [Problem.OVERLAP])


def test_an_overlap_names_the_day_that_stands() -> None:
    city = around(standing=(span("2026-12-21", "2026-12-25"),))

    (trouble,) = troubles_of(half("2026-12-22", Part.MORNING), kind(), city)

    assert trouble.facts["other"] == leave_days(span("2026-12-22"), works())[0]


def test_more_than_the_balance_is_told_with_both_amounts() -> None:
    (trouble,) = troubles_of(span("2026-12-21", "2026-12-25"), kind(), around(free={2026: 4 * A_DAY}))

    assert trouble == Trouble(
        Problem.OVER_BALANCE, Field.LAST, {"leave_year": 2026, "wanted": 5 * A_DAY, "free": 4 * A_DAY}
    )


def test_leave_over_the_turn_of_the_leave_year_counts_against_both_balances() -> None:
    holidays = span("2026-12-28", "2027-01-05")

    calendar_years = troubles_of(holidays, kind(), around(free={2026: A_DAY, 2027: A_DAY}))
    fiscal_years = troubles_of(
        holidays, kind(), around(Leave.model_validate({"year_start": "04-01"}), free={2026: 3 * A_DAY})
    )

    assert [(one.facts["leave_year"], one.facts["wanted"]) for one in calendar_years] == [(2027, 2 * A_DAY)]
    assert fiscal_years == ()


def test_without_an_imported_balance_nothing_is_said_about_one() -> None:
    assert problem(span("2026-12-01", "2026-12-25"), around(free={2027: 0})) is None


def test_a_kind_that_counts_against_nothing_has_no_balance() -> None:
    assert problem(span("2026-12-24"), around(free={2026: 0}), kind("special")) is None


@pytest.mark.parametrize(
    ("wish", "instead"),
    [
        pytest.param(
            hours("2026-12-24", "15:00", 135),
            [hours("2026-12-24", "15:15", 120), hours("2026-12-24", "14:15", 180)],
            id="until the end of the day",
        ),
        pytest.param(
            hours("2026-12-24", "10:00", 90),
            [hours("2026-12-24", "10:00", 60), hours("2026-12-24", "10:00", 120)],
            id="in the middle of it",
        ),
        pytest.param(hours("2026-12-24", "16:30", 30), [], id="no whole hour begins then"),
        pytest.param(hours("2026-12-24", "17:00", 15), [hours("2026-12-24", "16:15", 60)], id="less than one step"),
    ],
)
def test_hours_that_are_no_multiple_become_the_nearest_that_are(wish: Hours, instead: list[Hours]) -> None:
    assert list(in_whole_steps(wish, kind(), around())) == instead


# ---- fixture X22


@pytest.mark.parametrize(
    ("minutes", "free", "found"),
    [
        pytest.param(45, 45, None, id="all that is left"),
        pytest.param(105, 105, None, id="all that is left, over an hour"),
        pytest.param(45, 46, Problem.NOT_A_MULTIPLE, id="not quite all"),
        pytest.param(30, 45, Problem.NOT_A_MULTIPLE, id="a part of it"),
        pytest.param(60, 45, Problem.OVER_BALANCE, id="the next whole hour is too much"),
    ],
)
def test_the_last_remainder_may_be_used_up(minutes: int, free: int, found: Problem | None) -> None:
    troubles = troubles_of(hours("2026-12-24", "8:30", minutes), kind(), around(free={2026: free}))

    assert [trouble.problem for trouble in troubles] == ([found] if found else [])

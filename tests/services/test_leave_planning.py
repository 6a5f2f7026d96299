"""Planning leave: what is understood and what it would mean, planned once, changed, cancelled; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.city.leave import Leave, MinimumCover
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.errors import OldButton, Refused
from bot.leave import service
from bot.leave.kinds import Part, Span, Wish
from bot.leave.leave_days import leave_days, total_minutes
from bot.leave.plans import Asked, Preview
from bot.leave.problems import Problem
from bot.leave.sentences.questions import Asks
from bot.leave.service import UnsuitableLeave
from bot.people.kinds import Status, UnitKind
from bot.people.rules import Hours as WorkingHours
from tests.leaving import A_DAY, half, hours, span, works
from tests.planning import Planners, planners

HOLIDAY_WEEKEND = span("2026-11-20", "2026-11-24", Part.AFTERNOON, Part.MORNING)
CHRISTMAS_EVE = half("2026-12-24", Part.AFTERNOON)


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def previewed(found: Preview | Asked) -> Preview:
    assert isinstance(found, Preview)
    return found


def test_a_line_is_understood_with_its_days_and_nothing_is_stored(office: Planners) -> None:
    found = previewed(office.said("11/20 午後から 11/24 午前"))

    assert (found.wish, found.kind.code, found.minutes) == (HOLIDAY_WEEKEND, "annual", 465)
    assert [day.day for day in found.days] == [date(2026, 11, 20), date(2026, 11, 24)]
    assert office.days() == []


def test_a_line_that_may_mean_two_things_is_asked_back(office: Planners) -> None:
    found = office.said("12/24 半日")

    assert isinstance(found, Asked)
    assert found.question.asks is Asks.WHICH_HALF
    assert len(found.question.choices) == 2


def test_leave_over_a_holiday_weekend_is_stored_to_the_minute(office: Planners) -> None:
    planned = office.plan(HOLIDAY_WEEKEND)

    assert planned.is_new
    assert planned.plan.minutes == 465
    assert [(day.day.day, day.part, day.minutes) for day in office.days()] == [
        (20, Part.AFTERNOON, 255),
        (24, Part.MORNING, 210),
    ]
    assert office.wishes() == [HOLIDAY_WEEKEND]


def test_confirming_twice_plans_once(office: Planners) -> None:
    first = office.plan(CHRISTMAS_EVE, key="k")
    again = office.plan(CHRISTMAS_EVE, key="k")
    on_another_device = office.plan(CHRISTMAS_EVE, key="other")

    assert (first.is_new, again.is_new, on_another_device.is_new) == (True, False, False)
    assert first.plan == again.plan == on_another_device.plan
    assert len(office.days()) == 1


def test_two_devices_at_once_cannot_plan_an_overlap(office: Planners) -> None:
    wishes: list[Wish] = [
        span("2026-12-24"),
        half("2026-12-24", Part.AFTERNOON),
        hours("2026-12-24", "15:00", 120),
        span("2026-12-23", "2026-12-25"),
    ]

    with ThreadPoolExecutor(len(wishes)) as devices:
        tries = [devices.submit(office.plan, wish) for wish in wishes]
    errors = [one.exception() for one in tries if one.exception()]

    assert len(office.wishes()) == 1
    assert len(errors) == 3
    assert {
        trouble.problem for error in errors if isinstance(error, UnsuitableLeave) for trouble in error.troubles
    } == {Problem.OVERLAP}


def test_two_half_days_make_a_day(office: Planners) -> None:
    office.plan(half("2026-12-24", Part.MORNING))
    office.plan(half("2026-12-24", Part.AFTERNOON))

    assert total_minutes(office.days()) == A_DAY


def test_what_cannot_be_planned_is_stored_in_no_part(office: Planners) -> None:
    with pytest.raises(UnsuitableLeave) as refused:
        office.plan(span("2026-12-24", "2026-12-22"))

    assert [one.problem for one in refused.value.troubles] == [Problem.BACKWARDS]
    assert office.days() == []
    assert office.wishes() == []


def test_a_kind_that_the_city_does_not_have_is_refused(office: Planners) -> None:
    with pytest.raises(Refused, match="choose another kind"):
        office.plan(CHRISTMAS_EVE, "moon")


def test_a_plan_is_changed_in_one_go(office: Planners) -> None:
    old = office.plan(CHRISTMAS_EVE, key="old").plan

    changed = office.change(old.key, span("2026-12-24", "2026-12-25"), key="new")
    again = office.change(old.key, span("2026-12-24", "2026-12-25"), key="new")

    assert (changed.is_new, again.is_new) == (True, False)
    assert office.wishes() == [span("2026-12-24", "2026-12-25")]
    assert total_minutes(office.days()) == 2 * A_DAY


def test_a_change_that_cannot_be_leaves_the_plan_as_it_was(office: Planners) -> None:
    office.plan(span("2026-12-25"))
    old = office.plan(CHRISTMAS_EVE).plan

    with pytest.raises(UnsuitableLeave):
        office.change(old.key, span("2026-12-24", "2026-12-25"))

    assert office.wishes() == [CHRISTMAS_EVE, span("2026-12-25")]


def test_the_second_of_two_different_changes_reads_that_the_plan_is_gone(office: Planners) -> None:
    old = office.plan(CHRISTMAS_EVE).plan
    office.change(old.key, half("2026-12-24", Part.MORNING))

    with pytest.raises(OldButton, match="not there any more"):
        office.change(old.key, span("2026-12-21"))

    assert office.wishes() == [half("2026-12-24", Part.MORNING)]


def test_a_cancelled_plan_leaves_its_key_and_no_old_button_brings_it_back(office: Planners) -> None:
    office.plan(CHRISTMAS_EVE, key="k")

    office.cancel("k")
    office.cancel("k")

    assert (office.wishes(), office.days()) == ([], [])
    with pytest.raises(OldButton, match="Write it once more"):
        office.plan(CHRISTMAS_EVE, key="k")
    assert office.plan(CHRISTMAS_EVE, key="later").is_new


def test_nobody_changes_or_cancels_what_somebody_else_planned(office: Planners) -> None:
    office.plan(CHRISTMAS_EVE, key="k")

    with pytest.raises(OldButton):
        office.cancel("k", who=office.baba)

    assert office.wishes() == [CHRISTMAS_EVE]


def test_of_leave_that_has_begun_only_the_rest_is_cancelled(office: Planners) -> None:
    week = span("2026-12-07", "2026-12-11")
    office.plan(week, key="k")

    office.on(date(2026, 12, 9)).cancel("k")

    assert [day.day.day for day in office.days()] == [7, 8]
    assert office.on(date(2026, 12, 8)).wishes() == [span("2026-12-07", "2026-12-08")]


def test_of_leave_that_has_begun_only_the_rest_is_changed(office: Planners) -> None:
    office.plan(span("2026-12-07", "2026-12-11", Part.AFTERNOON), key="k")
    wednesday = office.on(date(2026, 12, 9))

    wednesday.change("k", half("2026-12-09", Part.MORNING))

    assert [(day.day.day, day.minutes) for day in office.days()] == [(7, 255), (8, 465), (9, 210)]


def test_a_plan_that_is_over_stays(office: Planners) -> None:
    office.plan(CHRISTMAS_EVE, key="k")

    with pytest.raises(OldButton, match="is over"):
        office.on(date(2026, 12, 25)).cancel("k")


def test_the_balance_after_it_and_the_goal_are_told(office: Planners) -> None:
    office.imported(granted=20 * A_DAY, taken=5 * A_DAY)
    office.plan(span("2026-12-21", "2026-12-22"))

    (effect,) = office.preview(span("2026-12-24")).effects

    assert (effect.before.free, effect.after.free) == (13 * A_DAY, 12 * A_DAY)
    assert effect.pace is not None
    assert (effect.pace.goal, effect.pace.taken, effect.pace.planned) == (16 * A_DAY, 5 * A_DAY, 3 * A_DAY)


def test_without_an_imported_balance_no_number_is_made_up(office: Planners) -> None:
    assert office.preview(span("2026-12-24")).effects == ()


def test_more_than_the_balance_is_refused_and_the_last_minutes_can_be_planned(office: Planners) -> None:
    office.imported(granted=A_DAY + 45)
    office.plan(span("2026-12-24"))

    too_much = office.preview(hours("2026-12-25", "09:00", 60)).troubles
    office.plan(hours("2026-12-25", "09:00", 45))

    assert [one.problem for one in too_much] == [Problem.OVER_BALANCE]
    assert office.preview(hours("2026-12-22", "09:00", 60)).troubles[0].facts["free"] == 0


@pytest.mark.parametrize(
    ("today", "lost"),
    [
        pytest.param(date(2026, 12, 1), 4 * A_DAY + 45, id="as the year ends, what is over 20 days"),
        pytest.param(date(2026, 9, 1), 0, id="before, there is time enough"),
    ],
)
def test_what_cannot_be_carried_over_is_told_in_time(office: Planners, today: date, lost: int) -> None:
    office.imported(granted=20 * A_DAY, carried_over=8 * A_DAY + 45, taken=3 * A_DAY)
    office.on(date(2026, 9, 1)).plan(span("2026-12-24"))

    mine = office.database.read(service.my_plans, office.staff(office.aoki), today=today)

    assert mine.lost == lost


def test_colleagues_who_are_away_are_named_without_their_kinds(office: Planners) -> None:
    office.plan(CHRISTMAS_EVE, "special", who=office.baba)
    office.plan(span("2026-12-24"), who=office.chiba)

    (away,) = office.preview(span("2026-12-24", "2026-12-25")).away

    assert (away.name, away.day, away.part, away.kinds) == ("馬場 翔", date(2026, 12, 24), Part.AFTERNOON, ())


def test_a_cover_that_would_be_missed_is_warned_of_and_forbids_nothing(database: Database) -> None:
    office = planners(database, CityPolicy(leave=Leave(cover=(MinimumCover(unit="kyuyo", morning=1, afternoon=1),))))
    office.plan(CHRISTMAS_EVE, who=office.baba)

    found = office.preview(span("2026-12-24"))

    assert [(gap.half, gap.left, gap.minimum) for gap in found.gaps] == [(Part.AFTERNOON, 0, 1)]
    assert found.troubles == ()
    assert office.plan(span("2026-12-24")).is_new


def test_whoever_is_on_leave_of_absence_keeps_no_counter_open(database: Database) -> None:
    office = planners(database, CityPolicy(leave=Leave(cover=(MinimumCover(unit="kyuyo", morning=1, afternoon=1),))))
    office.plan(CHRISTMAS_EVE, who=office.baba)
    office.office.person(office.section, status=Status.CHILDCARE)

    assert [gap.left for gap in office.preview(span("2026-12-24")).gaps] == [0]


def test_whoever_is_on_leave_of_absence_has_no_days_to_plan(office: Planners) -> None:
    absent = office.office.person(office.section, status=Status.CHILDCARE)

    assert [one.problem for one in office.preview(span("2026-12-24"), who=absent).troubles] == [Problem.NO_WORKING_DAY]


def test_hours_that_change_in_between_count_as_they_are_on_each_day(office: Planners) -> None:
    short = WorkingHours(540, 960, 0b0011111, 375)
    person = office.office.person(office.section, until=date(2026, 12, 24))
    office.office.employ(person, hours=short, since=date(2026, 12, 25))
    office.office.post(person, office.section, since=date(2026, 12, 25))

    found = office.preview(span("2026-12-24", "2026-12-25"), who=person)

    assert [day.minutes for day in found.days] == [465, 375]


def test_shift_workers_plan_holidays_too(office: Planners) -> None:
    station = office.office.unit("消防署", code="fire", works_shifts=True)
    squad = office.office.unit("救急隊", station, kind=UnitKind.TEAM)
    every_day = WorkingHours(510, 1035, 0b1111111, A_DAY)
    person = office.office.person(squad, hours=every_day)

    assert office.preview(span("2026-11-22", "2026-11-23"), who=person).minutes == 2 * A_DAY


_PARTS = st.sampled_from([(Part.WHOLE, Part.WHOLE), (Part.AFTERNOON, Part.WHOLE), (Part.WHOLE, Part.MORNING)])
_ENDS = st.lists(st.dates(date(2026, 11, 19), date(2027, 3, 31)), min_size=2, max_size=2, unique=True)


def a_span(days: list[date], parts: tuple[Part, Part]) -> Wish:
    first, last = sorted(days)
    return Span(first, last, *parts)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(a_span, _ENDS, _PARTS), min_size=1, max_size=4, unique=True))
def test_the_stored_rows_add_up_to_what_the_engine_says(office: Planners, wishes: list[Wish]) -> None:
    kept = []
    for wish in wishes:
        with suppress(UnsuitableLeave):
            kept.append(office.plan(wish).plan)
    stored, standing = office.days(), office.wishes()
    for one in kept:
        office.cancel(one.key)

    assert kept
    assert total_minutes(stored) == sum(total_minutes(leave_days(one.wish, works())) for one in kept)
    assert {one.wish for one in kept} == set(standing)
    assert office.days() == []

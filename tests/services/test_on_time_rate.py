"""Who left on time: the edge cases of `domain.md` 5.4, on real rows of both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.attendance.rules import Counts, Days
from bot.attendance.service import recount
from bot.city.rules import CityPolicy, OnTime
from bot.database import Database
from bot.people.kinds import EmploymentKind, ModeKind, PostKind, Status, UnitKind
from bot.people.rules import Hours
from bot.people.special_mode import declare_special_mode
from bot.people.tables import Post
from tests.clocking import (
    LATE,
    NOW,
    ON_TIME,
    SATURDAY,
    THURSDAY,
    TUESDAY,
    VERY_LATE,
    WEDNESDAY,
    Clocks,
    day_of,
    line_of,
    percent,
)


@pytest.fixture
def clocks(database: Database) -> Clocks:
    return Clocks(database)


def whole(clocks: Clocks, day: date = WEDNESDAY) -> Counts:
    """Everybody's counts of one day."""
    report = clocks.report(day).rates
    share = report.whole.rates[Days.ALL].share
    on_duty, on_time = (0, 0) if share is None else (share.whole, share.part)
    return Counts(on_duty=on_duty, on_time=on_time)


def test_whoever_leaves_within_the_grace_is_on_time_and_a_minute_later_is_not(clocks: Clocks) -> None:
    people = clocks.hire(6, clocks.office.unit("課"))

    clocks.take(day_of(one, WEDNESDAY, "17:46" if one == people[0] else "17:45") for one in people)

    assert percent(clocks.report(WEDNESDAY).rates.whole.rates[Days.ALL]) == "83.3"


def test_the_grace_and_the_late_hour_are_the_citys(clocks: Clocks) -> None:
    clocks.decide(CityPolicy(on_time=OnTime.model_validate({"grace_minutes": 120, "late_hour": "18:30"})))
    people = clocks.hire(5, clocks.office.unit("課"))

    clocks.take(day_of(one, WEDNESDAY, LATE) for one in people)

    report = clocks.report(WEDNESDAY).rates.whole
    assert (percent(report.rates[Days.ALL]), percent(report.late)) == ("100.0", "100.0")


def test_each_is_held_against_their_own_end(clocks: Clocks) -> None:
    """X09: staggered hours."""
    section = clocks.office.unit("課")
    ends = (16 * 60 + 15, 16 * 60 + 45, 17 * 60 + 15, 17 * 60 + 45, 18 * 60 + 15)
    people = [clocks.office.person(section, hours=Hours(end - 525, end, 0b11111, 465)) for end in ends]

    clocks.take(day_of(one, WEDNESDAY, "17:15") for one in people)

    assert whole(clocks) == Counts(on_duty=5, on_time=4)


def test_without_overtime_a_late_way_out_is_on_time_and_not_late_work(clocks: Clocks) -> None:
    people = clocks.hire(5, clocks.office.unit("課"))

    clocks.take(day_of(one, WEDNESDAY, VERY_LATE, **{"時間外（分）": "0"}) for one in people)

    report = clocks.report(WEDNESDAY).rates.whole
    assert (percent(report.rates[Days.ALL]), percent(report.late)) == ("100.0", "0.0")


def test_whoever_does_not_work_that_weekday_is_not_counted(clocks: Clocks) -> None:
    """X10: a part-timer, Monday, Tuesday, Thursday and Friday."""
    section = clocks.office.unit("課")
    people = clocks.hire(5, section)
    part_timer = clocks.office.person(section, hours=Hours(540, 960, 0b11011, 360))

    clocks.take(day_of(one, day) for one in [*people, part_timer] for day in (TUESDAY, WEDNESDAY))

    assert (whole(clocks, TUESDAY).on_duty, whole(clocks, WEDNESDAY).on_duty) == (6, 5)


@pytest.mark.parametrize("status", [Status.CHILDCARE, Status.SICK, Status.SECONDED_OUT])
def test_whoever_is_not_in_the_office_for_long_is_in_no_denominator(clocks: Clocks, status: Status) -> None:
    """X11."""
    section = clocks.office.unit("課")
    people = [*clocks.hire(5, section), clocks.office.person(section, status=status)]

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    assert whole(clocks).on_duty == 5


def test_the_mayor_is_in_no_denominator(clocks: Clocks) -> None:
    section = clocks.office.unit("課")
    people = [*clocks.hire(5, section), clocks.office.person(section, employment=EmploymentKind.SPECIAL)]

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    assert whole(clocks).on_duty == 5


def test_somebody_with_two_posts_counts_once_in_the_main_one(clocks: Clocks) -> None:
    """X05."""
    first, second = clocks.office.unit("一課"), clocks.office.unit("二課")
    people = [*clocks.hire(5, first), *clocks.hire(5, second)]
    clocks.office.post(people[0], second, PostKind.CONCURRENT)

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    report = clocks.report(WEDNESDAY)
    shares = [line_of(report, name).rates[Days.ALL].share for name in ("一課", "二課")]
    assert [share.whole for share in shares if share] == [5, 5]
    assert whole(clocks).on_duty == 10


def test_shift_units_are_named_and_not_counted(clocks: Clocks) -> None:
    """X08: everything below a unit on shifts, too."""
    station = clocks.office.unit("消防署", works_shifts=True)
    people = [*clocks.hire(3, station), *clocks.hire(4, clocks.office.unit("第一隊", station, kind=UnitKind.TEAM))]
    clerks = clocks.hire(5, clocks.office.unit("課"))

    clocks.take(day_of(one, WEDNESDAY, LATE if one in people else ON_TIME) for one in [*people, *clerks])

    rates = clocks.report(WEDNESDAY).rates
    assert percent(rates.whole.rates[Days.ALL]) == "100.0"
    assert rates.counted.on_shifts == 7
    assert percent(line_of(clocks.report(WEDNESDAY), "消防署").rates[Days.ALL]) == "—"


def test_leave_trips_and_missing_records_are_named_and_not_counted(clocks: Clocks) -> None:
    people = clocks.hire(9, clocks.office.unit("課"))
    rows = [day_of(one, WEDNESDAY) for one in people[:5]]
    rows += [day_of(people[5], WEDNESDAY, "", 区分="年休"), day_of(people[6], WEDNESDAY, "", 区分="出張")]
    rows += [day_of(people[7], WEDNESDAY, "")]

    clocks.take(rows)

    excluded = clocks.report(WEDNESDAY).rates.counted
    assert whole(clocks).on_duty == 5
    assert (excluded.away, excluded.on_trip, excluded.unrecorded) == (1, 1, 2)


def test_a_trip_that_was_clocked_out_counts(clocks: Clocks) -> None:
    people = clocks.hire(5, clocks.office.unit("課"))

    clocks.take(day_of(one, WEDNESDAY, LATE, 区分="出張") for one in people)

    assert whole(clocks) == Counts(on_duty=5, on_time=0)


def test_whoever_planned_leave_and_has_no_record_does_not_count(clocks: Clocks) -> None:
    away, came_all_the_same, *others = clocks.hire(7, clocks.office.unit("課"))
    clocks.take(day_of(one, WEDNESDAY) for one in (came_all_the_same, *others))
    planned = select(col(Post.person_id)).where(col(Post.person_id).in_([away, came_all_the_same]))

    clocks.database.write(recount, WEDNESDAY, WEDNESDAY, absent=lambda _: planned)

    assert (whole(clocks).on_duty, clocks.report(WEDNESDAY).rates.counted.away) == (6, 1)


def test_a_disaster_is_counted_and_left_out_of_the_second_rate(clocks: Clocks) -> None:
    """X15: a bureau in special mode, overtime tagged, two rates."""
    hit, other = clocks.office.unit("建設局", kind=UnitKind.BUREAU), clocks.office.unit("総務局", kind=UnitKind.BUREAU)
    busy, calm = clocks.hire(5, clocks.office.unit("道路課", hit)), clocks.hire(10, clocks.office.unit("総務課", other))
    clocks.office.special_mode(hit, WEDNESDAY, WEDNESDAY)
    rows = [*(day_of(one, WEDNESDAY, VERY_LATE) for one in busy), *(day_of(one, WEDNESDAY) for one in calm)]

    clocks.take([*rows, *(day_of(one, THURSDAY) for one in (*busy, *calm))])

    on_the_day, after = clocks.report(WEDNESDAY).rates.whole, clocks.report(THURSDAY).rates.whole
    shares = (on_the_day.rates[Days.ALL].share, on_the_day.rates[Days.ALL].without_special)
    assert [f"{share.percent}" for share in shares if share] == ["66.7", "100.0"]
    assert [f"{share.percent}" for share in (on_the_day.late.share, on_the_day.late.without_special) if share] == [
        "33.3",
        "0.0",
    ]
    assert after.rates[Days.ALL].share == after.rates[Days.ALL].without_special


def test_a_row_can_be_of_a_disaster_too(clocks: Clocks) -> None:
    people = clocks.hire(10, clocks.office.unit("課"))

    clocks.take(
        day_of(one, WEDNESDAY, LATE if one in people[:5] else ON_TIME, 区分="災害" if one in people[:5] else "")
        for one in people
    )

    cell = clocks.report(WEDNESDAY).rates.whole.rates[Days.ALL]
    assert cell.share
    assert cell.without_special
    assert (cell.share.part, cell.share.whole, cell.without_special.whole) == (5, 10, 5)


def test_a_mode_that_is_declared_afterwards_shows_after_a_recount(clocks: Clocks) -> None:
    section = clocks.office.unit("課", code="01")
    people = clocks.hire(5, section)
    clocks.take(day_of(one, WEDNESDAY, LATE) for one in people)
    clocks.database.write(
        declare_special_mode,
        ModeKind.ELECTION,
        unit_code="01",
        starts_on=WEDNESDAY,
        ends_on=WEDNESDAY,
        now=NOW,
        actor="test",
    )

    counted = clocks.database.write(recount, TUESDAY, THURSDAY)

    cell = clocks.report(WEDNESDAY).rates.whole.rates[Days.ALL]
    assert counted == 1
    assert (cell.share is not None, cell.without_special) == (True, None)


def test_nobody_on_duty_is_no_rate_and_no_division_by_zero(clocks: Clocks) -> None:
    """X27."""
    empty, full = clocks.office.unit("空課"), clocks.office.unit("課")
    clocks.office.person(empty, status=Status.CHILDCARE)

    clocks.take(day_of(one, WEDNESDAY) for one in clocks.hire(5, full))

    report = clocks.report(WEDNESDAY)
    assert percent(line_of(report, "空課").rates[Days.ALL]) == "—"
    assert percent(clocks.report(TUESDAY).rates.whole.rates[Days.ALL]) == "—"
    assert percent(report.rates.whole.rates[Days.PAYDAY]) == "—"


def test_a_period_is_a_sum_over_a_sum_and_no_mean_of_days(clocks: Clocks) -> None:
    people = clocks.hire(20, clocks.office.unit("課"))

    clocks.take([*(day_of(one, TUESDAY, LATE) for one in people[:5]), *(day_of(one, WEDNESDAY) for one in people)])

    assert percent(clocks.report(TUESDAY, WEDNESDAY).rates.whole.rates[Days.ALL]) == "80.0"


def test_a_holiday_counts_for_nobody_and_a_saturday_for_those_who_work_it(clocks: Clocks) -> None:
    section = clocks.office.unit("図書館")
    office_workers = clocks.hire(3, section)
    library = [clocks.office.person(section, hours=Hours(510, 1035, 0b0111110, 465)) for _ in range(5)]
    labour_day = date(2026, 11, 23)

    clocks.take(day_of(one, day) for one in (*office_workers, *library) for day in (labour_day, SATURDAY))

    assert (whole(clocks, labour_day).on_duty, whole(clocks, SATURDAY).on_duty) == (0, 5)


def test_whoever_no_order_names_had_no_overtime(clocks: Clocks) -> None:
    """A file of orders (命令簿) tells of those who had some, and covers every day from its first to its last."""
    people = clocks.hire(10, clocks.office.unit("課"))

    clocks.take(
        [
            {"職員番号": f"{people[0]:06d}", "日付": f"{TUESDAY}", "時間外": "2.5"},
            {"職員番号": f"{people[1]:06d}", "日付": f"{THURSDAY}", "時間外": "3:30"},
        ]
    )

    rates = clocks.report(TUESDAY, THURSDAY).rates
    share = rates.whole.rates[Days.ALL].share
    assert share
    assert (share.part, share.whole) == (28, 30)
    assert f"{rates.whole.late.share.percent if rates.whole.late.share else None}" == "3.3"


def test_people_without_slack_count_like_everybody(clocks: Clocks) -> None:
    section = clocks.office.unit("課")
    people = [*clocks.hire(4, section), clocks.office.person(section, slack_user_id=None)]

    clocks.take(day_of(one, WEDNESDAY) for one in people)

    assert whole(clocks).on_duty == 5
    assert clocks.report(WEDNESDAY).without_slack == 1

"""Which days somebody may choose instead of a no-overtime day on which they stay."""

from __future__ import annotations

from datetime import date, timedelta

import jpholiday
from hypothesis import given
from hypothesis import strategies as st

from bot.city.rules import CityPolicy
from bot.overtime.candidates import Surroundings, days_instead
from bot.people.rules import Hours
from bot.workdays.rules import municipal_calendar
from tests.people import DAYTIME

WEDNESDAY = date(2026, 11, 25)
CALENDAR = municipal_calendar(CityPolicy())
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def in_november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def test_the_working_days_of_a_week_before_and_after_are_offered() -> None:
    around = Surroundings(CALENDAR, DAYTIME, no_overtime=[WEDNESDAY, date(2026, 12, 2)])

    found = days_instead(WEDNESDAY, around, window_days=7, today=date(2026, 11, 17))

    # 21 and 22 November are a weekend, the 23rd is 勤労感謝の日.
    assert [*found] == [*in_november(18, 19, 20, 24, 26, 27, 30), date(2026, 12, 1)]


def test_what_is_past_taken_or_on_leave_is_left_out() -> None:
    around = Surroundings(CALENDAR, DAYTIME, used=in_november(26), away=in_november(27))

    found = days_instead(WEDNESDAY, around, window_days=5, today=WEDNESDAY)

    assert [*found] == in_november(30)


def test_a_part_timer_is_offered_their_own_weekdays_only() -> None:
    four_days = Hours(start_minute=540, end_minute=960, weekdays=0b0001111, minutes_per_day=360)

    found = days_instead(WEDNESDAY, Surroundings(CALENDAR, four_days), window_days=5, today=WEDNESDAY)

    assert [*found] == in_november(26, 30)


def test_at_the_year_end_there_may_be_no_day_at_all() -> None:
    last = date(2026, 12, 28)

    assert days_instead(last, Surroundings(CALENDAR, DAYTIME), window_days=5, today=last) == ()


@given(
    day=DAYS,
    today=DAYS,
    window_days=st.integers(1, 31),
    weekdays=st.integers(0, 0b1111111),
    no_overtime=st.frozensets(DAYS),
    used=st.frozensets(DAYS),
    away=st.frozensets(DAYS),
)
def test_every_candidate_is_a_free_working_day_in_the_window(
    day: date,
    today: date,
    window_days: int,
    weekdays: int,
    no_overtime: frozenset[date],
    used: frozenset[date],
    away: frozenset[date],
) -> None:
    hours = Hours(510, 1035, weekdays, 465)

    found = days_instead(
        day, Surroundings(CALENDAR, hours, no_overtime, used, away), window_days=window_days, today=today
    )

    assert list(found) == sorted(set(found))
    for one in found:
        assert one != day
        assert one >= today
        assert abs(one - day) <= timedelta(days=window_days)
        assert one not in no_overtime | used | away
        assert one.weekday() < 5
        assert weekdays & 1 << one.weekday()


@given(day=st.dates(date(2026, 1, 10), date(2026, 12, 10)), window_days=st.integers(1, 14))
def test_no_free_working_day_of_the_window_is_missing(day: date, window_days: int) -> None:
    found = days_instead(day, Surroundings(CALENDAR, DAYTIME), window_days=window_days, today=day)

    coming = [day + timedelta(days=offset) for offset in range(1, window_days + 1)]
    assert [*found] == [one for one in coming if one.weekday() < 5 and not jpholiday.is_holiday(one)]

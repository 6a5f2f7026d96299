"""Working hours: the minutes of a day without its break, and addresses in one form."""

from __future__ import annotations

from datetime import date

import pytest

from bot.people.rules import Hours, normal_email, working_minutes


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        pytest.param(8 * 60 + 30, 17 * 60 + 15, 465, id="full day 8:30-17:15"),
        pytest.param(9 * 60, 16 * 60, 375, id="part-timer 9:00-16:00"),
        pytest.param(9 * 60, 15 * 60, 360, id="six hours need no break"),
        pytest.param(9 * 60, 12 * 60, 180, id="a morning"),
    ],
)
def test_a_working_day_is_its_span_without_the_break(start: int, end: int, minutes: int) -> None:
    assert working_minutes(start, end) == minutes


def test_a_part_timer_has_no_hours_on_wednesday() -> None:
    part_timer = Hours(540, 960, weekdays=0b0011011, minutes_per_day=375)

    worked = [part_timer.covers(date(2026, 11, day)) for day in range(23, 30)]

    assert worked == [True, True, False, True, True, False, False]


def test_addresses_are_compared_in_half_width_small_letters() -> None:
    assert normal_email(" Ａｏｋｉ.Taro@Hibarino.Example\u3000") == "aoki.taro@hibarino.example"

"""How many stay: the minimum per unit, weekday and half day. It warns and forbids nothing (issue 6)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.city.leave import Leave
from bot.leave.cover import Colleague, CoverGap, cover_gaps
from bot.leave.kinds import Part, Wish
from bot.leave.leave_days import leave_days
from tests.leaving import PART_TIME, half, hours, span, works

#: Two must stay at the counter, three on Monday mornings.
COUNTER = Leave.model_validate(
    {
        "cover": [
            {"unit": "MADO", "morning": 2, "afternoon": 2},
            {"unit": "MADO", "weekdays": ["monday"], "morning": 3},
        ]
    }
)


def colleague(*away: Wish) -> Colleague:
    return Colleague(works(), tuple(day for wish in away for day in leave_days(wish, works())))


def gaps(wish: Wish, *colleagues: Colleague, unit: str = "MADO") -> list[tuple[int, Part, int, int]]:
    """Day of the month, half, how many are left, how many must be."""
    found = cover_gaps(leave_days(wish, works()), unit, colleagues, COUNTER)
    return [(gap.day.day, gap.half, gap.left, gap.minimum) for gap in found]


THURSDAY, FRIDAY, MONDAY = "2026-12-17", "2026-12-18", "2026-12-21"


def test_as_many_as_must_be_there_are_enough() -> None:
    assert gaps(span(THURSDAY), colleague(), colleague()) == []


def test_each_half_day_on_which_somebody_is_missing_is_told() -> None:
    away_at_noon = colleague(half(THURSDAY, Part.AFTERNOON))

    found = cover_gaps(leave_days(span(THURSDAY), works()), "MADO", [away_at_noon, colleague()], COUNTER)

    assert found == (CoverGap("MADO", date(2026, 12, 17), Part.AFTERNOON, left=1, minimum=2),)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        pytest.param(half(THURSDAY, Part.MORNING), [], id="in the other half"),
        pytest.param(half(THURSDAY, Part.AFTERNOON), [(17, Part.AFTERNOON, 1, 2)], id="in the same half"),
        pytest.param(hours(THURSDAY, "16:15", 60), [(17, Part.AFTERNOON, 1, 2)], id="an hour of it"),
        pytest.param(span(FRIDAY), [], id="on another day"),
    ],
)
def test_only_the_time_that_is_wanted_counts(wish: Wish, expected: list[tuple[int, Part, int, int]]) -> None:
    assert gaps(wish, colleague(half(THURSDAY, Part.AFTERNOON)), colleague()) == expected


def test_a_weekday_may_need_more_than_others() -> None:
    assert gaps(span(FRIDAY, MONDAY), colleague(), colleague()) == [(21, Part.MORNING, 2, 3)]


def test_who_does_not_work_that_day_is_not_there() -> None:
    part_timer = Colleague(works(PART_TIME))

    assert gaps(span("2026-12-16"), colleague(), part_timer) == [
        (16, Part.MORNING, 1, 2),
        (16, Part.AFTERNOON, 1, 2),
    ]


def test_a_unit_without_a_minimum_is_never_warned() -> None:
    assert gaps(span(THURSDAY), unit="KYUYO") == []

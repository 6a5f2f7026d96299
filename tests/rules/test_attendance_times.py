"""Clock times and hours as attendance systems write them."""

from __future__ import annotations

import pytest

from bot.attendance.times import clock_minute, minutes_of_hours, whole_minutes

NEXT = ("翌", "翌日")


@pytest.mark.parametrize(
    ("written", "minute"),
    [
        ("8:30", 510),
        ("08:30", 510),
        ("0:00", 0),
        ("23:59", 1439),
        ("17:15:59", 1035),
        ("翌1:30", 1530),
        ("翌日 5:59", 1799),
    ],
)
def test_a_time_of_day(written: str, minute: int) -> None:
    assert clock_minute(written, NEXT, counts_on=False) == minute


@pytest.mark.parametrize(
    "written", ["", "-8:30", "26:00", "24:00", "8:60", "8", "8時", "翌6:00", "翌25:00", "翌", "8:30翌"]
)
def test_what_is_no_time_of_day(written: str) -> None:
    assert clock_minute(written, NEXT, counts_on=False) is None


def test_hours_past_midnight_where_the_file_counts_on() -> None:
    found = [clock_minute(written, NEXT, counts_on=True) for written in ("24:00", "29:59", "30:00", "翌26:00")]

    assert found == [1440, 1799, None, None]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("0", 0),
        ("1.5", 90),
        ("0.25", 15),
        ("1:30", 90),
        ("24", 1440),
        ("1.33", 80),
        ("24.5", None),
        ("-1", None),
        ("x", None),
    ],
)
def test_hours_become_whole_minutes(written: str, minutes: int | None) -> None:
    assert minutes_of_hours(written) == minutes


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("0", 0), ("90", 90), ("90.0", 90), ("1440", 1440), ("1441", None), ("-5", None), ("1:30", None)],
)
def test_minutes_are_whole_and_of_one_day(written: str, minutes: int | None) -> None:
    assert whole_minutes(written) == minutes

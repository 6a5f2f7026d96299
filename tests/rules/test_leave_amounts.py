"""Amounts of leave as attendance systems write them, to the minute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leave.amounts import written_minutes
from bot.people.vocabulary import half_width, read_vocabulary

UNITS = read_vocabulary().meanings("leave_amount")
A_DAY = 465


def read(written: str, minutes_per_day: int = A_DAY) -> int | None:
    return written_minutes(half_width(written), UNITS, minutes_per_day)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("12日3時間15分", 12 * A_DAY + 195),
        ("１２日３時間１５分", 12 * A_DAY + 195),
        ("12日 15分", 12 * A_DAY + 15),
        ("12 days 3 hours", 12 * A_DAY + 180),
        ("12", 12 * A_DAY),
        ("12.0", 12 * A_DAY),
        ("12.5", 12 * A_DAY + 233),  # the half with the odd minute
        ("12.5日", 12 * A_DAY + 233),
        ("20時間", 1200),
        ("90分", 90),
        ("0日", 0),
    ],
)
def test_amounts_are_read_as_offices_write_them(written: str, minutes: int) -> None:
    assert read(written) == minutes


@pytest.mark.parametrize(
    "written",
    ["", "-3", "▲3日", "△3", "12.3", "3時間2日", "2日2日", "1.5時間", "12日3", "日", "12泊", "1/2", "12日3時間15分1"],
)
def test_what_is_no_amount_or_could_be_two_is_none(written: str) -> None:
    assert read(written) is None


@given(st.integers(0, 40), st.integers(0, 23), st.integers(0, 59), st.integers(60, 720))
def test_no_minute_is_lost(days: int, hours: int, minutes: int, a_day: int) -> None:
    assert read(f"{days}日{hours}時間{minutes}分", a_day) == days * a_day + hours * 60 + minutes

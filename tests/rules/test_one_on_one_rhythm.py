"""When a 1on1 is due: never while one of the two is away, never all of a head's at once (`domain.md` 3.5, X24)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.one_on_one.kinds import Cadence, PairKey
from bot.one_on_one.rhythm import Need, Rhythm, due_on, need, starts

DAY = timedelta(days=1)
FIRST = date(2026, 9, 1)
MONTHLY = Rhythm(Cadence.MONTHLY, counts_from=FIRST)
NOBODY: frozenset[date] = frozenset()


def days_from(first: date, count: int) -> frozenset[date]:
    return frozenset(first + step * DAY for step in range(count))


@pytest.mark.parametrize(
    ("days", "expected"), [(29, Need.NONE), (30, Need.DUE), (44, Need.DUE), (45, Need.OVERDUE), (200, Need.OVERDUE)]
)
def test_a_monthly_talk_is_due_after_30_days_and_overdue_after_45(days: int, expected: Need) -> None:
    assert need(MONTHLY, FIRST + days * DAY, away=NOBODY) is expected


def test_three_weeks_of_the_head_s_leave_bring_no_word_in_that_time_and_none_right_after() -> None:
    leave = days_from(FIRST + 25 * DAY, 21)

    in_it = {need(MONTHLY, day, away=leave) for day in leave}
    back = FIRST + 46 * DAY

    assert in_it == {Need.NONE}
    assert need(MONTHLY, back, away=leave) is Need.NONE
    assert due_on(MONTHLY, away=leave) == FIRST + 51 * DAY


def test_a_day_that_the_two_agreed_on_is_waited_for_and_then_asked_about() -> None:
    agreed = Rhythm(Cadence.WEEKLY, counts_from=FIRST, planned=FIRST + 20 * DAY)

    assert need(agreed, FIRST + 20 * DAY, away=NOBODY) is Need.NONE
    assert need(agreed, FIRST + 21 * DAY, away=NOBODY) is Need.OVERDUE


def test_what_was_postponed_is_not_spoken_of_before() -> None:
    later = Rhythm(Cadence.WEEKLY, counts_from=FIRST, postponed_to=FIRST + 9 * DAY)

    assert need(later, FIRST + 8 * DAY, away=NOBODY) is Need.NONE
    assert need(later, FIRST + 9 * DAY, away=NOBODY) is Need.DUE


def test_the_first_talks_of_a_head_of_twelve_are_spread_over_the_month() -> None:
    pairs = [PairKey(1, 20, 100 + place) for place in range(12)]

    begun = starts(pairs, dict.fromkeys(pairs, Cadence.MONTHLY), begins=FIRST)

    due = sorted(due_on(Rhythm(Cadence.MONTHLY, day), away=NOBODY) for day in begun.values())
    assert [(day - FIRST).days for day in due] == [2, 5, 7, 10, 12, 15, 17, 20, 22, 25, 27, 30]


def test_after_a_transfer_the_first_talk_is_due_within_two_weeks() -> None:
    pairs = [PairKey(1, 20, 101), PairKey(1, 20, 102)]

    begun = starts(pairs, dict.fromkeys(pairs, Cadence.QUARTERLY), begins=FIRST, is_transfer=True)

    due = sorted(due_on(Rhythm(Cadence.QUARTERLY, day), away=NOBODY) for day in begun.values())
    assert due == [FIRST + 7 * DAY, FIRST + 14 * DAY]


@settings(deadline=None)
@given(
    cadence=st.sampled_from([*Cadence]),
    away=st.sets(st.integers(1, 150).map(lambda step: FIRST + step * DAY), max_size=60),
)
def test_the_due_day_is_the_first_day_with_a_need(cadence: Cadence, away: set[date]) -> None:
    rhythm = Rhythm(cadence, counts_from=FIRST)

    due = due_on(rhythm, away=away)
    before = [FIRST + step * DAY for step in range((due - FIRST).days)]

    assert {need(rhythm, day, away=away) for day in before} <= {Need.NONE}
    assert need(rhythm, due, away=away) is Need.DUE

"""How fast messages leave: just under what Slack allows, never in a burst, slower after a 429 and soon fast again."""

from __future__ import annotations

import pytest

from schedules.pace import Pace

SECTION, OTHER_SECTION = "C1", "C2"


def departures(pace: Pace, *, start: float, seconds: float, taken: bool = True) -> list[float]:
    """When messages leave if there is always one waiting and Slack takes (or says nothing of) each."""
    now, left = start, []
    while (now := now + pace.wait(now)) < start + seconds:
        pace.start(now)
        left.append(now)
        if taken:
            pace.accepted()
    return left


@pytest.mark.parametrize("allowed", [60, 240, 600, 1200])
def test_no_minute_of_any_phase_holds_more_than_slack_allows_and_nearly_all_is_used(allowed: int) -> None:
    left = departures(Pace(allowed), start=1000.0, seconds=300)

    minutes = [sum(begin <= moment < begin + 60 for moment in left) for begin in left if begin < 1240.0]
    assert max(minutes) <= allowed
    assert min(minutes) >= 0.95 * allowed


def test_after_a_rest_two_messages_leave_now_and_the_third_not_yet() -> None:
    pace = Pace(240)

    waits = []
    for _ in range(3):
        waits.append(pace.wait(1000.0))
        pace.start(1000.0)

    assert waits == [0.0, 0.0, pytest.approx(0.255, abs=0.001)]


def test_a_message_waits_for_its_moment_leaves_then_and_still_may_afterwards() -> None:
    pace = Pace(240)
    departures(pace, start=1000.0, seconds=10)
    moment = 1010.0 + pace.wait(1010.0)

    assert pace.wait(moment - 0.01) > 0.0
    assert pace.wait(moment) == 0.0
    assert pace.wait(moment + 5.0) == 0.0


def test_what_was_lost_to_a_slow_minute_is_too_late_to_be_caught_up_in_a_burst() -> None:
    pace = Pace(240)
    pace.start(1000.0)

    left = departures(pace, start=1060.0, seconds=1.0)

    assert len(left) <= 5


def test_nothing_leaves_before_the_wait_of_a_429_is_over() -> None:
    pace = Pace(240)

    pace.refused(1000.0, 30.0)

    assert pace.wait(1029.0) == 1.0
    assert pace.wait(1030.0) == 0.0


def test_the_longer_of_two_waits_counts() -> None:
    pace = Pace(240)

    pace.refused(1000.0, 30.0)
    pace.refused(1001.0, 1.0)

    assert pace.wait(1001.0) == 29.0


def test_a_429_slows_the_pace() -> None:
    usual, refused = Pace(240), Pace(240)
    refused.refused(1000.0, 0.0)

    fast, slow = (departures(pace, start=1000.0, seconds=60, taken=False) for pace in (usual, refused))

    assert len(slow) < 0.8 * len(fast)


def test_the_pace_recovers_while_slack_takes_messages() -> None:
    pace = Pace(240)
    pace.refused(1000.0, 1.0)
    departures(pace, start=1001.0, seconds=60)

    left = departures(pace, start=1061.0, seconds=60)

    assert len(left) >= 0.95 * 240


def test_many_429s_never_silence_the_sender() -> None:
    pace = Pace(240)
    for _ in range(100):
        pace.refused(1000.0, 1.0)

    assert departures(pace, start=1001.0, seconds=60, taken=False)


def test_a_channel_gets_one_message_a_second_while_others_go_on() -> None:
    pace = Pace(240)
    pace.sent_to(SECTION, 1000.0)
    pace.sent_to(OTHER_SECTION, 1000.5)

    assert set(pace.busy(1000.9)) == {SECTION, OTHER_SECTION}
    assert set(pace.busy(1001.0)) == {OTHER_SECTION}
    assert not pace.busy(1002.0)

"""Whether a direct message may go to a person now: their day, their wishes, their budget (R-CAL-12, design 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.rules import GO, Budget, Due, Recipient, Skip, Surface, Verdict, backoff_seconds, judge, week_of
from tests.delivering import WEDNESDAY, jst

BUDGET = Budget(per_day=1, per_week=3)
AT_WORK = Recipient(
    is_on_duty=True,
    is_in_special_mode=False,
    has_opted_out=False,
    quiet_until=jst(8, 30),
    quiet_from=jst(17, 45),
    sent_today=0,
    sent_this_week=0,
)
TOMORROW = jst(8, 30, day=date(2026, 11, 26))
FRIDAY_NIGHT = jst(23, day=date(2026, 11, 27))


def verdict(
    surface: Surface = Surface.SAME_DAY,
    *,
    now: datetime = jst(12),
    not_after: datetime = FRIDAY_NIGHT,
    **changes: Any,
) -> Verdict:
    recipient = replace(AT_WORK, **changes)
    return judge(surface, recipient, BUDGET, now=now, not_after=not_after)


@pytest.mark.parametrize("surface", [Surface.SAME_DAY, Surface.BUNDLE, Surface.DROPPABLE])
def test_somebody_at_work_with_room_in_the_budget_gets_the_message(surface: Surface) -> None:
    assert verdict(surface) == GO


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(jst(8, 29), Verdict(wait_until=jst(8, 30)), id="not yet: waits for the start"),
        pytest.param(jst(8, 30), GO, id="now"),
        pytest.param(jst(17, 45), GO, id="still: half an hour after the end"),
        pytest.param(jst(17, 46), Verdict(Skip.QUIET), id="too late"),
    ],
)
def test_nobody_is_written_to_before_their_start_or_long_after_their_end(now: datetime, expected: Verdict) -> None:
    assert verdict(now=now) == expected


def test_waiting_for_the_start_is_no_use_when_it_is_too_late_by_then() -> None:
    assert verdict(now=jst(7), not_after=jst(8)) == Verdict(Skip.QUIET)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"is_on_duty": False}, Skip.OFF_DUTY),
        ({"is_in_special_mode": True}, Skip.SPECIAL_MODE),
        ({"has_opted_out": True}, Skip.OPTED_OUT),
        ({"sent_today": 1, "sent_this_week": 1}, Skip.BUDGET),
        ({"sent_this_week": 3}, Skip.BUDGET),
    ],
)
@pytest.mark.parametrize("surface", [Surface.SAME_DAY, Surface.DROPPABLE])
def test_what_speaks_against_a_message_drops_it_with_its_reason(
    surface: Surface, changes: dict[str, Any], reason: Skip
) -> None:
    assert verdict(surface, **changes) == Verdict(reason)


def test_only_the_evening_card_of_a_head_may_exceed_the_budget() -> None:
    assert verdict(Surface.EVENING_CARD, sent_today=1, sent_this_week=3) == GO


def test_what_somebody_asked_for_a_moment_ago_comes_whatever_the_hour_and_the_budget() -> None:
    against: dict[str, Any] = {"is_on_duty": False, "is_in_special_mode": True, "sent_today": 1, "sent_this_week": 3}

    assert verdict(Surface.REQUESTED, now=jst(20), **against) == GO


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"is_on_duty": False}, Verdict(Skip.OFF_DUTY)),
        ({"is_in_special_mode": True}, Verdict(Skip.SPECIAL_MODE)),
        ({"has_opted_out": True}, Verdict(Skip.OPTED_OUT)),
        ({"now": jst(17, 46)}, Verdict(Skip.QUIET)),
        ({"now": jst(8)}, Verdict(wait_until=jst(8, 30))),
    ],
)
def test_an_evening_card_is_as_quiet_as_any_other_message(changes: dict[str, Any], expected: Verdict) -> None:
    assert verdict(Surface.EVENING_CARD, **changes) == expected


@pytest.mark.parametrize(
    "changes", [{"is_on_duty": False}, {"sent_today": 1, "sent_this_week": 1}, {"sent_this_week": 3}]
)
def test_a_bundle_waits_for_the_next_day_instead(changes: dict[str, Any]) -> None:
    assert verdict(Surface.BUNDLE, **changes) == Verdict(wait_until=TOMORROW)


def test_a_bundle_that_cannot_wait_any_longer_is_dropped() -> None:
    assert verdict(Surface.BUNDLE, not_after=jst(23), sent_today=1) == Verdict(Skip.BUDGET)


def test_whoever_opted_out_is_not_even_kept_waiting() -> None:
    assert verdict(Surface.BUNDLE, now=jst(7), has_opted_out=True) == Verdict(Skip.OPTED_OUT)


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        pytest.param(jst(16, 44), False, id="not yet"),
        pytest.param(jst(16, 45), True, id="now"),
        pytest.param(jst(16, 45) + timedelta(hours=47, minutes=59), True, id="still"),
        pytest.param(jst(16, 45) + timedelta(hours=48), False, id="too late"),
    ],
)
def test_what_fell_due_is_looked_after_for_two_days(now: datetime, is_due: bool) -> None:
    due = Due("no_overtime/closing", WEDNESDAY, "channel:C1", jst(16, 45), jst(17, 15))

    assert due.is_in_window(now) is is_due


def test_the_week_of_a_budget_begins_on_monday() -> None:
    assert week_of(WEDNESDAY) == (date(2026, 11, 23), date(2026, 11, 29))


def test_waits_grow_with_every_try_and_then_stay() -> None:
    waits = [backoff_seconds(tries) for tries in range(1, 10)]

    assert waits == sorted(waits)
    assert waits[-1] == waits[-2] == 600

"""Spans of days: a change ends one and begins another, and what was planned for later stays."""

from __future__ import annotations

from datetime import date, timedelta

from bot.people.spans import Begin, Span, reconcile

LONG_AGO = date(2020, 4, 1)
OCTOBER = date(2026, 10, 1)
APRIL = date(2027, 4, 1)
FOREVER = date.max
ONE_DAY = timedelta(days=1)


def by_key(key: str) -> str:
    return key


def test_what_is_already_so_is_not_touched() -> None:
    span = Span(1, "給与係", "channel-1", LONG_AGO, FOREVER)

    changes = reconcile([span], {"給与係": "channel-1"}, effective=OCTOBER, lane=by_key)

    assert changes.size == 0


def test_a_new_value_ends_the_old_span_and_begins_one() -> None:
    span = Span(1, "給与係", "old", LONG_AGO, FOREVER)

    changes = reconcile([span], {"給与係": "new"}, effective=OCTOBER, lane=by_key)

    assert changes.ended == [span]
    assert changes.begun == [Begin("給与係", "new", FOREVER)]


def test_a_value_given_for_the_same_day_again_is_corrected_in_place() -> None:
    span = Span(1, "給与係", "old", OCTOBER, FOREVER)

    changes = reconcile([span], {"給与係": "new"}, effective=OCTOBER, lane=by_key)

    assert changes.corrected == [(span, "new")]
    assert (changes.begun, changes.ended) == ([], [])


def test_what_no_longer_holds_ends_or_is_taken_back_if_it_began_that_day() -> None:
    old, fresh = Span(1, "a", "", LONG_AGO, FOREVER), Span(2, "b", "", OCTOBER, FOREVER)

    changes = reconcile([old, fresh], {}, effective=OCTOBER, lane=by_key)

    assert (changes.ended, changes.withdrawn) == ([old], [fresh])


def test_a_change_today_lasts_until_the_day_before_what_is_planned_for_april() -> None:
    now = Span(1, "課A", "", LONG_AGO, APRIL - ONE_DAY)
    planned = Span(2, "課B", "", APRIL, FOREVER)

    changes = reconcile([now, planned], {"課C": ""}, effective=OCTOBER, lane=lambda _: "main post")

    assert changes.ended == [now]
    assert changes.begun == [Begin("課C", "", APRIL - ONE_DAY)]

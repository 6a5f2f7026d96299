"""Days that lend themselves to leave, the best first, and who may see of which kind a leave is."""

from __future__ import annotations

from datetime import date

import pytest

from bot.city.leave import KindSeenBy, LeaveKind
from bot.leave.kinds import Part
from bot.leave.leave_days import leave_days
from bot.leave.sight import Onlooker, may_see_kind
from bot.leave.suggestions import Days, Occasion, Suggestion, suggestions
from bot.people.rules import Hours as WorkingHours
from tests.leaving import OFFICES, STANDARD, span, works


def suggested(first: str, last: str, *taken: str, hours: WorkingHours = STANDARD) -> list[tuple[str, Part, Occasion]]:
    days = Days(OFFICES.is_working_day, works(hours), no_overtime={date(2026, 11, 18), date(2026, 11, 25)})
    standing = [day for one in taken for day in leave_days(span(one), works())]
    found = suggestions((date.fromisoformat(first), date.fromisoformat(last)), days, standing)
    return [(f"{one.day:%m-%d}", one.part, one.occasion) for one in found]


def test_the_days_of_a_november_the_best_first() -> None:
    assert suggested("2026-11-01", "2026-11-30") == [
        ("11-02", Part.WHOLE, Occasion.BRIDGE),
        ("11-20", Part.WHOLE, Occasion.LONG_WEEKEND),
        ("11-24", Part.WHOLE, Occasion.LONG_WEEKEND),
        ("11-27", Part.AFTERNOON, Occasion.PREMIUM_FRIDAY),
        ("11-18", Part.AFTERNOON, Occasion.NO_OVERTIME_DAY),
        ("11-25", Part.AFTERNOON, Occasion.NO_OVERTIME_DAY),
    ]


def test_nothing_is_suggested_where_leave_stands_or_nobody_works() -> None:
    three_days_a_week = WorkingHours(510, 1035, 0b0010101, 465)

    found = suggested("2026-11-16", "2026-11-25", "2026-11-20", hours=three_days_a_week)

    assert [(day, why) for day, _, why in found] == [
        ("11-18", Occasion.NO_OVERTIME_DAY),
        ("11-25", Occasion.NO_OVERTIME_DAY),
    ]


def test_the_days_beside_the_year_end_closure_are_a_long_weekend() -> None:
    days = Days(OFFICES.is_working_day, works())

    found = suggestions((date(2026, 12, 28), date(2027, 1, 4)), days, ())

    assert found == (
        Suggestion(date(2026, 12, 28), Part.WHOLE, Occasion.BRIDGE),
        Suggestion(date(2027, 1, 4), Part.WHOLE, Occasion.LONG_WEEKEND),
    )


@pytest.mark.parametrize(
    ("visible_to", "onlookers"),
    [
        (KindSeenBy.SELF, {Onlooker.SELF}),
        (KindSeenBy.HEAD, {Onlooker.SELF, Onlooker.HEAD}),
        (KindSeenBy.UNIT, {Onlooker.SELF, Onlooker.HEAD, Onlooker.UNIT}),
    ],
)
def test_who_sees_of_which_kind_a_leave_is(visible_to: KindSeenBy, onlookers: set[Onlooker]) -> None:
    kind = LeaveKind(code="special", visible_to=visible_to)

    assert {onlooker for onlooker in Onlooker if may_see_kind(kind, onlooker)} == onlookers

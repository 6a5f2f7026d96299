"""Who is away on a day: names for the unit, kinds for whoever may see them, and what other features ask."""

from __future__ import annotations

from datetime import date

import pytest

from bot.database import Database
from bot.delivery.rules import TimeOff
from bot.errors import NotAllowed
from bot.leave import absences
from bot.leave.kinds import Part
from bot.leave.plans import Absent
from tests.leaving import half, hours, span
from tests.planning import Planners, planners

CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def away(office: Planners, who: int, unit_id: int) -> list[tuple[str, Part, list[str]]]:
    """Who is away on Christmas Eve, as somebody sees it."""
    found = office.database.read(absences.away_on, office.staff(who), CHRISTMAS_EVE, [unit_id])
    return [told(one) for one in found]


def told(one: Absent) -> tuple[str, Part, list[str]]:
    return one.name, one.part, [kind.code for kind in one.kinds]


def days_away(office: Planners) -> list[int]:
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    return sorted(day.day for day in office.database.read(absences.days_away, office.aoki, first, last))


def time_off(office: Planners, day: date = CHRISTMAS_EVE) -> TimeOff:
    return office.database.read(absences.time_off, office.aoki, day)


def test_a_head_sees_annual_leave_and_of_other_kinds_only_that_somebody_is_away(office: Planners) -> None:
    office.plan(half("2026-12-24", Part.MORNING))
    office.plan(half("2026-12-24", Part.AFTERNOON), "special", who=office.baba)

    assert away(office, office.baba, office.section) == [
        ("青木 花", Part.MORNING, ["annual"]),
        ("馬場 翔", Part.AFTERNOON, ["special"]),
    ]
    assert away(office, office.aoki, office.section) == [
        ("青木 花", Part.MORNING, ["annual"]),
        ("馬場 翔", Part.AFTERNOON, []),
    ]


def test_pieces_of_one_day_are_shown_as_one(office: Planners) -> None:
    office.plan(half("2026-12-24", Part.MORNING))
    office.plan(hours("2026-12-24", "15:00", 60))

    assert away(office, office.aoki, office.section) == [("青木 花", Part.WHOLE, ["annual"])]


def test_nobody_sees_who_is_away_next_door(office: Planners) -> None:
    office.plan(span("2026-12-24"), who=office.chiba)

    with pytest.raises(NotAllowed):
        away(office, office.aoki, office.next_door)
    with pytest.raises(NotAllowed):
        away(office, office.baba, office.next_door)


def test_the_personnel_section_sees_every_unit(office: Planners) -> None:
    office.plan(span("2026-12-24"), who=office.chiba)
    office.office.duties(personnel=[office.aoki])

    assert away(office, office.aoki, office.next_door) == [("千葉 学", Part.WHOLE, ["annual"])]


def test_only_days_of_which_nothing_is_left_are_days_away(office: Planners) -> None:
    office.plan(span("2026-12-10", "2026-12-11"))
    office.plan(half("2026-12-15", Part.MORNING))
    office.plan(hours("2026-12-15", "13:00", 240))
    office.plan(half("2026-12-16", Part.MORNING))
    office.plan(half("2026-12-16", Part.AFTERNOON))

    assert days_away(office) == [10, 11, 16]


def test_a_whole_day_of_leave_is_told_to_delivery(office: Planners) -> None:
    office.plan(span("2026-12-24"))

    assert time_off(office).is_all_day
    assert time_off(office, date(2026, 12, 25)) == TimeOff()


def test_half_a_day_of_leave_takes_the_break_with_it(office: Planners) -> None:
    office.plan(half("2026-12-24", Part.MORNING))
    office.plan(half("2026-12-25", Part.AFTERNOON))

    assert time_off(office) == TimeOff(stretches=((510, 780),))
    assert time_off(office, date(2026, 12, 25)) == TimeOff(stretches=((720, 1035),))


def test_nothing_is_asked_of_units_that_are_not_named(office: Planners) -> None:
    assert office.database.read(absences.names_away, [CHRISTMAS_EVE], []) == ()

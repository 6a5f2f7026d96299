"""Which units meet once a month, what waits for their heads, and when the agenda comes."""

from __future__ import annotations

from datetime import date

import pytest

from bot.city.rules import CityPolicy
from bot.meetings.kinds import Meeting, Outcome
from bot.meetings.rules import (
    Holding,
    Need,
    UnsuitableMeeting,
    agenda_day,
    holding,
    refuse_unsuitable_attendance,
    refuse_unsuitable_day,
    units_that_meet,
    waiting_on,
)
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree
from bot.workdays.rules import municipal_calendar

CALENDAR = municipal_calendar(CityPolicy())
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
BUREAU, SECTION, PAY, WELFARE, ALONE, HALL = range(1, 7)
TREE = UnitTree(
    [
        UnitNode(BUREAU, "b", "総務部", UnitKind.DEPARTMENT),
        UnitNode(SECTION, "s", "人事課", UnitKind.SECTION, BUREAU),
        UnitNode(PAY, "p", "給与係", UnitKind.TEAM, SECTION),
        UnitNode(WELFARE, "w", "厚生係", UnitKind.TEAM, SECTION),
        UnitNode(ALONE, "a", "特命担当", UnitKind.TEAM, SECTION),
        UnitNode(HALL, "h", "会計課", UnitKind.SECTION),
    ]
)
STAFF = {BUREAU: 1, SECTION: 1, PAY: 5, WELFARE: 2, ALONE: 1, HALL: 12}


def met(unit_id: int, outcome: Outcome, day: date | None = None, month: date = NOVEMBER) -> Meeting:
    return Meeting(unit_id, month, outcome, day, 900)


def waits(today: date, *meetings: Meeting) -> list[tuple[int, Need, date]]:
    units = units_that_meet(TREE, STAFF, "team")
    return [(one.unit_id, one.need, one.since) for one in waiting_on(units, meetings, today, CALENDAR)]


def test_teams_meet_and_sections_without_teams_but_nobody_meets_alone() -> None:
    assert [unit.id for unit in units_that_meet(TREE, STAFF, "team")] == [PAY, WELFARE, HALL]


def test_a_city_may_let_whole_sections_meet() -> None:
    assert [unit.id for unit in units_that_meet(TREE, STAFF, "section")] == [SECTION, HALL]


def test_from_the_first_working_day_on_a_month_waits_for_a_day() -> None:
    not_yet, now = waits(date(2026, 11, 1)), waits(date(2026, 11, 2))

    assert not_yet == []
    assert now == [(unit_id, Need.DAY, date(2026, 11, 2)) for unit_id in (PAY, WELFARE, HALL)]


def test_once_a_day_is_set_nothing_waits_until_it_is_over() -> None:
    friday = met(PAY, Outcome.SET, date(2026, 11, 20))
    others = [met(unit_id, Outcome.NOT_HELD) for unit_id in (WELFARE, HALL)]

    assert waits(date(2026, 11, 20), friday, *others) == []
    assert waits(date(2026, 11, 24), friday, *others) == [(PAY, Need.OUTCOME, date(2026, 11, 24))]


def test_a_meeting_on_the_last_day_of_a_month_is_asked_about_in_the_next() -> None:
    last = met(PAY, Outcome.SET, date(2026, 10, 30), OCTOBER)
    november = [met(unit_id, Outcome.HELD) for unit_id in (PAY, WELFARE, HALL)]

    assert waits(date(2026, 11, 2), last, *november) == [(PAY, Need.OUTCOME, date(2026, 11, 2))]


def test_what_was_held_or_will_not_be_held_waits_no_more() -> None:
    done = [met(PAY, Outcome.HELD), met(WELFARE, Outcome.NOT_HELD), met(HALL, Outcome.HELD)]

    assert waits(date(2026, 11, 27), *done) == []


@pytest.mark.parametrize(
    ("day", "decided_on", "expected"),
    [
        pytest.param("2026-11-27", "2026-11-02", "2026-11-25", id="two working days before"),
        pytest.param("2026-11-25", "2026-11-02", "2026-11-20", id="a holiday and a weekend do not count"),
        pytest.param("2026-11-27", "2026-11-25", "2026-11-26", id="set at short notice: the day after"),
        pytest.param("2026-11-27", "2026-11-27", None, id="set on the day itself: no agenda"),
    ],
)
def test_the_agenda_comes_with_the_morning_card(day: str, decided_on: str, expected: str | None) -> None:
    meeting = Meeting(
        PAY, NOVEMBER, Outcome.SET, date.fromisoformat(day), 900, decided_on=date.fromisoformat(decided_on)
    )

    found = agenda_day(meeting, 2, CALENDAR)

    assert found == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("day", [None, "2026-11-24", "2026-12-01", "2026-11-28"], ids=["none", "over", "next", "off"])
def test_a_day_that_cannot_be_is_refused(day: str | None) -> None:
    chosen = date.fromisoformat(day) if day else None

    with pytest.raises(UnsuitableMeeting):
        refuse_unsuitable_day(chosen, NOVEMBER, date(2026, 11, 25), CALENDAR)


@pytest.mark.parametrize("count", [None, 0, -1, 1000])
def test_a_number_of_people_that_cannot_be_is_refused(count: int | None) -> None:
    with pytest.raises(UnsuitableMeeting):
        refuse_unsuitable_attendance(count)


def test_a_section_is_held_as_its_teams_are() -> None:
    rates = holding(TREE, units_that_meet(TREE, STAFF, "team"), {PAY, HALL})

    assert (rates[SECTION], rates[BUREAU], rates[HALL]) == (Holding(1, 2), Holding(1, 2), Holding(1, 1))
    assert ALONE not in rates

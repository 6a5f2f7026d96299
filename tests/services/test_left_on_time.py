"""Whether single people left on time on a day, for their own eyes: by the rule of the rates, or unknown."""

from __future__ import annotations

from bot.attendance.service import left_on_time
from bot.database import Database
from tests.clocking import LATE, ON_TIME, WEDNESDAY, Clocks, day_of


def test_people_are_judged_by_the_rule_of_the_rates(database: Database) -> None:
    clocks = Clocks(database)
    home, stayed, away, untold, other = clocks.hire(5, clocks.office.unit("給与係"))
    clocks.take(
        [
            day_of(home, WEDNESDAY, ON_TIME),
            day_of(stayed, WEDNESDAY, LATE),
            day_of(away, WEDNESDAY, "", 区分="休暇"),
            day_of(other, WEDNESDAY, ON_TIME),
        ]
    )

    found = database.read(left_on_time, WEDNESDAY, [home, stayed, away, untold])

    assert found == {home: True, stayed: False}


def test_of_a_day_without_attendance_nothing_is_said(database: Database) -> None:
    clocks = Clocks(database)
    people = clocks.hire(2, clocks.office.unit("給与係"))

    assert database.read(left_on_time, WEDNESDAY, people) == {}

"""Which days each unit is measured on: its own, with the working days around them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.attendance.rules import Agenda, Days
from bot.city.fields import Weekday
from bot.database import Database
from bot.no_overtime.agendas import agendas, on_time_rates
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.no_overtime.store import add_unit_rule
from bot.people.kinds import UnitKind
from tests.clocking import LATE, THURSDAY, WEDNESDAY, Clocks, day_of, line_of, percent

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def clocks(database: Database) -> Clocks:
    return Clocks(database)


def november(*days: int) -> frozenset[date]:
    return frozenset(date(2026, 11, day) for day in days)


def of_everybody(clocks: Clocks) -> Agenda:
    return next(one for one in clocks.database.read(agendas, FIRST, LAST) if one.unit_ids is None)


def test_wednesdays_and_the_payday_with_the_working_days_around_them(clocks: Clocks) -> None:
    days = of_everybody(clocks).days

    assert days[Days.WEEKLY] == november(4, 11, 18, 25)
    assert days[Days.PAYDAY] == november(20)
    assert days[Days.NO_OVERTIME] == november(4, 11, 18, 20, 25)
    assert days[Days.BEFORE] == november(2, 10, 17, 19, 24)
    assert days[Days.AFTER] == november(5, 12, 19, 24, 26)
    assert not days[Days.OTHER] & (days[Days.NO_OVERTIME] | days[Days.BEFORE] | days[Days.AFTER])


def test_a_late_counter_is_measured_on_its_thursdays_and_so_is_what_hangs_below(clocks: Clocks) -> None:
    """X07: its Wednesdays are no miss."""
    counter = clocks.office.unit("市民課")
    clerks = clocks.hire(5, clocks.office.unit("窓口係", counter, kind=UnitKind.TEAM))
    others = clocks.hire(5, clocks.office.unit("総務課"))
    rule = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))
    clocks.database.write(add_unit_rule, counter, rule)
    rows = [day_of(one, day, LATE if day == WEDNESDAY else "17:15") for one in clerks for day in (WEDNESDAY, THURSDAY)]

    clocks.take([*rows, *(day_of(one, WEDNESDAY) for one in others)])

    report = clocks.database.read(on_time_rates, FIRST, LAST, level=UnitKind.TEAM)
    own = line_of(report, "窓口係").rates
    assert (percent(own[Days.WEEKLY]), percent(own[Days.ALL])) == ("100.0", "50.0")
    assert percent(report.rates.whole.rates[Days.WEEKLY]) == "100.0"


def test_an_exempt_unit_has_no_days_of_its_own(clocks: Clocks) -> None:
    """X08: its people count on all days only."""
    exempt = clocks.office.unit("議会事務局")
    people = clocks.hire(5, exempt)
    clocks.database.write(add_unit_rule, exempt, UnitRule(RuleKind.EXEMPT))

    clocks.take(day_of(one, WEDNESDAY, LATE) for one in people)

    rates = clocks.database.read(on_time_rates, FIRST, LAST).rates.whole.rates
    assert (percent(rates[Days.NO_OVERTIME]), percent(rates[Days.ALL])) == ("—", "0.0")

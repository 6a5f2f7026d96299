"""How long planned leave is kept: two leave years before the current one, keys of withdrawn plans for a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.database import Database
from bot.errors import OldButton
from bot.leave import keeping
from bot.leave.tables import LeaveBalance, LeaveWithdrawn
from tests.delivering import jst
from tests.leaving import A_DAY, span
from tests.planning import THURSDAY, Planners, planners


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def forget(office: Planners, today: date) -> int:
    return office.database.write(keeping.forget_old, today=today, now=jst(4, day=today))


def test_plans_and_balances_go_two_leave_years_after_theirs(office: Planners) -> None:
    office.plan(span("2026-12-24"))
    office.plan(span("2027-01-04"))
    office.imported(granted=20 * A_DAY, year=2026)
    office.imported(granted=20 * A_DAY, year=2027)

    assert forget(office, date(2028, 12, 31)) == 0
    assert forget(office, date(2029, 1, 1)) == 2
    assert [day.day for day in office.days()] == [date(2027, 1, 4)]
    assert office.database.read(lambda session: [one.leave_year for one in session.exec(select(LeaveBalance))]) == [
        2027
    ]


def test_the_key_of_a_cancelled_plan_is_forgotten_after_a_week(office: Planners) -> None:
    office.plan(span("2026-12-24"), key="k")
    office.cancel("k")

    forget(office, THURSDAY + timedelta(days=6))
    with pytest.raises(OldButton):
        office.plan(span("2026-12-24"), key="k")
    forget(office, THURSDAY + timedelta(days=8))

    assert office.database.read(lambda session: list(session.exec(select(LeaveWithdrawn)))) == []

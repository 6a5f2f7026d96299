"""Who pressed: everybody on the staff of the day, and nobody else."""

from __future__ import annotations

from datetime import date, timedelta

from bot.database import Database
from bot.people.callers import Account, Caller, callers
from bot.people.kinds import Status
from tests.people import Office

TODAY = date(2026, 11, 25)


def ask(database: Database, *accounts: str, day: date = TODAY) -> list[Caller | None]:
    return database.read(callers, [Account(account, day) for account in accounts])


def test_everybody_who_presses_at_a_moment_is_found_at_once(database: Database) -> None:
    office = Office(database)
    unit = office.unit("給与係")
    first = office.person(unit, slack_user_id="U1", locale="en")
    office.person(unit, slack_user_id="U2")

    found = ask(database, "U2", "U9", "U1", "U2")

    assert [caller and caller.person_id for caller in found] == [first + 1, None, first, first + 1]
    assert found[2] == Caller(first, "token-000001", unit, "en")


def test_somebody_on_leave_is_still_of_the_staff_and_somebody_who_left_is_not(database: Database) -> None:
    office = Office(database)
    unit = office.unit("給与係")
    office.person(unit, slack_user_id="U1", status=Status.CHILDCARE)
    office.person(unit, slack_user_id="U2", status=Status.LEFT)

    on_leave, left = ask(database, "U1", "U2")

    assert on_leave is not None
    assert left is None


def test_each_press_counts_for_the_unit_of_its_own_day(database: Database) -> None:
    office = Office(database)
    before, after = office.unit("給与係"), office.unit("人事係")
    person = office.person(before, slack_user_id="U1", until=TODAY - timedelta(days=1))
    office.employ(person, since=TODAY)
    office.post(person, after, since=TODAY)

    yesterday, today = database.read(callers, [Account("U1", TODAY - timedelta(days=1)), Account("U1", TODAY)])

    assert yesterday is not None
    assert today is not None
    assert (yesterday.unit_id, today.unit_id) == (before, after)


def test_nobody_is_found_before_their_first_day(database: Database) -> None:
    office = Office(database)
    office.person(office.unit("給与係"), slack_user_id="U1", since=TODAY)

    assert ask(database, "U1", day=TODAY - timedelta(days=1)) == [None]

"""Both synthetic cities of `domain.md` 5 as a city would hand them over: counted, matched, and taken over once."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from time import monotonic

import pytest
from sqlalchemy import select
from sqlmodel import Session, col

from bot.database import Database
from bot.people import service
from bot.people.accounts import SlackAccount
from bot.people.difference import Difference
from bot.people.match import match_accounts
from bot.people.roster_files import parse_table
from bot.people.roster_import import import_roster
from bot.people.tables import Person
from bot.playground.towns import Town, build_town, staff_csv, units_csv

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)
TOWNS = pytest.mark.parametrize("name", ["hibarino", "aihama"])


def take_over(database: Database, town: Town) -> Difference:
    return database.write(
        import_roster,
        parse_table("staff.csv", staff_csv(town, "cp932")),
        parse_table("units.csv", units_csv(town, "utf-8-sig")),
        effective=TODAY,
        now=NOW,
        actor="command-line",
        is_complete=True,
    )


def match(database: Database, town: Town) -> None:
    accounts = [
        SlackAccount(one.user_id, one.email.lower(), is_deleted=not one.is_active, locale=one.locale)
        for one in town.accounts
    ]
    database.write(match_accounts, accounts, day=TODAY, now=NOW, actor="command-line")


@TOWNS
def test_a_whole_city_is_taken_over_once(database: Database, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    town = build_town(name)

    started = monotonic()
    difference = take_over(database, town)
    seconds = monotonic() - started
    again = take_over(database, town)

    with capsys.disabled():
        sys.stdout.write(f"\n{town.name}: {len(town.staff):,} in {seconds:.1f} s, {database.url.get_backend_name()}\n")
    assert (difference.staff, difference.units) == (len(town.staff), len(town.units))
    assert again.changes == ()


@TOWNS
def test_whom_kaeru_cannot_reach_is_counted_as_such(database: Database, name: str) -> None:
    town = build_town(name)
    take_over(database, town)
    match(database, town)

    counts = database.read(service.counts, TODAY)

    addresses = [one.email.lower() for one in town.accounts if one.is_active]
    matched = {one.email.lower() for one in town.staff if addresses.count(one.email.lower()) == 1 and one.email}
    assert counts.staff == len(town.staff)
    assert counts.reachable == len(matched)
    assert counts.reachable + counts.without_slack == counts.staff


def test_the_edge_cases_of_the_city_come_through(database: Database) -> None:
    town = build_town("hibarino")
    take_over(database, town)
    match(database, town)
    fixtures = town.fixtures

    at_work = on_duty(database)

    assert [at_work.count(number) for number in fixtures["X05"].staff] == [1]
    assert not set(at_work) & {*fixtures["X10"].staff, *fixtures["X11"].staff}
    assert in_charge(database, fixtures["X06"].units[0]) == fixtures["X06"].staff[0]
    assert not set(reachable(database)) & set(fixtures["X26"].staff)


def on_duty(database: Database) -> list[str]:
    def ask(session: Session) -> list[str]:
        numbers = staff_numbers(session)
        return [numbers[row.person_id] for row in session.execute(service.on_duty(WEDNESDAY))]

    return database.read(ask)


def in_charge(database: Database, unit_code: str) -> str | None:
    def ask(session: Session) -> str | None:
        tree = service.tree_on(session, WEDNESDAY)
        unit_id = service.unit_id_of(session, unit_code)
        leader = service.head_of(session, unit_id, day=WEDNESDAY, tree=tree)
        return None if leader is None else staff_numbers(session)[leader.person.person_id]

    return database.read(ask)


def reachable(database: Database) -> list[str]:
    def ask(session: Session) -> list[str]:
        return list(session.scalars(select(col(Person.staff_number)).where(col(Person.has_active_slack))))

    return database.read(ask)


def staff_numbers(session: Session) -> dict[int, str]:
    return {one or 0: number for one, number in session.execute(select(col(Person.id), col(Person.staff_number)))}

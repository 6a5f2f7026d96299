"""What people decide: special modes of units, and who holds which duty."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.database import Database
from bot.errors import Refused
from bot.people import duties, service, special_mode
from bot.people.kinds import ModeKind, RoleName
from bot.people.special_mode import DeclaredMode
from tests.people import Office

NOW = datetime(2026, 10, 11, 0, 0, tzinfo=UTC)
TYPHOON = (date(2026, 10, 12), date(2026, 10, 14))
DAY_AFTER = date(2026, 10, 15)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def declare(office: Office, unit_code: str | None, first: date = TYPHOON[0], last: date = TYPHOON[1]) -> DeclaredMode:
    return office.database.write(
        special_mode.declare_special_mode,
        ModeKind.DISASTER,
        unit_code=unit_code,
        starts_on=first,
        ends_on=last,
        now=NOW,
        actor="command-line",
    )


def give(office: Office, name: RoleName, *, staff_number: str = "000001", unit_code: str | None = None) -> None:
    office.database.write(
        duties.give_role,
        staff_number,
        name,
        unit_code=unit_code,
        since=TYPHOON[0],
        now=NOW,
        actor="command-line",
    )


def test_a_disaster_is_declared_for_a_unit_and_ends_early(office: Office) -> None:
    bureau = office.unit("環境部")

    mode = declare(office, "環境部")
    office.database.write(
        special_mode.end_special_mode, mode.id, last_day=date(2026, 10, 13), now=NOW, actor="command-line"
    )

    covered = [office.database.read(service.special_modes_on, date(2026, 10, day)) for day in (12, 13, 14)]
    assert covered == [{bureau}, {bureau}, frozenset()]


def test_the_same_declared_twice_is_one(office: Office) -> None:
    assert declare(office, None).id == declare(office, None).id


def test_a_special_mode_that_ends_before_it_began_never_was(office: Office) -> None:
    office.unit("環境部")
    mode = declare(office, None)

    office.database.write(
        special_mode.end_special_mode, mode.id, last_day=date(2026, 10, 11), now=NOW, actor="command-line"
    )

    assert office.database.read(special_mode.special_modes, date(2026, 10, 1)) == ()


def test_what_is_declared_for_later_can_be_seen_before(office: Office) -> None:
    mode = declare(office, None)

    assert office.database.read(special_mode.special_modes, date(2026, 10, 1)) == (mode,)
    assert office.database.read(special_mode.special_modes, DAY_AFTER) == ()


def test_a_special_mode_of_an_unknown_unit_or_of_days_the_wrong_way_round_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="no unit with the code 9999"):
        declare(office, "9999")
    with pytest.raises(Refused, match="lies before"):
        declare(office, None, *reversed(TYPHOON))


def test_a_duty_is_held_from_its_day_until_it_ends(office: Office) -> None:
    office.person(office.unit("人事課"), name="青木")
    give(office, RoleName.PERSONNEL)
    give(office, RoleName.PERSONNEL)
    office.database.write(
        duties.end_role,
        "000001",
        RoleName.PERSONNEL,
        last_day=TYPHOON[1],
        now=NOW,
        actor="command-line",
    )

    held = [
        [one.person.name for one in office.database.read(duties.holders_of, RoleName.PERSONNEL, day=day)]
        for day in (date(2026, 10, 11), TYPHOON[0], TYPHOON[1], DAY_AFTER)
    ]
    assert held == [[], ["青木"], ["青木"], []]


def test_a_bureau_clerk_needs_a_bureau(office: Office) -> None:
    unit = office.unit("環境部")
    office.person(unit)

    with pytest.raises(Refused, match="belongs to a bureau"):
        give(office, RoleName.GENERAL_AFFAIRS)
    give(office, RoleName.GENERAL_AFFAIRS, unit_code="環境部")

    (holder,) = office.database.read(duties.roles, TYPHOON[0])
    assert (holder.role.name, holder.role.unit_id) == (RoleName.GENERAL_AFFAIRS, unit)


def test_nobody_can_hold_a_duty_under_an_unknown_number(office: Office) -> None:
    with pytest.raises(Refused, match="Nobody has the staff number 777777"):
        give(office, RoleName.ADMINISTRATOR, staff_number="777777")

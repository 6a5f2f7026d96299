"""What people decide: special modes of units."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.database import Database
from bot.errors import Refused
from bot.people import service, special_mode
from bot.people.kinds import ModeKind
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

"""`kaeru reach`: from the rehearsal to the pilot to the whole city."""

from __future__ import annotations

import pytest

from bot.city import service as city
from bot.city.duties import Personnel, Pilot
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.database import Database
from tests.command_line import run, sentence_of
from tests.people import NOW


def a_city(database: Database, policy: CityPolicy) -> None:
    database.write(city.decide_policy, policy, effective_from=city.SINCE_EVER, actor="command-line", now=NOW)


@pytest.mark.parametrize("wanted", list(Reach))
def test_messages_go_as_far_as_the_operator_says(database: Database, database_url: str, wanted: Reach) -> None:
    a_city(database, CityPolicy(personnel=Personnel(channel="C0123456789"), pilot=Pilot(units=("0101",))))

    changed = run(database_url, "reach", wanted.value)

    assert changed.stderr.lower().startswith(wanted.value)
    assert database.read(city.operation).reach is wanted


def test_without_a_word_it_only_tells(database: Database, database_url: str) -> None:
    a_city(database, CityPolicy())

    told = run(database_url, "reach")

    assert "Rehearsal" in told.stderr
    assert database.read(city.operation).reach is Reach.REHEARSAL


@pytest.mark.parametrize(("wanted", "missing"), [("pilot", "pilot.units"), ("rehearsal", "personnel.channel")])
def test_a_reach_that_reaches_nobody_is_refused(
    database: Database, database_url: str, wanted: str, missing: str
) -> None:
    a_city(database, CityPolicy())
    database.write(city.change_reach, Reach.CITY, actor="command-line", now=NOW)

    refused = run(database_url, "reach", wanted)

    assert missing in sentence_of(refused)
    assert database.read(city.operation).reach is Reach.CITY

"""The stress check: Kaeru invites and keeps the rate of those who took it, never a question, an answer or a result."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.database import Database
from bot.errors import BadFile, Refused
from bot.people import service as people
from bot.people.roster_files import parse_table
from bot.pulse import keeping, stress
from bot.pulse.stress_blocks import STRESS_CHECK, Call
from bot.pulse.stress_rates import Rate
from bot.suppression import WHOLE
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst, outbox
from tests.people import Office

CALL = Call("https://stress.example.jp/2026", date(2026, 12, 18))


@pytest.fixture
def office(database: Database) -> Office:
    """人事課 with three people, one of them without Slack."""
    decide(database)
    office = Office(database)
    unit = office.unit("人事課", code="jinji")
    for slack in ("U1", "U2", None):
        office.person(unit, slack_user_id=slack)
    return office


def invite(office: Office, call: Call = CALL, **more: Any) -> int:
    return office.database.write(stress.invite, call, actor="test", now=jst(9), zone=JST, texts=Texts(), **more)


def take_over(office: Office, *rows: str) -> int:
    table = parse_table("rates.csv", "\n".join(["所属コード,対象者数,受検者数", *rows]).encode())
    return office.database.write(stress.import_rates, 2026, table, actor="test", now=jst(9), zone=JST)


def test_everybody_is_written_to_once_a_day_so_that_nobody_is_singled_out(office: Office) -> None:
    first, again = invite(office), invite(office)

    assert (first, again) == (2, 0)
    assert {(one.kind, one.recipient) for one in outbox(office.database)} == {
        (STRESS_CHECK, "U1"),
        (STRESS_CHECK, "U2"),
    }


def test_a_list_reaches_its_people_alone_and_is_forgotten_after_two_weeks(office: Office) -> None:
    invite(office, staff_numbers=["000002"])
    reached = [one.recipient for one in outbox(office.database)]

    keeping.forget(office.database, date(2026, 12, 8))
    still = len(outbox(office.database))
    keeping.forget(office.database, date(2026, 12, 9))

    assert (reached, still, outbox(office.database)) == (["U2"], 1, [])


@pytest.mark.parametrize(
    ("call", "numbers"),
    [
        pytest.param(Call("http://stress.example.jp", date(2026, 12, 18)), [], id="no https"),
        pytest.param(Call("https://a|b>", date(2026, 12, 18)), [], id="a link that would break out"),
        pytest.param(Call("https://stress.example.jp", date(2026, 11, 24)), [], id="a day that is over"),
        pytest.param(CALL, ["999999"], id="an unknown staff number"),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_is_written_to(office: Office, call: Call, numbers: list[str]) -> None:
    with pytest.raises(Refused):
        invite(office, call, staff_numbers=numbers)

    assert outbox(office.database) == []


def test_rates_of_units_of_ten_or_more_are_kept_and_a_second_file_replaces_the_first(office: Office) -> None:
    take_over(office, "jinji,40,30")
    count = take_over(office, "jinji,40,37")

    assert count == 1
    assert office.database.read(stress.rates, WEDNESDAY) == [Rate(2026, "人事課", 40, 37)]


def test_the_newest_rate_of_the_city_counts_a_section_below_its_bureau_once(office: Office) -> None:
    bureau = office.unit("市民局", code="shimin")
    section = office.unit("市民課", bureau, code="shiminka")
    take_over(office, "jinji,40,30", "shimin,60,57", "shiminka,20,19")
    tree = office.database.read(people.tree_on, WEDNESDAY)

    found = [office.database.read(stress.newest_rate, unit, tree) for unit in (WHOLE, section, 999)]

    assert found == [Rate(2026, "", 100, 87), Rate(2026, "", 20, 19), None]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("jinji,9,9", id="fewer than ten"),
        pytest.param("jinji,40,41", id="more took it than there are"),
        pytest.param("jinji,forty,30", id="no number"),
        pytest.param("nowhere,40,30", id="no such unit"),
    ],
)
def test_a_faulty_row_refuses_the_whole_file(office: Office, row: str) -> None:
    with pytest.raises(BadFile) as refused:
        take_over(office, row)

    assert [problem.line for problem in refused.value.problems] == [2]
    assert office.database.read(stress.rates, WEDNESDAY) == []

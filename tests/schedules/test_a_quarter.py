"""A quarter of a part of ひばり野市, everything on: digests, nudges and skips are explained to the last one (issue 7).

What should have come is reckoned from rows and the wall calendar (`tests/quarter/expected.py`), never by Kaeru's code.
`python -m tests.quarter` plays the whole city.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.quarter.counting import is_balanced, protagonists, told
from tests.quarter.expected import (
    DIGEST_DAYS,
    DRAFT_DAYS,
    overdue_days,
    readers,
    reporting_units,
    reports_open,
)
from tests.quarter.ledger import DIGEST, DRAFT, OVERDUE, PER_DAY, PER_WEEK, Ledger, ledger_of
from tests.quarter.playing import play
from tests.quarter.rows import day_of
from tests.quarter.town import PART, town_of

#: The digest was never made for these, so it has no lines.
NOT_MADE = ("no_account", "passed_on")

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder: Path = tmp_path_factory.mktemp("quarter")
    quarter = asyncio.run(play(folder, town_of(PART)))
    yield ledger_of(quarter)
    quarter.database.close()


def test_every_head_has_one_digest_a_week_or_a_word_why_not(ledger: Ledger) -> None:
    digests = ledger.of_kind(DIGEST)

    assert {*digests} == {*DIGEST_DAYS}
    for day in DIGEST_DAYS:
        expected = readers(ledger.rows, day)
        passed_on = {who for who, row in digests[day].items() if ledger.fate(row) == "passed_on"}
        assert {*digests[day]} == expected.told | expected.passed_on
        assert passed_on == expected.passed_on


def test_digests_nudge_exactly_those_for_whom_something_waits(ledger: Ledger) -> None:
    for day, rows in ledger.of_kind(DIGEST).items():
        made = {who: row for who, row in rows.items() if ledger.fate(row) not in NOT_MADE}
        assert {who: ledger.lines(row) for who, row in made.items()} == {who: ledger.waiting(who, day) for who in made}


def test_every_kind_of_nudge_and_every_reason_to_be_silent_came_up(ledger: Ledger) -> None:
    digests = [row for rows in ledger.of_kind(DIGEST).values() for row in rows.values()]

    assert {line for row in digests for line in ledger.lines(row)} >= {"talk", "ready", "again", "meeting"}
    assert {ledger.fate(row) for row in digests} == {
        "sent",
        "nothing_to_say",
        "no_account",
        "passed_on",
        "opted_out",
        "off_duty",
        "special_mode",
    }


def test_whoever_answers_for_a_report_hears_of_its_draft_and_general_affairs_of_what_is_missing(
    ledger: Ledger,
) -> None:
    rows, drafts = ledger.rows, ledger.of_kind(DRAFT)
    reports = {(day_of(one["month"]), one["unit_id"]) for one in rows.tables["monthly_report"]}
    months = {month for month, _ in reports}

    assert months >= {date(2026, 10, 1), date(2026, 11, 1)}
    assert reports == {(month, unit_id) for month in months for unit_id in reporting_units(rows)}
    for day in (DRAFT_DAYS[month] for month in months):
        answering = {who for who in reports_open(rows, day) if rows.has_account(who)}
        in_digest = {who for who, row in ledger.of_kind(DIGEST).get(day, {}).items() if "ready" in ledger.lines(row)}
        assert {*drafts.get(day, {})} | in_digest >= answering >= {*drafts.get(day, {})}
    assert {*ledger.of_kind(OVERDUE)} == {*overdue_days()[-len(months) :]}


def test_no_message_says_twice_that_a_draft_is_ready(ledger: Ledger) -> None:
    for day, drafts in ledger.of_kind(DRAFT).items():
        digests = ledger.of_kind(DIGEST).get(day, {})
        twice = [who for who in drafts if who in digests and ledger.fate(digests[who]) == "sent"]
        assert {ledger.fate(drafts[who]) for who in twice if "ready" in ledger.lines(digests[who])} <= {
            "said_elsewhere"
        }


def test_nothing_in_the_ledger_is_left_unexplained(
    ledger: Ledger, record_property: Callable[[str, object], None]
) -> None:
    for line in told(ledger):
        record_property("told", line)

    assert list(ledger.unexplained()) == []
    assert is_balanced(ledger)
    assert len(protagonists(ledger.rows)) == 4


def test_nobody_gets_more_than_one_message_a_day_and_three_a_week(ledger: Ledger) -> None:
    assert ledger.busiest() == (PER_DAY, PER_WEEK)

"""Pairs follow the tree, day by day: transfers, acting heads, a reorganisation (`domain.md` 3.5; X13, X14)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

import pytest
from sqlmodel import Session, select

from bot.database import Database
from bot.one_on_one import service
from bot.one_on_one.due import due_lines
from bot.one_on_one.pairs import Changes
from bot.one_on_one.rhythm import SETTLING_DAYS
from bot.one_on_one.tables import OneOnOnePair, OneOnOneWish
from bot.people.kinds import HeadKind, UnitKind
from bot.people.tables import Headship, Post, UnitSpan
from tests.talking import DAY, MONDAY, Talking

T = TypeVar("T")
APRIL = date(2027, 4, 1)
NOTHING = Changes(frozenset(), frozenset())


@pytest.fixture
def talking(database: Database) -> Talking:
    return Talking(database)


def test_pairs_come_from_the_tree_at_the_level_that_the_city_chose(talking: Talking) -> None:
    changes = talking.keep()

    assert talking.open_pairs() == {
        (talking.pay_head, talking.clerk),
        (talking.pay_head, talking.other),
        (talking.head, talking.pay_head),
        (talking.head, talking.trainer),
    }
    assert (len(changes.begin), len(changes.end)) == (4, 0)


def test_a_second_round_of_a_day_and_a_clock_moved_back_change_nothing(talking: Talking) -> None:
    talking.keep()

    again, before = talking.keep(), talking.keep(MONDAY - 3 * DAY)

    assert (again, before) == (NOTHING, NOTHING)
    assert len(talking.open_pairs()) == 4


def test_where_1on1s_are_off_or_begin_later_there_are_no_pairs(talking: Talking) -> None:
    talking.decide(starts_on=MONDAY + 7 * DAY)

    before, on_the_day = talking.keep(), talking.keep(MONDAY + 7 * DAY)
    talking.decide(is_on=False)
    afterwards = talking.keep(MONDAY + 8 * DAY)

    assert (len(before.begin), len(on_the_day.begin), len(afterwards.end)) == (0, 4, 4)
    assert talking.open_pairs() == set()


def test_after_a_transfer_the_old_pair_ends_and_the_new_one_meets_within_two_weeks(talking: Talking) -> None:
    talking.keep()
    talk = talking.next_talk(talking.pay_head, talking.clerk)
    boss, clerk = talking.me(talking.pay_head), talking.me(talking.clerk)
    talking.database.write(service.schedule, boss, talk, MONDAY + 3 * DAY, 600, today=MONDAY)
    talking.database.write(service.ask_for, clerk, talk, today=MONDAY)
    move(talking, talking.clerk, talking.training, MONDAY + DAY)

    talking.keep(MONDAY + DAY)

    begun = talking.pair(talking.head, talking.clerk)
    (ended,) = rows(talking, OneOnOnePair, OneOnOnePair.id == talk.pair_id)
    assert (begun.opened_on, ended.closed_on) == (MONDAY + DAY, MONDAY)
    assert talking.talks() == []
    assert rows(talking, OneOnOneWish) == []
    day = MONDAY + (SETTLING_DAYS + 1) * DAY
    assert begun.id in {one.pair.id for one in talking.database.read(due_lines, day)[talking.head]}


def test_an_acting_head_takes_the_pairs_over_until_the_head_is_back(talking: Talking) -> None:
    talking.keep()
    end_headship(talking, talking.pay, MONDAY)
    talking.office.head(talking.other, talking.pay, HeadKind.ACTING, since=MONDAY + DAY)

    talking.keep(MONDAY + DAY)

    assert (talking.other, talking.clerk) in talking.open_pairs()
    assert (talking.head, talking.other) in talking.open_pairs()
    assert (talking.pay_head, talking.clerk) not in talking.open_pairs()


def test_a_reorganisation_that_is_known_before_shows_on_its_day_and_never_earlier(talking: Talking) -> None:
    talking.keep()
    before = talking.open_pairs()
    reorganise(talking)

    announced = talking.keep(date(2027, 3, 18))
    eve = talking.keep(APRIL - DAY)
    day = talking.keep(APRIL)

    assert (announced, eve) == (NOTHING, NOTHING)
    assert len(day.end) == 3
    assert (talking.trainer, talking.clerk) in talking.open_pairs() - before
    history = rows(talking, OneOnOnePair)
    assert {one.closed_on for one in history if (one.head_id, one.member_id) == (talking.pay_head, talking.clerk)} == {
        APRIL - DAY
    }


def test_a_head_with_many_new_people_has_a_whole_cadence_for_them(talking: Talking) -> None:
    talking.keep()
    crowd = [talking.office.person(talking.training, since=MONDAY + DAY) for _ in range(12)]

    talking.keep(MONDAY + DAY)

    starts = sorted(talking.pair(talking.head, one).starts_from for one in crowd)
    due = [(day + 30 * DAY - MONDAY - DAY).days for day in starts]
    assert due == [2, 5, 7, 10, 12, 15, 17, 20, 22, 25, 27, 30]


def move(talking: Talking, person_id: int, unit_id: int, since: date) -> None:
    def work(session: Session) -> None:
        row = session.exec(select(Post).where(Post.person_id == person_id)).one()
        row.valid_to = since - DAY

    talking.database.write(work)
    talking.office.post(person_id, unit_id, since=since)


def end_headship(talking: Talking, unit_id: int, last: date) -> None:
    def work(session: Session) -> None:
        for row in session.exec(select(Headship).where(Headship.unit_id == unit_id)):
            row.valid_to = last

    talking.database.write(work)


def reorganise(talking: Talking) -> None:
    """On 1 April the pay team is split; the new half is led by who was a trainer."""

    def work(session: Session) -> None:
        row = session.exec(select(UnitSpan).where(UnitSpan.unit_id == talking.pay)).one()
        row.valid_to = APRIL - timedelta(days=1)

    talking.database.write(work)
    half = talking.office.unit("給与第一係", talking.section, kind=UnitKind.TEAM, since=APRIL)
    for person_id in (talking.clerk, talking.other, talking.pay_head, talking.trainer):
        move(talking, person_id, half, APRIL)
    talking.office.head(talking.trainer, half, since=APRIL)


def rows(talking: Talking, table: type[T], *which: bool) -> list[T]:
    return talking.database.read(lambda session: list(session.exec(select(table).where(*which))))

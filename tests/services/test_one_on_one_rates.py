"""The holding rate: pairs that met of pairs that were due, counted anew from the rows, and who may read it."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from sqlmodel import Session, col, select

from bot.database import Database
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.delivery.tables import Body, Message
from bot.leave.tables import LeaveDay
from bot.one_on_one import service, topic_asking
from bot.one_on_one.due import due_lines, topic_lines
from bot.one_on_one.holding import holdings, own_holdings
from bot.one_on_one.kinds import TOPIC_LINE, Topic
from bot.one_on_one.tables import OneOnOnePair, OneOnOneTalk
from bot.texts import Texts
from tests.delivering import JST, jst
from tests.talking import DAY, MONDAY, NOW, Talking, statements

FIRST, LAST = MONDAY, MONDAY + 60 * DAY


@pytest.fixture
def talking(database: Database) -> Talking:
    return Talking(database)


def test_rates_are_what_the_rows_say_and_small_units_stay_hidden(talking: Talking) -> None:
    dice = Random(7)
    crowd = [talking.office.person(talking.pay) for _ in range(8)]
    talking.keep()
    live_on(talking, dice, crowd)

    found = talking.database.read(holdings, FIRST, LAST)

    pay, section = recounted(talking, talking.pay_head), recounted(talking, talking.head)
    own, whole = found.own[talking.pay_head], (pay[0] + section[0], pay[1] + section[1])
    assert 5 <= pay[0] < 10
    assert 0 < section[0] < 5
    assert (own.due, own.held) == pay
    assert found.units[talking.section].percent == min(max(round(100 * whole[1] / whole[0]), 10), 90)
    # Shown beside the whole, the team's rate would tell what the two or three others did.
    assert talking.pay not in found.units
    assert talking.training not in found.units


def live_on(talking: Talking, dice: Random, crowd: list[int]) -> None:
    """Talks held or skipped by dice, and leave of some."""

    def work(session: Session) -> None:
        for pair in session.exec(select(OneOnOnePair)):
            if dice.random() < 0.6:
                day = FIRST + dice.randrange(50) * DAY
                session.add(OneOnOneTalk(pair_id=pair.id or 0, place=1, held_on=day, minutes=30))

    talking.database.write(work)
    for person_id in crowd[::3]:
        talking.leave(person_id, FIRST + 3 * DAY, 40)


def recounted(talking: Talking, head_id: int) -> tuple[int, int]:
    """Due and held pairs of a head by brute force over the rows, a monthly cadence taken as 30 days together."""

    def work(session: Session) -> tuple[int, int]:
        due = held = 0
        for pair in session.exec(select(OneOnOnePair).where(OneOnOnePair.head_id == head_id)):
            talks = session.exec(select(OneOnOneTalk).where(OneOnOneTalk.pair_id == pair.id)).all()
            away = {
                row.day
                for row in session.exec(select(LeaveDay))
                if row.person_id in (pair.head_id, pair.member_id) and row.minutes >= row.workday_minutes
            }
            day, together = pair.starts_from, 0
            while together < 30:
                day += DAY
                together += day not in away
            if day <= LAST:
                due += 1
                held += any(talk.held_on and FIRST <= talk.held_on <= LAST for talk in talks)
        return due, held

    return talking.database.read(work)


def test_a_head_s_own_rate_is_the_same_alone_as_among_all(talking: Talking) -> None:
    talking.keep()

    everybody = talking.database.read(holdings, FIRST, LAST)
    alone = talking.database.read(own_holdings, talking.head, FIRST, LAST)

    assert everybody.own
    assert (alone.own, alone.units) == ({talking.head: everybody.own[talking.head]}, {})


def test_a_period_in_which_nothing_was_due_has_no_rate(talking: Talking) -> None:
    before = talking.database.read(holdings, date(2026, 1, 1), date(2026, 1, 31))

    assert (before.own, before.units) == ({}, {})


def test_the_number_of_queries_does_not_grow_with_the_city(talking: Talking) -> None:
    talking.keep()
    with statements(talking.database) as few:
        talking.database.read(due_lines, LAST)
        talking.database.read(holdings, FIRST, LAST)
        talking.database.read(topic_lines, MONDAY)
    for number in range(6):
        unit = talking.office.unit(f"第{number}係", talking.section)
        talking.office.head(talking.office.person(unit), unit)
        talking.office.person(unit)
    talking.keep(MONDAY + DAY)

    with statements(talking.database) as many:
        talking.database.read(due_lines, LAST)
        talking.database.read(holdings, FIRST, LAST)
        talking.database.read(topic_lines, MONDAY + DAY)

    assert len(many) == len(few)


def test_a_member_is_asked_for_a_topic_the_working_day_before_and_not_if_they_do_not_want_it(talking: Talking) -> None:
    talking.keep()
    friday, monday = MONDAY + 4 * DAY, MONDAY + 7 * DAY
    boss = talking.me(talking.pay_head)
    for member_id in (talking.clerk, talking.other):
        talk = talking.next_talk(talking.pay_head, member_id)
        talking.database.write(service.schedule, boss, talk, monday, 600, today=MONDAY)

    early, asked = asked_on(talking, friday - DAY), asked_on(talking, friday)
    words = told_on(talking, friday)
    talking.database.write(record_opt_outs, [OptOutPress(talking.clerk, TOPIC_LINE, NOW)])
    talk = talking.next_talk(talking.pay_head, talking.other)
    talking.database.write(service.choose_topic, talking.me(talking.other), talk, Topic.WORK, today=friday)

    assert (early, asked) == (set(), {talking.clerk, talking.other})
    assert words.keys() == asked
    assert "11月16日（月）10:00" in words[talking.clerk]
    assert asked_on(talking, friday) == set()


def asked_on(talking: Talking, day: date) -> set[int]:
    return set(talking.database.read(topic_lines, day))


def told_on(talking: Talking, day: date) -> dict[int, str]:
    """The words that the clock puts into the outbox at ten, by person; a second look finds nothing."""
    now, texts = jst(10, day=day), Texts()
    due = talking.database.read(topic_asking.due_words, now=now, zone=JST)
    count = talking.database.write(topic_asking.plan_words, due, now=now, texts=texts)
    again = talking.database.read(topic_asking.due_words, now=now, zone=JST)
    query = select(Message.person_id, Body.text).join(Body, col(Body.id) == Message.body_id)
    found = talking.database.read(lambda session: dict(session.exec(query.where(Message.kind == TOPIC_LINE)).all()))
    assert (len(due), len(again), count) == (1, 0, len(found))
    return {person_id: text for person_id, text in found.items() if person_id}

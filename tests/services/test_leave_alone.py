"""People who are on leave are left alone: by messages, by overtime reports, by whoever wants something confirmed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlmodel import Session

from bot.database import Database
from bot.delivery import claiming, planning, settling
from bot.delivery.claiming import Claimed, Terms
from bot.delivery.messenger import Posted
from bot.delivery.rules import Due, Surface, TimeOff
from bot.leave import absences, service
from bot.leave.kinds import Part, Wish
from bot.leave.plans import Proposal
from bot.overtime import service as overtime
from bot.people import service as people
from bot.texts import Texts
from tests.confirming import Evening
from tests.delivering import JST, WEDNESDAY, jst, ledger
from tests.leaving import half, hours, span
from tests.planning import Planners, planners

TERMS = Terms(holder="test", zone=JST, texts=Texts(), still_wanted={}, time_off_on=absences.time_off)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def offer(database: Database, *person_ids: int, surface: Surface = Surface.SAME_DAY) -> None:
    """A reminder for people on Wednesday at 8:30, good until Friday."""

    def work(session: Session) -> None:
        due = Due("news", WEDNESDAY, "all", jst(8, 30), jst(23, day=FRIDAY))
        for begun in planning.begin(session, [due], now=jst(8, 30)):
            duty = people.on_duty(WEDNESDAY).subquery()
            who = select(duty).where(duty.c.person_id.in_(person_ids))
            body = planning.store_body(session, "お知らせ", [])
            planning.post_to_people(session, begun, who, {"": body}, surface=surface)

    database.write(work)


def is_sent(database: Database, now: datetime) -> bool:
    claimed = database.write(claiming.claim, TERMS, now=now)
    if isinstance(claimed, Claimed):
        database.write(settling.settle_sent, claimed, Posted("D1", "1.0"), now=now)
    return isinstance(claimed, Claimed)


def test_a_member_on_leave_is_not_reminded(office: Planners) -> None:
    office.plan(span("2026-11-25"))
    offer(office.database, office.aoki)

    assert not is_sent(office.database, jst(8, 30))
    assert list(ledger(office.database).values()) == ["skipped off_duty"]


def test_whoever_cancels_their_leave_is_reminded_again(office: Planners) -> None:
    office.cancel(office.plan(span("2026-11-25")).plan.key)
    offer(office.database, office.aoki)

    assert is_sent(office.database, jst(8, 30))


def test_a_bundle_waits_until_the_day_after_the_leave(office: Planners) -> None:
    office.plan(span("2026-11-25"))
    offer(office.database, office.aoki, surface=Surface.BUNDLE)

    assert [is_sent(office.database, moment) for moment in (jst(8, 30), jst(16), jst(8, 30, day=THURSDAY))] == [
        False,
        False,
        True,
    ]


def test_after_a_morning_off_messages_come_after_the_break(office: Planners) -> None:
    office.plan(half("2026-11-25", Part.MORNING))
    offer(office.database, office.aoki)

    assert [is_sent(office.database, moment) for moment in (jst(8, 30), jst(12, 59), jst(13))] == [False, False, True]


def test_before_an_afternoon_off_messages_come_and_later_none(office: Planners) -> None:
    for person in (office.aoki, office.baba):
        office.plan(half("2026-11-25", Part.AFTERNOON), who=person)
    offer(office.database, office.aoki, office.baba)

    assert [is_sent(office.database, moment) for moment in (jst(9), jst(15))] == [True, False]
    assert sorted(ledger(office.database).values()) == ["sent", "skipped quiet"]


def test_nobody_is_written_to_in_the_middle_of_hours_off(office: Planners) -> None:
    office.plan(hours("2026-11-25", "10:00", 60))
    offer(office.database, office.aoki)

    assert [is_sent(office.database, moment) for moment in (jst(10), jst(10, 59), jst(11))] == [False, False, True]


def test_time_off_shortens_a_day_from_both_ends() -> None:
    off = TimeOff(stretches=((510, 570), (960, 1035)))

    assert off.there(510, 1035, 540) == (570, 960)
    assert TimeOff().there(510, 1035, 540) == (510, 1035)


def test_a_day_of_leave_is_offered_as_no_day_instead(office: Planners) -> None:
    office.plan(span("2026-11-27"))
    office.plan(half("2026-11-30", Part.MORNING))
    me = office.staff(office.aoki)

    draft = office.database.read(overtime.draft, me, now=jst(9), zone=JST, day=WEDNESDAY)

    assert FRIDAY not in draft.days_instead
    assert {THURSDAY, date(2026, 11, 30)} <= set(draft.days_instead)


def test_confirmers_on_leave_are_passed_over(database: Database) -> None:
    evening = Evening(database)
    on_leave(evening, evening.chief, span("2026-11-25"))
    evening.reported(evening.aoki)

    evening.ask(jst(15))

    assert evening.asked() == [(evening.deputy, 0)]


def test_a_confirmer_who_comes_in_the_afternoon_is_waited_for(database: Database) -> None:
    evening = Evening(database)
    on_leave(evening, evening.chief, half("2026-11-25", Part.MORNING))
    evening.reported(evening.aoki)

    assert [evening.ask(moment) for moment in (jst(12), jst(13))] == [0, 1]
    assert evening.asked() == [(evening.chief, 0)]


def on_leave(evening: Evening, person_id: int, wish: Wish) -> None:
    proposal = Proposal("k", "annual", wish)
    evening.database.write(service.plan, evening.staff(person_id), proposal, today=WEDNESDAY, now=jst(8))

"""The message budget over the outbox: one direct message a day, three a week; what is for one person rides together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session

from bot.blockkit import section
from bot.database import Database
from bot.delivery import claiming, opt_outs, planning, settling
from bot.delivery.claiming import Claimed, Idle, Terms
from bot.delivery.messenger import Posted
from bot.delivery.opt_outs import OptOutPress
from bot.delivery.rules import Due, Surface
from bot.people import service as people
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst, ledger
from tests.people import Office

#: Nobody cares for "old" messages any more.
TERMS = Terms(holder="test", zone=JST, texts=Texts(), still_wanted={"old": lambda *_: False})


def offer(database: Database, kind: str, surface: Surface, *, day: date = WEDNESDAY, minute: int = 0) -> None:
    """Plan a message of a kind for everybody on duty, good until the end of the week."""

    def work(session: Session) -> None:
        due = Due(kind, day, "all", jst(9, minute, day=day), jst(23, day=day) + timedelta(days=4))
        for begun in planning.begin(session, [due], now=jst(9, minute, day=day)):
            body = planning.store_body(session, f"{kind}の本文", [section(kind)])
            who = select(people.on_duty(day).subquery())
            planning.post_to_people(session, begun, who, {"": body}, surface=surface)

    database.write(work)


def send_all(database: Database, now: datetime, terms: Terms = TERMS) -> list[str]:
    """Claim and settle until nothing is left; the texts that went out."""
    texts = []
    while isinstance(claimed := database.write(claiming.claim, terms, now=now), Claimed):
        texts.append(claimed.words.text)
        database.write(settling.settle_sent, claimed, Posted("D1", f"{len(texts)}.0"), now=now)
    assert isinstance(claimed, Idle)
    return texts


def test_the_second_message_of_a_day_is_dropped(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    offer(database, "one", Surface.SAME_DAY)
    offer(database, "two", Surface.DROPPABLE, minute=1)

    assert send_all(database, jst(9, 1)) == ["oneの本文"]
    assert sorted(ledger(database).values()) == ["sent", "skipped budget"]


def test_the_fourth_message_of_a_week_is_dropped(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    days = [date(2026, 11, 24), WEDNESDAY, date(2026, 11, 26), date(2026, 11, 27)]

    sent = []
    for day in days:
        offer(database, "news", Surface.SAME_DAY, day=day)
        sent += send_all(database, jst(9, day=day))

    assert len(sent) == 3
    assert list(ledger(database).values()) == ["sent", "sent", "sent", "skipped budget"]


def test_messages_that_left_no_row_count_too(database: Database) -> None:
    decide(database)
    office = Office(database)
    cleaning = office.unit("清掃事務所")
    office.person(cleaning)
    a_survey_closed = replace(
        TERMS, sent_and_forgotten=lambda _session, unit_id, _here: (int(unit_id == cleaning),) * 2
    )
    offer(database, "bundle", Surface.BUNDLE)

    assert send_all(database, jst(10), a_survey_closed) == []
    assert send_all(database, jst(9, day=date(2026, 11, 26))) == ["bundleの本文"]


def test_what_one_message_cannot_hold_comes_the_next_day(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    for kind in ("one " * 1500, "two " * 1500, "three"):
        offer(database, kind, Surface.BUNDLE)

    (first,) = send_all(database, jst(9))
    (second,) = send_all(database, jst(9, day=date(2026, 11, 26)))

    assert len({"one", "two", "three"} & set(first.replace("の本文", " ").split())) == 2
    assert "three" in first
    assert len({"one", "two"} & set(second.split())) == 1


def test_everything_for_one_person_comes_in_one_message(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    offer(database, "one", Surface.BUNDLE)
    offer(database, "two", Surface.BUNDLE)

    (text,) = send_all(database, jst(9))

    assert all(part in text for part in ("あなたへのまとめ", "oneの本文", "twoの本文"))
    assert list(ledger(database).values()) == ["sent", "sent"]


def test_what_came_in_one_message_counts_once(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    monday, tuesday, thursday = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 19)
    for kind in ("one", "two", "three"):
        offer(database, kind, Surface.BUNDLE, day=monday)
    send_all(database, jst(9, day=monday))
    offer(database, "news", Surface.SAME_DAY, day=tuesday)
    offer(database, "news", Surface.SAME_DAY, day=thursday)

    assert send_all(database, jst(9, day=tuesday)) == ["newsの本文"]
    assert send_all(database, jst(9, day=thursday)) == ["newsの本文"]


def test_what_somebody_opted_out_of_or_nobody_wants_any_more_does_not_ride_along(database: Database) -> None:
    decide(database)
    office = Office(database)
    clerk = office.person(office.unit("清掃事務所"))
    database.write(opt_outs.record_opt_outs, [OptOutPress(clerk, "unwanted", jst(8))])
    for minute, kind in enumerate(("news", "old", "unwanted")):
        offer(database, kind, Surface.BUNDLE, minute=minute)

    assert send_all(database, jst(9, 2)) == ["newsの本文"]
    assert list(ledger(database).values()) == ["sent", "skipped not_wanted", "skipped opted_out"]


def test_a_bundle_that_finds_no_room_today_comes_tomorrow(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    offer(database, "today", Surface.SAME_DAY)
    send_all(database, jst(9))
    offer(database, "bundle", Surface.BUNDLE)

    assert send_all(database, jst(10)) == []
    assert send_all(database, jst(9, day=date(2026, 11, 26))) == ["bundleの本文"]


def test_a_bundle_waits_for_a_day_on_which_the_offices_are_open(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    office.person(office.unit("消防署", works_shifts=True))
    friday, holiday, tuesday = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)
    offer(database, "today", Surface.SAME_DAY, day=friday)
    send_all(database, jst(9, day=friday))
    offer(database, "bundle", Surface.BUNDLE, day=friday)
    send_all(database, jst(10, day=friday))

    assert len(send_all(database, jst(9, day=holiday))) == 1
    assert len(send_all(database, jst(9, day=tuesday))) == 1


def test_an_evening_card_takes_no_room_of_the_budget(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("清掃事務所"))
    offer(database, "card", Surface.EVENING_CARD)
    offer(database, "news", Surface.SAME_DAY, minute=1)

    assert send_all(database, jst(9, 1)) == ["cardの本文", "newsの本文"]


def test_messages_of_others_do_not_count(database: Database) -> None:
    decide(database)
    office = Office(database)
    depot = office.unit("清掃事務所")
    office.person(depot)
    office.person(depot)
    offer(database, "one", Surface.SAME_DAY)

    assert send_all(database, jst(9)) == ["oneの本文", "oneの本文"]

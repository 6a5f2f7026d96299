"""Which cards enter the outbox on a no-overtime day, and which do not."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlmodel import select

from bot.city.fields import Weekday
from bot.city.messages import MorningCard, MorningTime, SpecialModes
from bot.city.rules import CityPolicy
from bot.database import Database
from bot.delivery.claiming import Facts
from bot.delivery.tables import Body
from bot.no_overtime import service
from bot.no_overtime.answers import Answer
from bot.no_overtime.days import decide_unit_rule
from bot.no_overtime.replies import Reply, record_replies
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.people.rules import Hours
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst, ledger, outbox, skipped
from tests.people import MONDAY_TO_FRIDAY, Office

TEXTS = Texts()


def plan(database: Database, now: datetime) -> int:
    due = database.read(service.due_cards, now=now, zone=JST)
    return database.write(service.plan_cards, due, now=now, zone=JST, texts=TEXTS)


def test_each_section_channel_gets_its_cards_at_its_minute(database: Database) -> None:
    decide(database)
    Office(database).unit("人事課", channel="C1")

    counts = [
        plan(database, jst(8, 29)),
        plan(database, jst(8, 30)),
        plan(database, jst(16, 44)),
        plan(database, jst(16, 45)),
    ]

    assert counts == [0, 1, 0, 1]
    assert list(ledger(database)) == [
        "no_overtime/closing/2026-11-25/channel:C1",
        "no_overtime/morning/2026-11-25/channel:C1",
    ]


def test_planning_twice_changes_nothing(database: Database) -> None:
    decide(database)
    Office(database).unit("人事課", channel="C1")

    assert [plan(database, jst(8, 30)), plan(database, jst(8, 30)), plan(database, jst(8, 31))] == [1, 0, 0]


def test_units_that_share_a_channel_get_one_card(database: Database) -> None:
    decide(database)
    office = Office(database)
    section = office.unit("市民課", channel="C1")
    office.unit("給付係", section)
    office.unit("国保課", channel="C1")

    assert plan(database, jst(8, 30)) == 1


def test_a_closing_card_takes_the_place_of_a_morning_card_that_was_not_sent(database: Database) -> None:
    decide(database, CityPolicy(morning_card=MorningCard(not_after_start_minutes=480)))
    Office(database).unit("人事課", channel="C1")
    plan(database, jst(8, 30))

    plan(database, jst(16, 45))

    assert ledger(database)["no_overtime/morning/2026-11-25/channel:C1"] == "skipped superseded"


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2026, 11, 23), id="holiday Monday"),
        pytest.param(date(2026, 9, 23), id="holiday Wednesday"),
        pytest.param(date(2026, 11, 24), id="ordinary Tuesday"),
    ],
)
def test_no_card_on_a_day_that_is_none(database: Database, day: date) -> None:
    decide(database)
    Office(database).unit("人事課", channel="C1")

    assert plan(database, jst(17, day=day)) == 0


def test_payday_on_a_wednesday_is_one_card_that_names_both(database: Database) -> None:
    decide(database)
    Office(database).unit("人事課", channel="C1")

    plan(database, jst(8, 30, day=date(2026, 10, 21)))

    (card,) = service_texts(database)
    assert "水曜日、給与支給日" in card


def service_texts(database: Database) -> list[str]:
    return database.read(lambda session: [body.text for body in session.exec(select(Body))])


def service_blocks(database: Database, *texts: str) -> list[str]:
    """The blocks of the messages with these texts, as they are stored."""
    stored = database.read(lambda session: {body.text: body.blocks for body in session.exec(select(Body))})
    return [stored[text] for text in texts]


def test_started_late_only_what_is_still_worth_saying_is_planned(database: Database) -> None:
    decide(database)
    Office(database).unit("人事課", channel="C1")

    plan(database, jst(17, 0))

    assert list(ledger(database)) == ["no_overtime/closing/2026-11-25/channel:C1"]
    assert skipped(database) == {"no_overtime/morning/2026-11-25/channel:C1": "too_late"}


def test_shift_units_units_on_their_own_day_and_special_modes_are_left_out(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.unit("消防署", channel="C1", works_shifts=True)
    office.unit("市民課", channel="C2")
    crisis = office.unit("危機管理課", channel="C3")
    office.special_mode(crisis, date(2026, 11, 24), date(2026, 11, 26))
    thursdays = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))
    database.write(decide_unit_rule, "市民課", thursdays, actor="test", now=jst(9))

    assert plan(database, jst(8, 30)) == 0
    assert plan(database, jst(8, 30, day=date(2026, 11, 26))) == 1


def test_the_afternoon_before_can_be_the_time_of_the_morning_card(database: Database) -> None:
    decide(database, CityPolicy(morning_card=MorningCard(when=MorningTime.AFTERNOON_BEFORE)))
    Office(database).unit("人事課", channel="C1")

    assert plan(database, jst(16, 0, day=date(2026, 11, 24))) == 1
    assert [message.due_at for message in outbox(database)] == [jst(16, 0, day=date(2026, 11, 24))]


def test_staff_without_any_channel_get_one_direct_message_before_their_own_end(database: Database) -> None:
    decide(database)
    office = Office(database)
    depot = office.unit("清掃事務所")
    office.person(depot)
    office.person(depot, hours=Hours(450, 975, MONDAY_TO_FRIDAY, 465))
    office.person(depot, hours=Hours(540, 960, 0b0011011, 360))
    office.person(depot, slack_user_id=None)

    counts = [plan(database, jst(15, 45)), plan(database, jst(16, 45))]

    assert counts == [1, 1]
    assert [message.recipient for message in outbox(database)] == ["U000001", "U000002"]


def test_nobody_with_a_channel_gets_a_direct_message(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.person(office.unit("人事課", channel="C1"))

    plan(database, jst(16, 45))

    assert [message.recipient for message in outbox(database)] == ["C1"]


TYPHOON = (date(2026, 10, 12), date(2026, 10, 14))
SOFT = CityPolicy(special_mode=SpecialModes(cards="soften"))


def crisis(database: Database) -> None:
    """X15: a typhoon over one bureau, and a section of another one."""
    office = Office(database)
    bureau = office.unit("建設局", channel="C1")
    office.unit("道路課", bureau, channel="C2")
    office.person(office.unit("清掃事務所", bureau, channel=""))
    office.unit("市民課", channel="C3")
    office.special_mode(bureau, *TYPHOON)


def test_cards_fall_silent_in_a_special_mode(database: Database) -> None:
    decide(database)
    crisis(database)

    plan(database, jst(16, 45, day=TYPHOON[1]))

    assert [message.recipient for message in outbox(database)] == ["C3"]


def test_a_city_may_soften_them_instead_and_nobody_is_called_to_leave_or_asked(database: Database) -> None:
    decide(database, SOFT)
    crisis(database)

    plan(database, jst(16, 45, day=TYPHOON[1]))

    assert {message.recipient: message.kind for message in outbox(database)} == {
        "C1": "no_overtime/closing/special",
        "C2": "no_overtime/closing/special",
        "C3": "no_overtime/closing",
    }
    soft, usual = sorted(service_texts(database), key=lambda text: "定時退庁日" in text)
    assert "災害・選挙等対応中です。" in soft
    assert ("17:15" in soft, "17:15" in usual) == (False, True)
    assert ["no_overtime.reply.on_time" in one for one in service_blocks(database, soft, usual)] == [False, True]


def test_the_day_after_a_special_mode_is_as_usual(database: Database) -> None:
    decide(database, SOFT)
    crisis(database)

    plan(database, jst(16, 45, day=date(2026, 10, 21)))

    assert {message.kind for message in outbox(database)} == {"no_overtime/closing"}


@pytest.mark.parametrize(
    ("kind", "is_wanted"),
    [
        pytest.param("no_overtime/closing", False, id="no call to leave"),
        pytest.param("no_overtime/closing/special", True, id="a softened card"),
    ],
)
def test_a_mode_declared_at_the_last_moment_holds_for_cards_that_wait(
    database: Database, kind: str, is_wanted: bool
) -> None:
    office = Office(database)
    unit = office.unit("道路課", channel="C2")
    office.special_mode(unit, *TYPHOON)

    facts = Facts(kind, TYPHOON[1], unit, None)

    assert database.read(service.still_wanted, facts, jst(16, 45)) == is_wanted


def test_a_closing_card_shows_at_once_what_the_morning_brought(database: Database) -> None:
    decide(database)
    office = Office(database)
    unit = office.unit("人事課", channel="C1")
    given = [Reply(office.person(unit), WEDNESDAY, Answer.ON_TIME, jst(9)) for _ in range(5)]
    database.write(record_replies, given)

    plan(database, jst(16, 45))

    (text,) = service_texts(database)
    assert text.endswith("定時で帰る5人")

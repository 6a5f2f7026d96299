"""20時以降の勤務の届出: who is asked before 20:00 (or 21:00), who is not, and who may read what was said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.city import service as city
from bot.city.overtime import OvertimeReports
from bot.city.rules import CityPolicy, OnTime
from bot.database import Database
from bot.delivery import planning
from bot.delivery.claiming import Claimed, Terms, claim
from bot.delivery.messenger import Posted
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.delivery.rules import Due, Surface
from bot.delivery.settling import settle_sent
from bot.overtime import late
from bot.overtime.kinds import LateAnswer, ReportState
from bot.overtime.late_rules import LATE_NOTICE, LateWish, NoticesOfDay
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.people.kinds import Status, UnitKind
from bot.people.rules import Hours
from bot.texts import Texts
from schedules.delivery import STILL_WANTED
from tests.delivering import JST, WEDNESDAY, decide, jst, ledger
from tests.evenings import report
from tests.people import MONDAY_TO_FRIDAY, Office

ASKED = jst(19, 45)
TEXTS = Texts()


@pytest.fixture
def office(database: Database) -> Office:
    """A city with one section."""
    decide(database)
    office = Office(database)
    office.unit("給与係", code="kyuyo")
    return office


def ask(office: Office, now: datetime = ASKED) -> int:
    """Plan what is due; how many messages."""
    due = office.database.read(late.due_questions, now=now, zone=JST)
    return office.database.write(late.ask, due, now=now, zone=JST, texts=TEXTS) if due else 0


def sent(office: Office, now: datetime = ASKED) -> list[str]:
    """Ask and send: the Slack ids of those who get the question."""
    ask(office, now)
    return send_all(office.database, now)


def send_all(database: Database, now: datetime) -> list[str]:
    terms, receivers = Terms("test", JST, TEXTS, STILL_WANTED), []
    while isinstance(found := database.write(claim, terms, now=now), Claimed):
        receivers.append(found.recipient)
        database.write(settle_sent, found, Posted("D1", f"{len(receivers)}.0"), now=now)
    return receivers


def say(office: Office, person_id: int, answer: LateAnswer = LateAnswer.STAYING, until: int | None = 1290) -> None:
    me = office.database.read(people.staff_by_token, f"token-{person_id:06d}", day=WEDNESDAY)
    assert me is not None
    wish = (
        LateWish(WEDNESDAY, answer, until, "窓口の案件")
        if answer is LateAnswer.STAYING
        else LateWish(WEDNESDAY, answer)
    )
    office.database.write(late.give_notice, me, wish, today=WEDNESDAY, now=ASKED)


def test_only_those_who_reported_overtime_are_asked_fifteen_minutes_before(office: Office) -> None:
    aoki, _baba = office.person(1), office.person(1)
    report(office.database, aoki)

    assert [ask(office, jst(19, 44)), ask(office), ask(office), ask(office, jst(19, 46))] == [0, 1, 0, 0]
    assert list(ledger(office.database)) == ["overtime/late_notice/2026-11-25/person:token-000001"]


@pytest.mark.parametrize(
    ("end", "count"),
    [(18 * 60 + 30, 0), (19 * 60 + 45, 0), (19 * 60 + 46, 1), (20 * 60, 1), (22 * 60, 1)],
)
def test_whoever_has_left_by_their_own_report_is_left_alone(office: Office, end: int, count: int) -> None:
    report(office.database, office.person(1), until=end)

    assert ask(office) == count


@pytest.mark.parametrize(
    ("state", "count"),
    [
        (ReportState.REPORTED, 1),
        (ReportState.CONFIRMED, 1),
        (ReportState.SENT_BACK, 0),
        (ReportState.WITHDRAWN, 0),
    ],
)
def test_only_a_report_that_stands_counts(office: Office, state: ReportState, count: int) -> None:
    report(office.database, office.person(1), state=state)

    assert ask(office) == count


@pytest.mark.parametrize(
    ("policy", "asked"),
    [
        pytest.param({"on_time": OnTime.model_validate({"late_hour": "21:00"})}, [0, 1], id="21:00, as in Kofu"),
        pytest.param({"overtime_reports": OvertimeReports(late_notice_minutes=30)}, [1, 0], id="half an hour before"),
        pytest.param({"overtime_reports": OvertimeReports(late_notice=False)}, [0, 0], id="never"),
    ],
)
def test_the_hour_is_the_citys(office: Office, policy: dict[str, Any], asked: list[int]) -> None:
    office.database.write(city.decide_policy, CityPolicy(**policy), effective_from=WEDNESDAY, actor="test", now=jst(0))
    report(office.database, office.person(1), until=22 * 60)

    assert [ask(office, jst(19, 40)), ask(office, jst(20, 50))] == asked


def test_nobody_is_asked_once_the_hour_has_come(office: Office) -> None:
    report(office.database, office.person(1))

    assert ask(office, jst(20, 1)) == 0
    assert sent(office, jst(20, 2)) == []


def test_whoever_reports_after_the_question_was_due_just_said_it(office: Office) -> None:
    report(office.database, office.person(1), at=jst(19, 50))

    assert ask(office, jst(19, 51)) == 0


def test_the_question_comes_after_the_end_of_the_day_and_to_nobody_off_duty(office: Office) -> None:
    """Design 5: the one message after the end + 30 minutes."""
    aoki = office.person(1)
    others = [
        office.person(1, status=Status.SICK),
        office.person(1, hours=Hours(540, 960, MONDAY_TO_FRIDAY & ~0b100, 360)),
        office.person(1, slack_user_id=None),
    ]
    for person in (aoki, *others):
        report(office.database, person)

    assert sent(office) == ["U000001"]


def test_nobody_is_asked_in_a_special_mode(office: Office) -> None:
    report(office.database, office.person(1))
    office.special_mode(1, WEDNESDAY, WEDNESDAY)

    assert sent(office) == []
    assert list(ledger(office.database).values()) == ["skipped special_mode"]


def test_whoever_does_not_want_the_question_does_not_get_it(office: Office) -> None:
    aoki = office.person(1)
    report(office.database, aoki)
    office.database.write(record_opt_outs, [OptOutPress(aoki, LATE_NOTICE, jst(9))])

    assert sent(office) == []


def test_whoever_withdraws_between_planning_and_sending_is_not_asked(office: Office) -> None:
    aoki = office.person(1)
    row = report(office.database, aoki)
    ask(office)

    office.database.write(withdraw, row)

    assert send_all(office.database, ASKED) == []
    assert list(ledger(office.database).values()) == ["skipped not_wanted"]


def withdraw(session: Session, row_id: int) -> None:
    session.get_one(OvertimeReport, row_id).state = ReportState.WITHDRAWN


def test_whoever_has_given_notice_already_is_not_asked(office: Office) -> None:
    aoki = office.person(1)
    report(office.database, aoki)

    say(office, aoki)

    assert ask(office) == 0


def test_the_question_takes_its_place_in_the_budget(office: Office) -> None:
    """Design 5: only a disaster stop and a head's evening card may exceed it; the home tab has the same two buttons."""
    aoki = office.person(1)
    report(office.database, aoki)
    office.database.write(offer, "no_overtime/closing")
    send_all(office.database, jst(9))

    assert sent(office) == []
    assert ledger(office.database)["overtime/late_notice/2026-11-25/person:token-000001"] == "skipped budget"


def offer(session: Session, kind: str) -> None:
    due = Due(kind, WEDNESDAY, "all", jst(9), jst(17))
    for begun in planning.begin(session, [due], now=jst(9)):
        body = planning.store_body(session, "本文", [])
        planning.post_to_people(session, begun, people.on_duty(WEDNESDAY), {"": body}, surface=Surface.SAME_DAY)


def test_the_clock_knows_when_somebody_is_asked_next(office: Office) -> None:
    before = next_question(office)
    report(office.database, office.person(1))

    after = next_question(office)

    assert (before, after) == (None, ASKED)


def next_question(office: Office) -> datetime | None:
    return office.database.read(late.next_question, jst(9), zone=JST, within=timedelta(days=7))


@pytest.fixture
def bureau(office: Office) -> Office:
    """総務局 with 人事課 and 給与係 in it, and 市民局 beside; Aoki of 給与係 and Doi of 市民局 stay, Baba finishes."""
    top = office.unit("総務局", code="01", kind=UnitKind.BUREAU)
    section = office.unit("人事課", top, code="0101")
    other = office.unit("市民局", code="02", kind=UnitKind.BUREAU)
    aoki, baba, doi = office.person(section, name="青木 花"), office.person(section), office.person(other)
    for person, unit in ((aoki, section), (baba, section), (doi, other)):
        report(office.database, person, unit)
    say(office, aoki)
    say(office, baba, LateAnswer.FINISHING)
    say(office, doi)
    return office


def seen_by(office: Office, person_id: int) -> NoticesOfDay:
    me = office.database.read(people.staff_by_token, f"token-{person_id:06d}", day=WEDNESDAY)
    assert me is not None
    return office.database.read(late.late_notices, me, WEDNESDAY)


def test_general_affairs_reads_its_bureau_and_personnel_the_whole_city(bureau: Office) -> None:
    clerk, officer = bureau.person(2), bureau.person(2)
    bureau.duties(general_affairs={"01": [clerk]}, personnel=[officer])

    of_bureau, of_city = seen_by(bureau, clerk), seen_by(bureau, officer)

    assert [(one.name, one.unit_name, one.said.planned_end_minute) for one in of_bureau.notices] == [
        ("青木 花", "人事課", 1290)
    ]
    assert (of_bureau.staying, len(of_city.notices), of_city.staying) == (1, 2, 2)


def test_the_head_of_a_bureau_reads_only_how_many(bureau: Office) -> None:
    chief = bureau.person(2)
    bureau.head(chief, 2)

    found = seen_by(bureau, chief)

    assert (found.notices, found.staying) == ((), 1)


def test_everybody_else_reads_nothing(bureau: Office) -> None:
    found = seen_by(bureau, bureau.person(3))

    assert (found.notices, found.staying) == ((), 0)


def test_a_list_gets_everything_that_was_said_by_person(bureau: Office) -> None:
    found = bureau.database.read(late.notices_by_person, WEDNESDAY)

    assert {one.name: (one.said.answer, one.said.planned_end_minute) for one in found.values()} == {
        "青木 花": (LateAnswer.STAYING, 1290),
        "000002": (LateAnswer.FINISHING, None),
        "000003": (LateAnswer.STAYING, 1290),
    }
    assert bureau.database.read(late.notices_by_person, date(2026, 11, 26)) == {}


def test_what_is_said_in_a_special_mode_is_tagged(office: Office) -> None:
    aoki = office.person(1)
    report(office.database, aoki)
    office.special_mode(1, WEDNESDAY, WEDNESDAY)

    say(office, aoki)

    assert office.database.read(late.notices_by_person, WEDNESDAY)[aoki].is_special


def test_the_last_word_counts_and_there_is_one_row(office: Office) -> None:
    aoki = office.person(1)
    report(office.database, aoki)

    say(office, aoki)
    say(office, aoki, LateAnswer.FINISHING)
    evening = office.database.read(late.evening_of, aoki, WEDNESDAY)

    assert evening is not None
    assert evening.notice == LateWish(WEDNESDAY, LateAnswer.FINISHING)
    assert len(office.database.read(late.notices_by_person, WEDNESDAY)) == 1

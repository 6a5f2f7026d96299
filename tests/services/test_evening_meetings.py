"""Evening meetings (夕礼, A05): units that hold them, what their card tells, and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from sqlmodel import col, select

from bot.database import Database
from bot.delivery.tables import Body
from bot.errors import NotAllowed, Refused
from bot.no_overtime import meetings, replies, service
from bot.no_overtime.answers import Answer, Cause, Meeting
from bot.no_overtime.meeting_tables import CauseCount, EveningMeeting, EveningMeetingUnit
from bot.no_overtime.replies import Reply
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.texts import Texts
from tests.delivering import JST, WEDNESDAY, decide, jst, outbox
from tests.people import Office

NEXT_DAY = date(2026, 11, 26)
HOME, HELP, LATE = Answer.ON_TIME, Answer.HELPING, Answer.OVERTIME


def hold(database: Database, code: str, *, is_on: bool = True, starting: date = WEDNESDAY) -> None:
    database.write(meetings.set_evening_meeting, code, is_on=is_on, starting=starting, actor="test", now=jst(9))


def holding(database: Database, day: date = WEDNESDAY) -> frozenset[int]:
    return database.read(lambda session: meetings.meeting_units(session, people.tree_on(session, day), day))


def plan(database: Database, now: datetime) -> None:
    due = database.read(service.due_cards, now=now, zone=JST)
    database.write(service.plan_cards, due, now=now, zone=JST, texts=Texts())


def answer(database: Database, people_: Sequence[int], *answers: tuple[Answer, Cause | None]) -> None:
    given = zip(people_, answers, strict=True)
    database.write(
        replies.record_replies, [Reply(who, WEDNESDAY, what, jst(16, 50), why) for who, (what, why) in given]
    )


def shown(database: Database, channel: str = "C1") -> str:
    return database.read(meetings.figures, WEDNESDAY).get(channel, "")


def test_the_nearest_decision_upwards_says_whether_a_unit_holds_meetings(database: Database) -> None:
    office = Office(database)
    bureau = office.unit("総務局", kind=UnitKind.BUREAU)
    personnel = office.unit("人事課", bureau)
    pay = office.unit("給与係", personnel, kind=UnitKind.TEAM)
    office.unit("税務課")

    hold(database, "総務局")
    hold(database, "人事課", is_on=False, starting=NEXT_DAY)

    assert holding(database) == {bureau, personnel, pay}
    assert holding(database, NEXT_DAY) == {bureau}
    assert holding(database, date(2026, 11, 24)) == frozenset()


def test_what_was_decided_before_stays_as_history_and_the_same_decision_twice_is_one(database: Database) -> None:
    office = Office(database)
    unit = office.unit("人事課")

    for starting in (WEDNESDAY, NEXT_DAY):
        hold(database, "人事課", starting=starting)
    hold(database, "人事課", is_on=False, starting=date(2026, 12, 1))

    query = select(EveningMeetingUnit).order_by(col(EveningMeetingUnit.valid_from))
    rows = database.read(lambda session: session.exec(query).all())
    assert [(row.unit_id, row.is_on, row.valid_from, row.valid_to) for row in rows] == [
        (unit, True, WEDNESDAY, date(2026, 11, 30)),
        (unit, False, date(2026, 12, 1), date.max),
    ]


def test_a_unit_that_does_not_exist_is_refused(database: Database) -> None:
    with pytest.raises(Refused, match="no unit with the code"):
        hold(database, "9999")


def test_only_who_is_in_charge_decides(database: Database) -> None:
    office = Office(database)
    unit, other = office.unit("人事課"), office.unit("税務課")
    head, stranger = office.person(unit), office.person(other)
    office.head(head, unit)
    me, them = (
        database.read(people.staff_by_token, f"token-{number:06d}", day=WEDNESDAY) for number in (head, stranger)
    )
    assert me is not None
    assert them is not None

    database.write(meetings.decide_as_head, me, "人事課", is_on=True, today=WEDNESDAY, now=jst(9))
    with pytest.raises(NotAllowed):
        database.write(meetings.decide_as_head, them, "人事課", is_on=False, today=WEDNESDAY, now=jst(9))

    assert holding(database) == {unit}


def test_the_closing_card_is_the_meeting_and_nothing_else_is_posted(database: Database) -> None:
    decide(database)
    office = Office(database)
    office.unit("人事課", channel="C1")
    office.unit("税務課", channel="C2")
    hold(database, "人事課")

    plan(database, jst(16, 45))
    plan(database, jst(16, 46))

    assert [(one.recipient, one.kind) for one in outbox(database) if one.kind.startswith("no_overtime/closing")] == [
        ("C1", "no_overtime/closing/meeting"),
        ("C2", "no_overtime/closing"),
    ]
    card = next(text for text in texts(database) if text.startswith("夕礼です。"))
    assert "17:15" in card


def texts(database: Database) -> list[str]:
    return database.read(lambda session: [body.text for body in session.exec(select(Body))])


def test_the_card_tells_numbers_and_reasons_without_names_from_five_answers_on(database: Database) -> None:
    decide(database)
    office = Office(database)
    section = office.unit("人事課", channel="C1")
    team = office.unit("給与係", section)
    crowd = [*[office.person(section) for _ in range(3)], *[office.person(team) for _ in range(3)]]
    hold(database, "人事課")
    plan(database, jst(16, 45))

    answer(database, crowd[:4], (HOME, None), (HELP, None), (LATE, Cause.SUDDEN), (LATE, None))
    four = shown(database)
    answer(database, crowd[4:], (LATE, Cause.SUDDEN), (LATE, Cause.EVENT))

    assert four == ""
    assert Meeting.from_figure(shown(database)) == Meeting(
        {HOME: 1, HELP: 1, LATE: 4}, {Cause.SUDDEN: 2, Cause.EVENT: 1}
    )


def test_the_same_tap_once_more_keeps_the_reason_and_another_answer_drops_it(database: Database) -> None:
    decide(database)
    office = Office(database)
    crowd = [office.person(office.unit("人事課", channel="C1"))]

    answer(database, crowd, (LATE, Cause.SUDDEN))
    answer(database, crowd, (LATE, None))
    kept = causes(database)
    answer(database, crowd, (HOME, None))

    assert (kept, causes(database)) == ({Cause.SUDDEN: 1}, {})


def causes(database: Database) -> dict[Cause, int]:
    found = database.read(replies.causes_on, WEDNESDAY)
    return {cause: count for counts in found.values() for cause, count in counts.items()}


def test_in_the_night_reasons_become_counts_of_units(database: Database) -> None:
    decide(database)
    office = Office(database)
    unit = office.unit("人事課", channel="C1")
    crowd = [office.person(unit) for _ in range(2)]
    answer(database, crowd, (LATE, Cause.SUDDEN), (LATE, Cause.SUDDEN))

    database.write(replies.fold_replies, now=jst(1, day=NEXT_DAY), zone=JST)

    rows = database.read(lambda session: session.exec(select(CauseCount)).all())
    assert [(row.unit_id, row.cause, row.count) for row in rows] == [(unit, Cause.SUDDEN, 2)]
    assert causes(database) == {Cause.SUDDEN: 2}


def test_the_meeting_ends_by_itself_with_the_day(database: Database) -> None:
    decide(database)
    office = Office(database)
    crowd = [office.person(office.unit("人事課", channel="C1")) for _ in range(1)]
    hold(database, "人事課")
    plan(database, jst(16, 45))
    answer(database, crowd, (HOME, None))

    still = database.write(meetings.close_overdue, now=jst(17, 45))
    over = database.write(meetings.close_overdue, now=jst(17, 46))
    again = database.write(meetings.close_overdue, now=jst(17, 47))

    (row,) = database.read(lambda session: session.exec(select(EveningMeeting)).all())
    assert (still, over, again) == (0, 1, 0)
    assert (row.answers, row.was_closed_by_host) == (1, False)
    assert shown(database) == "over"


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting({}, {}),
        Meeting({}, {}, is_over=True),
        Meeting({HOME: 3, HELP: 0, LATE: 2}, {Cause.CONSTANT: 2}, is_over=True),
    ],
    ids=["nothing to tell", "over", "numbers"],
)
def test_what_a_card_shows_is_noted_in_a_short_text(meeting: Meeting) -> None:
    assert Meeting.from_figure(meeting.as_figure()) == meeting

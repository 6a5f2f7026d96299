"""What a head hears of 1on1s and when, what the two note, and what nobody else sees (E01, `domain.md` 3.8, X24)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.database import Database
from bot.errors import NotAllowed, OldButton
from bot.one_on_one import clarity, keeping, service
from bot.one_on_one.due import due_lines
from bot.one_on_one.kinds import Cadence, Stance, TalkId, Topic
from bot.one_on_one.rhythm import Need
from bot.one_on_one.service import UnsuitableDay
from bot.one_on_one.tables import OneOnOneClarity, OneOnOnePair, OneOnOneTalk, OneOnOneWish
from bot.one_on_one.talks import DueTalk
from tests.talking import DAY, MONDAY, Talking

#: All first talks of a monthly cadence are due by then.
MONTH_END = MONDAY + 30 * DAY


@pytest.fixture
def talking(database: Database) -> Talking:
    found = Talking(database)
    found.keep()
    return found


def due(talking: Talking, day: date) -> dict[int, tuple[DueTalk, ...]]:
    return talking.database.read(due_lines, day)


def names_due(talking: Talking, head_id: int, day: date) -> list[str]:
    return [one.pair.member_name for one in due(talking, day).get(head_id, ())]


def act(talking: Talking, work: Callable[..., Any], person_id: int, *args: object, today: date = MONDAY) -> Any:
    return talking.database.write(work, talking.me(person_id, today), *args, today=today)


def test_first_talks_are_spread_over_the_month_and_then_wait_for_the_head(talking: Talking) -> None:
    halfway, end = names_due(talking, talking.pay_head, MONDAY + 15 * DAY), due(talking, MONTH_END)[talking.pay_head]

    assert names_due(talking, talking.pay_head, MONDAY) == []
    assert halfway == ["青木 花子"]
    assert [(one.pair.member_name, one.need, one.since) for one in end] == [
        ("青木 花子", Need.OVERDUE, MONDAY + 15 * DAY),
        ("井上 次郎", Need.DUE, MONTH_END),
    ]


def test_nothing_is_said_while_one_of_the_two_is_away_and_those_days_do_not_count(talking: Talking) -> None:
    talking.leave(talking.pay_head, MONDAY + 10 * DAY, 21)

    during = [names_due(talking, talking.pay_head, MONDAY + step * DAY) for step in range(10, 31)]
    back = names_due(talking, talking.pay_head, MONDAY + 31 * DAY)

    assert {tuple(one) for one in during} == {()}
    assert back == []
    assert names_due(talking, talking.pay_head, MONDAY + 36 * DAY) == ["青木 花子"]


def test_nothing_is_said_in_a_special_mode_of_either(talking: Talking) -> None:
    talking.office.special_mode(talking.training, MONTH_END, MONTH_END)

    on_the_day, after = (names_due(talking, talking.head, day) for day in (MONTH_END, MONTH_END + DAY))

    assert "上田 月子" not in on_the_day
    assert "係長 三郎" in on_the_day
    assert "上田 月子" in after


def test_a_day_that_is_set_brings_peace_until_it_is_over(talking: Talking) -> None:
    talk = talking.next_talk(talking.pay_head, talking.clerk)

    act(talking, service.schedule, talking.pay_head, talk, MONTH_END, 600)

    assert "青木 花子" not in names_due(talking, talking.pay_head, MONTH_END)
    (over, *_) = due(talking, MONTH_END + DAY)[talking.pay_head]
    assert (over.pair.member_name, over.pair.planned_on) == ("青木 花子", MONTH_END)


def test_what_was_put_off_comes_back_after_a_week(talking: Talking) -> None:
    talk = talking.next_talk(talking.pay_head, talking.clerk)

    for _ in range(2):
        act(talking, service.postpone, talking.pay_head, talk, today=MONTH_END)

    assert "青木 花子" not in names_due(talking, talking.pay_head, MONTH_END + 6 * DAY)
    assert "青木 花子" in names_due(talking, talking.pay_head, MONTH_END + 7 * DAY)
    assert len(talking.talks()) == 1


def test_a_held_talk_is_kept_as_day_and_minutes_and_the_next_one_counts_from_it(talking: Talking) -> None:
    talk = talking.next_talk(talking.pay_head, talking.clerk)
    act(talking, service.choose_topic, talking.clerk, talk, Topic.LOAD)
    act(talking, service.choose_stance, talking.clerk, talk, Stance.LISTEN)

    for minutes in (30, 45):
        act(talking, service.held, talking.pay_head, talk, MONDAY, minutes)

    (kept,) = talking.talks()
    assert (kept.held_on, kept.minutes, kept.place) == (MONDAY, 30, 1)
    assert talking.pair(talking.pay_head, talking.clerk).last_held_on == MONDAY
    assert talking.database.read(lambda session: session.exec(select(OneOnOneWish)).all()) == []
    assert "青木 花子" not in names_due(talking, talking.pay_head, MONDAY + 29 * DAY)
    assert "青木 花子" in names_due(talking, talking.pay_head, MONDAY + 30 * DAY)


def test_a_member_asks_for_a_talk_and_is_the_first_in_the_head_s_list(talking: Talking) -> None:
    talk = talking.next_talk(talking.pay_head, talking.other)

    for _ in range(2):
        act(talking, service.ask_for, talking.other, talk)
    act(talking, service.choose_topic, talking.other, talk, Topic.HOURS)

    (first,) = due(talking, MONDAY)[talking.pay_head]
    assert (first.pair.member_name, first.pair.wish.topic, first.since) == ("井上 次郎", Topic.HOURS, MONDAY)
    assert names_due(talking, talking.pay_head, MONDAY + 20 * DAY) == ["井上 次郎", "青木 花子"]


def test_a_head_who_wants_to_hear_no_more_of_a_pair_hears_no_more_until_they_say_so(talking: Talking) -> None:
    pair_id = talking.pair(talking.pay_head, talking.clerk).id

    act(talking, service.stop, talking.pay_head, pair_id)
    silent = names_due(talking, talking.pay_head, MONTH_END)
    act(talking, service.resume, talking.pay_head, pair_id)

    assert silent == ["井上 次郎"]
    assert names_due(talking, talking.pay_head, MONTH_END) == ["青木 花子", "井上 次郎"]


def test_a_head_of_many_hears_of_the_three_that_need_it_most(talking: Talking) -> None:
    crowd = [talking.office.person(talking.pay, since=MONDAY + DAY) for _ in range(12)]
    talking.keep(MONDAY + DAY)
    talk = talking.next_talk(talking.pay_head, crowd[-1])
    act(talking, service.ask_for, crowd[-1], talk, today=MONTH_END)

    lines = due(talking, MONTH_END)[talking.pay_head]

    assert [one.pair.key.member_id for one in lines] == [crowd[-1], *crowd[:2]]


def test_how_often_is_decided_for_a_unit_and_for_one_person(talking: Talking) -> None:
    pair_id = talking.pair(talking.pay_head, talking.clerk).id

    act(talking, service.decide_unit_cadence, talking.pay_head, talking.pay, Cadence.QUARTERLY)
    quarterly = names_due(talking, talking.pay_head, MONTH_END)
    act(talking, service.decide_pair_cadence, talking.pay_head, pair_id, Cadence.WEEKLY)

    assert quarterly == []
    assert names_due(talking, talking.pay_head, MONTH_END) == ["青木 花子"]


@pytest.mark.parametrize("who", ["clerk", "other", "head", "director", "trainer"])
def test_nobody_but_its_head_notes_anything_about_a_pair(talking: Talking, who: str) -> None:
    talk, stranger = talking.next_talk(talking.pay_head, talking.clerk), getattr(talking, who)

    for work, *args in (
        (service.schedule, talk, MONDAY, 600),
        (service.held, talk, MONDAY, 30),
        (service.postpone, talk),
        (service.stop, talk.pair_id),
        (service.decide_pair_cadence, talk.pair_id, Cadence.WEEKLY),
        (service.my_pair, talk.pair_id),
    ):
        with pytest.raises(OldButton):
            act(talking, work, stranger, *args)
    with pytest.raises(NotAllowed):
        act(talking, service.decide_unit_cadence, talking.clerk, talking.pay, Cadence.WEEKLY)
    assert talking.talks() == []


@pytest.mark.parametrize("who", ["pay_head", "other", "head"])
def test_nobody_but_the_member_wishes_for_anything(talking: Talking, who: str) -> None:
    talk, stranger = talking.next_talk(talking.pay_head, talking.clerk), getattr(talking, who)

    for work, *args in ((service.ask_for,), (service.choose_topic, Topic.WORK), (service.choose_stance, Stance.ADVICE)):
        with pytest.raises(OldButton):
            act(talking, work, stranger, talk, *args)
    assert talking.database.read(lambda session: session.exec(select(OneOnOneWish)).all()) == []


def test_only_the_two_find_a_pair_among_their_1on1s(talking: Talking) -> None:
    seen = {
        who: {one.id for one in (*mine.as_head, *mine.as_member)}
        for who in ("director", "head", "pay_head", "clerk", "other", "trainer")
        for mine in [talking.database.read(service.my_talks, talking.me(getattr(talking, who)), MONDAY)]
    }

    pair_id = talking.pair(talking.pay_head, talking.clerk).id
    assert {who for who, ids in seen.items() if pair_id in ids} == {"pay_head", "clerk"}


@pytest.mark.parametrize("talk", [TalkId(999_999, 1), TalkId(1, 2), TalkId(1, 0)])
def test_forged_talks_are_refused_or_change_nothing(talking: Talking, talk: TalkId) -> None:
    with suppress(OldButton):
        act(talking, service.held, talking.pay_head, talk, MONDAY, 30)

    assert talking.talks() == []


@pytest.mark.parametrize("day", [MONDAY - DAY, MONDAY + 400 * DAY])
def test_a_day_that_is_over_or_far_away_cannot_be_set(talking: Talking, day: date) -> None:
    talk = talking.next_talk(talking.pay_head, talking.clerk)

    with pytest.raises(UnsuitableDay):
        act(talking, service.schedule, talking.pay_head, talk, day, 600)


def test_a_day_on_which_one_of_the_two_is_on_leave_cannot_be_set(talking: Talking) -> None:
    talking.leave(talking.clerk, MONDAY + 2 * DAY, 1)
    talk = talking.next_talk(talking.pay_head, talking.clerk)

    with pytest.raises(UnsuitableDay):
        act(talking, service.schedule, talking.pay_head, talk, MONDAY + 2 * DAY, 600)


def test_how_clear_things_are_is_counted_once_and_leaves_no_trace_of_who_said_it(talking: Talking) -> None:
    talking.decide(asks_clarity=True)
    talk = talking.next_talk(talking.pay_head, talking.clerk)
    act(talking, service.held, talking.pay_head, talk, MONDAY, 30)

    first, second = (act(talking, clarity.tell, talking.clerk, talk, 4) for _ in range(2))
    by_head = act(talking, clarity.tell, talking.pay_head, talk, 1)
    later = talking.database.write(clarity.close_old, MONDAY + 8 * DAY)

    assert (first, second, by_head, later) == (True, False, False, 0)
    counted = talking.database.read(lambda session: session.exec(select(OneOnOneClarity)).all())
    assert [(one.bucket, one.month, one.step, one.number) for one in counted] == [(0, date(2026, 11, 1), 4, 1)]
    assert set(OneOnOneClarity.model_fields) == {"bucket", "month", "step", "number"}
    assert not any(one.is_clarity_open for one in talking.talks())


def test_after_a_week_nobody_can_see_who_said_how_clear_things_are(talking: Talking) -> None:
    talking.decide(asks_clarity=True)
    for member_id in (talking.clerk, talking.other):
        talk = talking.next_talk(talking.pay_head, member_id)
        act(talking, service.held, talking.pay_head, talk, MONDAY, 30)
    act(talking, clarity.tell, talking.clerk, TalkId(talking.pair(talking.pay_head, talking.clerk).id or 0, 1), 5)

    talking.database.write(clarity.close_old, MONDAY + 8 * DAY)

    told, silent = ({**one.model_dump(), "id": 0, "pair_id": 0} for one in talking.talks())
    assert told == silent


def test_how_clear_things_were_is_told_of_topmost_units_from_five_taps_and_never_where_all_agree(
    talking: Talking,
) -> None:
    counts = {1: {3: 2, 5: 2}, 2: {4: 9}, 3: {2: 1, 4: 4}}
    units = {1: talking.department, 2: talking.office.unit("市民部"), 3: talking.office.unit("建設部")}

    def fill(session: Session) -> None:
        for unit, steps in counts.items():
            for step, number in steps.items():
                row = OneOnOneClarity(bucket=units[unit], month=date(2026, 11, 1), step=step, number=number)
                session.add(row)

    talking.database.write(fill)

    assert talking.database.read(clarity.clarity_of, MONDAY, MONTH_END) == {units[3]: Decimal("3.6")}


def test_what_is_older_than_two_fiscal_years_is_deleted(talking: Talking) -> None:
    old, kept = date(2024, 3, 31), date(2024, 4, 1)

    def fill(session: Session) -> None:
        pair = session.exec(select(OneOnOnePair)).first()
        assert pair is not None
        for place, day in enumerate((old, kept), start=1):
            session.add(OneOnOneTalk(pair_id=pair.id or 0, place=place, held_on=day, minutes=30))
        ended = OneOnOnePair(**pair.model_dump(exclude={"id"}))
        ended.opened_on = ended.closed_on = ended.starts_from = old
        session.add(ended)

    talking.database.write(fill)

    gone = talking.database.write(keeping.forget_old, today=date(2026, 11, 9))

    pairs = talking.database.read(lambda session: session.exec(select(OneOnOnePair)).all())
    assert gone == 1
    assert [one.held_on for one in talking.talks()] == [kept]
    assert len(pairs) == 4

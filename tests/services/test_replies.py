"""One-tap replies: one for each person and day, shown as one number from five on, gone in the night after the day."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot import migrations
from bot.database import Database
from bot.no_overtime import replies
from bot.no_overtime.answers import Answer
from bot.no_overtime.replies import Reply
from bot.no_overtime.tables import ReplyCount, ReplyRow
from tests.delivering import JST, WEDNESDAY, decide, jst
from tests.people import Office

HOME, LATE = Answer.ON_TIME, Answer.OVERTIME
NIGHT = jst(0, 5, day=date(2026, 11, 26))


def reply(database: Database, *answers: tuple[int, Answer], day: date = WEDNESDAY) -> list[Answer]:
    """These people answer at once."""
    given = [Reply(person, day, answer, jst(9, day=day)) for person, answer in answers]
    return database.write(replies.record_replies, given)


def kept(database: Database) -> dict[int, Answer]:
    """The replies that are stored, by person."""
    rows = database.read(lambda session: session.exec(select(ReplyRow)).all())
    return {row.person_id: row.answer for row in rows}


def counted(database: Database) -> dict[tuple[int, Answer], int]:
    """The counts that remained, by unit and answer."""
    rows = database.read(lambda session: session.exec(select(ReplyCount)).all())
    return {(row.unit_id, row.answer): row.count for row in rows}


def fold(database: Database, now: datetime = NIGHT) -> int:
    return database.write(replies.fold_replies, now=now, zone=JST)


def staff(office: Office, unit: int, count: int) -> Sequence[int]:
    return [office.person(unit) for _ in range(count)]


def test_a_second_tap_changes_the_answer_and_the_same_tap_twice_is_once(database: Database) -> None:
    office = Office(database)
    aoki, baba = staff(office, office.unit("給与係"), 2)

    reply(database, (aoki, HOME), (baba, LATE))
    reply(database, (aoki, LATE), (baba, LATE))

    assert kept(database) == {aoki: LATE, baba: LATE}


def test_of_two_devices_at_once_the_later_tap_counts_and_both_are_told(database: Database) -> None:
    office = Office(database)
    (aoki,) = staff(office, office.unit("給与係"), 1)

    told = reply(database, (aoki, HOME), (aoki, LATE))

    assert told == [LATE, LATE]
    assert kept(database) == {aoki: LATE}


async def test_taps_of_two_processes_for_the_same_people_never_wait_for_each_other(database: Database) -> None:
    office = Office(database)
    crowd = staff(office, office.unit("給与係"), 20)
    forwards = [Reply(one, WEDNESDAY, HOME, jst(9)) for one in crowd]

    await asyncio.gather(
        *(database.transact(replies.record_replies, order) for order in (forwards, forwards[::-1]) for _ in range(10))
    )

    assert kept(database) == dict.fromkeys(crowd, HOME)


def test_the_night_leaves_counts_of_units_and_not_one_reply(database: Database) -> None:
    office = Office(database)
    pay, tax = office.unit("給与係"), office.unit("税務課")
    first, second, third, fourth = *staff(office, pay, 3), *staff(office, tax, 1)
    reply(database, (first, HOME), (second, HOME), (third, LATE), (fourth, LATE))

    folded = fold(database)

    assert folded == 4
    assert kept(database) == {}
    assert counted(database) == {(pay, HOME): 2, (pay, LATE): 1, (tax, LATE): 1}


def test_a_second_night_s_work_changes_nothing(database: Database) -> None:
    office = Office(database)
    unit = office.unit("給与係")
    reply(database, *((one, HOME) for one in staff(office, unit, 2)))

    assert [fold(database), fold(database)] == [2, 0]
    assert counted(database) == {(unit, HOME): 2}


@pytest.mark.parametrize(
    ("now", "left"),
    [
        pytest.param(jst(23, 59), 1, id="not yet"),
        pytest.param(jst(0, 4, day=date(2026, 11, 26)), 1, id="not while the last taps may still come in"),
        pytest.param(NIGHT, 0, id="now"),
        pytest.param(jst(3, day=date(2026, 12, 24)), 0, id="still, after an outage"),
    ],
)
def test_a_reply_lives_until_its_day_is_over(database: Database, now: datetime, left: int) -> None:
    office = Office(database)
    reply(database, *((one, HOME) for one in staff(office, office.unit("給与係"), 1)))

    fold(database, now)

    assert len(kept(database)) == left


def test_a_process_that_dies_while_it_folds_has_done_nothing_and_the_next_one_does_it(database: Database) -> None:
    office = Office(database)
    unit = office.unit("給与係")
    people = staff(office, unit, 3)
    reply(database, *((one, HOME) for one in people))

    with pytest.raises(Died):
        database.write(fold_and_die)

    assert kept(database) == dict.fromkeys(people, HOME)
    assert counted(database) == {}
    assert fold(database) == 3
    assert counted(database) == {(unit, HOME): 3}


class Died(Exception):
    """The process ends before its transaction does."""


def fold_and_die(session: Session) -> None:
    assert replies.fold_replies(session, now=NIGHT, zone=JST) == 3
    raise Died


async def test_two_processes_fold_each_reply_once(database: Database) -> None:
    office = Office(database)
    unit = office.unit("給与係")
    reply(database, *((one, HOME) for one in staff(office, unit, 30)))

    folded = await asyncio.gather(*(database.transact(replies.fold_replies, now=NIGHT, zone=JST) for _ in range(4)))

    assert sum(folded) == 30
    assert counted(database) == {(unit, HOME): 30}


def test_whoever_moved_counts_for_the_unit_of_that_day(database: Database) -> None:
    office = Office(database)
    old, new = office.unit("給与係"), office.unit("税務課")
    mover = office.person(old, until=WEDNESDAY)
    office.post(mover, new, since=date(2026, 11, 26))
    reply(database, (mover, HOME))

    fold(database)

    assert counted(database) == {(old, HOME): 1}


def test_on_sqlite_the_files_keep_no_trace_of_a_reply_that_was_deleted_and_scrubbed(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'kaeru.db'}")
    migrations.upgrade(database)
    office = Office(database)
    given = jst(9, 41, day=date(2026, 11, 18))
    reply_at = Reply(office.person(office.unit("給与係")), date(2026, 11, 18), HOME, given)
    database.write(replies.record_replies, [reply_at])
    trace = given.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S").encode()
    before = traces(tmp_path, trace)

    fold(database)
    unscrubbed = traces(tmp_path, trace)
    database.scrub(replies.TABLE)

    assert (before > 0, unscrubbed > 0, traces(tmp_path, trace)) == (True, True, 0)
    database.close()


def traces(folder: Path, trace: bytes) -> int:
    """How often the bytes stand in the database's files."""
    return sum(file.read_bytes().count(trace) for file in folder.iterdir())


def test_a_card_shows_one_number_and_only_from_five_answers(database: Database) -> None:
    decide(database)
    office = Office(database)
    section = office.unit("市民課", channel="C1")
    people = [*staff(office, section, 3), *staff(office, office.unit("給付係", section), 3)]

    reply(database, *((one, HOME) for one in people[:3]), (people[3], LATE))
    four = database.read(replies.tallies, WEDNESDAY)
    reply(database, (people[4], HOME))
    five = database.read(replies.tallies, WEDNESDAY)

    assert (four, five) == ({}, {"C1": "4"})


def test_a_card_says_nothing_where_nobody_goes_home_on_time(database: Database) -> None:
    decide(database)
    office = Office(database)
    reply(database, *((one, LATE) for one in staff(office, office.unit("市民課", channel="C1"), 9)))

    assert database.read(replies.tallies, WEDNESDAY) == {}


def test_units_that_share_a_channel_share_its_number_and_others_have_their_own(database: Database) -> None:
    decide(database)
    office = Office(database)
    for name, channel, count in (("市民課", "C1", 3), ("国保課", "C1", 4), ("税務課", "C2", 6), ("会計課", "", 7)):
        reply(database, *((one, HOME) for one in staff(office, office.unit(name, channel=channel), count)))

    assert database.read(replies.tallies, WEDNESDAY) == {"C1": "7", "C2": "6"}


def test_the_night_does_not_change_what_a_card_shows(database: Database) -> None:
    decide(database)
    office = Office(database)
    reply(database, *((one, HOME) for one in staff(office, office.unit("市民課", channel="C1"), 6)))

    before = database.read(replies.tallies, WEDNESDAY)
    fold(database)

    assert database.read(replies.tallies, WEDNESDAY) == before == {"C1": "6"}

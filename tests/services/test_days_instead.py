"""Days instead: a word in their morning, kept or not once attendance is there, and gone when their time is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.attendance.importing import import_attendance
from bot.city.rules import Retention
from bot.database import Database
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.errors import NotAllowed
from bot.overtime import reminding, service, settling
from bot.overtime.kinds import ReportState
from bot.overtime.my_blocks import DAY_INSTEAD
from bot.overtime.rules import Wish
from bot.people.kinds import UnitKind
from bot.people.roster_files import parse_table
from bot.people.rules import Hours
from bot.playground import Playground, Workspace
from schedules.delivery import STILL_WANTED
from schedules.sender import Sender
from tests.clocking import LATE, ON_TIME, READING, day_of
from tests.delivering import JST, WEDNESDAY, jst, ledger, outbox, running
from tests.reporting import FRIDAY, HALF_PAST_SIX, MONDAY, TEXTS, WISH, Reporting
from tests.rosters import Cells, csv_bytes

THE_DAY_AFTER = FRIDAY + timedelta(days=1)


@pytest.fixture
def city(database: Database) -> Reporting:
    return Reporting(database)


def remind(city: Reporting, hour: int, minute: int = 0, day: date = FRIDAY) -> int:
    """What the clock plans at a moment."""
    now = jst(hour, minute, day)
    due = city.database.read(reminding.due_mornings, now=now, zone=JST)
    return city.database.write(reminding.plan_words, due, now=now, zone=JST, texts=TEXTS)


def words(city: Reporting) -> list[str]:
    return [one.key for one in outbox(city.database) if one.kind == DAY_INSTEAD]


def outcomes(city: Reporting) -> list[str]:
    """What became of these words."""
    return [outcome for key, outcome in ledger(city.database).items() if key.startswith(DAY_INSTEAD)]


def clock(city: Reporting, *rows: Cells) -> None:
    """Take over attendance."""
    city.database.write(import_attendance, parse_table("days.csv", csv_bytes(rows)), READING)


def settle(city: Reporting, today: date = THE_DAY_AFTER) -> int:
    found = city.database.read(settling.days_to_settle, today=today)
    city.database.write(settling.settle_days_instead, found)
    return len(found)


def kept(city: Reporting) -> list[bool | None]:
    return [row.is_kept for row in city.stored()]


def test_whoever_chose_the_day_gets_one_word_at_their_start(city: Reporting) -> None:
    city.report()

    planned = [remind(city, 8, 29), remind(city, 8, 30), remind(city, 8, 31)]

    assert planned == [0, 1, 0]
    assert words(city) == [f"overtime/day_instead/2026-11-27/person:token-{city.aoki:06d}"]


def test_a_part_timer_is_told_at_their_own_start(city: Reporting) -> None:
    part_timer = city.office.person(city.unit, hours=Hours(600, 960, 0b0011111, 300))
    city.report()
    city.report(part_timer, replace(WISH, planned_end_minute=1000))

    assert [remind(city, 8, 30), remind(city, 10)] == [1, 1]


@pytest.mark.parametrize("state", [ReportState.SENT_BACK, ReportState.WITHDRAWN])
def test_what_was_sent_back_or_withdrawn_reminds_nobody(city: Reporting, state: ReportState) -> None:
    city.settle_state(city.report().report.id, state)

    assert remind(city, 8, 30) == 0


def test_after_the_morning_nothing_is_said_any_more(city: Reporting) -> None:
    city.report()

    assert remind(city, 11, 31) == 0


def test_the_next_word_is_known_ahead(city: Reporting) -> None:
    city.report()

    first, then = (
        city.database.read(reminding.next_morning, after, zone=JST, within=timedelta(days=3))
        for after in (jst(9), jst(8, 30, FRIDAY))
    )

    assert (first, then) == (jst(8, 30, FRIDAY), None)


async def test_the_word_arrives_and_says_how_never_to_get_it_again(city: Reporting) -> None:
    city.report()

    said = await delivered(city)

    assert said == ["おはようございます。今日は、11月25日（水）の代わりの定時退庁日です。"]
    assert outcomes(city) == ["sent"]


async def delivered(city: Reporting) -> list[str]:
    """The first lines of what Aoki reads on the morning of Friday."""
    now = jst(8, 30, FRIDAY)
    async with Playground(Workspace(now=lambda: now)) as playground:
        space = playground.workspace
        aoki = space.add_user(name="aoki", real_name="aoki")
        city.connect(city.aoki, aoki.id)
        async with running(city.database, playground, now) as core:
            remind(city, 8, 30)
            await Sender(core, STILL_WANTED).drain()
        texts = [message.text for channel in space.channels.values() for message in channel.timeline]
    return [text.removeprefix(":frog: ").splitlines()[0] for text in texts]


async def test_what_is_withdrawn_in_the_last_minute_is_not_said(city: Reporting) -> None:
    report = city.report().report
    remind(city, 8, 30)
    city.settle_state(report.id, ReportState.WITHDRAWN)

    assert await delivered(city) == []
    assert outcomes(city) == ["skipped not_wanted"]


async def test_whoever_does_not_want_it_or_is_in_a_special_mode_is_left_alone(city: Reporting) -> None:
    city.report()
    city.database.write(record_opt_outs, [OptOutPress(city.aoki, DAY_INSTEAD, jst(9))])

    assert await delivered(city) == []


async def test_nobody_is_reminded_in_a_special_mode(city: Reporting) -> None:
    city.report()
    city.office.special_mode(city.unit, FRIDAY, FRIDAY)

    assert await delivered(city) == []
    assert outcomes(city) == ["skipped special_mode"]


@pytest.mark.parametrize(
    ("clock_out", "was_kept"), [pytest.param(ON_TIME, True, id="on time"), pytest.param(LATE, False, id="late")]
)
def test_attendance_tells_whether_the_day_was_kept(city: Reporting, clock_out: str, was_kept: bool) -> None:
    city.report()
    clock(city, day_of(city.aoki, FRIDAY, clock_out))

    changed = [settle(city, FRIDAY), settle(city), settle(city)]

    assert changed == [0, 1, 0]
    assert kept(city) == [was_kept]


def test_without_attendance_nothing_is_known(city: Reporting) -> None:
    city.report()
    clock(city, day_of(city.baba, FRIDAY))

    assert settle(city) == 0
    assert kept(city) == [None]


def test_a_corrected_file_settles_the_day_anew(city: Reporting) -> None:
    city.report()
    clock(city, day_of(city.aoki, FRIDAY, ON_TIME))
    settle(city)
    clock(city, day_of(city.aoki, FRIDAY, LATE))

    settle(city)

    assert kept(city) == [False]


def test_whoever_reported_overtime_for_the_day_itself_did_not_keep_it(city: Reporting) -> None:
    city.report()
    city.report(wish=Wish(FRIDAY, "sudden", HALF_PAST_SIX, "", MONDAY))
    clock(city, day_of(city.aoki, FRIDAY, ON_TIME))

    settle(city)

    assert kept(city) == [False, None]


def test_only_the_person_reads_whether_they_kept_it(city: Reporting) -> None:
    city.report()
    clock(city, day_of(city.aoki, FRIDAY))
    settle(city)

    mine = city.database.read(service.my_reports, city.staff(city.aoki), MONDAY)
    of_the_head = city.database.read(service.my_reports, city.staff(city.head), MONDAY)

    assert [one.is_kept for one in mine.past] == [True]
    assert of_the_head.reports == ()


def november(city: Reporting, reader: int) -> tuple[int, int] | None:
    """How many days instead 給与係 kept in November, and of how many, as somebody reads it."""
    span = (city.unit, date(2026, 11, 1), date(2026, 11, 30))
    found = city.database.read(settling.days_instead_kept, city.staff(reader), *span)
    return None if found is None else (found.kept, found.settled)


def test_heads_and_personnel_read_numbers_from_five_people_on(city: Reporting) -> None:
    crowd = [city.aoki, city.baba, *(city.office.person(city.unit) for _ in range(3))]
    city.office.duties(personnel=[city.office.person(city.office.unit("人事課"))])
    for person in crowd[:4]:
        city.report(person)
    clock(city, *(day_of(one, FRIDAY, LATE if one == city.aoki else ON_TIME) for one in crowd))
    settle(city)
    of_four = november(city, city.head)

    city.report(crowd[4])
    settle(city)

    assert of_four is None
    assert november(city, city.head) == (4, 5)
    assert november(city, crowd[-1] + 1) == (4, 5)


def test_nobody_else_reads_them(city: Reporting) -> None:
    other = city.office.unit("税務課", kind=UnitKind.SECTION)
    stranger = city.office.person(other)
    city.office.head(stranger, other)

    for reader in (city.aoki, stranger):
        with pytest.raises(NotAllowed):
            november(city, reader)


def test_after_five_years_nothing_of_a_report_is_left(city: Reporting) -> None:
    city.report()
    then = settling.oldest_kept(WEDNESDAY + timedelta(days=1828), Retention())

    early = city.database.write(settling.forget_before, settling.oldest_kept(date(2031, 11, 26), Retention()))
    late = city.database.write(settling.forget_before, then)

    assert early == 0
    assert late == 2  # the report, and that somebody was asked to look at it
    assert city.stored() == []

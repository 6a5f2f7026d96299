"""The quarterly report: read by the personnel section ten working days after the quarter, approved, then posted."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from bot.city.duties import Personnel
from bot.city.leave import FiveDayDuty, Leave, LeaveReport
from bot.city.rules import CityPolicy
from bot.city.tables import AuditRow
from bot.database import Database
from bot.delivery.tables import Body, Message
from bot.errors import NotAllowed, OldButton, Refused
from bot.leave import report_blocks, reporting, sheets
from bot.leave.kinds import Part
from bot.leave.quarterly import QuarterlyReport
from bot.leave.tables import LeaveBalance
from bot.people.kinds import Status, UnitKind
from bot.people.rules import Staff
from bot.texts import Texts
from tests import command_line
from tests.delivering import JST, jst
from tests.leaving import A_DAY, PART_TIME, half, span
from tests.planning import Planners, planners

QUARTER = date(2026, 7, 1)
#: The tenth working day after September: 10-01 is a Thursday, 10-12 a holiday.
READY = date(2026, 10, 15)
#: When it is approved: long after the word about the draft.
LATER = date(2026, 10, 20)
TEXTS = Texts()
JAPANESE = TEXTS.of("ja")
POLICY = CityPolicy(leave=Leave(report=LeaveReport(channel="C0ALL")))


@pytest.fixture
def office(database: Database) -> Planners:
    """給与係 with two, 厚生係 with one, and twelve people of a bureau; Chiba is of the personnel section."""
    office = planners(database, POLICY)
    bureau = office.office.unit("市民局", kind=UnitKind.BUREAU, code="90")
    section = office.office.unit("戸籍課", bureau, code="91")
    for _ in range(12):
        office.office.person(section)
    office.office.duties(personnel=[office.chiba])
    return office


def imported(office: Planners, taken: dict[int, int], *, as_of: date = date(2026, 9, 30), day: int = A_DAY) -> None:
    """What people took, in minutes, of 20 days each."""

    def add(session: Session) -> None:
        for person_id, minutes in taken.items():
            session.add(
                LeaveBalance(
                    person_id=person_id,
                    account="annual",
                    leave_year=2026,
                    granted=20 * day,
                    carried_over=0,
                    taken=minutes,
                    as_of=as_of,
                )
            )

    office.database.write(add)


def clerks(office: Planners) -> list[int]:
    """The twelve."""
    return list(range(office.chiba + 1, office.chiba + 13))


def report(office: Planners) -> QuarterlyReport:
    return office.database.read(reporting.quarterly_report, QUARTER)


def officer(office: Planners) -> Staff:
    return office.on(LATER).staff(office.chiba)


def tick(office: Planners, now: datetime) -> int:
    """What the clock plans at a moment."""
    dues = office.database.read(reporting.due_reports, now=now, zone=JST)
    return office.database.write(reporting.plan_reports, dues, now=now, texts=TEXTS)


def approve(office: Planners, digest: str = "", *, now: datetime | None = None, who: int = 0) -> bool:
    me = office.on(LATER).staff(who or office.chiba)
    at = now or jst(14, day=LATER)
    return office.database.write(
        reporting.approve,
        me,
        QUARTER,
        digest or report_blocks.digest_of(report(office)),
        today=LATER,
        now=at,
        texts=TEXTS,
    )


def messages(office: Planners) -> list[tuple[str, str, str]]:
    """Kind, recipient and text of everything in the outbox."""

    def read(session: Session) -> list[tuple[str, str, str]]:
        found = session.exec(
            select(Message, Body).where(col(Message.body_id) == col(Body.id)).order_by(col(Message.due_at))
        )
        return [(one.kind, one.recipient, body.text) for one, body in found]

    return office.database.read(read)


def test_averages_goals_and_people_under_five_days(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office)[:10], 13 * A_DAY))
    imported(office, dict.fromkeys(clerks(office)[10:], 4 * A_DAY))

    found = report(office)

    line = next(one for one in found.bureaux if one.name == "市民局")
    assert (line.headcount, line.people, line.under_five) == (12, 12, 2)
    assert [str(one) for one in (line.average, line.of_granted, line.of_goal)] == ["11.5", "57.5", "71.9"]
    assert found.is_complete
    assert found.whole.headcount - found.whole.people == 3


def test_a_day_is_each_persons_own_day(office: Planners) -> None:
    part_timer = office.office.person(office.section, hours=PART_TIME)
    imported(office, dict.fromkeys(clerks(office), 10 * A_DAY))
    imported(office, {part_timer: 10 * 375}, day=375)

    assert str(report(office).whole.average) == "10.0"


def test_whoever_is_on_leave_of_absence_is_not_in_the_headcount(office: Planners) -> None:
    before = report(office).whole.headcount

    office.office.person(office.section, status=Status.CHILDCARE)

    assert report(office).whole.headcount == before


def test_what_was_planned_until_then_stands_beside_what_was_taken(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office), 6 * A_DAY))
    earlier = office.on(date(2026, 8, 3))
    for one in clerks(office)[:6]:
        earlier.plan(span("2026-08-10", "2026-08-14"), who=one)  # four days: 8/11 is a holiday
        earlier.plan(half("2026-12-24", Part.MORNING), who=one)

    line = next(one for one in report(office).bureaux if one.name == "市民局")

    assert (str(line.average), str(line.planned)) == ("6.0", "2.0")


def test_the_five_day_duty_is_flagged_only_where_it_applies(database: Database) -> None:
    duty = Leave(five_day_duty=FiveDayDuty(employment=("regular",), units=("kyuyo",)))
    office = planners(database, CityPolicy(leave=duty))
    people = [office.office.person(office.section) for _ in range(8)]
    others = [office.office.person(office.next_door) for _ in range(9)]
    imported(office, dict.fromkeys(people[:3], A_DAY) | dict.fromkeys(people[3:], 9 * A_DAY))
    imported(office, {office.aoki: 9 * A_DAY, office.baba: 9 * A_DAY})
    imported(office, dict.fromkeys(others[:4], 2 * A_DAY) | dict.fromkeys((*others[4:], office.chiba), 9 * A_DAY))

    found = report(office)

    assert found.has_duty
    assert {line.name: (line.under_five, line.duty_under_five) for line in found.bureaux} == {
        "厚生係": (4, 0),
        "給与係": (3, 3),
    }


def test_the_report_costs_one_query_over_the_figures(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office), 6 * A_DAY))
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(office.database.engine, "before_cursor_execute", note)
    report(office)
    event.remove(office.database.engine, "before_cursor_execute", note)

    assert len([one for one in asked if "leave_balance" in one or "leave_day" in one]) == 1


def test_ten_working_days_after_the_quarter_the_personnel_section_gets_the_word(office: Planners) -> None:
    assert tick(office, jst(8, 29, day=READY)) == 0

    assert tick(office, jst(8, 30, day=READY)) == 1
    assert tick(office, jst(9, day=READY)) == 0

    ((kind, recipient, text),) = messages(office)
    assert (kind, recipient) == ("leave/report_draft", "U000003")
    assert "2026年7月からの四半期" in text


def test_with_a_personnel_channel_the_word_goes_there(database: Database) -> None:
    office = planners(database, POLICY.model_copy(update={"personnel": Personnel(channel="C0JINJI")}))
    office.office.duties(personnel=[office.chiba])

    tick(office, jst(9, day=READY))

    assert [(kind, recipient) for kind, recipient, _ in messages(office)] == [("leave/report_draft", "C0JINJI")]


def test_what_was_read_and_approved_is_what_is_posted(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office), 13 * A_DAY))

    assert approve(office)
    assert approve(office)
    assert tick(office, jst(14, 1, day=LATER)) == 1
    assert tick(office, jst(14, 2, day=LATER)) == 0

    ((kind, recipient, text),) = messages(office)
    assert (kind, recipient) == ("leave/report", "C0ALL")
    assert "市民局：平均13.0日（目標の81.3%）、5日未満 0人" in text


def test_what_is_approved_in_the_evening_is_posted_in_the_morning(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office), 13 * A_DAY))

    approve(office, now=jst(21, day=LATER))

    assert tick(office, jst(21, 1, day=LATER)) == 0
    assert tick(office, jst(8, 30, day=LATER + timedelta(days=1))) == 1


def test_figures_that_changed_since_they_were_read_are_not_approved(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office)[:11], 13 * A_DAY))
    digest = report_blocks.digest_of(report(office))
    imported(office, {clerks(office)[11]: A_DAY})

    with pytest.raises(OldButton, match="have changed"):
        approve(office, digest)


def test_nobody_else_reads_or_approves_it(office: Planners) -> None:
    head = office.on(LATER).staff(office.baba)

    with pytest.raises(NotAllowed):
        office.database.read(reporting.read_report, head, QUARTER, today=LATER)
    with pytest.raises(NotAllowed):
        approve(office, who=office.baba)


def test_without_a_channel_it_is_approved_and_exported_only(database: Database) -> None:
    office = planners(database)
    office.office.duties(personnel=[office.chiba])

    assert not approve(office)

    assert tick(office, jst(14, 1, day=LATER)) == 0
    found = office.database.read(reporting.read_report, officer(office), QUARTER, today=LATER)
    assert found.approved_at == jst(14, day=LATER)


def test_an_approval_leaves_a_trail(office: Planners) -> None:
    approve(office)

    def find(session: Session) -> list[str]:
        return list(session.exec(select(AuditRow.detail).where(col(AuditRow.action) == "leave.report_approved")))

    assert office.database.read(find) == ["2026-07-01"]


def test_the_figures_say_how_new_they_are(office: Planners) -> None:
    assert "まだ取り込まれていない" in report_blocks.report_words(JAPANESE, report(office)).text

    imported(office, dict.fromkeys(clerks(office), A_DAY), as_of=date(2026, 8, 31))

    text = report_blocks.report_words(JAPANESE, report(office)).text
    assert "2026年8月31日（月）時点" in text
    assert "四半期の末日まで" in text
    assert "値のない3人" in text


def test_the_report_as_csv(office: Planners) -> None:
    imported(office, dict.fromkeys(clerks(office), 13 * A_DAY))
    url = office.database.url.render_as_string(hide_password=False)

    done = command_line.run(url, "export", "leave-report", "--quarter", "2026-07-01", "--format", "csv", locale="ja")

    header, whole, *rows = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert header[4:8] == ["平均取得日数", "それまでの平均予定日数", "付与に対する割合（%）", "目標に対する割合（%）"]
    assert whole[1:5] == ["全庁", "15", "12", "13.0"]
    assert [row[1] for row in rows[:3]] == ["市民局", "厚生係", "給与係"]
    assert sheets.report_workbook(JAPANESE, report(office))[:2] == b"PK"


def test_no_quarter_begins_in_the_middle_of_one(office: Planners) -> None:
    with pytest.raises(Refused, match="No quarter begins on 2026-08-01"):
        office.database.read(reporting.quarterly_report, date(2026, 8, 1))

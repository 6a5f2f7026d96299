"""The monthly report (B02): drafts by the clock, one line and a tap, what waits for whom, the board and its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import select

from bot.attendance.importing import import_attendance
from bot.city.reports import MonthlyReports
from bot.city.rules import CityPolicy
from bot.city.tables import AuditRow, PolicyRow
from bot.database import Database
from bot.delivery.claiming import Facts
from bot.errors import NotAllowed, OldButton, Refused
from bot.overtime.kinds import ReportState
from bot.overtime.tables import OvertimeReport
from bot.people import service as people
from bot.people.kinds import HeadKind, UnitKind
from bot.people.roster_files import parse_table
from bot.people.rules import Staff
from bot.people.tables import Headship
from bot.reports import blocks, board, drafting, service, sheets
from bot.reports.board_blocks import Board
from bot.reports.kinds import MonthlyReport, State, Step
from bot.reports.tables import MonthlyReportRow
from bot.reports.targets import import_targets
from bot.spreadsheet import Encoding
from bot.texts import Texts
from tests.clocking import READING, day_of, take
from tests.delivering import JST, decide, jst, ledger, outbox
from tests.people import Office
from tests.rosters import csv_bytes

OCTOBER = date(2026, 10, 1)
#: The fifth working day of November 2026 (3 November is a holiday), the second and the fifth after it, and the next.
READY, REMINDED, AGAIN, AFTER = (date(2026, 11, day) for day in (9, 11, 16, 17))
TEXTS = Texts()
JAPANESE = TEXTS.of("ja")


@dataclass
class City:
    """総務部 with 人事課 and 税務課, each with a head and two more; 人事課 also has a personnel officer."""

    database: Database
    policy: CityPolicy = field(default_factory=CityPolicy)
    #: Who reads of their drafts elsewhere.
    told: frozenset[int] = frozenset()
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        decide(self.database, self.policy)
        self.office = Office(self.database)
        self.bureau = self.office.unit("総務部", kind=UnitKind.DEPARTMENT, code="soumu")
        self.staff_section = self.office.unit("人事課", self.bureau, code="jinji")
        self.tax = self.office.unit("税務課", self.bureau, code="zeimu")
        self.director = self.office.person(self.bureau)
        self.head, self.clerk, self.officer = (self.office.person(self.staff_section) for _ in range(3))
        self.tax_head, self.tax_clerk = (self.office.person(self.tax) for _ in range(2))
        for person, unit in ((self.director, self.bureau), (self.head, self.staff_section), (self.tax_head, self.tax)):
            self.office.head(person, unit)
        self.office.duties(personnel=[self.officer], general_affairs={"soumu": [self.clerk]})

    def staff(self, person_id: int, day: date = READY) -> Staff:
        found = self.database.read(people.staff_by_id, person_id, day=day)
        assert found is not None
        return found

    def tick(self, now: datetime) -> int:
        """What the clock does: drafts, then messages; returns how many drafts are new."""
        month = self.database.read(drafting.month_to_draft, now=now, zone=JST)
        count = 0 if month is None else self.database.write(drafting.make_drafts, month, now=now)
        due = self.database.read(drafting.due_messages, now=now, zone=JST)
        work, told_on = drafting.plan_messages, lambda *_: self.told
        self.database.write(work, due, now=now, zone=JST, texts=TEXTS, told_on=told_on)
        return count

    def begin(self, now: datetime) -> None:
        """The city decided about Kaeru for the first time at a moment."""
        self.database.write(lambda session: session.execute(update(PolicyRow).values(decided_at=now)))

    def drafted(self) -> City:
        self.tick(jst(10, day=READY))
        return self

    def lines(self, person_id: int, day: date = READY) -> list[str]:
        me = self.staff(person_id, day)
        mine = self.database.read(service.waiting_today, day, me).get(person_id, ())
        missing = self.database.read(service.missing_today, day, me).get(person_id, ())
        assert mine == self.database.read(service.waiting_today, day).get(person_id, ())
        assert missing == self.database.read(service.missing_today, day).get(person_id, ())
        return [
            *(blocks.line(JAPANESE, one).text for one in mine),
            *(blocks.missing_line(JAPANESE, m).text for m in missing),
        ]

    def report(self, unit_id: int) -> MonthlyReportRow:
        query = select(MonthlyReportRow).where(MonthlyReportRow.unit_id == unit_id)
        return self.database.read(lambda session: session.exec(query).one())

    def submit(
        self, person_id: int, line: str = "", *, day: date = READY, version: int = 1, **more: Any
    ) -> MonthlyReport:
        report = self.report(more.get("unit", self.staff_section))
        me, now = self.staff(person_id, day), jst(11, day=day)
        return self.database.write(service.submit, me, report.id or 0, line, version=version, today=day, now=now)

    def steps(self, unit_id: int) -> list[Step]:
        report, me = self.report(unit_id), self.staff(self.officer)
        shown = self.database.read(service.report_for, me, report.id or 0, today=READY, zone=JST)
        return [one.step for one in shown.events]

    def board(self, person_id: int) -> Board:
        return self.database.read(board.board, self.staff(person_id), OCTOBER, today=READY)


@pytest.fixture
def city(database: Database) -> City:
    return City(database)


def test_drafts_are_made_on_the_fifth_working_day_once(city: City) -> None:
    moments = (jst(9, 59, READY), jst(10, day=READY), jst(10, day=READY))

    not_yet, now, again = (city.tick(moment) for moment in moments)

    assert (not_yet, now, again) == (0, 2, 0)
    assert [city.report(unit).state for unit in (city.staff_section, city.tax)] == [State.DRAFTED] * 2


def test_a_clock_that_was_down_makes_the_drafts_when_it_comes_back_and_says_nothing_late(city: City) -> None:
    count = city.tick(jst(9, day=date(2026, 11, 25)))

    assert count == 2
    assert ledger(city.database) == {}


def test_each_head_gets_one_message(city: City) -> None:
    city.drafted().tick(jst(10, 1, READY))

    assert sorted(ledger(city.database)) == [
        f"reports/draft/2026-11-09/person:token-{person:06d}" for person in sorted((city.head, city.tax_head))
    ]


def test_whoever_reads_of_their_draft_in_the_digest_of_the_day_gets_no_message_of_its_own(city: City) -> None:
    city.told = frozenset({city.head})
    city.drafted().tick(jst(10, 1, READY))

    states = {one.person_id: (one.state, one.reason) for one in outbox(city.database)}

    assert states == {city.head: ("skipped", "said_elsewhere"), city.tax_head: ("pending", "")}


def test_a_city_that_begins_within_a_month_is_not_asked_for_it_unless_figures_were_imported(database: Database) -> None:
    city = City(database)
    city.begin(jst(9, day=date(2026, 10, 20)))
    nothing = city.tick(jst(10, day=READY))
    take(database, [day_of(city.head, date(2026, 10, 7))])

    assert (nothing, city.tick(jst(11, day=READY))) == (0, 2)


def test_a_vacant_section_goes_to_who_acts_else_to_the_head_above(city: City) -> None:
    city.database.write(lambda session: session.delete(session.get_one(Headship, 2)))
    city.drafted()
    above = city.lines(city.director)
    city.office.head(city.clerk, city.staff_section, HeadKind.ACTING)

    assert above == ["人事課：2026年10月の月次報告の下書きができました。ひとこと添えて提出してください。"]
    assert city.lines(city.director) == []
    assert city.lines(city.clerk) == above


def test_the_line_grows_firmer_and_ends_with_the_submission(city: City) -> None:
    city.drafted()
    told = [city.lines(city.head, day) for day in (READY, REMINDED, AGAIN)]
    city.submit(city.head, "窓口を分けた", day=AGAIN)

    assert [len(lines) for lines in told] == [1, 1, 1]
    assert len({lines[0] for lines in told}) == 3
    assert city.lines(city.head, AFTER) == []


def test_after_the_reminders_general_affairs_hears_how_many_are_missing(city: City) -> None:
    city.drafted().submit(city.head)
    quiet = city.lines(city.clerk, AGAIN)
    city.tick(jst(10, day=AFTER))

    assert quiet == []
    assert len(city.lines(city.clerk, AFTER)) == 1
    assert f"reports/overdue/2026-11-17/person:token-{city.clerk:06d}" in ledger(city.database)


def test_submitting_twice_is_once_and_the_history_tells_each_step(city: City) -> None:
    city.drafted()
    for _ in range(2):
        city.submit(city.head, "窓口を分けた")
    city.submit(city.head, "窓口を分けて減った", version=2)

    assert city.report(city.staff_section).line == "窓口を分けて減った"
    assert city.steps(city.staff_section) == [Step.DRAFTED, Step.SUBMITTED, Step.CHANGED]


def test_two_devices_with_different_lines_do_not_overwrite_each_other(city: City) -> None:
    city.drafted().submit(city.head, "一台目")

    with pytest.raises(OldButton):
        city.submit(city.head, "二台目", version=1)

    assert city.report(city.staff_section).line == "一台目"


def test_a_submission_after_the_first_reminder_is_marked_late(city: City) -> None:
    city.drafted()
    city.submit(city.head, day=REMINDED)
    city.submit(city.tax_head, day=date(2026, 11, 12), unit=city.tax)

    assert [city.report(unit).is_late for unit in (city.staff_section, city.tax)] == [False, True]


def test_what_is_sent_back_waits_again_and_is_submitted_anew(city: City) -> None:
    city.drafted().submit(city.head)
    report = city.report(city.staff_section).id or 0
    for _ in range(2):
        city.database.write(service.send_back, city.staff(city.officer), report, now=jst(12, day=READY))
    waits = city.lines(city.head)
    city.submit(city.head, "確認しました", version=3)

    assert len(waits) == 1
    assert city.report(city.staff_section).state is State.SUBMITTED
    assert city.steps(city.staff_section) == [Step.DRAFTED, Step.SUBMITTED, Step.SENT_BACK, Step.SUBMITTED]


def test_neither_a_neighbour_nor_a_former_head_nor_a_clerk_submits(city: City) -> None:
    city.drafted()
    city.database.write(lambda session: session.delete(session.get_one(Headship, 2)))

    for nobody in (city.tax_head, city.head, city.clerk):
        with pytest.raises(NotAllowed):
            city.submit(nobody)
    with pytest.raises(NotAllowed):
        city.database.write(service.send_back, city.staff(city.tax_head), 1, now=jst(12, day=READY))

    assert city.report(city.staff_section).state is State.DRAFTED


def test_who_may_read_a_report(city: City) -> None:
    report = city.drafted().report(city.staff_section).id or 0

    for reader in (city.head, city.director, city.clerk, city.officer):
        city.database.read(service.report_for, city.staff(reader), report, today=READY, zone=JST)
    for stranger in (city.tax_head, city.tax_clerk):
        with pytest.raises(NotAllowed):
            city.database.read(service.report_for, city.staff(stranger), report, today=READY, zone=JST)


def test_a_line_that_is_too_long_is_refused(city: City) -> None:
    city.drafted()

    with pytest.raises(Refused):
        city.submit(city.head, "あ" * 501)


def test_figures_of_open_reports_follow_the_data_and_submitted_ones_stay(city: City) -> None:
    city.drafted().submit(city.head)
    city.database.write(lambda session: session.add(stay(city.tax_clerk, city.tax)))
    city.database.write(lambda session: session.add(stay(city.clerk, city.staff_section)))
    city.tick(jst(8, 30, READY + timedelta(days=1)))

    units = {one.unit_code: one.report.figures.reports for one in city.board(city.officer).lines}
    assert units == {"jinji": 0, "zeimu": 1}


def stay(person_id: int, unit_id: int, **more: Any) -> OvertimeReport:
    given = {"service_date": date(2026, 10, 7), "cause": "sudden", "state": ReportState.REPORTED, **more}
    return OvertimeReport(
        person_id=person_id,
        unit_id=unit_id,
        planned_end_minute=1170,
        reported_at=jst(9),
        is_same_day=False,
        is_special=False,
        **given,
    )


def test_a_month_without_any_data_is_dashes_and_divides_by_nothing(city: City) -> None:
    found = city.drafted().board(city.officer).lines[0].report.figures

    assert (found.rates, found.trend, found.kept, found.leave_days) == ({}, {}, None, None)
    assert (found.overtime_minutes, found.target_minutes, found.of_target) == (None, None, None)


def test_a_section_that_was_split_is_marked_and_its_old_report_goes_to_the_head_above(city: City) -> None:
    gone = city.office.unit("広報課", city.bureau, code="koho", until=date(2026, 10, 31))
    new = city.office.unit("新設課", city.bureau, code="shinsetsu", since=date(2026, 10, 15))
    city.drafted()

    figures = {one.unit_code: one.report.figures for one in city.board(city.officer).lines}
    assert {code: one.is_reorganised for code, one in figures.items()} == {
        "jinji": False,
        "zeimu": False,
        "koho": False,
        "shinsetsu": True,
    }
    assert sorted(line[:3] for line in city.lines(city.director)) == sorted(["広報課", "新設課"])
    assert city.submit(city.director, unit=gone).state is State.SUBMITTED
    assert new != gone


def test_the_board_is_for_personnel_and_general_affairs_only(city: City) -> None:
    city.drafted().submit(city.head)

    for reader in (city.officer, city.clerk):
        found = city.board(reader)
        assert [(one.unit_code, one.report.state) for one in found.lines] == [
            ("jinji", State.SUBMITTED),
            ("zeimu", State.DRAFTED),
        ]
    for stranger in (city.head, city.tax_clerk):
        with pytest.raises(NotAllowed):
            city.board(stranger)


def test_the_file_has_a_row_for_each_unit_no_name_and_starts_no_formula(city: City) -> None:
    city.drafted().submit(city.head, "=HYPERLINK()")

    content = sheets.as_csv(JAPANESE, city.board(city.officer), {}).decode("utf-8-sig")

    header, first, second = content.splitlines()
    assert header.startswith("所属コード,所属,")
    assert first.startswith("jinji,総務部/人事課,2026-10,")
    assert first.endswith(",'=HYPERLINK()")
    assert second.startswith("zeimu,")
    assert "000002" not in content


def test_every_export_leaves_a_trail(city: City) -> None:
    city.drafted()
    city.database.write(board.all_reports, OCTOBER, actor="command-line", now=jst(9))
    for _ in range(2):
        me = city.staff(city.officer)
        city.database.write(board.ask_for_file, me, OCTOBER, Encoding.UTF_8, today=READY, now=jst(9), texts=TEXTS)

    rows = city.database.read(lambda session: session.exec(select(AuditRow)).all())
    told = [(row.actor, row.detail) for row in rows if row.action == "monthly_reports.exported"]
    assert told == [("command-line", "2026-10-01: 2 units"), (f"token-{city.officer:06d}", "2026-10-01: 2 units")]


def test_a_message_is_wanted_as_long_as_something_waits(city: City) -> None:
    city.drafted()
    facts = Facts("reports/draft", READY, city.staff_section, city.head)
    before = city.database.read(drafting.still_wanted, facts, jst(10))
    city.submit(city.head)

    assert before
    assert not city.database.read(drafting.still_wanted, facts, jst(10))


def test_a_city_without_such_reports_has_none(database: Database) -> None:
    city = City(database, CityPolicy(monthly_reports=MonthlyReports(is_on=False)))

    assert city.tick(jst(10, day=READY)) == 0
    assert city.lines(city.head) == []


def targets(city: City, **hours: str) -> int:
    rows = [{"所属コード": code, "年度": "2026", "目標時間": told} for code, told in hours.items()]
    table = parse_table("目標.csv", csv_bytes(rows))
    return city.database.write(import_targets, table, actor="test", now=jst(9)).changed


def test_targets_are_twelfths_and_the_same_file_changes_nothing(city: City) -> None:
    first, again = (targets(city, jinji="1200", zeimu="100.5") for _ in range(2))
    city.drafted()

    assert (first, again) == (24, 0)
    told = [one.report.figures.target_minutes for one in city.board(city.officer).lines]
    assert told == [6000, 502]


def test_hours_stand_against_the_target(city: City) -> None:
    targets(city, jinji="1200")
    days = [(city.head, date(2026, 10, 7), "90"), (city.clerk, date(2026, 10, 8), "30")]
    rows = [{**day_of(who, day), "時間外（分）": minutes} for who, day, minutes in days]
    city.database.write(import_attendance, parse_table("時間外.csv", csv_bytes(rows)), READING)
    city.drafted()

    found = city.board(city.officer).lines[0].report.figures
    assert (found.overtime_minutes, found.target_minutes) == (120, 6000)

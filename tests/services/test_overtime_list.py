"""Who sees which overtime reports (3.8), both totals (A25), and the file that leaves a record."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from bot.city.tables import AuditRow
from bot.database import Database
from bot.errors import NotAllowed
from bot.overtime import exporting, late, listing, sheets
from bot.overtime.kinds import LateAnswer, ReportState
from bot.overtime.late_rules import LateWish
from bot.overtime.lists import ReportList, Total
from bot.people.kinds import UnitKind
from bot.spreadsheet import Encoding
from tests.command_line import run, sentence_of
from tests.confirming import TEXTS, Evening
from tests.delivering import WEDNESDAY, jst, outbox

JAPANESE = TEXTS.of("ja")
DAY = ("--from", "2026-11-25", "--to", "2026-11-25")


class Office(Evening):
    """The same section, with somebody of the personnel section, general affairs of the bureau, and a 副市長."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        elsewhere = self.office.unit("建設局", kind=UnitKind.BUREAU)
        roads = self.office.unit("道路課", elsewhere, code="doro")
        self.personnel, self.general_affairs, self.executive = (self.office.person(roads) for _ in range(3))
        self.office.duties(
            personnel=[self.personnel],
            executives=[self.executive],
            general_affairs={"総務局": [self.general_affairs]},
        )
        self.reported(self.aoki, line="=cmd|' /C calc'!A1", is_special=True)
        self.reported(self.baba, cause="audit", state=ReportState.WITHDRAWN)
        self.reported(self.office.person(roads, name="蔵前 直"), unit_id=roads)

    def seen_by(self, person_id: int) -> ReportList:
        return self.database.read(listing.reports_for, self.staff(person_id), WEDNESDAY)


def names(found: ReportList) -> list[str]:
    return [row.name for row in found.rows]


def records(database: Database) -> list[str]:
    """What was recorded about exports."""
    rows = database.read(lambda session: session.exec(select(AuditRow)).all())
    return [f"{row.actor}: {row.detail}" for row in rows if row.action == "overtime.exported"]


def test_the_personnel_section_sees_every_report_and_both_totals(database: Database) -> None:
    office = Office(database)

    found = office.seen_by(office.personnel)

    assert sorted(names(found)) == ["蔵前 直", "青木 花", "馬場 翔"]
    assert found.total == Total(whole=2, usual=1)


def test_a_head_sees_the_own_section_only(database: Database) -> None:
    office = Office(database)

    assert names(office.seen_by(office.chief)) == ["青木 花", "馬場 翔"]


def test_the_head_of_a_department_and_the_executives_see_numbers(database: Database) -> None:
    office = Office(database)

    department, city = office.seen_by(office.director), office.seen_by(office.executive)

    assert (department.rows, city.rows) == ((), ())
    assert [(unit.unit_name, unit.total) for unit in department.units] == [("総務局/人事部/給与課", Total(1, 0))]
    assert city.total == Total(2, 1)


def test_general_affairs_see_their_bureau(database: Database) -> None:
    office = Office(database)

    assert names(office.seen_by(office.general_affairs)) == ["青木 花", "馬場 翔"]


def test_a_member_sees_no_list(database: Database) -> None:
    office = Office(database)

    with pytest.raises(NotAllowed):
        office.seen_by(office.aoki)


def test_whoever_was_asked_to_confirm_sees_those_reports(database: Database) -> None:
    office = Office(database)
    office.ask(jst(10))
    office.ask(jst(11))

    assert names(office.seen_by(office.deputy)) == ["青木 花", "馬場 翔"]


def test_a_head_reads_the_list_and_does_not_export_it(database: Database) -> None:
    office = Office(database)

    with pytest.raises(NotAllowed):
        ask_for_file(office, office.chief)

    assert records(database) == []


def test_every_export_leaves_a_record_and_twice_in_a_minute_is_once(database: Database) -> None:
    office = Office(database)

    for _ in range(2):
        ask_for_file(office, office.personnel)

    assert records(database) == ["token-000006: 2026-11-25 2026-11-25 all that they may see: 3 rows"]
    assert [one.kind for one in outbox(database)] == ["overtime/export"]


def ask_for_file(office: Office, person_id: int) -> ReportList:
    me, utf_8 = office.staff(person_id), Encoding.UTF_8
    return office.database.write(exporting.ask_for_file, me, WEDNESDAY, utf_8, now=jst(18), texts=TEXTS)


def test_the_file_opens_in_excel_and_starts_no_formula(database: Database) -> None:
    office = Office(database)
    found = office.seen_by(office.personnel)

    content = sheets.as_csv(JAPANESE, found, ZoneInfo("Asia/Tokyo"))
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    aoki = dict(zip(header, next(row for row in rows if row[2] == "青木 花"), strict=True))

    assert content.startswith(b"\xef\xbb\xbf")
    assert aoki["業務の内容"] == "'=cmd|' /C calc'!A1"
    assert (aoki["災害・選挙等"], aoki["終了予定"], aoki["理由"]) == ("○", "19:30", "突発")


def test_what_was_said_about_the_evening_stands_beside_the_report(database: Database) -> None:
    office = Office(database)
    for person, wish in (
        (office.aoki, LateWish(WEDNESDAY, LateAnswer.STAYING, 1290, "=1+1")),
        (office.chief, LateWish(WEDNESDAY, LateAnswer.FINISHING)),
    ):
        if person == office.chief:
            office.reported(person)
        office.database.write(late.give_notice, office.staff(person), wish, today=WEDNESDAY, now=jst(19, 50))

    content = sheets.as_csv(JAPANESE, office.seen_by(office.personnel), ZoneInfo("Asia/Tokyo"))
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))

    said = {row[2]: row[header.index("20時（21時）以降の勤務の届出") :] for row in rows}
    assert (said["青木 花"], said["千葉 学"]) == (["21:30まで勤務", "'=1+1"], ["終わります", ""])
    assert said["蔵前 直"] == ["", ""]


def test_the_command_line_exports_a_unit_as_a_workbook_with_both_totals(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    Office(database)
    file = tmp_path / "届出.xlsx"

    words = ("export", "overtime", *DAY, "--unit", "総務局", "--format", "xlsx", "--output", str(file))
    outcome = run(database_url, *words, locale="ja")

    assert outcome.exit_code == 0, outcome.output
    book: Any = load_workbook(file)
    assert [cell.value for cell in book["集計"][3]] == [None, "合計", 1, 0]
    assert records(database) == ["command-line: 2026-11-25 2026-11-25 総務局: 2 rows"]


def test_days_that_are_no_span_are_refused(database: Database, database_url: str) -> None:
    Office(database)

    outcome = run(database_url, "export", "overtime", "--from", "2026-11-26", "--to", "2026-11-25")

    assert "lies before the first day" in sentence_of(outcome)
    assert records(database) == []

"""The plan table: who sees what of it, month by month, as a window, a list, a file and a calendar."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import icalendar
import pytest
from openpyxl import load_workbook
from sqlalchemy import event, select
from sqlmodel import Session, col

from bot.city.leave import Leave, LeaveTable
from bot.city.rules import CityPolicy
from bot.city.tables import AuditRow
from bot.database import Database
from bot.errors import NotAllowed
from bot.leave import exporting, feed, sheets, table_blocks, viewing
from bot.leave.exporting import FileKind
from bot.leave.kinds import Part
from bot.leave.plan_table import PlanTable
from bot.leave.table_blocks import Place
from bot.people.kinds import HeadKind, UnitKind
from bot.spreadsheet import Encoding
from bot.texts import Texts
from tests import command_line
from tests.delivering import jst
from tests.leaving import half, hours, span
from tests.planning import THURSDAY, Planners, planners

JAPANESE = Texts().of("ja")
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def office(database: Database) -> Planners:
    return planners(database)


def table(office: Planners, who: int, month: date = DECEMBER, unit_code: str = "") -> PlanTable:
    me = office.staff(who)
    return office.database.read(viewing.plan_table, me, month, today=office.today, unit_code=unit_code)


def lines(office: Planners, who: int, unit_code: str = "") -> list[str]:
    return table_blocks.lines_of(JAPANESE, table(office, who, unit_code=unit_code))


def for_the_office(office: Planners, first: str = "2026-12-01", last: str = "2026-12-31") -> PlanTable:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    now = jst(9, day=THURSDAY)
    return office.database.write(viewing.office_table, "kyuyo", begins, ends, actor="test", now=now, today=THURSDAY)


def planned(office: Planners) -> Planners:
    """A December: a whole day over a weekend, an afternoon, two hours, summer of another year, a private kind."""
    office.plan(span("2026-12-04", "2026-12-07"))
    office.plan(half("2026-12-24", Part.AFTERNOON))
    office.plan(hours("2026-12-25", "10:00", 120))
    office.plan(half("2026-12-24", Part.MORNING), "special", who=office.baba)
    return office


def test_a_head_sees_annual_leave_to_the_hour_and_of_private_kinds_that_somebody_is_away(office: Planners) -> None:
    office.plan(half("2026-12-22", Part.MORNING), "special")

    assert lines(planned(office), office.baba) == [
        "12月4日（金）：青木 花 1日",
        "12月7日（月）：青木 花 1日",
        "12月22日（火）：青木 花 不在（午前）",
        "12月24日（木）：青木 花 午後、馬場 翔 特別休暇 午前",
        "12月25日（金）：青木 花 2時間",
    ]


def test_colleagues_see_who_is_away_and_nothing_more(office: Planners) -> None:
    colleague = office.office.person(office.section, name="土井 光")

    assert lines(planned(office), colleague) == [
        "12月4日（金）：青木 花 不在（終日）",
        "12月7日（月）：青木 花 不在（終日）",
        "12月24日（木）：青木 花 不在（午後）、馬場 翔 不在（午前）",
        "12月25日（金）：青木 花 不在（午前）",
    ]


def test_nobody_sees_the_table_next_door(office: Planners) -> None:
    planned(office)

    with pytest.raises(NotAllowed):
        table(office, office.chiba, unit_code="kyuyo")
    assert lines(office, office.chiba) == []


def test_the_personnel_section_sees_every_table(office: Planners) -> None:
    office.office.duties(personnel=[office.chiba])

    found = table(planned(office), office.chiba, unit_code="kyuyo")

    assert [one.name for one in found.people] == ["青木 花", "馬場 翔"]
    assert {one.code for one in found.others} == {"kyuyo", "kosei"}


def test_the_teams_of_a_section_see_each_other(office: Planners) -> None:
    team = office.office.unit("庶務係", office.section, kind=UnitKind.TEAM)
    clerk = office.office.person(team, name="江口 優")

    found = table(planned(office), clerk)

    assert found.unit.code == "kyuyo"
    assert [one.name for one in found.people] == ["青木 花", "馬場 翔", "江口 優"]
    assert lines(office, clerk)[0] == "12月4日（金）：青木 花 不在（終日）"


def test_the_head_of_a_department_does_not_read_the_tables_of_its_sections(office: Planners) -> None:
    department = office.office.unit("総務部", kind=UnitKind.DEPARTMENT)
    section = office.office.unit("人事課", department)
    head = office.office.person(department, name="福田 聡")
    office.office.person(section, name="後藤 圭")
    office.office.head(head, department, HeadKind.HEAD)

    found = table(office, head)

    assert [one.name for one in found.people] == ["福田 聡"]
    with pytest.raises(NotAllowed):
        table(office, head, unit_code="人事課")


def test_whoever_is_on_leave_of_absence_is_not_in_the_table(office: Planners) -> None:
    from_today = office.on(date(2026, 11, 19))

    assert [one.name for one in table(from_today, office.aoki).people] == ["青木 花", "馬場 翔"]


def test_a_month_costs_one_query_over_the_plans(office: Planners) -> None:
    planned(office)
    asked: list[str] = []

    def note(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(office.database.engine, "before_cursor_execute", note)
    table(office, office.baba)
    event.remove(office.database.engine, "before_cursor_execute", note)

    assert len([one for one in asked if "leave_day" in one]) == 1


def test_the_usual_form_as_csv_in_both_encodings(office: Planners) -> None:
    office.office.person(office.section, name="=cmd|'/c calc'!A1")
    found = for_the_office(planned(office))

    for encoding, codec in ((Encoding.UTF_8, "utf-8-sig"), (Encoding.CP932, "cp932")):
        content = sheets.as_csv(JAPANESE, found, encoding).decode(codec)
        title, header, weekdays, aoki, baba, hostile, note = csv.reader(io.StringIO(content))
        assert title == ["年次休暇取得予定表", "給与係", "2026年12月"]
        assert header == ["職員番号", "氏名", *map(str, range(1, 32)), "年次休暇"]
        assert weekdays[2:9] == ["火", "水", "木", "金", "（土）", "（日）", "月"]
        assert [cell for cell in aoki if cell] == ["000001", "青木 花", "1日", "1日", "午後", "2時間", "2日6時間15分"]
        assert aoki[2 + 23] == "午後"
        assert [cell for cell in baba if cell] == ["000002", "馬場 翔", "不在（午前）"]
        assert hostile[1] == "'=cmd|'/c calc'!A1"
        assert "申請" in note[0]


def test_a_workbook_has_a_sheet_for_each_month_and_a_list(office: Planners) -> None:
    office.plan(span("2027-01-05"))

    content = sheets.as_workbook(JAPANESE, for_the_office(planned(office), last="2027-01-31"))

    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["2026年12月", "2027年1月", "一覧"]
    assert book["2026年12月"]["F4"].value == "1日"
    listed = list(book["一覧"].iter_rows(values_only=True))
    assert listed[-1] == ("2027-01-05", "000001", "青木 花", "1日")


def test_the_city_may_have_words_of_its_own(database: Database) -> None:
    words = LeaveTable(whole="全休", morning="前半", afternoon="後半", hours="h")
    office = planned(planners(database, CityPolicy(leave=Leave(table=words))))

    assert [one.rsplit(" ", 1)[1] for one in lines(office, office.aoki)] == [
        "全休",
        "全休",
        "不在（午前）",
        "2h",
    ]


def test_every_file_leaves_a_trail(office: Planners) -> None:
    for_the_office(office)

    assert trails(office) == ["kyuyo 2026-12-01 2026-12-31: 2 people"]


def trails(office: Planners) -> list[str]:
    def find(session: Session) -> list[str]:
        which = col(AuditRow.action) == "leave.exported"
        return [row.detail for row in session.scalars(select(AuditRow).where(which))]

    return office.database.read(find)


def test_the_calendar_tells_names_and_parts_of_days_only(office: Planners) -> None:
    content = feed.as_ics(JAPANESE, for_the_office(planned(office)), now=jst(9, day=THURSDAY))

    events = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    told = [(str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND")) for one in events]
    assert told == [
        ("青木 花 不在（終日）", date(2026, 12, 4), date(2026, 12, 8)),
        ("青木 花 不在（午後）", date(2026, 12, 24), date(2026, 12, 25)),
        ("青木 花 不在（午前）", date(2026, 12, 25), date(2026, 12, 26)),
        ("馬場 翔 不在（午前）", date(2026, 12, 24), date(2026, 12, 25)),
    ]
    assert len({str(one["UID"]) for one in events}) == 4


def test_the_file_is_for_the_heads_of_the_unit_and_leaves_a_trail(office: Planners) -> None:
    def ask(who: int) -> None:
        me, place, now = office.staff(who), Place("kyuyo", DECEMBER), jst(9, day=THURSDAY)
        work = exporting.ask_for_file
        office.database.write(work, me, place, FileKind.XLSX, today=THURSDAY, now=now, texts=Texts())

    for colleague in (office.aoki, office.chiba):
        with pytest.raises(NotAllowed):
            ask(colleague)
    ask(office.baba)
    ask(office.baba)

    assert trails(office) == ["kyuyo 2026-12-01 2026-12-31: 2 people"]


def test_the_commands_write_the_file_and_the_calendar(office: Planners, tmp_path: Path) -> None:
    url = planned(office).database.url.render_as_string(hide_password=False)
    where = ("--unit", "kyuyo", "--from", "2026-12-01", "--to", "2026-12-31")

    as_book = command_line.run(
        url, "export", "leave-plan", *where, "--output", str(tmp_path / "plan.xlsx"), locale="ja"
    )
    as_feed = command_line.run(url, "export", "leave-calendar", *where, locale="ja")

    assert (as_book.exit_code, as_feed.exit_code) == (0, 0)
    assert load_workbook(tmp_path / "plan.xlsx").sheetnames == ["2026年12月", "一覧"]
    assert as_feed.stdout.startswith("BEGIN:VCALENDAR")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not on this machine")
def test_libreoffice_opens_the_workbook_with_japanese_intact(office: Planners, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(sheets.as_workbook(JAPANESE, for_the_office(planned(office))))

    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=110,
    )

    (converted,) = tmp_path.glob("*.csv")
    rows = list(csv.reader(io.StringIO(converted.read_text(encoding="utf-8"))))
    assert rows[0][:3] == ["年次休暇取得予定表", "給与係", "2026年12月"]
    assert [cell for cell in rows[3] if cell] == ["000001", "青木 花", "1日", "1日", "午後", "2時間", "2日6時間15分"]

"""Importing a roster: all or nothing, the same file again changes nothing, and nothing shows before its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlmodel import Session, col

from bot.city.tables import AuditRow
from bot.database import Database
from bot.errors import BadFile
from bot.people import service
from bot.people.difference import ChangeKind, Difference
from bot.people.kinds import HeadKind
from bot.people.roster import Step
from bot.people.roster_files import Table, parse_table
from bot.people.roster_import import import_roster, preview_roster
from bot.people.service import Counts, StoredAbout
from bot.people.tables import Employment, Headship, Person, Post, Unit, UnitSpan
from bot.people.tree import UnitTree
from tests.rosters import Cells, csv_bytes, staff_file, units_file

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
APRIL = date(2027, 4, 1)
LAST_OF_MARCH = date(2027, 3, 31)

AOKI: Cells = {"職員番号": "000001", "氏名": "青木 太郎", "メール": "aoki@x.example"}
ISHIDA: Cells = {"職員番号": "000002", "氏名": "石田 花子", "メール": "ishida@x.example"}


class City:
    """A database and the import with its usual arguments."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def take(
        self, staff: Table, units: Table | None = None, *, effective: date = TODAY, is_complete: bool = False
    ) -> Difference:
        return self.database.write(
            import_roster,
            staff,
            units,
            effective=effective,
            now=NOW,
            actor="command-line",
            is_complete=is_complete,
        )

    def tree(self, day: date) -> UnitTree:
        return self.database.read(service.tree_on, day)

    def about(self, staff_number: str, day: date) -> StoredAbout:
        def ask(session: Session) -> StoredAbout:
            person_id = session.scalar(select(col(Person.id)).where(col(Person.staff_number) == staff_number))
            return service.stored_about(session, person_id or 0, day)

        return self.database.read(ask)

    def counts(self, day: date) -> Counts:
        return self.database.read(service.counts, day)

    def rows(self) -> list[int]:
        tables = (Unit, UnitSpan, Person, Employment, Post, Headship, AuditRow)

        def count(session: Session) -> list[int]:
            return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]

        return self.database.read(count)


@pytest.fixture
def city(database: Database) -> City:
    return City(database)


def moved_to(code: str, path: str) -> Cells:
    return {"所属コード": code, "所属": path}


def test_a_first_import_brings_units_people_and_posts(city: City) -> None:
    difference = city.take(
        staff_file(AOKI, ISHIDA, {**ISHIDA, "本務兼務": "兼務", **moved_to("0103", "総務部/総務課")})
    )

    assert difference.counts[ChangeKind.PERSON_NEW] == 2
    assert city.counts(TODAY) == Counts(staff=2, reachable=0)
    assert city.about("000001", TODAY).unit_path_name == "総務部/人事課"
    assert city.about("000002", TODAY).titles == ("主事", "主事")


def test_the_same_file_again_changes_nothing(city: City) -> None:
    staff, units = staff_file(AOKI, ISHIDA), units_file({"長の職員番号": "000001", "チャンネル": "C1"})
    city.take(staff, units)
    before = city.rows()

    again = city.take(staff, units, effective=TODAY + timedelta(days=1), is_complete=True)

    assert again.changes == ()
    assert city.rows() == before


def test_a_bad_row_leaves_everything_as_it_was(city: City) -> None:
    city.take(staff_file(AOKI))
    before = city.rows()

    with pytest.raises(BadFile):
        city.take(staff_file({**AOKI, **moved_to("0103", "総務部/総務課")}, {**ISHIDA, "終了": "8:00"}))

    assert city.rows() == before


def test_a_preview_tells_the_difference_and_writes_nothing(city: City) -> None:
    city.take(staff_file(AOKI))
    before = city.rows()

    difference = city.database.read(preview_roster, staff_file({**AOKI, "職位": "係長"}, ISHIDA), None, effective=APRIL)

    assert [(one.kind, one.code) for one in difference.changes] == [
        (ChangeKind.PERSON_NEW, "000002"),
        (ChangeKind.PERSON_CHANGED, "000001"),
    ]
    assert city.rows() == before


def test_a_transfer_in_april_shows_in_april_and_not_before(city: City) -> None:
    city.take(staff_file(AOKI, ISHIDA))

    difference = city.take(staff_file({**AOKI, **moved_to("0201", "財政部/財政課")}, ISHIDA), effective=APRIL)

    assert difference.counts[ChangeKind.PERSON_MOVED] == 1
    assert city.about("000001", LAST_OF_MARCH).unit_path_name == "総務部/人事課"
    assert city.about("000001", APRIL).unit_path_name == "財政部/財政課"
    assert city.tree(LAST_OF_MARCH).by_code("0201") is None


def test_a_correction_in_march_does_not_undo_what_is_planned_for_april(city: City) -> None:
    city.take(staff_file(AOKI))
    city.take(staff_file({**AOKI, **moved_to("0201", "財政部/財政課")}), effective=APRIL)

    city.take(staff_file({**AOKI, **moved_to("0103", "総務部/総務課")}), effective=date(2027, 3, 1))

    days = (TODAY, date(2027, 3, 1), LAST_OF_MARCH, APRIL)
    seen = [city.about("000001", day).unit_path_name for day in days]
    assert seen == ["総務部/人事課", "総務部/総務課", "総務部/総務課", "財政部/財政課"]


def test_a_file_for_the_same_day_again_corrects_the_first(city: City) -> None:
    city.take(staff_file({**AOKI, **moved_to("0103", "総務部/総務課"), "終了": "16:15"}))

    city.take(staff_file(AOKI))

    about = city.about("000001", TODAY)
    assert (about.unit_path_name, about.hours.end_minute) == ("総務部/人事課", 17 * 60 + 15)


def test_leave_of_absence_begins_on_its_day_and_keeps_what_was(city: City) -> None:
    city.take(staff_file(AOKI))

    city.take(staff_file({**AOKI, "在職状況": "育休"}), effective=APRIL)

    assert [city.about("000001", day).status for day in (LAST_OF_MARCH, APRIL)] == ["active", "childcare"]


def test_whoever_the_file_does_not_name_is_reported_and_stays(city: City) -> None:
    city.take(staff_file(AOKI, ISHIDA))

    difference = city.take(staff_file(AOKI), effective=APRIL)

    assert difference.counts == {ChangeKind.PERSON_MISSING: 1}
    assert difference.is_empty
    assert city.counts(APRIL).staff == 2


def test_whoever_a_complete_roster_does_not_name_leaves_on_its_day(city: City) -> None:
    city.take(staff_file(AOKI, {**ISHIDA, **moved_to("0201", "財政部/財政課")}), units_file({}))

    difference = city.take(staff_file(AOKI), effective=APRIL, is_complete=True)

    assert [one.code for one in difference.changes if one.kind is ChangeKind.PERSON_LEFT] == ["000002"]
    assert [city.counts(day).staff for day in (LAST_OF_MARCH, APRIL)] == [2, 1]
    assert city.tree(LAST_OF_MARCH).by_code("0201") is not None
    assert city.tree(APRIL).by_code("0201") is None


def test_a_section_that_is_split_and_one_that_is_hung_elsewhere_keep_their_past(city: City) -> None:
    city.take(
        staff_file({**AOKI, **moved_to("0301", "財政部/納税課")}, {**ISHIDA, **moved_to("0302", "財政部/契約課")})
    )

    difference = city.take(
        staff_file(
            {**AOKI, **moved_to("0311", "財政部/納税第一課")},
            {**ISHIDA, **moved_to("0302", "総務部/契約検査課")},
        ),
        effective=APRIL,
        is_complete=True,
    )

    kinds = {kind for kind in difference.counts if kind.startswith("unit")}
    assert kinds == {ChangeKind.UNIT_NEW, ChangeKind.UNIT_RENAMED, ChangeKind.UNIT_REHUNG, ChangeKind.UNIT_GONE}
    before, after = city.tree(LAST_OF_MARCH), city.tree(APRIL)
    assert sorted(unit.name for unit in before) == ["契約課", "納税課", "財政部"]
    assert sorted(unit.name for unit in after) == ["契約検査課", "納税第一課", "総務部", "財政部"]


def test_a_new_head_follows_the_old_one_on_the_day(city: City) -> None:
    staff = staff_file(AOKI, ISHIDA)
    city.take(staff, units_file({"長の職員番号": "000001"}))

    city.take(staff, units_file({"長の職員番号": "000002"}), effective=APRIL)

    def heads(session: Session, day: date) -> list[tuple[str, HeadKind]]:
        return [(one.person.name, one.kind) for one in service.leaders_on(session, day).values()]

    assert city.database.read(heads, LAST_OF_MARCH) == [("青木 太郎", HeadKind.HEAD)]
    assert city.database.read(heads, APRIL) == [("石田 花子", HeadKind.HEAD)]


def test_an_import_without_a_units_file_keeps_heads_and_channels(city: City) -> None:
    city.take(staff_file(AOKI), units_file({"長の職員番号": "000001", "チャンネル": "C1", "交替制": "○"}))

    city.take(staff_file(AOKI, ISHIDA), effective=APRIL)

    unit = city.tree(APRIL).by_code("0102")
    assert unit is not None
    assert (unit.channel, unit.works_shifts) == ("C1", True)
    assert len(city.database.read(service.leaders_on, APRIL)) == 1


def test_a_head_who_is_transferred_no_longer_leads_though_no_file_says_so(city: City) -> None:
    city.take(staff_file(AOKI, ISHIDA), units_file({"長の職員番号": "000001"}))

    city.take(staff_file({**AOKI, **moved_to("0201", "財政部/財政課")}, ISHIDA), effective=APRIL)

    leading = [len(city.database.read(service.leaders_on, day)) for day in (LAST_OF_MARCH, APRIL)]
    assert leading == [1, 0]


def test_a_column_that_the_file_lacks_changes_nothing(city: City) -> None:
    second_post = {**AOKI, "本務兼務": "兼務", **moved_to("0103", "総務部/総務課")}
    city.take(staff_file({**AOKI, "任用": "再任用", "終了": "16:00"}, second_post))
    short = {"職員番号": "000001", "氏名": "青木 太郎", "所属コード": "0102", "所属": "総務部/人事課"}

    difference = city.take(parse_table("short.csv", csv_bytes([short])), effective=APRIL)

    assert difference.is_empty


def test_an_import_leaves_a_trail_without_names(city: City) -> None:
    city.take(staff_file(AOKI))

    def trail(session: Session) -> list[tuple[str, str, str]]:
        return [(row.actor, row.action, row.detail) for row in session.scalars(select(AuditRow))]

    assert city.database.read(trail) == [
        ("command-line", "roster.imported", "from 2026-11-24: person_new 1, unit_new 2")
    ]


def test_twelve_thousand_people_arrive_in_few_statements(city: City) -> None:
    def row(number: int) -> Cells:
        section = number % 460
        return {
            "職員番号": f"{number:06d}",
            "メール": f"{number}@x.example",
            **moved_to(str(section), f"局/{section}課"),
        }

    heard: list[tuple[Step, int, int]] = []
    statements: list[str] = []
    event.listen(city.database.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))

    city.database.write(
        import_roster,
        staff_file(*map(row, range(12_000))),
        None,
        effective=TODAY,
        now=NOW,
        actor="command-line",
        progress=lambda *told: heard.append(told),
    )

    assert city.counts(TODAY).staff == 12_000
    assert len(statements) < 80
    assert heard[11_999] == (Step.CHECKING, 12_000, 12_000)
    step, done, total = heard[-1]
    assert (step, done) == (Step.WRITING, total)

"""Every figure of a draft and of the quarter's page against a brute-force count of the rows."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot.attendance.importing import import_attendance
from bot.database import Database
from bot.errors import NotAllowed, Refused
from bot.meetings.kinds import Meeting, Outcome
from bot.meetings.store import keep_meeting
from bot.overtime.kinds import ReportState
from bot.people.roster_files import parse_table
from bot.reports import quarter_making, quarter_sheets, quarterly_blocks
from bot.reports.quarterly import Quarter
from bot.texts import Texts
from tests.clocking import READING, day_of
from tests.delivering import jst
from tests.monthly_report_oracle import PAYDAY, WEDNESDAYS, Oracle, Rows
from tests.people import Office
from tests.rosters import Cells, csv_bytes
from tests.services.test_monthly_reports import OCTOBER, READY, City, stay, targets

JULY = date(2026, 7, 1)
CAUSES = ("sudden", "event", "constant", "other")


def working_days(first: date, last: date) -> list[date]:
    """As the calendar on the wall has them: 12 October is 体育の日, 20 July 海の日, 11 August 山の日."""
    off = {date(2026, 10, 12), date(2026, 7, 20), date(2026, 8, 11), *(date(2026, 9, day) for day in (21, 22, 23))}
    days = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in off]


@pytest.fixture
def city(database: Database) -> City:
    """Two sections of seven and eight with a random October, targets, reports and a meeting."""
    city, dice = City(database), random.Random(7)
    more = [city.office.person(unit) for unit in (city.staff_section, city.tax) for _ in range(5)]
    everybody = [city.head, city.clerk, city.officer, city.tax_head, city.tax_clerk, *more]
    import_days(database, dice, everybody, working_days(OCTOBER, date(2026, 10, 31)))
    targets(city, jinji="1200", zeimu="960")
    database.write(some_reports, dice, city, more)
    held = Meeting(city.tax, OCTOBER, Outcome.HELD, date(2026, 10, 15), 900, 6)
    database.write(keep_meeting, held, now=jst(9))
    return city


def add_small_office(city: City) -> None:
    """会計課, with three people and nobody above it."""
    small = city.office.unit("会計課", code="kaikei")
    alone = [city.office.person(small) for _ in range(3)]
    import_days(city.database, random.Random(8), alone, working_days(OCTOBER, date(2026, 10, 31)))


def import_days(database: Database, dice: random.Random, people: list[int], days: list[date]) -> None:
    rows = [_day(dice, person, day) for person in people for day in days]
    database.write(import_attendance, parse_table("勤務.csv", csv_bytes(rows)), READING)


def _day(dice: random.Random, person: int, day: date) -> Cells:
    late = dice.choice((0, 0, 0, 20, 75, 200))
    minute = 17 * 60 + 15 + late
    overtime = str(late) if late >= 75 else "0"
    return {**day_of(person, day, f"{minute // 60}:{minute % 60:02d}"), "時間外（分）": overtime}


def some_reports(session: Session, dice: random.Random, city: City, people: list[int]) -> None:
    for person in people:
        unit = city.staff_section if person in people[:5] else city.tax
        for day in sorted(WEDNESDAYS):
            if dice.random() < 0.5:
                more = {"cause": dice.choice(CAUSES), "state": dice.choice(list(ReportState)), "service_date": day}
                row = stay(person, unit, **more)
                row.is_same_day = dice.random() < 0.4
                session.add(row)


def oracle(city: City, unit_id: int) -> Oracle:
    def ask(sql: str) -> Rows:
        return city.database.read(lambda session: [dict(row) for row in session.execute(text(sql)).mappings()])

    return Oracle(ask, unit_id)


def told(city: City, unit_id: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(city.report(unit_id).figures)
    return found


@pytest.mark.parametrize("unit", ["staff_section", "tax"])
def test_every_figure_of_a_draft_is_what_the_rows_add_up_to(city: City, unit: str) -> None:
    unit_id = getattr(city, unit)
    figures, count = told(city.drafted(), unit_id), oracle(city, unit_id)

    assert figures["rates"] == {
        "weekly": count.rate(lambda day: day in WEDNESDAYS),
        "payday": count.rate(lambda day: day == PAYDAY),
        "all": count.rate(lambda _: True),
    }
    assert figures["stays"] == count.stays()
    assert (figures["confirmed"], figures["same_day"]) == (count.confirmed(), count.same_day())
    assert figures["overtime_minutes"] == count.overtime_minutes()
    assert figures["target_minutes"] == count.target_minutes()
    assert figures["meetings"] == count.meetings()


def test_rates_of_a_section_of_three_are_hidden_and_so_is_the_one_that_would_tell_them(city: City) -> None:
    add_small_office(city)

    figures = {one.unit_code: one.report.figures for one in city.drafted().board(city.officer).lines}

    assert figures["kaikei"].rates == {}
    assert [figures[code].rates == {} for code in ("jinji", "zeimu")] == [False, True]


def quarter(city: City, reader: int, first: date = OCTOBER) -> Quarter:
    return city.database.read(quarter_making.quarter_for, city.staff(reader), first)


def test_the_page_of_a_quarter_adds_up(city: City) -> None:
    city.drafted().submit(city.head)

    page = quarter(city, city.officer)

    both = [oracle(city, unit) for unit in (city.staff_section, city.tax)]
    rates = [one.rate(lambda _: True) or [0, 0] for one in both]
    (bureau,) = page.lines
    assert bureau.all_days is not None
    assert [bureau.all_days.part, bureau.all_days.whole] == [sum(both) for both in zip(*rates, strict=True)]
    assert bureau.overtime_minutes == page.whole.overtime_minutes == sum(one.overtime_minutes() for one in both)
    assert bureau.target_minutes == 2160 * 60 // 4
    assert bureau.submitted is not None
    assert (bureau.submitted.part, bureau.submitted.whole) == (1, 2)
    stays = [one.stays() for one in both]
    whole = {cause: sum(one.get(cause, 0) for one in stays) for cause in CAUSES}
    assert page.causes == {cause: count for cause, count in sorted(whole.items()) if count >= 5}


def test_a_small_office_is_hidden_on_the_page_and_does_not_follow_by_subtraction(city: City) -> None:
    add_small_office(city)

    page = quarter(city, city.officer)

    assert [(one.code, one.all_days, one.overtime_minutes) for one in page.lines] == [
        ("kaikei", None, None),
        ("soumu", None, None),
    ]
    assert page.whole.overtime_minutes is not None


def test_a_quarter_without_data_is_all_dashes(database: Database) -> None:
    city = City(database)

    page = quarter(city, city.officer, JULY)

    words = str(quarterly_blocks.quarter_view(Texts().of("ja"), page, [JULY])["blocks"])
    assert (page.whole.all_days, page.whole.overtime_minutes) == (None, None)
    assert "—" in words
    content = quarter_sheets.as_csv(Texts().of("ja"), page).decode("utf-8-sig")
    assert content.splitlines()[1].startswith(",全庁,,,")


def test_the_page_is_for_personnel_and_executives(database: Database) -> None:
    city = City(database)

    for stranger in (city.head, city.clerk, city.director):
        with pytest.raises(NotAllowed):
            quarter(city, stranger)
    with pytest.raises(Refused):
        quarter(city, city.officer, date(2026, 11, 1))


def test_somebody_who_moves_counts_each_day_where_they_were(database: Database) -> None:
    city = City(database)
    mover = city.office.person(city.tax, until=date(2026, 10, 14))
    office: Office = city.office
    office.employ(mover, since=date(2026, 10, 15))
    office.post(mover, city.staff_section, since=date(2026, 10, 15))
    rows = [
        {**day_of(mover, date(2026, 10, day), "19:00"), "時間外（分）": minutes}
        for day, minutes in ((13, "60"), (16, "90"))
    ]
    database.write(import_attendance, parse_table("勤務.csv", csv_bytes(rows)), READING)
    city.drafted()

    assert [told(city, unit)["overtime_minutes"] for unit in (city.tax, city.staff_section)] == [60, 90]
    assert READY.month == 11

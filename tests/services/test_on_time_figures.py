"""The figures of `domain.md` 2.2 come out of the report from attendance that was built to yield them.

The oracle adds up the cells of the file, Σ / Σ, and knows nothing of the code that it judges.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import jpholiday
import pytest

from bot.attendance.rules import Days
from bot.attendance.service import OnTimeReport
from bot.database import Database
from bot.no_overtime.agendas import on_time_rates
from bot.people.kinds import HeadKind, Status, UnitKind
from tests.clocking import Clocks, day_of, line_of, percent
from tests.on_time_oracle import everybody, left_after_eight, left_on_time, on_a_wednesday, on_the, shown
from tests.rosters import Cells

OPENED = date(2018, 4, 1)
FIRST, LAST = date(2020, 4, 1), date(2020, 12, 31)
ON_TIME, LATE, VERY_LATE = ("17:15", "17:45"), ("17:46", "19:59", "20:00"), ("20:01", "22:30", "翌0:10")

#: The day, how many of how many left on time, and the percentage in the source.
WORK_LIFE_BALANCE_DAYS = [
    *((date(2018, 6, 29), 38, 39, "97.4"), (date(2018, 8, 8), 49, 50, "98.0")),
    *((date(2018, 11, 9), 35, 36, "97.2"), (date(2019, 1, 11), 34, 35, "97.1")),
    *((date(2019, 7, 5), 47, 49, "95.9"), (date(2019, 8, 7), 36, 37, "97.3")),
    *((date(2019, 11, 8), 18, 19, "94.7"), (date(2020, 1, 31), 37, 39, "94.9")),
    *((date(2020, 8, 5), 47, 49, "95.9"), (date(2020, 11, 6), 55, 58, "94.8")),
    *((date(2020, 12, 18), 18, 19, "94.7"), (date(2021, 1, 29), 31, 33, "93.9")),
]


@pytest.fixture
def clocks(database: Database) -> Clocks:
    return Clocks(database)


def working_days() -> list[date]:
    days = [FIRST + timedelta(days=offset) for offset in range((LAST - FIRST).days + 1)]
    return [
        day for day in days if day.weekday() < 5 and not jpholiday.is_holiday(day) and (day.month, day.day) < (12, 29)
    ]


def hire(clocks: Clocks) -> dict[str, list[int]]:
    """Two departments with two sections each, by name; and people who count nowhere or apart."""
    office = clocks.office
    sections: dict[str, list[int]] = {}
    for department in ("総務部", "福祉部"):
        above = office.unit(department, kind=UnitKind.DEPARTMENT, since=OPENED)
        for number in (1, 2):
            section = office.unit(f"{department}{number}課", above, since=OPENED)
            sections[f"{department}{number}課"] = [office.person(section, since=OPENED) for _ in range(15)]
            office.head(office.person(section, since=OPENED), section, HeadKind.HEAD, since=OPENED)
            office.person(section, status=Status.CHILDCARE)
    clocks.hire(5, office.unit("消防署", works_shifts=True))
    return sections


def built(cells: Sequence[tuple[int, date]], percent_on_time: str, late: int, dice: Random) -> list[Cells]:
    """Rows of these people and days: so many on time, and `late` of the others after eight."""
    on_time = round(len(cells) * Decimal(percent_on_time) / 100)
    shuffled = dice.sample(cells, len(cells))
    times = [ON_TIME] * on_time + [VERY_LATE] * late + [LATE] * (len(cells) - on_time - late)
    return [day_of(one, day, dice.choice(among)) for (one, day), among in zip(shuffled, times, strict=True)]


def report(clocks: Clocks, start: date, end: date) -> OnTimeReport:
    return clocks.database.read(on_time_rates, start, end)


def test_april_to_december_of_reiwa_2(clocks: Clocks) -> None:
    sections, dice = hire(clocks), Random(2020)
    cells = [(one, day) for people in sections.values() for one in people for day in working_days()]
    wednesdays = [cell for cell in cells if cell[1].weekday() == 2]
    others = [cell for cell in cells if cell[1].weekday() != 2]
    on_time_elsewhere = round(len(cells) * Decimal("78.7") / 100) - round(len(wednesdays) * Decimal("83.6") / 100)
    late = round(len(cells) * Decimal("7.0") / 100)
    rows = built(wednesdays, "83.6", late // 6, dice)
    rows += built(others, f"{Decimal(100 * on_time_elsewhere) / len(others)}", late - late // 6, dice)

    clocks.take(rows)

    found = report(clocks, FIRST, LAST)
    whole = found.rates.whole
    assert (percent(whole.rates[Days.WEEKLY]), percent(whole.rates[Days.ALL])) == ("83.6", "78.7")
    assert percent(whole.late) == "7.0"
    assert (shown(rows, left_on_time, on_a_wednesday), shown(rows, left_on_time, everybody)) == ("83.6", "78.7")
    assert shown(rows, left_after_eight, everybody) == "7.0"
    for name, people in sections.items():
        numbers = {f"{one:06d}" for one in people}

        def of_the_section(row: Cells, numbers: set[str] = numbers) -> bool:
            return row["職員番号"] in numbers

        line = line_of(found, name)
        assert percent(line.rates[Days.ALL]) == shown(rows, left_on_time, of_the_section)
        assert percent(line.late) == shown(rows, left_after_eight, of_the_section)


def test_the_twelve_work_life_balance_days(clocks: Clocks) -> None:
    people = [one for section in hire(clocks).values() for one in section]
    rows = [
        day_of(one, day, "17:45" if place < on_time else "18:30")
        if place < there
        else day_of(one, day, "", 区分="年休")
        for day, on_time, there, _ in WORK_LIFE_BALANCE_DAYS
        for place, one in enumerate(people)
    ]

    clocks.take(rows)

    expected = [figure for *_, figure in WORK_LIFE_BALANCE_DAYS]
    days = [day for day, *_ in WORK_LIFE_BALANCE_DAYS]
    present = [row for row in rows if row["退勤"]]
    assert [percent(report(clocks, day, day).rates.whole.rates[Days.ALL]) for day in days] == expected
    assert [shown(present, left_on_time, on_the(day)) for day in days] == expected

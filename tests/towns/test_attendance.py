"""A month of clock-outs of a city: the rates of `domain.md` 5.5, in a file that Kaeru would take."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest

from bot.playground.towns import Town, UnitLevel
from bot.playground.towns.attendance import ATTENDANCE_HEADERS, attendance_csv

#: The working days of November 2026; the 20th is payday.
DAYS = [date(2026, 11, day) for day in range(1, 31) if date(2026, 11, day).weekday() < 5 and day not in (3, 23)]
PAYDAY = date(2026, 11, 20)

EXPECTED = {"hibarino": ("84.1", "86.0", "79.2", "6.8"), "aihama": ("83.6", "85.0", "78.7", "7.0")}

Row = dict[str, str]


def rows_of(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def counted(town: Town, rows: list[Row]) -> Iterator[tuple[date, int, int]]:
    """The day, the minutes after the own end and the minute of leaving, of everybody but the managers."""
    led = [unit for unit in town.units if unit.level is not UnitLevel.TEAM]
    heads = {unit.head for unit in led} | {unit.acting_head for unit in led}
    for row in rows:
        if row["退勤"] and row["職員番号"] not in heads:
            year, month, day = map(int, row["日付"].split("/"))
            hour, minute = map(int, row["退勤"].split(":"))
            end = town.staff_by_number[row["職員番号"]].hours.end
            yield date(year, month, day), hour * 60 + minute - end.hour * 60 - end.minute, hour * 60 + minute


def share(outcomes: list[bool]) -> str:
    return f"{100 * sum(outcomes) / len(outcomes):.1f}"


def test_the_rates_are_those_of_a_real_city(town: Town) -> None:
    found = list(counted(town, rows_of(attendance_csv(town, DAYS, paydays=[PAYDAY]))))

    wednesdays = share([late <= 30 for day, late, _ in found if day.weekday() == 2])
    payday = share([late <= 30 for day, late, _ in found if day == PAYDAY])
    every_day = share([late <= 30 for _, late, _ in found])
    after_eight = share([minute > 20 * 60 for *_, minute in found])
    assert (wednesdays, payday, every_day, after_eight) == EXPECTED[town.code]


def test_the_file_is_the_same_every_time(hibarino: Town) -> None:
    one, other = (attendance_csv(hibarino, DAYS, paydays=[PAYDAY]) for _ in range(2))

    assert one == other
    assert attendance_csv(hibarino, DAYS, paydays=[PAYDAY], seed=7) != one


def test_each_has_one_row_on_each_of_their_days(hibarino: Town) -> None:
    rows = rows_of(attendance_csv(hibarino, DAYS[:5]))

    keys = [(row["職員番号"], row["日付"]) for row in rows]
    assert tuple(rows[0]) == ATTENDANCE_HEADERS
    assert len(keys) == len(set(keys))
    assert {row["職員番号"] for row in rows} <= set(hibarino.staff_by_number)


@pytest.mark.parametrize("days", [[], DAYS[:1], [date(2026, 11, 4)]])
def test_few_days_are_no_trouble(hibarino: Town, days: list[date]) -> None:
    rows = rows_of(attendance_csv(hibarino, days))

    assert {row["日付"] for row in rows} == {f"{day:%Y/%m/%d}" for day in days}

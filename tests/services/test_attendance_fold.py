"""The fold of a day equals counting its rows one by one, whatever people's days look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import Session, col

from bot.attendance.tables import AttendanceUnitDay
from bot.database import Database
from bot.people.kinds import EmploymentKind, HeadKind, Status
from bot.people.rules import Hours
from tests.clocking import Clocks, day_of
from tests.rosters import Cells

EIGHT = 20 * 60
GRACE = 30


@dataclass(frozen=True)
class Somebody:
    """What the oracle knows of a person: where they count, their end, whether they are special or a manager."""

    person_id: int
    unit_id: int
    end: int = 17 * 60 + 15
    is_manager: bool = False
    is_special: bool = False
    is_on_shifts: bool = False
    is_on_duty: bool = True


@dataclass
class City:
    clocks: Clocks
    people: list[Somebody]
    days: Iterator[date]


@pytest.fixture
def city(database: Database) -> City:
    clocks = Clocks(database)
    office = clocks.office
    usual, busy, station = office.unit("課"), office.unit("危機管理課"), office.unit("署", works_shifts=True)
    late_shift = Hours(570, 1095, 0b11111, 465)
    people = [
        *(Somebody(office.person(usual), usual) for _ in range(2)),
        Somebody(office.person(usual, hours=late_shift), usual, end=1095),
        Somebody(office.person(usual), usual, is_manager=True),
        Somebody(office.person(busy), busy, is_special=True),
        Somebody(office.person(station), station, is_on_shifts=True),
        Somebody(office.person(usual, status=Status.SICK), usual, is_on_duty=False),
        Somebody(office.person(usual, employment=EmploymentKind.SPECIAL), usual, is_on_duty=False),
    ]
    office.head(people[3].person_id, usual, HeadKind.HEAD)
    office.special_mode(busy, date(2021, 1, 1), date(2025, 12, 31))
    days = (date(2021, 6, 1) + timedelta(days=offset) for offset in count())
    return City(clocks, people, (day for day in days if day.weekday() < 5 and day.month == 6))  # without a holiday


@dataclass(frozen=True)
class OneDay:
    """What a file says of one person's day."""

    out: str
    overtime: str
    kind: str


DAY = st.builds(
    OneDay,
    st.sampled_from(["", "16:00", "17:15", "17:45", "17:46", "18:45", "18:46", "20:00", "20:01", "翌1:00"]),
    st.sampled_from(["", "", "0", "30", "200"]),
    st.sampled_from(["", "", "", "出張", "年休", "災害"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.none() | DAY, min_size=8, max_size=8).filter(any))
def test_the_fold_of_a_day_is_what_its_rows_add_up_to(city: City, told: list[OneDay | None]) -> None:
    day = next(city.days)
    people = list(zip(city.people, told, strict=True))

    city.clocks.take(row(one, day, said) for one, said in people if said)

    expected: dict[tuple[int, bool], Counter[str]] = {}
    for one, said in people:
        if one.is_on_duty:
            expected.setdefault((one.unit_id, one.is_manager), Counter()).update(judged(one, said))
    assert folded(city.clocks.database, day) == {place: Counter(counts) for place, counts in expected.items()}


def row(one: Somebody, day: date, said: OneDay) -> Cells:
    return day_of(one.person_id, day, said.out, **{"時間外（分）": said.overtime, "区分": said.kind})


def judged(one: Somebody, said: OneDay | None) -> Counter[str]:
    """R-RATE for one person and day, word by word."""
    if one.is_on_shifts:
        return Counter(on_shifts=1)
    if said and said.kind == "年休":
        return Counter(away=1)
    if said and said.kind == "出張" and not said.out:
        return Counter(on_trip=1)
    if said is None or not (said.out or said.overtime):
        return Counter(unrecorded=1)
    left = minute(said.out) if said.out else one.end + int(said.overtime)
    had_none = said.overtime == "0"
    is_on_time = had_none or (bool(said.out) and left <= one.end + GRACE)
    is_late = not had_none and left > EIGHT
    is_special = one.is_special or said.kind == "災害"
    return Counter(
        on_duty=1,
        on_time=int(is_on_time),
        late=int(is_late),
        special=int(is_special),
        special_on_time=int(is_special and is_on_time),
        special_late=int(is_special and is_late),
        by_orders=int(not said.out),
        clock_outs=int(bool(said.out)),
        clock_out_minutes=left if said.out else 0,
    )


def minute(written: str) -> int:
    hours, minutes = written.removeprefix("翌").split(":")
    return int(hours) * 60 + int(minutes) + (1440 if written.startswith("翌") else 0)


def folded(database: Database, day: date) -> dict[tuple[int, bool], Counter[str]]:
    def rows(session: Session) -> dict[tuple[int, bool], Counter[str]]:
        found = session.scalars(select(AttendanceUnitDay).where(col(AttendanceUnitDay.service_date) == day))
        return {(one.unit_id, one.is_managers): Counter(_counts(one)) for one in found}

    return database.read(rows)


def _counts(one: AttendanceUnitDay) -> dict[str, int]:
    places = {"service_date", "unit_id", "is_managers"}
    return {name: number for name, number in one.model_dump().items() if name not in places}

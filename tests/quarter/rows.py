"""What the rows of a city hall say of a day: who is there, who leads, who is above. Knows tables, nothing of Kaeru."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, text

Row = Mapping[str, Any]
DAY = timedelta(days=1)
JST_AHEAD = timedelta(hours=9)
#: Days of the quarter, beside weekends, on which the offices are closed.
CLOSED = {date(2026, 10, 12), date(2026, 11, 3), date(2026, 11, 23)} | {date(2026, 12, 29) + n * DAY for n in range(6)}
TABLES = (
    "unit_span",
    "headship",
    "employment",
    "person",
    "post",
    "leave_day",
    "special_mode",
    "opt_out",
    "workplace_meeting",
    "one_on_one_pair",
    "one_on_one_talk",
    "monthly_report",
    "occurrence",
    "message",
    "body",
    "survey",
    "survey_place",
    "survey_run",
)
_ORDER = ("head", "acting", "deputy")
_ON_STAFF = ("active", "seconded_in")
_SATURDAY = 5


def is_open(day: date) -> bool:
    """Whether the offices work."""
    return day.weekday() < _SATURDAY and day not in CLOSED


def working_day_after(day: date, count: int = 1) -> date:
    """The day so many working days later."""
    for _ in range(count):
        day += DAY
        while not is_open(day):
            day += DAY
    return day


def day_of(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])


def moment_of(value: Any) -> datetime:
    """The city's wall clock at a stored instant."""
    return datetime.fromisoformat(str(value)[:19]) + JST_AHEAD


@dataclass(frozen=True)
class Rows:
    """All rows of all tables, as they are at the end of the quarter."""

    tables: Mapping[str, Sequence[Row]]

    def valid(self, table: str, day: date) -> Iterator[Row]:
        """The rows whose span includes a day."""
        return (row for row in self.tables[table] if day_of(row["valid_from"]) <= day <= day_of(row["valid_to"]))

    @cached_property
    def people(self) -> Mapping[int, Row]:
        return {row["id"]: row for row in self.tables["person"]}

    @cached_property
    def units(self) -> Mapping[int, Row]:
        """Nothing is reorganised within the quarter."""
        return {row["unit_id"]: row for row in self.valid("unit_span", date(2026, 10, 1))}

    @cached_property
    def employed(self) -> Mapping[int, Row]:
        return {row["person_id"]: row for row in self.valid("employment", date(2026, 10, 1))}

    @cached_property
    def home(self) -> Mapping[int, int]:
        """The unit of the main post of everybody on the staff."""
        posts = (row for row in self.valid("post", date(2026, 10, 1)) if row["kind"] == "main")
        return {row["person_id"]: row["unit_id"] for row in posts if self.is_on_staff(row["person_id"])}

    @cached_property
    def days_away(self) -> Mapping[int, set[date]]:
        """The days of which somebody's leave leaves nothing."""
        pieces: defaultdict[tuple[int, date], list[Row]] = defaultdict(list)
        for row in self.tables["leave_day"]:
            pieces[row["person_id"], day_of(row["day"])].append(row)
        found: defaultdict[int, set[date]] = defaultdict(set)
        for (person_id, day), some in pieces.items():
            if sum(row["minutes"] for row in some) >= some[0]["workday_minutes"]:
                found[person_id].add(day)
        return found

    @cached_property
    def talks(self) -> Mapping[int, list[Row]]:
        """The 1on1s of each pair, in their order."""
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in sorted(self.tables["one_on_one_talk"], key=lambda one: int(one["place"])):
            found[row["pair_id"]].append(row)
        return found

    @cached_property
    def surveys(self) -> Mapping[int, list[tuple[datetime, list[date]]]]:
        """By unit, when the surveys that asked its people closed, and the days of their reminders."""
        closes = {row["id"]: moment_of(row["closes_at"]) for row in self.tables["survey"]}
        reminders = {
            row["survey_id"]: [*map(day_of, json.loads(row["reminders_on"]))] for row in self.tables["survey_run"]
        }
        found: defaultdict[int, list[tuple[datetime, list[date]]]] = defaultdict(list)
        for row in self.tables["survey_place"]:
            found[row["unit_id"]].append((closes[row["survey_id"]], reminders.get(row["survey_id"], [])))
        return found

    def is_on_staff(self, person_id: int) -> bool:
        return person_id in self.employed and self.employed[person_id]["status"] in _ON_STAFF

    def has_account(self, person_id: int) -> bool:
        return bool(self.people[person_id]["has_active_slack"] and self.people[person_id]["slack_user_id"])

    def upwards(self, unit_id: int | None) -> list[int]:
        """The unit, then what is above it."""
        return [] if unit_id is None else [unit_id, *self.upwards(self.units[unit_id]["parent_id"])]

    def below(self, unit_id: int) -> set[int]:
        """The unit with everything under it."""
        return {one for one in self.units if unit_id in self.upwards(one)}

    def people_below(self, unit_id: int) -> set[int]:
        below = self.below(unit_id)
        return {person_id for person_id, home in self.home.items() if home in below}

    @cached_property
    def leading(self) -> Mapping[int, list[int]]:
        """Everybody on the staff who leads a unit, whoever is in charge first."""
        found: defaultdict[int, list[tuple[int, str, int]]] = defaultdict(list)
        for row in self.valid("headship", date(2026, 10, 1)):
            who = row["person_id"]
            if self.is_on_staff(who):
                rank = _ORDER.index(row["kind"])
                found[row["unit_id"]].append((rank, self.people[who]["staff_number"], who))
        return {unit_id: [who for _, _, who in sorted(some)] for unit_id, some in found.items()}

    def in_charge(self, unit_id: int) -> int | None:
        """Whoever answers for a unit: the first who leads it, or what is above it."""
        return next((self.leading[one][0] for one in self.upwards(unit_id) if one in self.leading), None)

    def is_at_work(self, person_id: int, day: date) -> bool:
        """Whether it is a day of theirs, the offices are open (shifts always are), and no leave takes all of it."""
        is_theirs = bool(self.employed[person_id]["weekdays"] & 1 << day.weekday())
        on_shifts = any(self.units[one]["works_shifts"] for one in self.upwards(self.home.get(person_id)))
        return is_theirs and (is_open(day) or on_shifts) and day not in self.days_away.get(person_id, ())

    def is_away_all_week(self, person_id: int, day: date) -> bool:
        """Whether leave takes every working day that is left of the week."""
        week = {day + after * DAY for after in range(7 - day.weekday()) if is_open(day + after * DAY)}
        return week <= self.days_away.get(person_id, set())

    def is_special(self, unit_id: int | None, day: date) -> bool:
        """Whether a special mode covers the unit."""
        modes = [
            row for row in self.tables["special_mode"] if day_of(row["starts_on"]) <= day <= day_of(row["ends_on"])
        ]
        return any(row["unit_id"] in self.upwards(unit_id) for row in modes)


def read(connection: Connection) -> Rows:
    """Everything that is stored."""
    return Rows(
        {one: [dict(row) for row in connection.execute(text(f"SELECT * FROM {one}")).mappings()] for one in TABLES}
    )

"""Every figure of a digest from the rows, one by one. Knows tables by name and `domain.md`, and nothing of Kaeru."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, text

Rows = Sequence[Mapping[str, Any]]

TABLES = (
    "unit_span",
    "post",
    "headship",
    "employment",
    "attendance_day",
    "overtime_report",
    "leave_day",
    "leave_balance",
    "one_on_one_pair",
    "one_on_one_talk",
    "workplace_meeting",
    "survey_result",
)
_DAY = timedelta(days=1)
#: Holidays of the months that are judged: nobody counts on them.
_HOLIDAYS = {date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23), date(2026, 10, 12)}
#: Everybody works from 8:30 to 17:15 in the city that is judged; the grace is half an hour.
_LAST_ON_TIME, _LATE_HOUR = 17 * 60 + 45, 20 * 60


def day_of(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


@dataclass(frozen=True)
class City:
    """All rows of all tables, as they are."""

    rows: Mapping[str, Rows]

    def below(self, unit_id: int) -> set[int]:
        """The unit and everything under it."""
        found = {unit_id}
        for _ in self.rows["unit_span"]:
            found |= {row["unit_id"] for row in self.rows["unit_span"] if row["parent_id"] in found}
        return found

    def members(self, unit_id: int) -> set[int]:
        """Who belongs there."""
        below = self.below(unit_id)
        return {row["person_id"] for row in self.rows["post"] if row["kind"] == "main" and row["unit_id"] in below}

    def managers(self) -> set[int]:
        """The heads of sections and of what is above them, who count apart."""
        high = {row["unit_id"] for row in self.rows["unit_span"] if row["kind"] != "team"}
        return {row["person_id"] for row in self.rows["headship"] if row["unit_id"] in high}

    def month_rates(self, unit_id: int, month: date) -> list[tuple[int, int]]:
        """(part, whole) of all days, of Wednesdays and paydays, and of those who left after eight."""
        people = self.members(unit_id) - self.managers()
        days = [
            (day_of(row["service_date"]), row["clock_out_minute"])
            for row in self.rows["attendance_day"]
            if row["person_id"] in people
            and day_of(row["service_date"]).replace(day=1) == month
            and day_of(row["service_date"]) not in _HOLIDAYS
        ]
        own = [minute for day, minute in days if is_no_overtime_day(day)]
        every = [minute for _, minute in days]
        return [
            (sum(minute <= _LAST_ON_TIME for minute in every), len(every)),
            (sum(minute <= _LAST_ON_TIME for minute in own), len(own)),
            (sum(minute > _LATE_HOUR for minute in every), len(every)),
        ]

    def stays(self, unit_id: int, first: date, last: date) -> Counter[str]:
        """The reports for no-overtime days by cause."""
        below = self.below(unit_id)
        return Counter(
            row["cause"]
            for row in self.rows["overtime_report"]
            if row["unit_id"] in below
            and row["state"] != "withdrawn"
            and first <= day_of(row["service_date"]) <= last
            and is_no_overtime_day(day_of(row["service_date"]))
        )

    def away(self, unit_id: int, first: date) -> Counter[date]:
        """How many are away on each of seven days."""
        people, last = self.members(unit_id), first + 6 * _DAY
        pairs = {(row["person_id"], day_of(row["day"])) for row in self.rows["leave_day"] if row["person_id"] in people}
        return Counter(day for _, day in pairs if first <= day <= last)

    def leave(self, unit_id: int) -> tuple[int, Fraction]:
        """How many have a balance, and the days taken and planned up to it, a person."""
        people = self.members(unit_id)
        balances = [row for row in self.rows["leave_balance"] if row["person_id"] in people]
        minutes = sum(row["taken"] for row in balances)
        return len(balances), Fraction(minutes, 465 * len(balances)) if balances else Fraction(0)

    def talks(self, head_id: int, first: date, last: date) -> tuple[int, int]:
        """How many pairs of a head met between two days, of those whose talk fell due (thirty days after the last)."""
        met = due = 0
        for pair in (row for row in self.rows["one_on_one_pair"] if row["head_id"] == head_id):
            held = [day_of(row["held_on"]) for row in self.rows["one_on_one_talk"] if row["pair_id"] == pair["id"]]
            since = max((day for day in held if day < first), default=day_of(pair["starts_from"]))
            if since + 30 * _DAY <= last:
                due += 1
                met += any(first <= day <= last for day in held)
        return met, due

    def score(self, unit_id: int) -> Fraction | None:
        """The mean of the questions of the newest survey, each from 0 to 100 on its five steps."""
        rows = [row for row in self.rows["survey_result"] if row["unit_id"] == unit_id and row["total"] is not None]
        points = [Fraction(100 * (row["total"] - row["answers"]), 4 * row["answers"]) for row in rows]
        return sum(points, Fraction()) / len(points) if points else None

    def meetings(self, unit_id: int, month: date) -> tuple[int, int]:
        """How many meetings were held, of the units with nobody below them that have two people or more."""
        below = self.below(unit_id)
        meeting = {one for one in below if self.below(one) == {one} and len(self.members(one)) > 1}
        held = {
            row["unit_id"]
            for row in self.rows["workplace_meeting"]
            if day_of(row["month"]) == month and row["outcome"] == "held"
        }
        return len(meeting & held), len(meeting)


def is_no_overtime_day(day: date) -> bool:
    """Every Wednesday that is no holiday of the autumn of 2026, and payday: the 21st, or the Friday before."""
    paydays = {date(2026, 8, 21), date(2026, 9, 18), date(2026, 10, 21), date(2026, 11, 20)}
    return (day.weekday() == 2 and day not in _HOLIDAYS) or day in paydays


def read(connection: Connection) -> City:
    """Everything that is stored."""
    return City(
        {
            table: [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]
            for table in TABLES
        }
    )

"""A section's October of 2026, counted from the rows one by one. Knows the tables and `domain.md`, nothing of Kaeru."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Rows = list[Mapping[str, Any]]
Ask = Callable[[str], Rows]

WEDNESDAYS = {date(2026, 10, day) for day in (7, 14, 21, 28)}
PAYDAY = date(2026, 10, 21)
#: 8:30 to 17:15 with half an hour of grace, in minutes after midnight.
_LATEST = 17 * 60 + 15 + 30


@dataclass(frozen=True)
class Oracle:
    """What a section's report must say. `ask` runs plain SQL."""

    ask: Ask
    unit_id: int

    def _mine(self, rows: Iterable[Mapping[str, Any]]) -> Rows:
        """The rows of people whose main post is in the section, and who do not lead it: managers are counted apart."""
        posts = {row["person_id"]: row["unit_id"] for row in self.ask("SELECT * FROM post WHERE kind = 'main'")}
        heads = {row["person_id"] for row in self.ask("SELECT * FROM headship")}
        return [row for row in rows if posts[row["person_id"]] == self.unit_id and row["person_id"] not in heads]

    def rate(self, days: Callable[[date], bool]) -> list[int] | None:
        """On time and on duty, of the days that are asked for."""
        rows = self._mine(self.ask("SELECT * FROM attendance_day"))
        there = [row for row in rows if _day(row["service_date"]).month == 10 and days(_day(row["service_date"]))]
        on_time = [row for row in there if row["clock_out_minute"] <= _LATEST]
        return [len(on_time), len(there)] if there else None

    def stays(self) -> dict[str, int]:
        """Reports by cause; what was withdrawn is none."""
        return dict(Counter(row["cause"] for row in self._reports()))

    def confirmed(self) -> int:
        return sum(row["state"] == "confirmed" for row in self._reports())

    def same_day(self) -> int:
        return sum(bool(row["is_same_day"]) for row in self._reports())

    def _reports(self) -> Rows:
        rows = self.ask("SELECT * FROM overtime_report")
        october = [row for row in rows if _day(row["service_date"]).month == 10]
        return [row for row in october if row["unit_id"] == self.unit_id and row["state"] != "withdrawn"]

    def overtime_minutes(self) -> int:
        """The imported minutes of everybody of the section, its head too."""
        posts = {row["person_id"]: row["unit_id"] for row in self.ask("SELECT * FROM post WHERE kind = 'main'")}
        rows = self.ask("SELECT * FROM attendance_day")
        october = [row for row in rows if _day(row["service_date"]).month == 10]
        return sum(row["overtime_minutes"] or 0 for row in october if posts[row["person_id"]] == self.unit_id)

    def target_minutes(self) -> int | None:
        rows = self.ask("SELECT * FROM overtime_target")
        told = [row["minutes"] for row in rows if _day(row["month"]) == date(2026, 10, 1)]
        mine = [row["minutes"] for row in rows if row["unit_id"] == self.unit_id and told]
        return round(sum(mine) / 12) if mine else None

    def meetings(self) -> list[int]:
        """Held, of the one that a section without teams was to hold."""
        rows = self.ask("SELECT * FROM workplace_meeting")
        mine = [row for row in rows if row["unit_id"] == self.unit_id and _day(row["month"]) == date(2026, 10, 1)]
        return [sum(row["outcome"] == "held" for row in mine), 1]


def _day(value: object) -> date:
    """SQLite tells dates as text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))

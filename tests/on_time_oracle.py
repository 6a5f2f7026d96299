"""Counts attendance rows one by one and divides, Σ / Σ. Knows the file and `domain.md` R-RATE, and nothing of Kaeru."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

Cells = Mapping[str, str]


def minute(written: str) -> int:
    hours, minutes = written.removeprefix("翌").split(":")
    return int(hours) * 60 + int(minutes) + (1440 if written.startswith("翌") else 0)


def shown(rows: Sequence[Cells], counts: Callable[[Cells], bool], among: Callable[[Cells], bool]) -> str:
    """The oracle: the rows that count, of those that are asked for, as a percentage with one decimal place."""
    asked = [row for row in rows if among(row)]
    return f"{Decimal(100 * sum(map(counts, asked))) / len(asked):.1f}"


def left_on_time(row: Cells) -> bool:
    return minute(row["退勤"]) <= 17 * 60 + 15 + 30


def left_after_eight(row: Cells) -> bool:
    return minute(row["退勤"]) > 20 * 60


def everybody(row: Cells) -> bool:
    return True


def on_a_wednesday(row: Cells) -> bool:
    return date.fromisoformat(row["日付"]).weekday() == 2


def on_the(day: date) -> Callable[[Cells], bool]:
    return lambda row: row["日付"] == f"{day}"

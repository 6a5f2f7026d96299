"""Figures as they are kept with a report, so that a submitted one says what it said. Pure: JSON out and in."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from bot.attendance.rules import Days, Share
from bot.reports.kinds import Figures


def to_document(figures: Figures) -> str:
    """The figures as JSON, the same for equal figures."""
    document = {
        "rates": {days.value: _share(share) for days, share in figures.rates.items()},
        "trend": {month.isoformat(): _share(share) for month, share in figures.trend.items()},
        "target_percent": figures.target_percent,
        "stays": dict(figures.stays),
        "confirmed": figures.confirmed,
        "same_day": figures.same_day,
        "kept": _share(figures.kept),
        "leave_days": _text(figures.leave_days),
        "leave_of_goal": _text(figures.leave_of_goal),
        "meetings": _share(figures.meetings),
        "one_on_one": figures.one_on_one,
        "overtime_minutes": figures.overtime_minutes,
        "target_minutes": figures.target_minutes,
        "is_reorganised": figures.is_reorganised,
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":"))


def from_document(document: str) -> Figures:
    """The figures that `to_document` wrote."""
    told: dict[str, Any] = json.loads(document)
    plain = ("target_percent", "stays", "confirmed", "same_day", "one_on_one", "overtime_minutes", "target_minutes")
    return Figures(
        rates={Days(days): Share(*share) for days, share in told["rates"].items()},
        trend={date.fromisoformat(month): Share(*share) for month, share in told["trend"].items()},
        kept=_read_share(told["kept"]),
        leave_days=_read_decimal(told["leave_days"]),
        leave_of_goal=_read_decimal(told["leave_of_goal"]),
        meetings=_read_share(told["meetings"]),
        is_reorganised=told["is_reorganised"],
        **{name: told[name] for name in plain},
    )


def _share(share: Share | None) -> list[int] | None:
    return None if share is None else [share.part, share.whole]


def _read_share(told: list[int] | None) -> Share | None:
    return None if told is None else Share(*told)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _read_decimal(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)

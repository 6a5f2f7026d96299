"""The business clock. Only doors and the command line hold one; everybody else gets `now` as an argument (design 3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells what time it is for the city's business."""

    def now(self) -> datetime:
        """The instant, in UTC."""
        ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251  the one place that reads it


class MovableClock:
    """A clock that stands still until somebody moves it: for the demo, `--at` and tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def move_to(self, instant: datetime) -> None:
        """Set the time to an aware `instant`, forwards or backwards."""
        self._now = instant.astimezone(UTC)

"""How far messages reach, and whether everything is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reach(StrEnum):
    """How far messages go (design 4): to one personnel channel, to listed units, to everyone."""

    REHEARSAL = "rehearsal"
    PILOT = "pilot"
    CITY = "city"


@dataclass(frozen=True)
class Operation:
    """How far messages reach now, and since when everything is stopped (an instant, or nothing)."""

    reach: Reach = Reach.REHEARSAL
    stopped_at: datetime | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether `/kaeru stop` is in force."""
        return self.stopped_at is not None

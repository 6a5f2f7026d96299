"""Which groups of a report on attendance stay hidden, so that none under five shows. Pure (`bot/suppression.py`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.attendance.rules import SMALLEST_GROUP
from bot.suppression import WHOLE, suppress

__all__ = ["WHOLE", "Size", "hidden"]


@dataclass(frozen=True, slots=True)
class Size:
    """Person-days, and the days on which they were counted: their quotient is how many people a group has."""

    person_days: int = 0
    days: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(self.person_days + other.person_days, self.days + other.days)

    @property
    def people(self) -> int:
        """How large the group is among those of the same days."""
        return self.person_days

    def is_small(self, all_days: int) -> bool:
        """Whether there is somebody, but fewer than five a day. Units of different times are not taken for one."""
        return 0 < self.person_days < SMALLEST_GROUP * min(self.days, all_days)


def hidden(
    parents: Mapping[int, int],
    own_sizes: Mapping[int, Size],
    *,
    all_days: int,
    already: Collection[int] = (),
    never: Collection[int] = (),
) -> frozenset[int]:
    """The ids of the units (and WHOLE) that must not show; the arguments are those of `suppress`."""
    people = {place: size for place, size in own_sizes.items() if size.person_days > 0}
    return suppress(parents, people, is_telling=lambda size: size.is_small(all_days), already=already, never=never)

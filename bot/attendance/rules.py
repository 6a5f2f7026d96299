"""What a day of attendance can be, and how counts of people become rates (`domain.md` R-RATE, A14, A15, A25). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

#: A group smaller than this is hidden from everybody but its own members and head (R-RATE).
SMALLEST_GROUP = 5

_TENTH = Decimal("0.1")


class Kind(StrEnum):
    """区分 of somebody's day. Why somebody is away is not kept: every leave is `away`."""

    DUTY = "duty"
    TRIP = "trip"
    AWAY = "away"
    DISASTER = "disaster"
    ELECTION = "election"
    COUNCIL = "council"
    EMERGENCY = "emergency"


#: Counted, and left out of the second rate (災害・選挙等を除く).
SPECIAL = frozenset({Kind.DISASTER, Kind.ELECTION, Kind.COUNCIL, Kind.EMERGENCY})


class Source(StrEnum):
    """What a file tells: when people came and left (打刻), or only how much overtime was ordered (命令簿)."""

    CLOCK = "clock"
    ORDERS = "orders"


@dataclass(frozen=True, slots=True)
class DayRecord:
    """One person's day. Minutes count from the day's midnight; None: not known."""

    clock_in_minute: int | None
    clock_out_minute: int | None
    overtime_minutes: int | None
    kind: Kind = Kind.DUTY
    source: Source = Source.CLOCK


@dataclass(frozen=True, slots=True)
class Counts:
    """Person-days of a group, added up over its units and over days.

    `on_duty` is the denominator, `late` left after the late hour, `special_…` are those of them who were on disaster
    or election work. `on_shifts` to `unrecorded` are 対象外, each for its own reason. `days` are those on which anybody
    counted, `special_days` and `usual_days` those on which anybody was on special, or on usual, work.
    """

    on_duty: int = 0
    on_time: int = 0
    late: int = 0
    special: int = 0
    special_on_time: int = 0
    special_late: int = 0
    by_orders: int = 0
    clock_outs: int = 0
    clock_out_minutes: int = 0
    on_shifts: int = 0
    away: int = 0
    on_trip: int = 0
    unrecorded: int = 0
    days: int = 0
    special_days: int = 0
    usual_days: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in _NAMES))

    def __sub__(self, other: Counts) -> Counts:
        """What is left of these counts without those of some of their days."""
        return Counts(*(getattr(self, name) - getattr(other, name) for name in _NAMES))

    @property
    def rate(self) -> Share:
        """定時退庁率."""
        return Share(self.on_time, self.on_duty)

    @property
    def rate_without_special(self) -> Share:
        """定時退庁率 without disaster, election and the like."""
        return Share(self.on_time - self.special_on_time, self.on_duty - self.special)

    @property
    def late_share(self) -> Share:
        """The share who left after the late hour."""
        return Share(self.late, self.on_duty)

    @property
    def late_share_without_special(self) -> Share:
        """The same without disaster, election and the like."""
        return Share(self.late - self.special_late, self.on_duty - self.special)

    @property
    def mean_clock_out(self) -> int | None:
        """The mean minute of leaving, of those who clocked out."""
        return round(self.clock_out_minutes / self.clock_outs) if self.clock_outs else None


_NAMES = tuple(field.name for field in fields(Counts))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole. Of nothing there is no share (fixture X27)."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """With one decimal place, halves up, as reports print it; None of nobody."""
        if not self.whole:
            return None
        return (Decimal(100 * self.part) / self.whole).quantize(_TENTH, ROUND_HALF_UP)


class Days(StrEnum):
    """Which days of a period are looked at. Each unit has its own no-overtime days (A08)."""

    ALL = "all"
    WEEKLY = "weekly"
    PAYDAY = "payday"
    NO_OVERTIME = "no_overtime"
    BEFORE = "before"
    AFTER = "after"
    OTHER = "other"


@dataclass(frozen=True)
class Agenda:
    """The days that a group of units calls its own. `unit_ids` None: of every unit that no other agenda names."""

    unit_ids: frozenset[int] | None
    days: Mapping[Days, frozenset[date]]

    def is_for(self, unit_id: int, among: Iterable[Agenda]) -> bool:
        """Whether it is the agenda of a unit, among all agendas."""
        if self.unit_ids is not None:
            return unit_id in self.unit_ids
        return all(unit_id not in other.unit_ids for other in among if other.unit_ids is not None)

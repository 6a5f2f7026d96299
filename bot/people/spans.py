"""What changes on a day: stored spans of days against what shall hold from then on. Pure; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from bot.people.kinds import FOREVER

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class Span(Generic[K, V]):
    """A stored row: what (`value`) holds for whom (`key`) from `first` to `last`."""

    id: int
    key: K
    value: V
    first: date
    last: date


@dataclass(frozen=True)
class Begin(Generic[K, V]):
    """A row to be added: from the effective day to `last`."""

    key: K
    value: V
    last: date


@dataclass(frozen=True)
class Changes(Generic[K, V]):
    """Rows to add, to correct in place (they began on the day itself), to end the day before, and to take back
    because they began on that very day."""

    begun: list[Begin[K, V]] = field(default_factory=list)
    corrected: list[tuple[Span[K, V], V]] = field(default_factory=list)
    ended: list[Span[K, V]] = field(default_factory=list)
    withdrawn: list[Span[K, V]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows are added or changed."""
        return len(self.begun) + len(self.corrected) + len(self.ended)


def current_on(spans: Iterable[Span[K, V]], day: date) -> dict[K, Span[K, V]]:
    """The spans that hold on the day, by key."""
    return {span.key: span for span in spans if span.first <= day <= span.last}


def reconcile(
    stored: Iterable[Span[K, V]],
    wanted: Mapping[K, V],
    *,
    effective: date,
    lane: Callable[[K], Hashable],
) -> Changes[K, V]:
    """The smallest change after which exactly `wanted` holds on `effective`; what was planned for later days stays.

    `lane` names what can hold only one span at a time: a new one lasts until the day before the lane's next.
    """
    spans = list(stored)
    current = current_on(spans, effective)
    last_days = _last_days(spans, effective, lane)
    changes: Changes[K, V] = Changes()
    for key, value in wanted.items():
        present = current.get(key)
        if present is not None and present.value == value:
            continue
        if present is not None and present.first == effective:
            changes.corrected.append((present, value))
            continue
        if present is not None:
            changes.ended.append(present)
        changes.begun.append(Begin(key, value, last_days.get(lane(key), FOREVER)))
    for span in current.values():
        if span.key not in wanted:
            (changes.withdrawn if span.first == effective else changes.ended).append(span)
    return changes


def _last_days(spans: Iterable[Span[K, V]], day: date, lane: Callable[[K], Hashable]) -> dict[Hashable, date]:
    """For each lane that has something after the day: the day before that begins."""
    last_days: dict[Hashable, date] = {}
    for span in spans:
        if span.first > day:
            before = span.first - timedelta(days=1)
            last_days[lane(span.key)] = min(before, last_days.get(lane(span.key), FOREVER))
    return last_days

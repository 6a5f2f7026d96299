"""Collects what a report is made of: sums of units over days, one query for each kind of days and agenda."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session

from bot.attendance import store
from bot.attendance.columns import Spread
from bot.attendance.rate import TREND, Material
from bot.attendance.rules import Agenda, Counts, Days
from bot.people import service as people
from bot.people.tree import UnitNode, UnitTree

K = TypeVar("K")

#: The days on which anybody counted, and whether anybody was on special, and on usual, work.
CountedDays = Mapping[date, tuple[bool, bool]]


def gather(session: Session, start: date, end: date, agendas: Sequence[Agenda]) -> Material:
    """The material of a report from `start` to `end`."""
    span = _Span(session, start, end, agendas)
    sums = {days: span.sums(days) for days in Days}
    counted = store.counted_days(session, start, end)
    days_of = {days: span.counted_on(counted, days) for days in Days}
    tree, former = _tree(session, end, {unit_id for unit_id, _ in sums[Days.ALL]})
    return Material(
        tree,
        staff={days: _of(found, is_managers=False) for days, found in sums.items()},
        managers={days: _of(found, is_managers=True) for days, found in sums.items()},
        monthly={days: span.monthly_sums(days) for days in TREND},
        spreads={days: _spread(found) for days, found in days_of.items()},
        monthly_spreads={days: _by_month(days_of[days]) for days in TREND},
        former=former,
    )


@dataclass(frozen=True)
class MonthSums:
    """The counts of staff by month and unit alone, with the units as they are, and were, on the last day."""

    tree: UnitTree
    counts: Mapping[Days, Mapping[tuple[date, int], Counts]]


def gather_months(
    session: Session, start: date, end: date, agendas: Sequence[Agenda], *, among: Collection[int] | None = None
) -> MonthSums:
    """The months from `start` to `end` of all units, or of some alone: what a trend is made of, and nothing more."""
    span = _Span(session, start, end, agendas, among)
    counts = {days: span.monthly_sums(days) for days in TREND}
    tree, _ = _tree(session, end, {unit_id for _, unit_id in counts[Days.ALL]})
    return MonthSums(tree, counts)


@dataclass(frozen=True)
class _Span:
    """Reads the counts of a span, those of each unit on its own days; `among`: of the months of these units alone."""

    session: Session
    start: date
    end: date
    agendas: Sequence[Agenda]
    among: Collection[int] | None = None

    def sums(self, days: Days) -> dict[store.Place, Counts]:
        """The counts of staff and managers by unit."""

        def on(dates: Collection[date] | None) -> dict[store.Place, Counts]:
            return store.sums(self.session, self.start, self.end, dates)

        return self._each_on_its_own(days, on, lambda place: place[0])

    def monthly_sums(self, days: Days) -> dict[tuple[date, int], Counts]:
        """The counts of staff by month and unit."""

        def on(dates: Collection[date] | None) -> dict[tuple[date, int], Counts]:
            return store.monthly_sums(self.session, self.start, self.end, dates, self.among)

        return self._each_on_its_own(days, on, lambda place: place[1])

    def counted_on(self, counted: CountedDays, days: Days) -> CountedDays:
        """Those of the counted days that are of this kind for any unit."""
        if days is Days.ALL:
            return counted
        anybodys = frozenset[date]().union(*(agenda.days.get(days, frozenset()) for agenda in self.agendas))
        return {day: work for day, work in counted.items() if day in anybodys}

    def _each_on_its_own(
        self, days: Days, on: Callable[[Collection[date] | None], dict[K, Counts]], unit_of: Callable[[K], int]
    ) -> dict[K, Counts]:
        if days is Days.ALL:
            return on(None)
        found: dict[K, Counts] = {}
        for agenda in self.agendas:
            sums = on(agenda.days.get(days, frozenset()))
            found |= {key: counts for key, counts in sums.items() if agenda.is_for(unit_of(key), self.agendas)}
        return found


def _tree(session: Session, end: date, counted: Collection[int]) -> tuple[UnitTree, frozenset[int]]:
    """The units of the last day, with those that were counted before they were reorganised away (fixture X13)."""
    tree = people.tree_on(session, end)
    gone = {unit_id for unit_id in counted if unit_id not in tree}
    last_days = store.last_day_of(session, gone, end) if gone else {}
    trees = {day: people.tree_on(session, day) for day in set(last_days.values())}
    former: dict[int, UnitNode] = {}
    for unit_id, day in last_days.items():
        former |= {one: trees[day][one] for one in trees[day].path(unit_id) if one not in tree}
    return UnitTree([*tree, *former.values()]), frozenset(former)


def _of(sums: Mapping[store.Place, Counts], *, is_managers: bool) -> dict[int, Counts]:
    return {unit_id: counts for (unit_id, managers), counts in sums.items() if managers is is_managers}


def _spread(counted: CountedDays) -> Spread:
    works = counted.values()
    return Spread(len(counted), sum(special for special, _ in works), sum(usual for _, usual in works))


def _by_month(counted: CountedDays) -> dict[date, Spread]:
    months = {day.replace(day=1) for day in counted}
    return {month: _spread({day: counted[day] for day in counted if day.replace(day=1) == month}) for month in months}

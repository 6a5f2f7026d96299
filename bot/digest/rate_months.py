"""The on-time rates of every unit month by month, and what changed below departments, read once for all digests."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import Session

from bot.attendance.columns import Column, Spread
from bot.attendance.gathering import gather_months
from bot.attendance.layout import View, lay_out
from bot.attendance.rules import SMALLEST_GROUP, Counts, Days, Share
from bot.digest.declared import months_within
from bot.digest.pages import Change, MonthRates, changed_most, points_between
from bot.no_overtime.agendas import agendas
from bot.people.kinds import UnitKind
from bot.people.tree import UnitTree
from bot.people.unit_history import unit_history

V = TypeVar("V")

#: So many months make the trend, this one included.
MONTHS = 6
_DAY = timedelta(days=1)

#: Shares that everybody above may see, by unit, of one month.
Public = Mapping[int, Share]


@dataclass(frozen=True)
class RateMonths:
    """The months of the trend with the counts of each unit, all below included; `trees` are the units as they were.

    `days_counted` are the days of a month on which a unit, or the one below with the most of them, was counted.
    `public` are the shares of the two newest months that hide small groups, the newest first.
    """

    months: tuple[date, ...]
    counts: Mapping[Days, Mapping[tuple[date, int], Counts]]
    days_counted: Mapping[tuple[date, int], int]
    trees: Mapping[date, UnitTree]
    public: Sequence[tuple[date, Public]] = field(default_factory=tuple)

    def of(self, unit_id: int, *, hides_few: bool) -> tuple[MonthRates, ...]:
        """The trend of a unit, the oldest month first; without months of fewer than five people, unless for them."""
        return tuple(self._month(month, unit_id, hides_few=hides_few) for month in self.months)

    def _month(self, month: date, unit_id: int, *, hides_few: bool) -> MonthRates:
        every = self.counts[Days.ALL].get((month, unit_id), Counts())
        if hides_few and every.on_duty < SMALLEST_GROUP * self.days_counted.get((month, unit_id), 0):
            return MonthRates(month)
        own_days = self.counts[Days.NO_OVERTIME].get((month, unit_id), Counts())
        return MonthRates(month, *(_known(share) for share in (every.rate, own_days.rate, every.late_share)))

    def reorganised_in(self, unit_id: int, tree: UnitTree) -> date | None:
        """The month since which the unit is made of the units of today; None where it always was (fixture X13)."""
        now = tree.subtree(unit_id)
        for at in range(len(self.months) - 2, -1, -1):
            then = self.trees[self.months[at]]
            if len(then) and (unit_id not in then or then.subtree(unit_id) != now):
                return self.months[at + 1]
        return None

    def changes_below(self, unit_id: int, tree: UnitTree) -> tuple[Change, ...]:
        """The units right below that changed most between the two newest months; nothing that would tell of few."""
        if len(self.public) < 2 or any(unit_id not in shares for _, shares in self.public):
            return ()
        (_, newest), (earlier, before) = self.public
        found = []
        for child in tree.children(unit_id):
            points = points_between(newest.get(child.id), before.get(child.id))
            since = self.reorganised_in(child.id, tree)
            if points is not None and (since is None or since <= earlier):
                found.append(Change(child.name, points))
        return changed_most(found)


def _known(share: Share) -> Share | None:
    return share if share.whole else None


def rate_months(session: Session, until: date, tree: UnitTree, *, among: Collection[int] | None = None) -> RateMonths:
    """The rates of the months up to a day, each unit held against its own no-overtime days (`domain.md` R-RATE).

    A fixed number of queries for each way in which units chose their no-overtime days. `among`: of these units alone
    and without changes, as what may be told of changes is worked out for all units at once.
    """
    months = last_months(until)
    history = unit_history(session, months[0], until)
    read = None if among is None else {*among, *history.not_in(tree)}
    found = gather_months(session, months[0], until, agendas(session, months[0], until), among=read)
    paths = {unit.id: found.tree.path(unit.id) for unit in found.tree}
    counts = {days: _rolled_up(found.counts[days], paths) for days in found.counts}
    trees = history.trees(min(_last_of(month), until) for month in months)
    every, days = found.counts[Days.ALL], _most_days(found.counts[Days.ALL], paths)
    known = sorted({month for month, _ in every}, reverse=True)[:2] if among is None else []
    public = tuple((one, _public(found.tree, _of(every, one), max(_of(days, one).values()))) for one in known)
    return RateMonths(months, counts, days, {day.replace(day=1): one for day, one in trees.items()}, public)


def last_months(until: date, count: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months up to a day, the oldest first."""
    found = [until.replace(day=1)]
    while len(found) < count:
        found.append((found[-1] - _DAY).replace(day=1))
    return tuple(reversed(found))


def _last_of(month: date) -> date:
    return next(last for _, last in months_within(month, month + 31 * _DAY))


def _of(monthly: Mapping[tuple[date, int], V], month: date) -> dict[int, V]:
    return {unit_id: value for (one, unit_id), value in monthly.items() if one == month}


def _rolled_up(
    monthly: Mapping[tuple[date, int], Counts], paths: Mapping[int, Collection[int]]
) -> dict[tuple[date, int], Counts]:
    found: dict[tuple[date, int], Counts] = {}
    for (month, unit_id), counts in monthly.items():
        for above in paths.get(unit_id, ()):
            key = month, above
            found[key] = found[key] + counts if key in found else counts
    return found


def _most_days(
    monthly: Mapping[tuple[date, int], Counts], paths: Mapping[int, Collection[int]]
) -> dict[tuple[date, int], int]:
    found: dict[tuple[date, int], int] = {}
    for (month, unit_id), counts in monthly.items():
        for above in paths.get(unit_id, ()):
            found[month, above] = max(found.get((month, above), 0), counts.days)
    return found


def _public(tree: UnitTree, alone: Mapping[int, Counts], days: int) -> Public:
    """What everybody above may see of a month: not few people, nor those who are left when others are taken away."""
    layout = lay_out(tree, View(level=UnitKind.TEAM))
    column = Column(layout, layout.add_up(alone, Counts()), Spread(days))
    hides = column.hide_people()
    return {place: one.rate for place, one in column.wholes.items() if place not in hides and one.on_duty}

"""The on-time rates of every unit month by month, and what changed below departments, read once for all digests."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from bot.attendance.gathering import gather
from bot.attendance.rules import Counts, Days, Share
from bot.digest.declared import months_within
from bot.digest.pages import Change, MonthRates, changed_most, points_between
from bot.no_overtime.agendas import agendas, on_time_rates
from bot.people import service as people
from bot.people.kinds import UnitKind
from bot.people.tree import UnitTree

#: So many months make the trend, this one included.
MONTHS = 6
_DAY = timedelta(days=1)

#: Shares that everybody above may see, by unit, of one month.
Public = Mapping[int, Share]


@dataclass(frozen=True)
class RateMonths:
    """The months of the trend with the counts of each unit, all below included; `trees` are the units as they were.

    `public` are the shares of the two newest months that hide small groups, the newest first.
    """

    months: tuple[date, ...]
    counts: Mapping[Days, Mapping[tuple[date, int], Counts]]
    trees: Mapping[date, UnitTree]
    public: Sequence[tuple[date, Public]] = field(default_factory=tuple)

    def of(self, unit_id: int) -> tuple[MonthRates, ...]:
        """The trend of a unit, the oldest month first."""
        return tuple(self._month(month, unit_id) for month in self.months)

    def _month(self, month: date, unit_id: int) -> MonthRates:
        every = self.counts[Days.ALL].get((month, unit_id), Counts())
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


def rate_months(session: Session, until: date, tree: UnitTree, *, with_changes: bool) -> RateMonths:
    """The rates of the months up to a day, each unit held against its own no-overtime days (`domain.md` R-RATE).

    A fixed number of queries for each month and for each way in which units chose their no-overtime days.
    """
    months = last_months(until)
    material = gather(session, months[0], until, agendas(session, months[0], until))
    paths = {unit.id: material.tree.path(unit.id) for unit in material.tree}
    counts = {days: _rolled_up(material.monthly[days], paths) for days in (Days.ALL, Days.NO_OVERTIME)}
    trees = {month: _tree_at(session, min(_last_of(month), until), until, tree) for month in months}
    known = sorted({month for month, _ in counts[Days.ALL]}, reverse=True)[:2] if with_changes else []
    return RateMonths(months, counts, trees, tuple((one, _public(session, one, until)) for one in known))


def last_months(until: date, count: int = MONTHS) -> tuple[date, ...]:
    """The first days of the last months up to a day, the oldest first."""
    found = [until.replace(day=1)]
    while len(found) < count:
        found.append((found[-1] - _DAY).replace(day=1))
    return tuple(reversed(found))


def _last_of(month: date) -> date:
    return next(last for _, last in months_within(month, month + 31 * _DAY))


def _tree_at(session: Session, day: date, until: date, tree: UnitTree) -> UnitTree:
    return tree if day == until else people.tree_on(session, day)


def _rolled_up(
    monthly: Mapping[tuple[date, int], Counts], paths: Mapping[int, Collection[int]]
) -> dict[tuple[date, int], Counts]:
    found: dict[tuple[date, int], Counts] = {}
    for (month, unit_id), counts in monthly.items():
        for above in paths.get(unit_id, ()):
            key = month, above
            found[key] = found[key] + counts if key in found else counts
    return found


def _public(session: Session, month: date, until: date) -> Public:
    report = on_time_rates(session, month, min(_last_of(month), until), level=UnitKind.TEAM)
    cells = ((line.unit, line.rates[Days.ALL].share) for line in report.rates.lines)
    return {unit.id: share for unit, share in cells if unit and share}

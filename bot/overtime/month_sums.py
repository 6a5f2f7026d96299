"""What the overtime reports of a span add up to by unit, for reports about units: counts, nobody's row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from bot.overtime.day_instead_store import days_instead_between
from bot.overtime.kept_days import Kept, shown
from bot.overtime.kinds import ReportState
from bot.overtime.tables import OvertimeReport
from bot.people import service as people


@dataclass(frozen=True)
class ReportSum:
    """Reports that were not withdrawn: by cause, how many were confirmed, how many came on the same day (当日)."""

    causes: Counter[str] = field(default_factory=Counter)
    confirmed: int = 0
    same_day: int = 0

    def __add__(self, other: ReportSum) -> ReportSum:
        return ReportSum(self.causes + other.causes, self.confirmed + other.confirmed, self.same_day + other.same_day)


def report_sums(session: Session, first: date, last: date) -> dict[int, ReportSum]:
    """The sums of each unit alone from `first` to `last`, in one query."""
    table = OvertimeReport
    place = (col(table.unit_id), col(table.cause))
    confirmed = func.sum(case((col(table.state) == ReportState.CONFIRMED, 1), else_=0))
    same_day = func.sum(case((col(table.is_same_day), 1), else_=0))
    which = (col(table.service_date).between(first, last), col(table.state) != ReportState.WITHDRAWN)
    found: defaultdict[int, ReportSum] = defaultdict(ReportSum)
    for unit_id, cause, count, done, late in session.execute(
        select(*place, func.count(), confirmed, same_day).where(*which).group_by(*place)
    ):
        found[unit_id] += ReportSum(Counter({cause: count}), int(done), int(late))
    return dict(found)


def kept_in_month(session: Session, first: date, last: date, unit_ids: Collection[int]) -> Mapping[int, Kept]:
    """How many days instead were kept in a whole month, of units with everything below them, where that may be told.

    A number that would tell about somebody is not there (`bot.overtime.kept_days`).
    """
    tree = people.tree_on(session, last)
    alone: defaultdict[int, Kept] = defaultdict(Kept)
    for one in days_instead_between(session, first, last):
        if one.is_kept is not None:
            alone[one.unit_id] += Kept(frozenset({one.person_id}), 1, int(one.is_kept))
    settled = [one for one in unit_ids if one in tree and not tree.subtree(one).isdisjoint(alone)]
    found = {unit_id: shown([(tree, alone)], unit_id) for unit_id in settled}
    return {unit_id: kept for unit_id, kept in found.items() if kept is not None}

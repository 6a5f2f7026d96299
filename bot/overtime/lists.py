"""Reports as lists for whoever may see them: rows, numbers of units, and both totals (A04, A25, 3.8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.overtime.kinds import Report, ReportState
from bot.overtime.late_rules import LateWish


@dataclass(frozen=True)
class Total:
    """How many reports: all of them, and without disaster, election and council work. What was withdrawn is none."""

    whole: int = 0
    usual: int = 0


@dataclass(frozen=True)
class ListedReport:
    """A report with the names of its people and unit, and what was said about the evening (A11), if anything."""

    report: Report
    name: str
    staff_number: str
    unit_code: str
    unit_name: str
    decided_by: str = ""
    evening: LateWish | None = None


@dataclass(frozen=True)
class ListedUnit:
    """A unit of which somebody sees only how many reports there are."""

    unit_name: str
    total: Total


@dataclass(frozen=True)
class ReportList:
    """The reports of a span of days as one person may see them.

    `rows` are whole reports, `units` numbers of those units whose rows are not theirs to see. `total` is of both.
    """

    first: date
    last: date
    rows: tuple[ListedReport, ...]
    units: tuple[ListedUnit, ...] = ()
    own_causes: Mapping[str, str] = field(default_factory=dict)
    may_export: bool = False

    @property
    def total(self) -> Total:
        totals = [total_of(row.report for row in self.rows), *(unit.total for unit in self.units)]
        return Total(sum(one.whole for one in totals), sum(one.usual for one in totals))


def total_of(reports: Iterable[Report]) -> Total:
    """How many of these reports hold, in both counts."""
    stand = [report for report in reports if report.state is not ReportState.WITHDRAWN]
    return Total(len(stand), sum(not report.is_special for report in stand))

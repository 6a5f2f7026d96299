"""What somebody is shown of their own reports: the form of a day, what came of it, and their list. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.overtime.kinds import Report, ReportState
from bot.people.kinds import HeadKind

_OPEN = frozenset({ReportState.REPORTED, ReportState.CONFIRMED})


@dataclass(frozen=True)
class Draft:
    """The form for one day. `days` are all that can be reported, `days_instead` those that can take the place of it.

    Minutes count from the day's midnight: the person's own end, and until when a report is not marked as of the same
    day. `late_minute` is the hour before which whoever stays is asked, if the city asks. `own_causes` are the city's
    words by their codes. `present` is what is reported already.
    """

    day: date
    days: tuple[date, ...]
    days_instead: tuple[date, ...]
    end_minute: int
    report_by: int
    window_days: int
    is_late: bool
    late_minute: int | None = None
    own_causes: Mapping[str, str] = field(default_factory=dict)
    present: Report | None = None

    @property
    def version(self) -> int:
        """That of the report which the form shows, 0 for none."""
        return self.present.version if self.present else 0

    @property
    def shown(self) -> Report | None:
        """What the fields begin with; nothing of what was withdrawn."""
        return None if self.present is None or self.present.state is ReportState.WITHDRAWN else self.present


@dataclass(frozen=True)
class Looker:
    """Who will look at a report: the head (deputy, acting head) of a unit."""

    unit_name: str
    kind: HeadKind


@dataclass(frozen=True)
class Told:
    """What whoever reported is told: the report as it is now, and who looks at it (None: nobody leads the unit)."""

    report: Report
    looker: Looker | None
    own_causes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MyReports:
    """A person's reports that still matter, the earliest day first; `may_report_today`: today is a day to report."""

    today: date
    end_minute: int
    reports: tuple[Report, ...] = ()
    may_report_today: bool = False
    own_causes: Mapping[str, str] = field(default_factory=dict)

    @property
    def instead_of(self) -> date | None:
        """The day whose place today takes, if it does."""
        return next((one.day for one in self.reports if one.day_instead == self.today and one.state in _OPEN), None)

    @property
    def coming(self) -> tuple[Report, ...]:
        """The reports that can still be changed, and what was promised for the days to come."""
        stands = (one for one in self.reports if one.state is not ReportState.WITHDRAWN)
        return tuple(one for one in stands if max(one.day, one.day_instead or one.day) >= self.today)

    @property
    def past(self) -> tuple[Report, ...]:
        """The reports whose day instead is over."""
        return tuple(one for one in self.reports if one.day_instead and one.state in _OPEN and one not in self.coming)

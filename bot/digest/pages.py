"""What the weekly digest tells a head, as values: the figures of units, what waits, whether it is worth saying. Pure.

Nothing about a person is in here but to the head of their own team or section (`domain.md` 3.8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bot.attendance.rules import Share
from bot.delivery.lines import Line
from bot.one_on_one.held_rate import Share as HeldShare

#: Fewer reports tell their causes of single people.
LEAST_STAYS = 5
#: A change of so many points is worth a look.
LEAST_CHANGE = Decimal(1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class MonthRates:
    """The on-time rates of a month (its first day): all days, no-overtime days, and who left after the late hour.

    None: nobody counted. A month of nobody is no month of 0 % (fixture X27).
    """

    month: date
    all_days: Share | None = None
    no_overtime: Share | None = None
    late: Share | None = None


@dataclass(frozen=True)
class StaysByCause:
    """How many overtime reports there were for the no-overtime days of a span, in all and by cause (its code)."""

    first: date
    last: date
    count: int
    by_cause: Mapping[str, int]

    @property
    def told_causes(self) -> Mapping[str, int]:
        """The causes that may be told, the most frequent first: from five reports for the cause itself."""
        told = {cause: count for cause, count in self.by_cause.items() if count >= LEAST_STAYS}
        return dict(sorted(told.items(), key=lambda one: (-one[1], one[0])))


@dataclass(frozen=True)
class AwayDay:
    """How many are away on a day; `names` only for their own head."""

    day: date
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class LeavePace:
    """Annual leave in days a person: taken with what is planned, the goal, and what the goal would be by today."""

    people: int
    taken: Fraction
    goal: Fraction
    by_today: Fraction


@dataclass(frozen=True)
class Talks:
    """1on1s since the beginning of a month: how many of the pairs that were due met.

    `held` of `due` are a head's own pairs, 0 of 0 where none was due. `rate` is the share of a unit with everything
    below it, which tells of no pair; None where nothing of it may be told (`domain.md` 3.8).
    """

    since: date
    held: int = 0
    due: int = 0
    rate: HeldShare | None = None


@dataclass(frozen=True)
class Held:
    """How many meetings of a month were held, of how many."""

    month: date
    held: int
    expected: int


@dataclass(frozen=True)
class Score:
    """The index (0 to 100) of a survey, beside everybody's."""

    opened_on: date
    index: Fraction
    everybody: Fraction | None = None


@dataclass(frozen=True)
class Change:
    """How the on-time rate of a unit below changed from the month before, in points. Never a place in an order."""

    unit_name: str
    points: Decimal


@dataclass(frozen=True)
class UnitPage:
    """The figures of a unit with everything below it. `is_direct`: its reader is the head of these people.

    `months` are the last ones, the oldest first. `reorganised_in` is the last month since which the unit is made of
    other units (組織改正): what lies before cannot be compared.
    """

    unit_id: int
    name: str
    is_direct: bool
    months: tuple[MonthRates, ...] = ()
    reorganised_in: date | None = None
    stays: StaysByCause | None = None
    away: tuple[AwayDay, ...] = ()
    pace: LeavePace | None = None
    score: Score | None = None
    talks: Talks | None = None
    meetings: Held | None = None
    changes: tuple[Change, ...] = ()

    @property
    def newest(self) -> MonthRates | None:
        """The newest month of which anything is known."""
        return next((one for one in reversed(self.months) if one.all_days), None)

    @property
    def before(self) -> MonthRates | None:
        """The month before that, if it can be compared."""
        newest = self.newest
        if newest is None:
            return None
        found = next((one for one in reversed(self.months) if one.month < newest.month), None)
        is_other = self.reorganised_in is not None and found is not None and found.month < self.reorganised_in
        return None if found is None or found.all_days is None or is_other else found

    @property
    def has_figures(self) -> bool:
        """Whether anything at all is known of it."""
        return bool(self.newest or self.stays or self.away or self.pace or self.score or self.talks or self.meetings)


@dataclass(frozen=True)
class Imports:
    """How new the figures of attendance are: the newest day, and when it came; empty while nothing was imported."""

    newest_day: date | None = None
    imported_at: datetime | None = None


@dataclass(frozen=True)
class Digest:
    """今週のまとめ for one head. `waits` are sentences with buttons in the reader's language, all of them.

    `is_monthly`: it is the first of a month and tells of the month before. `tip` is a number that turns weekly;
    `calls_out`: with a word on talking with everybody, too (E06).
    """

    day: date
    waits: Sequence[Line]
    units: Sequence[UnitPage]
    imports: Imports = Imports()
    is_monthly: bool = False
    tip: int | None = None
    calls_out: bool = False

    @property
    def is_worth_saying(self) -> bool:
        """Whether the week brings anything: something waits, somebody is away, overtime was reported, new figures came.

        Figures that nothing was added to were told last week.
        """
        if self.waits or any(one.away or one.stays for one in self.units):
            return True
        has_news = self.is_monthly or self._is_new(
            self.imports.imported_at.date() if self.imports.imported_at else None
        )
        scores = (one.score.opened_on for one in self.units if one.score)
        return (has_news and any(one.has_figures for one in self.units)) or any(map(self._is_new, scores))

    def _is_new(self, day: date | None) -> bool:
        return day is not None and self.day - _WEEK <= day


def points_between(newest: Share | None, before: Share | None) -> Decimal | None:
    """By how many points a rate changed; None where one of them is nobody's."""
    now, then = (one.percent if one else None for one in (newest, before))
    return None if now is None or then is None else now - then


def changed_most(changes: Sequence[Change], most: int = 3) -> tuple[Change, ...]:
    """Those that changed most, in the order in which they came: which is that of the organisation, no ranking."""
    notable = sorted((one for one in changes if abs(one.points) >= LEAST_CHANGE), key=lambda one: -abs(one.points))
    chosen = notable[:most]
    return tuple(one for one in changes if one in chosen)

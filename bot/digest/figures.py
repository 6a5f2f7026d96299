"""Everything that digests tell, read once for all units, and from it the page of each (B13): no query for a unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from bot.attendance import service as attendance
from bot.city import service as city
from bot.digest.pages import AwayDay, Held, Imports, LeavePace, Score, StaysByCause, Talks, UnitPage
from bot.digest.rate_months import RateMonths, last_months, rate_months
from bot.digest.readers import Part, Reader
from bot.leave.absences import names_away
from bot.leave.plans import Absent
from bot.leave.quarterly import LeaveSum
from bot.leave.reporting import sums_on
from bot.leave.years import LeaveYears
from bot.meetings import service as meetings
from bot.meetings.rules import Holding
from bot.no_overtime.agendas import no_overtime_days_of
from bot.one_on_one.held_rate import Held as Pairs
from bot.one_on_one.holding import Holdings, holdings, own_holdings
from bot.overtime.stay_store import stays_between
from bot.people import service as people
from bot.people.tree import UnitTree
from bot.pulse.unit_scores import NewestScores, newest_scores

#: Overtime reports are told of four weeks, 1on1s of so many whole months.
STAYS_DAYS, TALKS_MONTHS = 28, 3
_LEAST_PEOPLE = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Of which days a page tells: rates up to a day, overtime reports from a day on, 1on1s and meetings of months.

    `ahead` are the days of which it tells who is away; empty where it looks back.
    """

    until: date
    stays_from: date
    talks_from: date
    last_month: date
    ahead: tuple[date, ...] = ()


@dataclass(frozen=True)
class Figures:
    """What is known of all units, each with everything below it. Whoever makes a page decides what of it may show."""

    tree: UnitTree
    span: Span
    rates: RateMonths
    stays: Mapping[int, Counter[str]]
    away: Mapping[int, tuple[Absent, ...]]
    leave: Mapping[int, LeaveSum]
    year_passed: tuple[int, int]
    scores: NewestScores
    talks: Holdings
    meetings: Mapping[int, Holding]

    def page(self, part: Part, person_id: int) -> UnitPage:
        """The page of a unit for its reader."""
        unit_id = part.unit_id
        return UnitPage(
            unit_id=unit_id,
            name=self.tree[unit_id].name,
            is_direct=part.is_direct,
            months=self.rates.of(unit_id, hides_few=not part.is_direct),
            reorganised_in=self.rates.reorganised_in(unit_id, self.tree),
            stays=self._stays(unit_id),
            away=tuple(self._away(part)),
            pace=self._pace(part),
            score=self._score(unit_id),
            talks=self._talks(part, person_id),
            meetings=self._meetings(unit_id),
            changes=() if part.is_direct else self.rates.changes_below(unit_id, self.tree),
        )

    def _stays(self, unit_id: int) -> StaysByCause | None:
        found, span = self.stays.get(unit_id), self.span
        return StaysByCause(span.stays_from, span.until, found.total(), dict(found)) if found else None

    def _away(self, part: Part) -> Iterable[AwayDay]:
        found = self.away.get(part.unit_id, ())
        for day in self.span.ahead:
            there = [one for one in found if one.day == day]
            if there:
                yield AwayDay(day, len(there), tuple(one.name for one in there) if part.is_direct else ())

    def _pace(self, part: Part) -> LeavePace | None:
        found, (passed, length) = self.leave.get(part.unit_id, LeaveSum()), self.year_passed
        if not found.people or (found.people < _LEAST_PEOPLE and not part.is_direct):
            return None
        goal = found.goal / found.people
        return LeavePace(found.people, (found.taken + found.planned) / found.people, goal, goal * passed / length)

    def _score(self, unit_id: int) -> Score | None:
        found = self.scores.of_units.get(unit_id)
        return None if found is None else Score(found.opened_on, found.index, found.everybody)

    def _talks(self, part: Part, person_id: int) -> Talks | None:
        own = self.talks.own.get(person_id, Pairs()) if part.is_direct else Pairs()
        rate = self.talks.units.get(part.unit_id) if _tells_rate(part, self.tree) else None
        return Talks(self.span.talks_from, own.held, own.due, rate) if own.due or rate else None

    def _meetings(self, unit_id: int) -> Held | None:
        found = self.meetings.get(unit_id)
        return Held(self.span.last_month, found.held, found.expected) if found else None


def of_the_week(today: date) -> Span:
    """What the digest of a day tells of."""
    months = last_months(today.replace(day=1) - _DAY, TALKS_MONTHS)
    ahead = tuple(today + after * _DAY for after in range(7))
    return Span(today - _DAY, today - STAYS_DAYS * _DAY, months[0], months[-1], ahead)


def of_a_month(month: date, today: date) -> Span:
    """What the page of a month tells of; of this one, up to yesterday."""
    last = (month + 31 * _DAY).replace(day=1) - _DAY
    return Span(max(month, min(last, today - _DAY)), month, month, month)


def figures(session: Session, today: date, span: Span, only: Reader | None = None) -> Figures:
    """Read everything for all units: a fixed number of queries for each kind of figure, however many units.

    `only`: for the pages of one reader, from their units alone; of changes below them, nothing.
    """
    tree = people.tree_on(session, today if span.ahead else span.until)
    tops = None if only is None else [part.unit_id for part in only.parts if part.unit_id in tree]
    among = None if tops is None else frozenset(one for top in tops for one in tree.subtree(top))
    paths = {one: tree.path(one) for one in ((unit.id for unit in tree) if among is None else among)}
    is_weekly = bool(span.ahead)
    return Figures(
        tree=tree,
        span=span,
        rates=rate_months(session, span.until, tree, among=among),
        stays=_stays_by_unit(session, span, paths, among),
        away=_away_by_unit(session, span, paths),
        leave=_rolled_up(sums_on(session, today, among), paths) if is_weekly else {},
        year_passed=_year_passed(session, today),
        scores=newest_scores(session, among) if is_weekly else NewestScores(),
        talks=_talks(session, span, tree, only),
        meetings=meetings.held_in(session, span.last_month, tops),
    )


def _talks(session: Session, span: Span, tree: UnitTree, only: Reader | None) -> Holdings:
    """Whose pages tell of their own pairs alone, of them nothing else is read."""
    last = min(span.until, (span.last_month + 31 * _DAY).replace(day=1) - _DAY)
    if only is not None and not any(_tells_rate(part, tree) for part in only.parts):
        return own_holdings(session, only.person.person_id, span.talks_from, last)
    return holdings(session, span.talks_from, last)


def _tells_rate(part: Part, tree: UnitTree) -> bool:
    """Whether others below hold 1on1s, too, of which a page tells the rate and no pair (`domain.md` 3.8)."""
    return not part.is_direct or bool(tree.children(part.unit_id))


def imports(session: Session) -> Imports:
    """How new attendance is."""
    fresh = attendance.freshness(session)
    return Imports(fresh.newest_day, fresh.imported_at) if fresh else Imports()


def _stays_by_unit(
    session: Session, span: Span, paths: Mapping[int, tuple[int, ...]], among: frozenset[int] | None
) -> dict[int, Counter[str]]:
    days_of = no_overtime_days_of(session, span.stays_from, span.until)
    own_days = {unit_id: days_of(unit_id) for unit_id in paths}
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for one in stays_between(session, span.stays_from, span.until, among):
        if one.day in own_days.get(one.unit_id, ()):
            for above in paths[one.unit_id]:
                found[above][one.cause] += one.count
    return dict(found)


def _away_by_unit(session: Session, span: Span, paths: Mapping[int, tuple[int, ...]]) -> dict[int, tuple[Absent, ...]]:
    found: defaultdict[int, list[Absent]] = defaultdict(list)
    for one in names_away(session, span.ahead, paths):
        for above in paths.get(one.unit_id, ()):
            found[above].append(one)
    return {unit_id: tuple(away) for unit_id, away in found.items()}


def _rolled_up(alone: Mapping[int, LeaveSum], paths: Mapping[int, tuple[int, ...]]) -> dict[int, LeaveSum]:
    found: dict[int, LeaveSum] = {}
    for unit_id, one in alone.items():
        for above in paths.get(unit_id, ()):
            found[above] = found.get(above, LeaveSum()) + one
    return found


def _year_passed(session: Session, today: date) -> tuple[int, int]:
    """How many days of the leave year are over, of how many."""
    years = LeaveYears(city.policy_on(session, today).leave.year_start)
    first, last = years.bounds(years.of(today))
    return (today - first).days, (last - first).days + 1

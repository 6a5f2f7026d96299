"""Use cases: whether days instead were kept, how many of a unit were, and what is older than the city keeps it.

A report may meet attendance as one yes or no, shown to its person alone; nobody's tap ever does (design 7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from bot.attendance import service as attendance
from bot.city.rules import Retention
from bot.errors import NotAllowed
from bot.overtime import day_instead_store as store
from bot.overtime.day_instead_store import DayInstead
from bot.overtime.kept_days import Kept, shown, whole_months
from bot.overtime.rules import is_kept
from bot.people import service as people
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see

_DAY = timedelta(days=1)
#: Attendance comes in by months and is corrected for a while; what is older stays as it was settled.
_LOOK_BACK = timedelta(days=100)


@dataclass(frozen=True)
class Settled:
    """What attendance tells by now that is not noted yet: the numbers of reports whose day instead was kept, or not."""

    kept: tuple[int, ...] = ()
    not_kept: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.kept) + len(self.not_kept)


def days_to_settle(session: Session, *, today: date) -> Settled:
    """Of days that are over, what is known by now about being kept. Only reads, so that it holds up nobody.

    On time is what the rates call on time (R-RATE). A corrected file settles a day anew.
    """
    days: defaultdict[date, list[DayInstead]] = defaultdict(list)
    span = today - _LOOK_BACK, today - _DAY
    for one in store.days_instead_between(session, *span):
        days[one.day].append(one)
    told = attendance.known_days(session, *span) if days else set()
    news = [new for day, promised in days.items() for new in _news(session, day, promised, is_told=day in told)]
    return Settled(
        kept=tuple(report_id for report_id, kept in news if kept),
        not_kept=tuple(report_id for report_id, kept in news if not kept),
    )


def settle_days_instead(session: Session, found: Settled) -> None:
    """Note it. Twice is once."""
    store.settle(session, kept=found.kept, not_kept=found.not_kept)


def _news(session: Session, day: date, promised: Sequence[DayInstead], *, is_told: bool) -> Iterator[tuple[int, bool]]:
    on_time = attendance.left_on_time(session, day, [one.person_id for one in promised]) if is_told else {}
    reported = store.who_reported(session, day)
    for one in promised:
        kept = is_kept(was_on_time=on_time.get(one.person_id), has_reported_overtime=one.person_id in reported)
        if kept is not None and kept != one.is_kept:
            yield one.report_id, kept


def days_instead_kept(session: Session, me: Staff, unit_id: int, first: date, last: date) -> Kept | None:
    """How many days instead of a unit's people, everything below it included, were kept in whole months.

    None where nothing is settled, or the number would tell about somebody (`kept_days`). Raises NotAllowed for whoever
    does not see that unit's reports, Refused for a span that is not of whole months.
    """
    months = whole_months(first, last)
    tree = people.tree_on(session, last)
    if not may_see(me, Subject(unit_id), What.OVERTIME_REPORT, tree) & (Sight.ROWS | Sight.COUNTS):
        raise NotAllowed(
            "You do not see the overtime reports of this unit, so neither how many days instead were kept."
        )
    return shown([(people.tree_on(session, end), _by_unit(session, begin, end)) for begin, end in months], unit_id)


def _by_unit(session: Session, first: date, last: date) -> Mapping[int, Kept]:
    found: defaultdict[int, Kept] = defaultdict(Kept)
    for one in store.days_instead_between(session, first, last):
        if one.is_kept is not None:
            found[one.unit_id] += Kept(frozenset({one.person_id}), 1, int(one.is_kept))
    return found


def oldest_kept(today: date, policy: Retention) -> date:
    """The first day whose reports are kept."""
    return today - timedelta(days=policy.overtime_report_days)


def forget_before(session: Session, day: date) -> int:
    """Delete what was reported for days before `day`, with who was asked about it and the notices of those evenings."""
    return store.forget_before(session, day)

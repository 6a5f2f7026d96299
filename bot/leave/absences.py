"""Use cases: who is away on a day. Everything that reminds, counts or asks people asks here first (issue 6, part 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.city.leave import Leave, LeaveKind
from bot.delivery.rules import TimeOff
from bot.errors import NotAllowed
from bot.leave import store
from bot.leave.plans import Absent, is_whole_day, together
from bot.leave.sight import Onlooker, may_see_kind
from bot.leave.store import Piece
from bot.leave.workday import Workday, workday
from bot.people import service as people
from bot.people.patterns import patterns_between
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see
from bot.people.tree import UnitTree


def away_on(session: Session, me: Staff, day: date, unit_ids: Collection[int]) -> tuple[Absent, ...]:
    """Who of some units is away on a day as far as somebody may know; kinds only where they may see them (R-LV-12).

    Raises NotAllowed unless they belong to each of these units, lead it or one above it, or are of the personnel
    section.
    """
    tree = people.tree_on(session, day)
    if any(unit_id != me.unit_id and not _sees(me, Subject(unit_id), tree) for unit_id in unit_ids):
        raise NotAllowed("Only a unit itself, its heads and the personnel section see who of it is away.")
    policy = city.policy_on(session, day).leave
    pieces = store.pieces_of_units(session, unit_ids, [day], at=day)
    units = store.members_of(session, unit_ids, at=day)
    found: defaultdict[int, dict[str, LeaveKind]] = defaultdict(dict)
    for piece in pieces:
        onlooker = _onlooker(me, Subject(units[piece.person_id], piece.person_id), tree)
        found[piece.person_id] |= _kind(policy, piece, onlooker)
    return tuple(
        Absent(one.person_id, one.name, one.unit_id, one.day, one.part, tuple(found[one.person_id].values()))
        for one in _named(session, pieces, units)
    )


def names_away(session: Session, days: Collection[date], unit_ids: Collection[int]) -> tuple[Absent, ...]:
    """Who of some units is away on some days, without kinds: for the units themselves. By day, then by name."""
    if not days or not unit_ids:
        return ()
    pieces = store.pieces_of_units(session, unit_ids, days, at=min(days))
    return _named(session, pieces, store.members_of(session, unit_ids, at=min(days)))


def days_away(session: Session, person_id: int, first: date, last: date) -> frozenset[date]:
    """The days from a day to a day of which a person's leave leaves nothing; half days and hours are not among them."""
    by_day: defaultdict[date, list[Piece]] = defaultdict(list)
    for piece in store.pieces_of(session, person_id, first, last):
        by_day[piece.leave.day].append(piece)
    return frozenset(day for day, pieces in by_day.items() if _is_whole(pieces))


def time_off(session: Session, person_id: int, day: date) -> TimeOff:
    """When a person is on leave on a day, as delivery asks before it writes to them.

    Whoever is away until the break comes back after it; whoever is away after the break is gone with its beginning.
    """
    pieces = store.pieces_of(session, person_id, day, day)
    if not pieces:
        return TimeOff()
    usual = _usual_day(session, person_id, day)
    stretches = tuple(_with_break(one.leave.start_minute, one.leave.end_minute, usual) for one in pieces)
    return TimeOff(is_all_day=_is_whole(pieces), stretches=stretches)


def _usual_day(session: Session, person_id: int, day: date) -> Workday | None:
    patterns = patterns_between(session, [person_id], day, day).get(person_id, ())
    return workday(patterns[0].hours, city.policy_on(session, day).leave) if patterns else None


def _with_break(start: int, end: int, usual: Workday | None) -> tuple[int, int]:
    if usual is None:
        return start, end
    return usual.break_start if start == usual.break_end else start, usual.begins(end)


def _is_whole(pieces: Sequence[Piece]) -> bool:
    return is_whole_day([piece.leave.minutes for piece in pieces], max(piece.workday_minutes for piece in pieces))


def _named(session: Session, pieces: Iterable[Piece], units: dict[int, int]) -> tuple[Absent, ...]:
    by_day: defaultdict[tuple[date, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        by_day[piece.leave.day, piece.person_id].append(piece)
    badges = people.badges(session, {person_id for _, person_id in by_day})
    found = (
        Absent(one, badges[one].name, units[one], day, together(piece.leave.part for piece in theirs))
        for (day, one), theirs in by_day.items()
    )
    return tuple(sorted(found, key=lambda one: (one.day, one.name, one.person_id)))


def _kind(policy: Leave, piece: Piece, onlooker: Onlooker) -> dict[str, LeaveKind]:
    """A kind that the city has no more is nobody's to see."""
    kind = policy.kind(piece.kind)
    return {kind.code: kind} if kind and may_see_kind(kind, onlooker) else {}


def _onlooker(me: Staff, subject: Subject, tree: UnitTree) -> Onlooker:
    if subject.person_id == me.person_id:
        return Onlooker.SELF
    if _sees(me, subject, tree):
        return Onlooker.HEAD
    return Onlooker.UNIT if subject.unit_id == me.unit_id else Onlooker.OTHER


def _sees(me: Staff, subject: Subject, tree: UnitTree) -> bool:
    return Sight.ROWS in may_see(me, subject, What.MEMBER_RECORD, tree)

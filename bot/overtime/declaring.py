"""Use cases: a special mode is declared or ended, and what hangs on its days follows: tags and counts (A25).

Cards and direct messages need nothing here: they look at the modes of the day when they go out.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.attendance import service as attendance
from bot.errors import NotAllowed
from bot.leave.away_days import away_on
from bot.overtime import tag_store
from bot.people import service as people
from bot.people.kinds import RoleName
from bot.people.modes import DeclaredMode, ModesPage, ModeWish, NamedMode
from bot.people.rules import Staff
from bot.people.special_mode import declare_special_mode, end_special_mode, special_modes
from bot.people.tree import UnitNode
from bot.people.vocabulary import folded

_OFFICERS = (RoleName.PERSONNEL, RoleName.ADMINISTRATOR)
_MOST_FOUND = 50


def declare(session: Session, wish: ModeWish, *, today: date, actor: str, now: datetime) -> DeclaredMode:
    """Declare a special mode; overtime that was reported for its days, and days that were counted, follow.

    Raises Refused for a unit that does not exist, UnsuitableSpan for days that cannot be.
    """
    mode = declare_special_mode(
        session, wish.kind, unit_code=wish.unit_code, starts_on=wish.first, ends_on=wish.last, actor=actor, now=now
    )
    _follow(session, mode, today)
    return mode


def end(session: Session, number: int, *, last_day: date, today: date, actor: str, now: datetime) -> None:
    """Let a special mode end with `last_day` (before its first day, it never was); tags and counts follow.

    Raises Refused for a number that does not exist.
    """
    mode = end_special_mode(session, number, last_day=last_day, now=now, actor=actor)
    _follow(session, mode, today)


def retag(session: Session, first: date, last: date) -> int:
    """Let the reports and late notices of a span say whether their unit was in a special mode.

    To be called after a mode of these days was declared or ended. Returns how many changed.
    """
    days = tag_store.days_with_overtime(session, first, last)
    return sum(tag_store.tag(session, day, people.special_modes_on(session, day)) for day in days)


def named_modes(session: Session, today: date) -> tuple[NamedMode, ...]:
    """What holds today or was declared for later, with the units as they are today."""
    tree = people.tree_on(session, today)
    units = {unit.id: unit for unit in tree}
    return tuple(NamedMode(mode, units.get(mode.unit_id or 0)) for mode in special_modes(session, today))


def modes_for(session: Session, me: Staff, today: date) -> ModesPage:
    """What the personnel section and administrators see of special modes; raises NotAllowed for everybody else."""
    _refuse_others(me)
    return ModesPage(named_modes(session, today), today)


def declare_as_officer(session: Session, me: Staff, wish: ModeWish, *, today: date, now: datetime) -> ModesPage:
    """An officer declares; gives what holds then. Raises as `modes_for` and `declare`."""
    _refuse_others(me)
    declare(session, wish, today=today, actor=me.token, now=now)
    return modes_for(session, me, today)


def end_as_officer(
    session: Session, me: Staff, number: int, *, with_today: bool, today: date, now: datetime
) -> ModesPage:
    """An officer ends a mode: today is its last day, or already a usual one. Raises as `modes_for` and `end`."""
    _refuse_others(me)
    last_day = today if with_today else today - timedelta(days=1)
    end(session, number, last_day=last_day, today=today, actor=me.token, now=now)
    return modes_for(session, me, today)


def units_called(session: Session, me: Staff, typed: str, today: date) -> list[tuple[UnitNode, str]]:
    """The units whose code or name holds what an officer typed, each with the unit above; the highest first."""
    _refuse_others(me)
    tree, words = people.tree_on(session, today), folded(typed)
    found = [unit for unit in tree if words in folded(unit.code) or words in folded(unit.name)]
    found.sort(key=lambda unit: (len(tree.path(unit.id)), unit.code))
    return [(unit, next((one.name for one in tree.ancestors(unit.id)), "")) for unit in found[:_MOST_FOUND]]


def _refuse_others(me: Staff) -> None:
    if not any(me.has_role(role) for role in _OFFICERS):
        raise NotAllowed(
            "The personnel section declares disaster, election and similar work. "
            "Please call them if your unit is in it."
        )


def _follow(session: Session, mode: DeclaredMode, today: date) -> None:
    retag(session, mode.starts_on, mode.ends_on)
    if mode.starts_on <= today:
        attendance.recount(session, mode.starts_on, min(mode.ends_on, today), absent=away_on)

"""Use cases: declare and end the special mode of a unit or of the whole city (disaster, election and the like).

Whoever declares through `bot.overtime.declaring` also has the tags and counts of the days brought in line.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from bot.city.service import audit
from bot.errors import Refused
from bot.people.kinds import ModeKind
from bot.people.modes import DeclaredMode
from bot.people.service import unit_id_of
from bot.people.tables import SpecialMode
from bot.texts import N_

__all__ = ["DeclaredMode", "UnsuitableSpan", "declare_special_mode", "end_special_mode", "special_modes"]

_LONGEST = timedelta(days=366)


class UnsuitableSpan(Refused):
    """The days of a special mode cannot be."""


def declare_special_mode(
    session: Session,
    kind: ModeKind,
    *,
    unit_code: str | None,
    starts_on: date,
    ends_on: date,
    now: datetime,
    actor: str,
) -> DeclaredMode:
    """Say that a unit and all below it (without a code, the whole city) are in a special mode; twice is once."""
    _refuse_unsuitable(starts_on, ends_on)
    unit_id = None if unit_code is None else unit_id_of(session, unit_code)
    for present in special_modes(session, starts_on):
        is_same = present.unit_id == unit_id and present.kind is kind
        if is_same and present.starts_on <= starts_on and ends_on <= present.ends_on:
            return present
    mode = SpecialMode(unit_id=unit_id, kind=kind, starts_on=starts_on, ends_on=ends_on, declared_at=now)
    session.add(mode)
    session.flush()
    where = unit_code or "city"
    audit(session, actor=actor, action="special_mode.declared", detail=f"{kind} {where} {starts_on} {ends_on}", now=now)
    return _declared(mode)


def _refuse_unsuitable(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise UnsuitableSpan(
            N_("The last day {end} lies before the first day {start}. Swap them."), start=starts_on, end=ends_on
        )
    if ends_on - starts_on >= _LONGEST:
        raise UnsuitableSpan(N_("A special mode holds for a year at most. Choose an earlier last day."))


def end_special_mode(session: Session, mode_id: int, *, last_day: date, now: datetime, actor: str) -> DeclaredMode:
    """Let a special mode end with `last_day`; before its first day, it never was. Gives the mode as it was before.

    One that ends no later anyway stays as it is. Raises Refused for a number that does not exist.
    """
    mode = session.get(SpecialMode, mode_id)
    if mode is None:
        raise Refused("There is no special mode with the number {number}. Look at the list again.", number=mode_id)
    before = _declared(mode)
    if last_day < mode.ends_on:
        mode.ends_on = last_day
        session.add(mode)
        session.flush()
        audit(session, actor=actor, action="special_mode.ended", detail=f"{mode_id} {last_day}", now=now)
    return before


def special_modes(session: Session, day: date) -> tuple[DeclaredMode, ...]:
    """What holds on the day or was declared for later, the earliest first."""
    statement = (
        select(SpecialMode)
        .where(col(SpecialMode.ends_on) >= day, col(SpecialMode.ends_on) >= col(SpecialMode.starts_on))
        .order_by(col(SpecialMode.starts_on), col(SpecialMode.id))
    )
    return tuple(_declared(mode) for mode in session.scalars(statement))


def _declared(mode: SpecialMode) -> DeclaredMode:
    return DeclaredMode(mode.id or 0, mode.unit_id, mode.kind, mode.starts_on, mode.ends_on)

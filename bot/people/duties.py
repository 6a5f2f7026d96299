"""Use cases: give a duty (人事, 管理者, 局庶務 …) to somebody, end it, and see who holds which."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from bot.city.service import audit
from bot.errors import Refused
from bot.people import charge, store
from bot.people.charge import Holder
from bot.people.kinds import FOREVER, RoleName
from bot.people.service import unit_id_of
from bot.people.store import holds
from bot.people.tables import Person, Role


def give_role(
    session: Session,
    staff_number: str,
    name: RoleName,
    *,
    unit_code: str | None = None,
    since: date,
    now: datetime,
    actor: str,
) -> None:
    """Give a duty from a day on, for the city or for a unit and all below it; giving it twice is once."""
    if name is RoleName.GENERAL_AFFAIRS and unit_code is None:
        raise Refused("The duty general_affairs belongs to a bureau. Name the code of its unit.")
    person, unit_id = _person(session, staff_number), _covered(session, unit_code)
    if _held(session, person, name, unit_id, since):
        return
    session.add(Role(person_id=person.id or 0, name=name, unit_id=unit_id, valid_from=since, valid_to=FOREVER))
    session.flush()
    audit(session, actor=actor, action="role.given", detail=f"{name} {unit_code or 'city'} {person.token}", now=now)


def end_role(
    session: Session,
    staff_number: str,
    name: RoleName,
    *,
    unit_code: str | None = None,
    last_day: date,
    now: datetime,
    actor: str,
) -> None:
    """Take a duty back after `last_day`."""
    person, unit_id = _person(session, staff_number), _covered(session, unit_code)
    role = _held(session, person, name, unit_id, last_day + timedelta(days=1))
    if role is None:
        return
    role.valid_to = last_day
    session.add(role)
    session.flush()
    audit(session, actor=actor, action="role.ended", detail=f"{name} {unit_code or 'city'} {person.token}", now=now)


def roles(session: Session, day: date) -> tuple[Holder, ...]:
    """Everyone who holds a duty on the day."""
    return tuple(holder for name in RoleName for holder in charge.holders(session, name, day))


def holders_of(session: Session, name: RoleName, *, day: date) -> tuple[Holder, ...]:
    """Everyone who holds one duty on the day."""
    return charge.holders(session, name, day)


def _held(session: Session, person: Person, name: RoleName, unit_id: int | None, day: date) -> Role | None:
    statement = select(Role).where(
        col(Role.person_id) == person.id,
        col(Role.name) == name,
        col(Role.unit_id).is_(None) if unit_id is None else col(Role.unit_id) == unit_id,
        holds(Role, day),
    )
    return session.scalars(statement).first()


def _person(session: Session, staff_number: str) -> Person:
    person = store.person_by_number(session, staff_number)
    if person is None:
        raise Refused("Nobody has the staff number {number}. Look it up in the roster.", number=staff_number)
    return person


def _covered(session: Session, code: str | None) -> int | None:
    return None if code is None else unit_id_of(session, code)

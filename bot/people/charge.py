"""Named queries over who is in charge of a unit. `day` is the day on which the rows must hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from bot.people.kinds import ON_DUTY, ORDER_OF_CHARGE, HeadKind
from bot.people.rules import Lead
from bot.people.store import holds, of_person
from bot.people.tables import Employment, Headship, Person


@dataclass(frozen=True)
class Contact:
    """A person as somebody to write to."""

    person_id: int
    token: str
    name: str
    slack_user_id: str | None
    has_active_slack: bool
    locale: str | None


@dataclass(frozen=True)
class Leader:
    """Who is in charge of a unit, and as what."""

    person: Contact
    unit_id: int
    kind: HeadKind


_CONTACT = (
    col(Person.id),
    col(Person.token),
    col(Person.name),
    col(Person.slack_user_id),
    col(Person.has_active_slack),
    col(Person.locale),
)


def contacts(session: Session, person_ids: Collection[int]) -> dict[int, Contact]:
    """These people as somebody to write to, by their ids."""
    rows = session.execute(select(*_CONTACT).where(col(Person.id).in_(person_ids)))
    return {one.person_id: one for one in (Contact(*row) for row in rows)}


def leads(session: Session, person_id: int, day: date) -> tuple[Lead, ...]:
    """The units that a person leads on the day, and where they are in charge."""
    theirs = session.execute(
        select(col(Headship.unit_id), col(Headship.kind))
        .where(col(Headship.person_id) == person_id, holds(Headship, day))
        .order_by(col(Headship.unit_id))
    ).all()
    charge = leaders(session, day, {unit_id for unit_id, _ in theirs}) if theirs else {}
    in_charge = {unit_id for unit_id, leader in charge.items() if leader.person.person_id == person_id}
    return tuple(Lead(unit_id, kind, unit_id in in_charge) for unit_id, kind in theirs)


def is_leading(session: Session, person_id: int, day: date) -> bool:
    """Whether a person leads a unit on the day, in charge of it or not."""
    theirs = select(col(Headship.id)).where(col(Headship.person_id) == person_id, holds(Headship, day))
    return session.execute(theirs.limit(1)).first() is not None


def leaders(session: Session, day: date, unit_ids: Collection[int] | None = None) -> dict[int, Leader]:
    """Who is in charge of each unit (of all, without `unit_ids`); a unit where nobody on duty leads is not there."""
    return _first_in_order(leading(session, day, unit_ids))


def leading(session: Session, day: date, unit_ids: Collection[int] | None = None) -> Iterator[Leader]:
    """Everybody on duty who leads one of the units, whether in charge of it or not; by unit, then by staff number."""
    statement = (
        select(*_CONTACT, col(Headship.unit_id), col(Headship.kind))
        .select_from(Person)
        .join(Headship, of_person(Headship, day))
        .join(Employment, of_person(Employment, day))
        .where(col(Employment.status).in_(ON_DUTY))
        .order_by(col(Headship.unit_id), col(Person.staff_number))
    )
    if unit_ids is not None:
        statement = statement.where(col(Headship.unit_id).in_(unit_ids))
    for *contact, unit_id, kind in session.execute(statement):
        yield Leader(Contact(*contact), unit_id, kind)


def _first_in_order(candidates: Iterable[Leader]) -> dict[int, Leader]:
    best: dict[int, Leader] = {}
    for one in candidates:
        present = best.get(one.unit_id)
        if present is None or ORDER_OF_CHARGE.index(one.kind) < ORDER_OF_CHARGE.index(present.kind):
            best[one.unit_id] = one
    return best

"""Where everybody belongs on a day, as a query that other features embed in theirs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, and_, select
from sqlmodel import col

from bot.people.kinds import ON_DUTY, EmploymentKind, PostKind
from bot.people.store import holds
from bot.people.tables import Employment, Person, Post


def main_units(day: date) -> Select[int, int]:
    """The unit of everybody's main post on the day, on duty or not. Columns: person_id, unit_id."""
    places: Select[int, int] = select(col(Post.person_id).label("person_id"), col(Post.unit_id).label("unit_id"))
    return places.where(col(Post.kind) == PostKind.MAIN, holds(Post, day))


def staff_units(day: date) -> Select[int, int]:
    """The unit of the main post of everybody on the staff, whichever weekdays are theirs; nobody on leave of absence.

    Columns: person_id, unit_id. 特別職 are not among them (fixtures X10, X11).
    """
    on_staff = and_(
        col(Employment.person_id) == col(Post.person_id),
        holds(Employment, day),
        col(Employment.status).in_(ON_DUTY),
        col(Employment.kind) != EmploymentKind.SPECIAL,
    )
    return main_units(day).join(Employment, on_staff)


def day_lengths(day: date) -> Select[int, int]:
    """The working minutes of everybody's day under the contract that holds on a date, whether they are there or not.

    Columns: person_id, minutes_per_day.
    """
    contracts: Select[int, int] = select(col(Employment.person_id), col(Employment.minutes_per_day))
    return contracts.where(holds(Employment, day))


def staff_roll(day: date) -> Select[int, int, str, str, EmploymentKind, int]:
    """Everybody of `staff_units` with what a list or a sum of people needs, once each.

    Columns: person_id, unit_id, staff_number, name, employment, minutes_per_day.
    """
    units = staff_units(day).subquery()
    roll: Select[int, int, str, str, EmploymentKind, int] = select(
        units.c.person_id,
        units.c.unit_id,
        col(Person.staff_number).label("staff_number"),
        col(Person.name).label("name"),
        col(Employment.kind).label("employment"),
        col(Employment.minutes_per_day).label("minutes_per_day"),
    )
    contract = and_(col(Employment.person_id) == units.c.person_id, holds(Employment, day))
    return roll.join(Person, col(Person.id) == units.c.person_id).join(Employment, contract)

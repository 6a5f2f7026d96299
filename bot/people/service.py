"""Reading who is who on a day, and what people decide about themselves and each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select
from sqlmodel import Session, col

from bot.city import service as city
from bot.database import remembered
from bot.errors import Refused
from bot.people import charge, store
from bot.people.charge import Contact, Leader
from bot.people.kinds import EmploymentKind, Status, UnitKind
from bot.people.rules import HeldRole, Hours, Lead, Staff, roles_of
from bot.people.store import Badge, Counts, badges, ids_by_staff_number, on_duty, unit_codes
from bot.people.tables import Person
from bot.people.tree import UnitTree
from bot.texts import LOCALES

__all__ = [
    "Badge",
    "Contact",
    "Counts",
    "Leader",
    "StoredAbout",
    "badges",
    "choose_locale",
    "contacts_of",
    "counts",
    "head_of",
    "ids_by_staff_number",
    "is_leading_on",
    "leaders_on",
    "leading_on",
    "managers_on",
    "on_duty",
    "special_modes_on",
    "staff_by_id",
    "staff_by_slack",
    "staff_by_token",
    "stored_about",
    "strangers_to_roster",
    "tree_on",
    "unit_codes",
    "unit_id_of",
]


def tree_on(session: Session, day: date) -> UnitTree:
    """The units as they are on the day."""
    return remembered(session, ("units", day), lambda: UnitTree(store.unit_nodes(session, day)))


def staff_by_slack(session: Session, slack_user_id: str, *, day: date, tree: UnitTree | None = None) -> Staff | None:
    """The member of staff behind a Slack account; None for anyone who has no place in the city that day."""
    return _staff(session, col(Person.slack_user_id) == slack_user_id, day, tree)


def staff_by_token(session: Session, token: str, *, day: date, tree: UnitTree | None = None) -> Staff | None:
    """The member of staff behind an opaque token."""
    return _staff(session, col(Person.token) == token, day, tree)


def staff_by_id(session: Session, person_id: int, *, day: date, tree: UnitTree | None = None) -> Staff | None:
    """The member of staff with an id, as rows of other features name them."""
    return _staff(session, col(Person.id) == person_id, day, tree)


def _staff(session: Session, who: ColumnElement[bool], day: date, tree: UnitTree | None) -> Staff | None:
    record = store.record(session, day, who)
    if record is None:
        return None
    units = tree or tree_on(session, day)
    if record.unit_id not in units:
        return None
    unit = units[record.unit_id]
    return Staff(
        person_id=record.person_id,
        token=record.token,
        name=record.name,
        locale=record.locale,
        slack_user_id=record.slack_user_id,
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.name,
        unit_path=units.path(unit.id),
        titles=(record.title, *store.further_titles(session, record.person_id, day)),
        leads=charge.leads(session, record.person_id, day),
        roles=roles_of(record.staff_number, city.duties_on(session, day), units),
        hours=record.hours,
        is_on_duty=record.is_on_duty(day),
    )


def contacts_of(session: Session, person_ids: Collection[int]) -> dict[int, Contact]:
    """These people as somebody to write to, by their ids."""
    return charge.contacts(session, person_ids)


def leaders_on(session: Session, day: date, unit_ids: Collection[int] | None = None) -> dict[int, Leader]:
    """Who is in charge of each unit (of all, without ids), by its id; units without anybody on duty are not there."""
    return charge.leaders(session, day, unit_ids)


def leading_on(session: Session, day: date, unit_ids: Collection[int] | None = None) -> list[Leader]:
    """Everybody on duty who leads one of the units (any, without ids): heads, deputies, and whoever acts."""
    return list(charge.leading(session, day, unit_ids))


def is_leading_on(session: Session, day: date, person_id: int) -> bool:
    """Whether a person leads anything on the day: as head, deputy, or acting for one."""
    return charge.is_leading(session, person_id, day)


def head_of(session: Session, unit_id: int, *, day: date, tree: UnitTree) -> Leader | None:
    """Who answers for a unit: its head, else who acts, else the deputy; where none is on duty, of the unit above.

    Fixture X06 of `domain.md` 5.4.
    """
    upwards = [unit_id, *(unit.id for unit in tree.ancestors(unit_id))]
    leaders = charge.leaders(session, day, upwards)
    return next((leaders[one] for one in upwards if one in leaders), None)


def managers_on(day: date, tree: UnitTree) -> Select[int]:
    """The ids of the 管理職 of a day, to be embedded: whoever heads a section or a unit above sections, acting or not.

    No roster says who is paid as a manager; a title does not either (参事, 主幹 differ from city to city).
    """
    return store.heading(day, [unit.id for unit in tree if tree.level_of(unit.id) in _LED_BY_MANAGERS])


_LED_BY_MANAGERS = frozenset({UnitKind.SECTION, UnitKind.DEPARTMENT, UnitKind.BUREAU})


def unit_id_of(session: Session, code: str) -> int:
    """The id of the unit with a code, whether it exists now or not; raises Refused if it never did."""
    unit = store.unit_by_code(session, code)
    if unit is None or unit.id is None:
        raise Refused("There is no unit with the code {code}. Look it up in the roster.", code=code)
    return unit.id


def special_modes_on(session: Session, day: date, *, tree: UnitTree | None = None) -> frozenset[int]:
    """The ids of all units that are in a special mode on the day: what was declared, and everything below it."""
    modes = store.special_modes(session, day)
    if not modes:
        return frozenset()
    units = tree or tree_on(session, day)
    covered: set[int] = set()
    for mode in modes:
        covered |= {unit.id for unit in units} if mode.unit_id is None else units.subtree(mode.unit_id)
    return frozenset(covered & {unit.id for unit in units})


def counts(session: Session, day: date) -> Counts:
    """How many staff, how many of them reachable in Slack, how many not."""
    return store.counts(session, day)


def strangers_to_roster(session: Session, staff_numbers: Collection[str], *, day: date) -> frozenset[str]:
    """Those of the staff numbers that nobody on the staff has."""
    return frozenset(staff_numbers) - store.staff_numbers(session, day, staff_numbers)


def choose_locale(session: Session, person_id: int, locale: str) -> None:
    """Speak to the person in this language from now on."""
    if locale not in LOCALES:
        raise Refused("Choose one of these languages: {languages}.", languages=", ".join(LOCALES))
    person = session.get_one(Person, person_id)
    person.locale = locale
    session.add(person)


@dataclass(frozen=True)
class StoredAbout:
    """What this feature stores about a person, for their own eyes (App Home)."""

    staff_number: str
    name: str
    kana: str
    email: str
    locale: str | None
    has_active_slack: bool
    unit_path_name: str
    titles: tuple[str, ...]
    employment: EmploymentKind
    status: Status
    hours: Hours
    leads: tuple[Lead, ...]
    roles: frozenset[HeldRole]


def stored_about(session: Session, person_id: int, day: date) -> StoredAbout:
    """Everything that is stored about a person as of the day; raises Refused for somebody who is not on the staff."""
    record = store.record(session, day, col(Person.id) == person_id)
    if record is None:
        raise Refused("There is no record of you on this day. Ask the personnel section about the roster.")
    tree = tree_on(session, day)
    return StoredAbout(
        staff_number=record.staff_number,
        name=record.name,
        kana=record.kana,
        email=record.email,
        locale=record.locale,
        has_active_slack=record.has_active_slack,
        unit_path_name=tree.path_name(record.unit_id),
        titles=(record.title, *store.further_titles(session, person_id, day)),
        employment=record.employment,
        status=record.status,
        hours=record.hours,
        leads=charge.leads(session, person_id, day),
        roles=roles_of(record.staff_number, city.duties_on(session, day), tree),
    )

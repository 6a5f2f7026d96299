"""Named queries over units, posts and people. `day` is always the day on which the rows must hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.sql.elements import SQLCoreOperations
from sqlmodel import Session, col

from bot.people.kinds import ON_DUTY, EmploymentKind, HeadKind, PostKind, Status, UnitKind
from bot.people.rules import Hours, weekday_bit
from bot.people.tables import Employment, Headship, Person, Post, SpecialMode, Unit, UnitSpan
from bot.people.tree import UnitNode


@dataclass(frozen=True)
class Record:
    """A person with their main post and employment of a day."""

    person_id: int
    token: str
    staff_number: str
    name: str
    kana: str
    email: str
    locale: str | None
    slack_user_id: str | None
    has_active_slack: bool
    unit_id: int
    title: str
    employment: EmploymentKind
    status: Status
    hours: Hours

    def is_on_duty(self, day: date) -> bool:
        """Whether they work on the day, as in `on_duty`."""
        is_staff = self.status in ON_DUTY and self.employment is not EmploymentKind.SPECIAL
        return is_staff and self.hours.covers(day)


@dataclass(frozen=True)
class Badge:
    """What somebody is called in lists."""

    name: str
    staff_number: str


@dataclass(frozen=True)
class Counts:
    """How many people a city has on a day: 特別職 and those who left are not among them."""

    staff: int
    reachable: int

    @property
    def without_slack(self) -> int:
        """Those whom Kaeru cannot write to, whatever the reason."""
        return self.staff - self.reachable


def holds(table: type[UnitSpan | Employment | Post | Headship], day: date) -> ColumnElement[bool]:
    """The condition that a row's span includes the day."""
    return and_(col(table.valid_from) <= day, col(table.valid_to) >= day)


@dataclass(frozen=True)
class NodeSpan:
    """A unit as it is from a day to a day, both included."""

    first: date
    last: date
    node: UnitNode


def unit_nodes(session: Session, day: date) -> list[UnitNode]:
    """Every unit of the day, in the order of its code."""
    return [_node(row) for row in session.execute(_nodes().where(holds(UnitSpan, day)))]


def node_spans(session: Session, first: date, last: date) -> list[NodeSpan]:
    """Every unit as it was on any day from `first` to `last`, in the order of its code; once for each change."""
    query = _nodes(col(UnitSpan.valid_from), col(UnitSpan.valid_to))
    rows = session.execute(query.where(col(UnitSpan.valid_from) <= last, col(UnitSpan.valid_to) >= first))
    return [NodeSpan(valid_from, valid_to, _node(row)) for *row, valid_from, valid_to in rows]


def _nodes(*more: SQLCoreOperations[date]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(UnitSpan.unit_id),
            col(Unit.code),
            col(UnitSpan.name),
            col(UnitSpan.kind),
            col(UnitSpan.parent_id),
            col(UnitSpan.channel),
            col(UnitSpan.limit_profile),
            col(UnitSpan.works_shifts),
            *more,
        )
        .join(Unit, col(UnitSpan.unit_id) == col(Unit.id))
        .order_by(col(Unit.code))
    )


def _node(row: Sequence[Any]) -> UnitNode:
    unit_id, code, name, kind, *more = row
    return UnitNode(unit_id, code, name, UnitKind(kind), *more)


def on_duty(day: date) -> Select[int, str, str | None, bool, str | None, int, int, int]:
    """Who works on the day, once each, by their main post.

    Columns: person_id, token, slack_user_id, has_active_slack, locale, unit_id, start_minute, end_minute.
    Meant to be embedded in an INSERT … SELECT: nobody on leave of absence or seconded out, nobody on a weekday that
    is not theirs, no 特別職 (fixtures X05, X10, X11). Holidays and special modes are not its business.
    """
    statement: Select[int, str, str | None, bool, str | None, int, int, int] = select(
        col(Person.id).label("person_id"),
        col(Person.token).label("token"),
        col(Person.slack_user_id).label("slack_user_id"),
        col(Person.has_active_slack).label("has_active_slack"),
        col(Person.locale).label("locale"),
        col(Post.unit_id).label("unit_id"),
        col(Employment.start_minute).label("start_minute"),
        col(Employment.end_minute).label("end_minute"),
    )
    return (
        statement.join(Employment, of_person(Employment, day))
        .join(Post, and_(of_person(Post, day), col(Post.kind) == PostKind.MAIN))
        .where(_is_on_duty(), col(Employment.weekdays).bitwise_and(weekday_bit(day)) != 0)
    )


def heading(day: date, unit_ids: Collection[int]) -> Select[int]:
    """The ids of those who lead one of the units on the day, as its head or acting for a vacant one; to be embedded."""
    kinds = (HeadKind.HEAD, HeadKind.ACTING)
    return select(col(Headship.person_id)).where(
        col(Headship.unit_id).in_(unit_ids), col(Headship.kind).in_(kinds), holds(Headship, day)
    )


def of_person(table: type[Employment | Post | Headship], day: date) -> ColumnElement[bool]:
    """The condition to join a person with their rows of the day."""
    return and_(col(table.person_id) == col(Person.id), holds(table, day))


def _is_on_duty() -> ColumnElement[bool]:
    return and_(col(Employment.status).in_(ON_DUTY), col(Employment.kind) != EmploymentKind.SPECIAL)


def record(session: Session, day: date, who: ColumnElement[bool]) -> Record | None:
    """The one person for whom `who` is true, unless they have no place in the city that day."""
    found = session.execute(
        select(Person, Employment, Post)
        .join(Employment, of_person(Employment, day))
        .join(Post, and_(of_person(Post, day), col(Post.kind) == PostKind.MAIN))
        .where(who, col(Employment.status) != Status.LEFT)
    ).first()
    return None if found is None else _record(*found)


def _record(person: Person, employment: Employment, post: Post) -> Record:
    return Record(
        person_id=post.person_id,
        token=person.token,
        staff_number=person.staff_number,
        name=person.name,
        kana=person.kana,
        email=person.email,
        locale=person.locale,
        slack_user_id=person.slack_user_id,
        has_active_slack=person.has_active_slack,
        unit_id=post.unit_id,
        title=post.title,
        employment=employment.kind,
        status=employment.status,
        hours=Hours(employment.start_minute, employment.end_minute, employment.weekdays, employment.minutes_per_day),
    )


def badges(session: Session, person_ids: Collection[int]) -> dict[int, Badge]:
    """What these people are called, whether they are still on the staff or not."""
    rows = session.execute(
        select(col(Person.id), col(Person.name), col(Person.staff_number)).where(col(Person.id).in_(person_ids))
    )
    return {person_id: Badge(name, number) for person_id, name, number in rows if person_id}


def unit_codes(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    """The codes of units, whether they exist now or not."""
    rows = session.execute(select(col(Unit.id), col(Unit.code)).where(col(Unit.id).in_(unit_ids)))
    return {unit_id: code for unit_id, code in rows if unit_id}


def further_titles(session: Session, person_id: int, day: date) -> tuple[str, ...]:
    """The titles of a person's concurrent and acting posts."""
    rows = session.execute(
        select(col(Post.title))
        .where(col(Post.person_id) == person_id, col(Post.kind) != PostKind.MAIN, holds(Post, day))
        .order_by(col(Post.id))
    )
    return tuple(title for (title,) in rows)


def counts(session: Session, day: date) -> Counts:
    """How many people there are, and how many of them Kaeru can write to."""
    statement = (
        select(func.count(), func.count().filter(col(Person.has_active_slack)))
        .select_from(Person)
        .join(Employment, of_person(Employment, day))
        .where(col(Employment.status) != Status.LEFT, col(Employment.kind) != EmploymentKind.SPECIAL)
    )
    staff, reachable = session.execute(statement).one()
    return Counts(staff, reachable)


def staff_numbers(session: Session, day: date, among: Collection[str]) -> frozenset[str]:
    """Those of the staff numbers that belong to somebody on the staff."""
    statement = (
        select(col(Person.staff_number))
        .join(Employment, of_person(Employment, day))
        .where(col(Employment.status) != Status.LEFT, col(Person.staff_number).in_(among))
    )
    return frozenset(session.scalars(statement))


def ids_by_staff_number(session: Session) -> dict[str, int]:
    """Everybody who ever was on the staff."""
    rows = session.execute(select(col(Person.staff_number), col(Person.id)))
    return {number: person_id for number, person_id in rows if person_id}


def special_modes(session: Session, day: date) -> list[SpecialMode]:
    """What was declared for the day, the oldest first."""
    statement = (
        select(SpecialMode)
        .where(col(SpecialMode.starts_on) <= day, col(SpecialMode.ends_on) >= day)
        .order_by(col(SpecialMode.id))
    )
    return list(session.scalars(statement))


def unit_by_code(session: Session, code: str) -> Unit | None:
    """The unit with a code, whether it exists now or not."""
    return session.scalars(select(Unit).where(col(Unit.code) == code)).first()

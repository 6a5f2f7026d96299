"""Who pressed: the little that every press has to know, read afresh for all presses of a moment in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Date, Select, Table, and_, bindparam, select
from sqlmodel import Session, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from bot.group_commit import Batch
from bot.people.kinds import PostKind, Status
from bot.people.tables import Employment, Person, Post

_ASKED = Batch(slack_user_id=AutoString())


@dataclass(frozen=True)
class Caller:
    """A member of staff as `me` in a call. What they may do and see is in `Staff`, read where it is needed."""

    person_id: int
    token: str
    unit_id: int
    locale: str | None


@dataclass(frozen=True)
class Account:
    """A Slack account that called on a day of the city."""

    slack_user_id: str
    day: date


def callers(session: Session, accounts: Sequence[Account]) -> list[Caller | None]:
    """Who stands behind each account; None for anyone who has no place in the city that day."""
    found: dict[Account, Caller] = {}
    for day in {account.day for account in accounts}:
        found |= _callers_on(session, day, {account.slack_user_id for account in accounts})
    return [found.get(account) for account in accounts]


def _callers_on(session: Session, day: date, slack_user_ids: set[str]) -> dict[Account, Caller]:
    connection = session.connection()
    values = _ASKED.values(connection.dialect, [(one,) for one in slack_user_ids])
    rows = connection.execute(_select(connection.dialect.name), {**values, "day": day})
    return {
        Account(slack_user_id, day): Caller(person_id, token, unit_id, locale)
        for slack_user_id, person_id, token, unit_id, locale in rows
    }


@cache
def _select(dialect: str) -> Select[str, int, str, int, str | None]:
    person, employment, post = (_table(one) for one in (Person, Employment, Post))
    day = bindparam("day", type_=Date)
    return (
        select(person.c.slack_user_id, person.c.id, person.c.token, post.c.unit_id, person.c.locale)
        .join(employment, and_(employment.c.person_id == person.c.id, _holds(employment, day)))
        .join(post, and_(post.c.person_id == person.c.id, _holds(post, day), post.c.kind == PostKind.MAIN))
        .where(_ASKED.holds(person.c.slack_user_id, dialect), employment.c.status != Status.LEFT)
    )


def _table(row: type[SQLModel]) -> Table:
    return row.__table__  # type: ignore[attr-defined, no-any-return]


def _holds(table: Table, day: BindParameter[date]) -> ColumnElement[bool]:
    return and_(table.c.valid_from <= day, table.c.valid_to >= day)

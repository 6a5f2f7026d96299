"""Named queries over pairs, their talks and wishes. Nothing commits here; `day` is the day on which the rows hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from bot.one_on_one.kinds import Cadence, PairKey
from bot.one_on_one.tables import OneOnOnePair, OneOnOneTalk, OneOnOneUnitCadence, OneOnOneWish
from bot.one_on_one.talks import Pair, Wish
from bot.people.places import staff_roll


def pairs_of_heads(session: Session, day: date, head_ids: Collection[int] | None = None) -> list[Pair]:
    """The open pairs of some heads, or of all; by head, unit and member."""
    which = [] if head_ids is None else [col(OneOnOnePair.head_id).in_(head_ids)]
    return list(_pairs(session, day, *which))


def pairs_of_person(session: Session, person_id: int, day: date) -> list[Pair]:
    """The open pairs that somebody is part of, on either side."""
    mine = or_(col(OneOnOnePair.head_id) == person_id, col(OneOnOnePair.member_id) == person_id)
    return list(_pairs(session, day, mine))


def pairs_set_for(
    session: Session, day: date, first: date, last: date, member_ids: Collection[int] | None = None
) -> list[Pair]:
    """The open pairs whose next talk is set for some days, of some members or of all."""
    which = [] if member_ids is None else [col(OneOnOnePair.member_id).in_(member_ids)]
    return list(_pairs(session, day, col(OneOnOneTalk.planned_on).between(first, last), *which))


def pair_of(session: Session, pair_id: int, person_id: int, day: date) -> Pair | None:
    """An open pair that somebody is part of; nobody else changes it until this transaction ends."""
    session.connection().execute(select(col(OneOnOnePair.id)).where(col(OneOnOnePair.id) == pair_id).with_for_update())
    mine = or_(col(OneOnOnePair.head_id) == person_id, col(OneOnOnePair.member_id) == person_id)
    return next(_pairs(session, day, mine, col(OneOnOnePair.id) == pair_id), None)


def _pairs(session: Session, day: date, *which: ColumnElement[bool]) -> Iterator[Pair]:
    heads, members = staff_roll(day).subquery(), staff_roll(day).subquery()
    is_next = and_(_of_pair(), col(OneOnOneTalk.held_on).is_(None))
    order = (col(OneOnOnePair.head_id), col(OneOnOnePair.unit_id), col(OneOnOnePair.member_id))
    query = (
        select(*_KEY, heads.c.name, members.c.name, heads.c.unit_id, members.c.unit_id, *_PAIR, *_WISH)
        .select_from(OneOnOnePair)
        .join(heads, heads.c.person_id == OneOnOnePair.head_id)
        .join(members, members.c.person_id == OneOnOnePair.member_id)
        .outerjoin(OneOnOneTalk, is_next)
        .outerjoin(OneOnOneWish, col(OneOnOneWish.pair_id) == OneOnOnePair.id)
        .where(col(OneOnOnePair.opened_on) <= day, col(OneOnOnePair.closed_on) >= day, *which)
        .order_by(*order)
    )
    for pair_id, unit_id, head_id, member_id, *known, asked_on, topic, stance in session.execute(query):
        yield Pair(pair_id, PairKey(unit_id, head_id, member_id), *(*known, Wish(asked_on, topic, stance)))


_KEY = (col(OneOnOnePair.id), col(OneOnOnePair.unit_id), col(OneOnOnePair.head_id), col(OneOnOnePair.member_id))
#: In the order in which `Pair` has them.
_PAIR = (
    *(col(OneOnOnePair.cadence), col(OneOnOnePair.opened_on), col(OneOnOnePair.starts_from)),
    *(col(OneOnOnePair.last_held_on), col(OneOnOnePair.held_count), col(OneOnOnePair.is_stopped)),
    *(col(OneOnOneTalk.planned_on), col(OneOnOneTalk.planned_minute), col(OneOnOneTalk.postponed_to)),
)
_WISH = (col(OneOnOneWish.asked_on), col(OneOnOneWish.topic), col(OneOnOneWish.stance))


def unit_cadences(session: Session) -> dict[int, Cadence]:
    """How often the heads of units decided to talk, by unit."""
    rows = session.execute(select(col(OneOnOneUnitCadence.unit_id), col(OneOnOneUnitCadence.cadence)))
    return dict(tuple(row) for row in rows)


def count_about(session: Session, person_id: int) -> tuple[int, int]:
    """How many pairs, and how many talks, are stored of somebody."""
    mine = or_(col(OneOnOnePair.head_id) == person_id, col(OneOnOnePair.member_id) == person_id)
    pairs = select(func.count()).select_from(OneOnOnePair).where(mine)
    talks = select(func.count()).select_from(OneOnOneTalk).join(OneOnOnePair, _of_pair()).where(mine)
    return session.execute(pairs).scalar_one(), session.execute(talks).scalar_one()


def _of_pair() -> ColumnElement[bool]:
    return col(OneOnOneTalk.pair_id) == OneOnOnePair.id

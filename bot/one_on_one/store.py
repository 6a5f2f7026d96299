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
    names, units = (heads.c.name, members.c.name), (heads.c.unit_id, members.c.unit_id)
    query = (
        select(OneOnOnePair, OneOnOneTalk, OneOnOneWish, *names, *units)
        .join(heads, heads.c.person_id == OneOnOnePair.head_id)
        .join(members, members.c.person_id == OneOnOnePair.member_id)
        .outerjoin(OneOnOneTalk, is_next)
        .outerjoin(OneOnOneWish, col(OneOnOneWish.pair_id) == OneOnOnePair.id)
        .where(col(OneOnOnePair.opened_on) <= day, col(OneOnOnePair.closed_on) >= day, *which)
        .order_by(col(OneOnOnePair.head_id), col(OneOnOnePair.unit_id), col(OneOnOnePair.member_id))
    )
    for row in session.execute(query):
        yield _pair(*row)


def _pair(
    pair: OneOnOnePair,
    talk: OneOnOneTalk | None,
    wish: OneOnOneWish | None,
    head_name: str,
    member_name: str,
    head_unit_id: int,
    member_unit_id: int,
) -> Pair:
    return Pair(
        id=pair.id or 0,
        key=PairKey(pair.unit_id, pair.head_id, pair.member_id),
        head_name=head_name,
        member_name=member_name,
        head_unit_id=head_unit_id,
        member_unit_id=member_unit_id,
        own_cadence=pair.cadence,
        opened_on=pair.opened_on,
        starts_from=pair.starts_from,
        last_held_on=pair.last_held_on,
        held_count=pair.held_count,
        is_stopped=pair.is_stopped,
        planned_on=talk.planned_on if talk else None,
        planned_minute=talk.planned_minute if talk else None,
        postponed_to=talk.postponed_to if talk else None,
        wish=Wish(wish.asked_on, wish.topic, wish.stance) if wish else Wish(),
    )


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

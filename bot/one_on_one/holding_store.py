"""Named queries over the pairs of a past period, and what of them is old. Nothing commits here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, Select, and_, cast, delete, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from bot.one_on_one.held_rate import PastPair
from bot.one_on_one.kinds import Cadence, PairKey
from bot.one_on_one.tables import OneOnOneClarity, OneOnOnePair, OneOnOneTalk, OneOnOneWish


@dataclass(frozen=True)
class Reaching:
    """A pair that reaches into a period, with the cadence of its own if it has one."""

    past: PastPair
    own_cadence: Cadence | None


def pairs_in(session: Session, first: date, last: date, head_id: int | None = None) -> list[Reaching]:
    """Every pair that there was on some day of a period, or those of one head.

    The talk before the period is the one in the place before the first since: nothing older is looked at.
    """
    pair, before = OneOnOnePair, aliased(OneOnOneTalk)
    talks = _talks_since(first, last)
    if head_id is not None:
        talks = talks.where(col(OneOnOneTalk.pair_id).in_(select(col(pair.id)).where(col(pair.head_id) == head_id)))
    since = talks.subquery()
    place = func.coalesce(since.c.first_place, col(pair.held_count) + 1) - 1
    key = (col(pair.unit_id), col(pair.head_id), col(pair.member_id))
    query = (
        select(*key, col(pair.cadence), col(pair.starts_from), col(pair.closed_on), col(before.held_on), since.c.met)
        .outerjoin(since, since.c.pair_id == col(pair.id))
        .outerjoin(before, and_(col(before.pair_id) == col(pair.id), col(before.place) == place))
        .where(col(pair.opened_on) <= last, col(pair.closed_on) >= first)
    )
    if head_id is not None:
        query = query.where(col(pair.head_id) == head_id)
    return [
        Reaching(PastPair(PairKey(*names), counts_from or starts_from, min(last, closed_on), bool(met)), cadence)
        for *names, cadence, starts_from, closed_on, counts_from, met in session.execute(query)
    ]


def _talks_since(first: date, last: date) -> Select[int, int, int]:
    """By pair: the place of the first talk that was held since a day, and how many were by another."""
    # Grouped by an expression, SQLite looks for the days by their index and does not walk through all talks ever held.
    pair_id, day = cast(col(OneOnOneTalk.pair_id), Integer), col(OneOnOneTalk.held_on)
    found: Select[int, int, int] = select(
        pair_id.label("pair_id"),
        func.min(col(OneOnOneTalk.place)).label("first_place"),
        func.count().filter(day <= last).label("met"),
    )
    return found.where(day >= first).group_by(pair_id)


def own_cadences(pairs: Iterable[Reaching]) -> dict[PairKey, Cadence | None]:
    """The cadence of its own that each pair has."""
    return {one.past.key: one.own_cadence for one in pairs}


def forget_before(session: Session, day: date) -> int:
    """Delete talks that were held, counts that were made, and pairs that ended before a day; returns how many talks."""
    connection = session.connection()
    gone = connection.execute(delete(OneOnOneTalk).where(col(OneOnOneTalk.held_on) < day)).rowcount
    old = select(col(OneOnOnePair.id)).where(col(OneOnOnePair.closed_on) < day)
    gone += connection.execute(delete(OneOnOneTalk).where(col(OneOnOneTalk.pair_id).in_(old))).rowcount
    connection.execute(delete(OneOnOneWish).where(col(OneOnOneWish.pair_id).in_(old)))
    connection.execute(delete(OneOnOnePair).where(col(OneOnOnePair.closed_on) < day))
    connection.execute(delete(OneOnOneClarity).where(col(OneOnOneClarity.month) < day))
    return gone

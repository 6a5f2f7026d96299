"""Named queries over how clear things were after talks: a permission that is used up, and counts. Nothing commits here.

The permission stands on the talk, the count in a bucket: no row says who tapped what.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from bot.one_on_one.kinds import TalkId
from bot.one_on_one.tables import OneOnOneClarity, OneOnOnePair, OneOnOneTalk
from bot.one_on_one.talks import Afterwards
from bot.people.places import staff_units


def open_for(session: Session, member_id: int) -> list[Afterwards]:
    """The talks of a member after which they were not asked yet, the oldest first."""
    query = (
        select(
            col(OneOnOneTalk.pair_id),
            col(OneOnOneTalk.place),
            col(OneOnOnePair.unit_id),
            col(OneOnOnePair.head_id),
            col(OneOnOneTalk.held_on),
        )
        .join(OneOnOnePair, col(OneOnOnePair.id) == OneOnOneTalk.pair_id)
        .where(col(OneOnOnePair.member_id) == member_id, col(OneOnOneTalk.is_clarity_open))
        .order_by(col(OneOnOneTalk.held_on), col(OneOnOneTalk.id))
    )
    return [
        Afterwards(TalkId(pair_id, place), unit_id, head_id, held_on)
        for pair_id, place, unit_id, head_id, held_on in session.execute(query)
        if held_on is not None
    ]


def use_up(session: Session, talk: TalkId) -> bool:
    """Take the permission of a talk; False where it was taken already."""
    which = (col(OneOnOneTalk.pair_id) == talk.pair_id, col(OneOnOneTalk.place) == talk.place)
    taken = update(OneOnOneTalk).where(*which, col(OneOnOneTalk.is_clarity_open)).values(is_clarity_open=False)
    return session.connection().execute(taken).rowcount == 1


def add(session: Session, bucket: int, month: date, step: int) -> None:
    """One more said that things are as clear as this."""
    kind = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    one = kind(OneOnOneClarity).values(bucket=bucket, month=month, step=step, number=1)
    more = {"number": col(OneOnOneClarity.number) + 1}
    session.connection().execute(one.on_conflict_do_update(index_elements=["bucket", "month", "step"], set_=more))


def counts(session: Session, buckets: Collection[int], first: date, last: date) -> dict[int, dict[int, int]]:
    """How many said what, by bucket and step, over the months from one to another."""
    query = select(col(OneOnOneClarity.bucket), col(OneOnOneClarity.step), col(OneOnOneClarity.number))
    found: dict[int, dict[int, int]] = {}
    months = col(OneOnOneClarity.month).between(first, last)
    for bucket, step, number in session.execute(query.where(months, col(OneOnOneClarity.bucket).in_(buckets))):
        steps = found.setdefault(bucket, {})
        steps[step] = steps.get(step, 0) + number
    return found


def close_before(session: Session, day: date) -> int:
    """Ask nobody any more after talks that were held before a day; returns after how many."""
    old = (col(OneOnOneTalk.held_on) < day, col(OneOnOneTalk.is_clarity_open))
    closed = update(OneOnOneTalk).where(*old).values(is_clarity_open=False)
    return session.connection().execute(closed).rowcount


def staff_count(session: Session, day: date, unit_ids: Collection[int]) -> int:
    """How many people on the staff some units have."""
    units = staff_units(day).subquery()
    query = select(func.count(units.c.person_id)).where(units.c.unit_id.in_(unit_ids))
    return int(session.execute(query).scalar_one())

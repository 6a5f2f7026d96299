"""Named statements that change what was agreed upon, held and wished for. A talk's place makes each of them once only.

Whoever calls holds the pair (`store.pair_of`), so nobody else is at its next talk. Nothing commits here.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.one_on_one.kinds import Cadence, TalkId
from bot.one_on_one.tables import OneOnOnePair, OneOnOneTalk, OneOnOneUnitCadence, OneOnOneWish
from bot.one_on_one.talks import Wish


def agree(session: Session, talk: TalkId, day: date, minute: int) -> None:
    """The two agreed on a day and a minute of it."""
    row = _next(session, talk)
    row.planned_on, row.planned_minute, row.postponed_to = day, minute, None
    session.flush()


def put_off(session: Session, talk: TalkId, day: date) -> None:
    """The talk is not spoken of before a day; nothing is agreed upon any more."""
    row = _next(session, talk)
    row.planned_on, row.planned_minute, row.postponed_to = None, None, day
    session.flush()


def hold(session: Session, talk: TalkId, day: date, minutes: int, *, asks_clarity: bool) -> None:
    """The talk was held: what was wished for it is forgotten, and the next one counts from here."""
    row, pair = _next(session, talk), session.get_one(OneOnOnePair, talk.pair_id)
    row.held_on, row.minutes, row.is_clarity_open = day, minutes, asks_clarity
    pair.held_count, pair.last_held_on = talk.place, day
    session.execute(delete(OneOnOneWish).where(col(OneOnOneWish.pair_id) == talk.pair_id))
    session.flush()


def wish(session: Session, pair_id: int, wished: Wish) -> None:
    """What the member wishes for the next talk, in the place of what they wished before."""
    session.merge(OneOnOneWish(pair_id=pair_id, asked_on=wished.asked_on, topic=wished.topic, stance=wished.stance))
    session.flush()


def be_silent(session: Session, pair_id: int, *, is_stopped: bool) -> None:
    """Whether the head hears nothing of a pair any more."""
    session.get_one(OneOnOnePair, pair_id).is_stopped = is_stopped
    session.flush()


def decide_pair_cadence(session: Session, pair_id: int, cadence: Cadence | None) -> None:
    """How often a pair meets; None: as its unit does."""
    session.get_one(OneOnOnePair, pair_id).cadence = cadence
    session.flush()


def decide_unit_cadence(session: Session, unit_id: int, cadence: Cadence | None) -> None:
    """How often a unit's head talks with its people; None: as the city says."""
    if cadence is None:
        session.execute(delete(OneOnOneUnitCadence).where(col(OneOnOneUnitCadence.unit_id) == unit_id))
    else:
        session.merge(OneOnOneUnitCadence(unit_id=unit_id, cadence=cadence))
    session.flush()


def _next(session: Session, talk: TalkId) -> OneOnOneTalk:
    which = (col(OneOnOneTalk.pair_id) == talk.pair_id, col(OneOnOneTalk.place) == talk.place)
    row = session.exec(select(OneOnOneTalk).where(*which)).first()
    if row is None:
        row = OneOnOneTalk(pair_id=talk.pair_id, place=talk.place)
        session.add(row)
    return row

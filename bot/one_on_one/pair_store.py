"""Named queries that bring the pairs in line with the tree of a day. Nothing commits here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from bot.one_on_one.kinds import FOREVER, PairKey, TalkId
from bot.one_on_one.pairs import Member
from bot.one_on_one.tables import OneOnOnePair, OneOnOneRound, OneOnOneTalk, OneOnOneWish
from bot.people.places import staff_units


def last_round(session: Session) -> date | None:
    """The last day on which the pairs were brought in line."""
    return session.execute(select(func.max(col(OneOnOneRound.day)))).scalar()


def begin_round(session: Session, day: date) -> bool:
    """Take the round of a day, and forget the earlier ones; False if somebody else has it already."""
    kind = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    taken = kind(OneOnOneRound).values(day=day).on_conflict_do_nothing().returning(col(OneOnOneRound.day))
    is_mine = session.execute(taken).scalar() is not None
    session.execute(delete(OneOnOneRound).where(col(OneOnOneRound.day) < day))
    return is_mine


def members_on(session: Session, day: date) -> list[Member]:
    """Everybody on the staff, in the unit of their main post."""
    return [Member(*row) for row in session.execute(staff_units(day))]


def open_pairs(session: Session) -> dict[PairKey, int]:
    """The ids of all open pairs."""
    pair = (col(OneOnOnePair.unit_id), col(OneOnOnePair.head_id), col(OneOnOnePair.member_id))
    rows = session.execute(select(col(OneOnOnePair.id), *pair).where(col(OneOnOnePair.closed_on) == FOREVER))
    return {PairKey(unit_id, head_id, member_id): pair_id or 0 for pair_id, unit_id, head_id, member_id in rows}


def has_any(session: Session) -> bool:
    """Whether there ever were pairs."""
    return session.execute(select(col(OneOnOnePair.id)).limit(1)).first() is not None


def open_from(session: Session, day: date, starts: Mapping[PairKey, date]) -> None:
    """Open pairs with the day from which each counts."""
    rows = [
        {
            "unit_id": pair.unit_id,
            "head_id": pair.head_id,
            "member_id": pair.member_id,
            "opened_on": day,
            "closed_on": FOREVER,
            "starts_from": start,
            "held_count": 0,
            "is_stopped": False,
        }
        for pair, start in sorted(starts.items())
    ]
    if rows:
        session.connection().execute(insert(OneOnOnePair), rows)


def close_with(session: Session, last_day: date, pair_ids: Collection[int]) -> None:
    """Let pairs end with a day, and forget what was agreed upon and wished for their next talk."""
    if not pair_ids:
        return
    connection = session.connection()
    connection.execute(update(OneOnOnePair).where(col(OneOnOnePair.id).in_(pair_ids)).values(closed_on=last_day))
    is_next = col(OneOnOneTalk.held_on).is_(None)
    connection.execute(delete(OneOnOneTalk).where(col(OneOnOneTalk.pair_id).in_(pair_ids), is_next))
    connection.execute(delete(OneOnOneWish).where(col(OneOnOneWish.pair_id).in_(pair_ids)))


def add_held(session: Session, talks: Collection[tuple[TalkId, date, int]]) -> None:
    """Store talks that were held, with their days and minutes."""
    rows = [
        {"pair_id": talk.pair_id, "place": talk.place, "held_on": day, "minutes": minutes, "is_clarity_open": False}
        for talk, day, minutes in talks
    ]
    _insert_talks(session, rows)


def add_agreed(session: Session, talks: Collection[tuple[TalkId, date, int]]) -> None:
    """Store talks that are set for a minute of a day."""
    rows = [
        {"pair_id": talk.pair_id, "place": talk.place, "planned_on": day, "planned_minute": minute}
        for talk, day, minute in talks
    ]
    _insert_talks(session, [{**row, "is_clarity_open": False} for row in rows])


def _insert_talks(session: Session, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        session.connection().execute(insert(OneOnOneTalk), rows)


def count_held(session: Session, held: Mapping[int, tuple[int, date]]) -> None:
    """Note for pairs how many talks they held, and the last day."""
    changed = [{"id": pair_id, "held_count": count, "last_held_on": day} for pair_id, (count, day) in held.items()]
    if changed:
        session.execute(update(OneOnOnePair), changed)

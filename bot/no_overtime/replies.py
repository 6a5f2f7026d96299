"""Use cases: take one-tap replies, tell what a card may show of them, and fold them into counts in the night (A04)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Date, Insert, Integer, and_, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from bot.city import service as city
from bot.errors import OldButton
from bot.group_commit import Batch
from bot.no_overtime import reply_store
from bot.no_overtime.answers import Answer, Cause, Declared, Tap, first_open_day, is_over, last_minute, shown_count
from bot.no_overtime.reply_store import Counts
from bot.no_overtime.tables import ReplyRow
from bot.people import service as people
from bot.people.places import main_units

K = TypeVar("K", Answer, Cause)

#: Where deleted replies may leave traces in the database's files (`Database.scrub`).
TABLE = str(ReplyRow.__tablename__)

_REPLIES = Batch(
    person_id=Integer(), service_date=Date(), answer=AutoString(), cause=AutoString(), updated_at=UTCDateTime()
)


@dataclass(frozen=True)
class Reply:
    """What a person answered for a day, and when; where somebody expects overtime, perhaps why."""

    person_id: int
    day: date
    answer: Answer
    at: datetime
    cause: Cause | None = None


@dataclass(frozen=True)
class MyDay:
    """A person's answer of a day, until which minute they may change it, and whether they still may."""

    day: date
    answer: Answer | None
    last_minute: int
    is_open: bool


def refuse_if_over(tap: Tap, *, now: datetime, zone: ZoneInfo) -> None:
    """Raises OldButton for a tap on a card whose day is over."""
    if tap.is_too_late(now, zone):
        raise OldButton("This day is over, so nothing changes any more. Thank you; have a good rest.")


def record_replies(session: Session, replies: Sequence[Reply]) -> list[Answer]:
    """Record many replies in one statement; the last one of a person for a day counts. For each: what holds now."""
    connection = session.connection()
    last = {(one.person_id, one.day): one for one in replies}
    # Sorted, so that two processes with the same two people never wait for each other.
    rows = [_row(last[key]) for key in sorted(last)]
    connection.execute(_upsert(connection.dialect.name), _REPLIES.values(connection.dialect, rows))
    return [last[one.person_id, one.day].answer for one in replies]


def _row(reply: Reply) -> tuple[object, ...]:
    return reply.person_id, reply.day, reply.answer.value, reply.cause or "", reply.at


@cache
def _upsert(dialect: str) -> Insert:
    table, batch = ReplyRow.__table__, _REPLIES.table(dialect)  # type: ignore[attr-defined]
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    # SQLite takes ON CONFLICT for the ON of a join unless the SELECT has a WHERE.
    source = select(*batch.c).where(true())
    filled = insert.from_select(list(_REPLIES.columns), source)
    new = filled.excluded
    # The same answer once more keeps the cause that was given with it.
    is_change = or_(table.c.answer != new.answer, and_(new.cause != "", table.c.cause != new.cause))
    changed = {"answer": new.answer, "cause": new.cause, "updated_at": new.updated_at}
    return filled.on_conflict_do_update(index_elements=["person_id", "service_date"], set_=changed, where=is_change)


def my_day(session: Session, person_id: int, unit_code: str, day: date, *, now: datetime, zone: ZoneInfo) -> MyDay:
    """What a person answered for a day, for their own eyes."""
    policy = city.policy_on(session, day)
    closes = last_minute(policy, policy.hours.of(unit_code).end)
    is_open = not is_over(day, closes, now, zone)
    return MyDay(day, reply_store.reply_of(session, person_id, day), closes, is_open)


def counts_on(session: Session, day: date) -> dict[int, Counts]:
    """How many people of each unit gave which answer for a day, folded or not. No unit may be shown without a rule
    that hides small numbers (design 7).
    """
    return reply_store.counts_by_unit(session, main_units(day).subquery(), day)


def causes_on(session: Session, day: date) -> dict[int, Mapping[Cause, int]]:
    """Why how many people of each unit expected overtime on a day, folded or not; as with `counts_on`, not to be shown
    without a rule that hides small numbers.
    """
    return reply_store.causes_by_unit(session, main_units(day).subquery(), day)


def declared_on(session: Session, days: Collection[date]) -> dict[int, Declared]:
    """What people of each unit declared on these days, once the night folded it; as with `counts_on`, not to be shown
    without a rule that hides small numbers.
    """
    return reply_store.declared_by_unit(session, days)


def by_channel(session: Session, day: date, by_unit: Mapping[int, Mapping[K, int]]) -> dict[str, Counter[K]]:
    """Counts of units added up for the channels that they use, their own or that of a unit above."""
    tree = people.tree_on(session, day)
    sums: defaultdict[str, Counter[K]] = defaultdict(Counter)
    for unit_id, counts in by_unit.items():
        if channel := tree.channel_of(unit_id) if unit_id in tree else "":
            sums[channel].update(counts)
    return dict(sums)


def tallies(session: Session, day: date) -> dict[str, str]:
    """What the card of each channel shows for a day: how many go home on time, of all units that share the channel.

    Channels that may show nothing are not there.
    """
    by_unit = counts_on(session, day)
    sums = by_channel(session, day, by_unit) if by_unit else {}
    return {channel: str(shown) for channel, counts in sums.items() if (shown := shown_count(counts))}


def fold_replies(session: Session, *, now: datetime, zone: ZoneInfo) -> int:
    """Make counts per unit of the replies of days that are over, and delete them; returns how many there were.

    All of it is one transaction: whoever dies in between has done nothing, and the next one does it.
    """
    first_open = first_open_day(now, zone)
    if not reply_store.days_with_replies(session, before=first_open):
        return 0
    reply_store.keep_folds_apart(session)
    return sum(_fold(session, day) for day in reply_store.days_with_replies(session, before=first_open))


def _fold(session: Session, day: date) -> int:
    units = main_units(day).subquery()
    reply_store.add_to_counts(session, units, day)
    reply_store.add_to_cause_counts(session, units, day)
    return reply_store.delete_replies(session, day)

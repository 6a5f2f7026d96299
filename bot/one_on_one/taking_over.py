"""Use cases: take over talks that were held or set before Kaeru knew of them, many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.one_on_one import pair_store, store
from bot.one_on_one.kinds import TalkId
from bot.one_on_one.talks import Pair


@dataclass(frozen=True)
class HeldBefore:
    """A talk of a pair that was held on a day, for so many minutes."""

    pair_id: int
    day: date
    minutes: int


@dataclass(frozen=True)
class SetBefore:
    """A talk of a pair that is set for a minute of a day."""

    pair_id: int
    day: date
    minute: int


def pairs_on(session: Session, day: date) -> list[Pair]:
    """All pairs of a day, by head, unit and member."""
    return store.pairs_of_heads(session, day)


def take_over(session: Session, held: Iterable[HeldBefore], agreed: Iterable[SetBefore]) -> None:
    """Keep talks of pairs that have none yet, in the order of their days; the next ones count from the last."""
    places: Counter[int] = Counter()
    last: dict[int, date] = {}
    rows = []
    for one in sorted(held, key=lambda talk: (talk.day, talk.pair_id)):
        places[one.pair_id] += 1
        last[one.pair_id] = one.day
        rows.append((TalkId(one.pair_id, places[one.pair_id]), one.day, one.minutes))
    pair_store.add_held(session, rows)
    pair_store.count_held(session, {pair_id: (places[pair_id], day) for pair_id, day in last.items()})
    pair_store.add_agreed(
        session, [(TalkId(one.pair_id, places[one.pair_id] + 1), one.day, one.minute) for one in agreed]
    )

"""When a pair's next talk is due. Days on which one of the two is away do not count. Pure (`domain.md` 3.5)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.one_on_one.kinds import Cadence, PairKey

#: A pair that begins within the year, by a transfer, meets within so many days.
SETTLING_DAYS = 14
_OVERDUE = 1.5
_DAY = timedelta(days=1)


class Need(StrEnum):
    """Whether a pair's head should hear of it today."""

    NONE = "none"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Rhythm:
    """What is known of a pair: how often it meets, since when it counts, and what was agreed.

    `counts_from` is the last talk or, before the first one, the day from which a whole cadence leads to the first due
    day (`starts`). `planned` is a day that the two agreed on; `postponed_to` one before which nobody wants to hear of
    it.
    """

    cadence: Cadence
    counts_from: date
    planned: date | None = None
    postponed_to: date | None = None

    def rests(self, today: date) -> bool:
        """Whether a day agreed upon is still to come, or what is due was put off beyond today."""
        agreed = self.planned is not None and self.planned >= today
        return agreed or (self.postponed_to is not None and today < self.postponed_to)


def starts(
    pairs: Collection[PairKey], cadences: Mapping[PairKey, Cadence], *, begins: date, is_transfer: bool = False
) -> dict[PairKey, date]:
    """From when each new pair counts (`Rhythm.counts_from`), so that a head's first talks do not fall on one day.

    A head of twelve with a monthly cadence has one about every third day. After a transfer the first talk is due
    within two weeks.
    """
    found: dict[PairKey, date] = {}
    by_head: defaultdict[int, list[PairKey]] = defaultdict(list)
    for pair in sorted(pairs):
        by_head[pair.head_id].append(pair)
    for mine in by_head.values():
        for place, pair in enumerate(mine, start=1):
            period = cadences[pair].days
            within = min(period, SETTLING_DAYS) if is_transfer else period
            found[pair] = begins + math.floor(within * place / len(mine)) * _DAY - period * _DAY
    return found


def need(rhythm: Rhythm, today: date, *, away: Collection[date]) -> Need:
    """Whether the talk is due or overdue today: one cadence, or one and a half, of days on which both were there.

    `away` are the days on which one of the two was not. Today among them, or a day agreed upon that is still to come:
    nothing is due (fixture X24).
    """
    if today in away or rhythm.rests(today):
        return Need.NONE
    days = _days_together(rhythm.counts_from, today, away)
    if days >= math.ceil(rhythm.cadence.days * _OVERDUE):
        return Need.OVERDUE
    return Need.DUE if days >= rhythm.cadence.days else Need.NONE


def due_on(rhythm: Rhythm, *, away: Collection[date]) -> date:
    """The day on which the next talk is due, as far as it is known who is away when."""
    if not away:
        return rhythm.counts_from + rhythm.cadence.days * _DAY
    day, left = rhythm.counts_from, rhythm.cadence.days
    while left > 0:
        day += _DAY
        left -= day not in away
    return day


def _days_together(since: date, today: date, away: Collection[date]) -> int:
    return (today - since).days - sum(1 for day in frozenset(away) if since < day <= today)

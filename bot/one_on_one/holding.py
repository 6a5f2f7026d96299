"""Use case: how many of the pairs that were due met, for the whole city in a few queries (`domain.md` 3.5, 3.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from bot.leave.away_days import days_away_of
from bot.one_on_one import holding_store
from bot.one_on_one.due import cadences_on
from bot.one_on_one.held_rate import Held, Share, by_head, held_by, shares
from bot.one_on_one.holding_store import Reaching
from bot.one_on_one.kinds import PairKey
from bot.people import service as people


@dataclass(frozen=True)
class Holdings:
    """The holding rates of a period: each head's own, which they know anyway, and what others may be shown of units.

    A unit that is not in `units` is hidden, or had nothing due: shown as "—". `WHOLE` (0) is the city.
    """

    own: Mapping[int, Held] = field(default_factory=dict)
    units: Mapping[int, Share] = field(default_factory=dict)


def holdings(session: Session, first: date, last: date) -> Holdings:
    """The holding rates from a day to a day: pairs that met, of those whose talk fell due by the last day.

    Days on which one of the two was away do not count. Pairs that ended are due as long as they lasted. Units are those
    of the last day. Shown is nothing of fewer than five pairs, nor what would tell it by subtraction.
    """
    held = _held(session, last, holding_store.pairs_in(session, first, last))
    return Holdings(by_head(held), shares(held, people.tree_on(session, last))) if held else Holdings()


def own_holdings(session: Session, head_id: int, first: date, last: date) -> Holdings:
    """The same of a head's own pairs alone: what others may be shown of units is worked out for all of them at once."""
    return Holdings(by_head(_held(session, last, holding_store.pairs_in(session, first, last, head_id))))


def _held(session: Session, last: date, pairs: list[Reaching]) -> dict[PairKey, Held]:
    if not pairs:
        return {}
    cadences = cadences_on(session, last, people.tree_on(session, last))
    each = {key: own or cadences.of_unit(key.unit_id) for key, own in holding_store.own_cadences(pairs).items()}
    past = [one.past for one in pairs]
    return held_by(past, each, days_away_of(session, None, min(pair.counts_from for pair in past), last))

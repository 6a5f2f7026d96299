"""Use case: how many of the pairs that were due met, for the whole city in a few queries (`domain.md` 3.5, 3.8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from bot.errors import NotAllowed
from bot.leave.away_days import days_away_of
from bot.one_on_one import holding_store
from bot.one_on_one.due import cadences_on
from bot.one_on_one.held_rate import Held, Share, by_head, held_by, shares
from bot.people import service as people
from bot.people.rights import Sight, What
from bot.people.rules import Staff, Subject, may_see


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
    pairs = holding_store.pairs_in(session, first, last)
    if not pairs:
        return Holdings()
    tree = people.tree_on(session, last)
    cadences = cadences_on(session, last, tree)
    each = {key: own or cadences.of_unit(key.unit_id) for key, own in holding_store.own_cadences(pairs).items()}
    past = [one.past for one in pairs]
    both = {one for pair in past for one in (pair.key.head_id, pair.key.member_id)}
    away = days_away_of(session, both, min(pair.counts_from for pair in past), last)
    held = held_by(past, each, away)
    return Holdings(by_head(held), shares(held, tree))


def holding_rate(session: Session, me: Staff, unit_id: int, first: date, last: date) -> Share | None:
    """The rate of a unit with all below it, as somebody may read it; None where it is hidden or nothing was due.

    Raises NotAllowed for whoever may not see rates of the unit.
    """
    tree = people.tree_on(session, last)
    sight = may_see(me, Subject(unit_id), What.ONE_ON_ONE, tree)
    if not sight & (Sight.RATES | Sight.ROWS):
        raise NotAllowed("Rates of 1on1s are for those above a unit and the personnel section.")
    return holdings(session, first, last).units.get(unit_id)

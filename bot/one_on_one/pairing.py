"""Use case: bring the pairs in line with the tree of a day, once a day (`domain.md` 3.5; fixtures X13, X14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.city.one_on_ones import OneOnOnes
from bot.one_on_one import pair_store
from bot.one_on_one.due import cadences_on
from bot.one_on_one.kinds import Level, PairKey
from bot.one_on_one.pairs import Changes, changes, pairs_of
from bot.one_on_one.rhythm import starts
from bot.one_on_one.talks import Cadences
from bot.people import service as people
from bot.people.tree import UnitTree

_DAY = timedelta(days=1)
_NOTHING = Changes(frozenset(), frozenset())


def is_round_due(session: Session, today: date) -> bool:
    """Whether the pairs were not looked at today, nor on a later day by a clock that was moved back. Only reads."""
    last = pair_store.last_round(session)
    return last is None or last < today


def keep_pairs(session: Session, today: date) -> Changes:
    """Open and close pairs as the tree of today wants it; returns what changed. A second time in a day is nothing.

    Transfers, new and acting heads, a reorganisation and somebody's return all come in here on their first day, and
    never before. Where 1on1s are off, or begin later, there are no pairs.
    """
    if not is_round_due(session, today) or not pair_store.begin_round(session, today):
        return _NOTHING
    policy, tree = city.policy_on(session, today).one_on_ones, people.tree_on(session, today)
    present = pair_store.open_pairs(session)
    found = changes(present.keys(), _wanted(session, policy, today, tree))
    begun = _starts(
        found.begin, cadences_on(session, today, tree), policy, today, is_first=not pair_store.has_any(session)
    )
    pair_store.close_with(session, today - _DAY, [present[pair] for pair in found.end])
    pair_store.open_from(session, today, begun)
    return found


def _wanted(session: Session, policy: OneOnOnes, today: date, tree: UnitTree) -> frozenset[PairKey]:
    if not policy.are_held_on(today):
        return frozenset()
    heads = {unit_id: leader.person.person_id for unit_id, leader in people.leaders_on(session, today).items()}
    return pairs_of(pair_store.members_on(session, today), heads, tree, [Level(level) for level in policy.levels])


def _starts(
    pairs: Collection[PairKey], cadences: Cadences, policy: OneOnOnes, today: date, *, is_first: bool
) -> Mapping[PairKey, date]:
    """A newcomer is met within two weeks; where all begins, or many come at once, talks spread over a whole cadence."""
    new = Counter(pair.head_id for pair in pairs)
    many = {pair for pair in pairs if is_first or new[pair.head_id] > policy.wide_span}
    each = {pair: cadences.of_unit(pair.unit_id) for pair in pairs}
    few = starts(set(pairs) - many, each, begins=today, is_transfer=True)
    return few | starts(many, each, begins=today)

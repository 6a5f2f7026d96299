"""Use cases: which 1on1s somebody should hear of today, for one person or for a city in a few queries (E01, X24)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from sqlmodel import Session

from bot.city import service as city
from bot.delivery import opt_outs
from bot.leave.away_days import days_away_of
from bot.one_on_one import store
from bot.one_on_one.kinds import TOPIC_LINE, Cadence
from bot.one_on_one.talks import Cadences, DueTalk, Pair, due_talk, may_be_due, most_needed
from bot.people import service as people
from bot.people.tree import UnitTree
from bot.workdays.rules import municipal_calendar

_DAY = timedelta(days=1)


def due_lines(session: Session, today: date, head_ids: Collection[int] | None = None) -> dict[int, tuple[DueTalk, ...]]:
    """By head, the few talks that they should hear of today, the most needed first; of all heads, without `head_ids`.

    Nothing of a pair one of whom is away today or in a special mode, and nothing that was agreed upon, put off or
    stopped. Days on which one of the two was away do not count. Heads with nothing are not there. The number of
    queries is the same for one head and for two thousand.
    """
    policy = city.policy_on(session, today).one_on_ones
    if not policy.are_held_on(today):
        return {}
    tree = people.tree_on(session, today)
    cadences = cadences_on(session, today, tree)
    modes = people.special_modes_on(session, today, tree=tree)
    pairs = [one for one in store.pairs_of_heads(session, today, head_ids) if not modes & one.units]
    waiting = [one for one in pairs if may_be_due(one, cadences.of(one), today)]
    by_head: defaultdict[int, list[DueTalk]] = defaultdict(list)
    for talk in _due(session, waiting, cadences, today, is_of_all=head_ids is None):
        by_head[talk.pair.key.head_id].append(talk)
    return {head_id: most_needed(talks) for head_id, talks in by_head.items()}


def topic_lines(session: Session, today: date, member_ids: Collection[int] | None = None) -> dict[int, list[Pair]]:
    """By member, the talks of the next working day for which they may still choose a topic; of all, without ids.

    Nothing for whoever does not want the question, nothing while one of the two is away or in a special mode.
    """
    policy = city.policy_on(session, today)
    calendar, last = municipal_calendar(policy), today + _DAY
    while not calendar.is_working_day(last):
        last += _DAY
    tree = people.tree_on(session, today)
    modes = people.special_modes_on(session, today, tree=tree)
    unwilling = opt_outs.who_opted_out(session, TOPIC_LINE)
    pairs = store.pairs_set_for(session, today, today + _DAY, last, member_ids)
    away = days_away_of(session, {one for pair in pairs for one in _both(pair)}, today, today)
    found: defaultdict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        is_quiet = bool(modes & pair.units) or any(one in away for one in _both(pair))
        if pair.wish.topic is None and pair.key.member_id not in unwilling and not is_quiet:
            found[pair.key.member_id].append(pair)
    return dict(found)


def cadences_on(session: Session, day: date, tree: UnitTree) -> Cadences:
    """How often the pairs of a day meet: as heads decided for their units, and as the city says."""
    policy = city.policy_on(session, day).one_on_ones
    named = {unit.id: Cadence(cadence) for code, cadence in policy.units.items() if (unit := tree.by_code(code))}
    paths = {unit.id: tree.path(unit.id) for unit in tree}
    return Cadences(Cadence(policy.cadence), named | store.unit_cadences(session), paths)


def _due(
    session: Session, pairs: Collection[Pair], cadences: Cadences, today: date, *, is_of_all: bool
) -> Iterable[DueTalk]:
    if not pairs:
        return
    since = min(one.counts_from for one in pairs)
    who = None if is_of_all else {one for pair in pairs for one in _both(pair)}
    away = days_away_of(session, who, since, today)
    for pair in pairs:
        both = frozenset(day for person_id in _both(pair) for day in away.get(person_id, ()))
        if talk := due_talk(pair, cadences.of(pair), today, away=both):
            yield talk


def _both(pair: Pair) -> tuple[int, int]:
    return pair.key.head_id, pair.key.member_id

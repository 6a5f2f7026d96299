"""Use cases: a unit decides whether its morning card tells who is away; whom the cards of a day name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from bot.city.service import audit
from bot.errors import NotAllowed
from bot.leave import card_store
from bot.leave.absences import names_away
from bot.leave.plans import Absent
from bot.people import service as people
from bot.people.deciding import may_decide_for
from bot.people.rules import Staff
from bot.people.tree import UnitTree


def tell_on_card(session: Session, me: Staff, unit_code: str, *, is_on: bool, today: date, now: datetime) -> None:
    """A head decides for a unit, with everything below it, from today on; the same twice is once.

    Raises NotAllowed for whoever is not in charge of it.
    """
    unit_id = people.unit_id_of(session, unit_code)
    if not may_decide_for(me, unit_id, people.tree_on(session, today)):
        raise NotAllowed("Today you are not in charge of this unit, so you cannot decide about its morning card.")
    if card_store.decisions_on(session, today).get(unit_id) is not is_on:
        card_store.decide(session, unit_id, is_on=is_on, starting=today)
        detail = f"{unit_code} {'on' if is_on else 'off'} from {today}"
        audit(session, actor=me.token, action="leave.away_on_card", detail=detail, now=now)


def tells_on_card(session: Session, tree: UnitTree, unit_id: int, day: date) -> bool:
    """Whether a unit's morning card tells who is away: the nearest decision upwards counts."""
    return unit_id in _telling(session, tree, day)


def away_by_channel(session: Session, day: date) -> Mapping[str, tuple[Absent, ...]]:
    """Whom the morning cards of a day name, by channel: names and parts of the day, no kinds, by the unit's wish."""
    tree = people.tree_on(session, day)
    found: defaultdict[str, list[Absent]] = defaultdict(list)
    for one in names_away(session, [day], _telling(session, tree, day)):
        found[tree.channel_of(one.unit_id)].append(one)
    return {channel: tuple(named) for channel, named in found.items() if channel}


def _telling(session: Session, tree: UnitTree, day: date) -> frozenset[int]:
    decided = card_store.decisions_on(session, day)
    if not any(decided.values()):
        return frozenset()
    nearest = ((unit.id, next((one for one in reversed(tree.path(unit.id)) if one in decided), None)) for unit in tree)
    return frozenset(unit_id for unit_id, one in nearest if one is not None and decided[one])

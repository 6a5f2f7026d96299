"""Use cases: how clear things are after a 1on1, counted and never joined to a pair (`product.md` 1d, design 7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sqlmodel import Session

from bot.city import service as city
from bot.errors import OldButton
from bot.one_on_one import clarity_store
from bot.one_on_one.kinds import TalkId
from bot.one_on_one.talks import Afterwards
from bot.people import service as people
from bot.people.rules import Staff
from bot.people.tree import UnitTree
from bot.suppression import WHOLE

STEPS = range(1, 6)
#: For so long a member may say it. Afterwards nobody can see who did.
ASKED_DAYS = 7
#: A bucket has so many people at least, and is spoken of from so many taps on.
_LEAST_PEOPLE, _LEAST_TAPS = 10, 5


def asked_of(session: Session, me: Staff, today: date) -> tuple[Afterwards, ...]:
    """The talks after which somebody may say how clear things are now; none where the city does not ask."""
    if not city.policy_on(session, today).one_on_ones.asks_clarity:
        return ()
    since = today - timedelta(days=ASKED_DAYS)
    found = [one for one in clarity_store.open_for(session, me.person_id) if one.held_on >= since]
    names = people.badges(session, {one.head_id for one in found})
    return tuple(replace(one, head_name=names[one.head_id].name) for one in found)


def tell(session: Session, me: Staff, talk: TalkId, step: int, *, today: date) -> bool:
    """Count one answer in the bucket of the unit; False where this talk was counted already or is too long ago.

    Raises OldButton for a step that is none.
    """
    if step not in STEPS:
        raise OldButton("This button is from an earlier day. Your home tab has the newest one.")
    asked = next((one for one in asked_of(session, me, today) if one.talk == talk), None)
    if asked is None or not clarity_store.use_up(session, talk):
        return False
    tree = people.tree_on(session, today)
    clarity_store.add(session, _bucket(session, asked.unit_id, today, tree), asked.held_on.replace(day=1), step)
    return True


def clarity_of(session: Session, first: date, last: date) -> dict[int, Decimal]:
    """How clear things were on average (1 to 5) after talks of some months, by topmost unit, for whoever reads rates.

    Nothing of fewer than five taps, and nothing where all said the same; never how the taps are spread.
    """
    roots = [one.id for one in people.tree_on(session, last).roots]
    found = clarity_store.counts(session, roots, first.replace(day=1), last)
    return {bucket: _mean(steps) for bucket, steps in found.items() if len(steps) > 1 and _taps(steps) >= _LEAST_TAPS}


def close_old(session: Session, today: date) -> int:
    """Ask nobody any more about talks of more than a week ago; returns about how many."""
    return clarity_store.close_before(session, today - timedelta(days=ASKED_DAYS))


def _bucket(session: Session, unit_id: int, today: date, tree: UnitTree) -> int:
    """The topmost unit above a pair: its people are counted nowhere else. The small ones are counted together."""
    if unit_id not in tree:
        return WHOLE
    root = tree.path(unit_id)[0]
    are_enough = clarity_store.staff_count(session, today, tree.subtree(root)) >= _LEAST_PEOPLE
    return root if are_enough else WHOLE


def _taps(steps: dict[int, int]) -> int:
    return sum(steps.values())


def _mean(steps: dict[int, int]) -> Decimal:
    total = Decimal(sum(step * number for step, number in steps.items()))
    return (total / _taps(steps)).quantize(Decimal("0.1"), ROUND_HALF_UP)

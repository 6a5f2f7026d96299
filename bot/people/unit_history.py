"""The units of a span of days, each as it was: read once, however many days of the span are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.people import store
from bot.people.store import NodeSpan
from bot.people.tree import UnitTree


@dataclass(frozen=True)
class UnitHistory:
    """Every unit that there was on any day of a span."""

    spans: tuple[NodeSpan, ...]

    def trees(self, days: Iterable[date]) -> dict[date, UnitTree]:
        """The units as they were on these days of the span; days without a change between them share one tree."""
        made: dict[tuple[int, ...], UnitTree] = {}
        found: dict[date, UnitTree] = {}
        for day in days:
            there = tuple(place for place, one in enumerate(self.spans) if one.first <= day <= one.last)
            if there not in made:
                made[there] = UnitTree(self.spans[place].node for place in there)
            found[day] = made[there]
        return found

    def not_in(self, tree: UnitTree) -> frozenset[int]:
        """The ids of the units of the span that a tree does not have."""
        return frozenset(one.node.id for one in self.spans if one.node.id not in tree)


def unit_history(session: Session, first: date, last: date) -> UnitHistory:
    """The units from a day to a day, in one query."""
    return UnitHistory(tuple(store.node_spans(session, first, last)))

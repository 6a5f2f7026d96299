"""What an import would write: the picture after it against the stored spans, and the same in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.people.difference import Difference, difference_of
from bot.people.kinds import PostKind
from bot.people.picture import Picture, UnitState, after_import
from bot.people.roster import EmploymentFact, HeadKey, PersonFact, PostKey, Roster
from bot.people.spans import Changes, Span, current_on, reconcile


@dataclass(frozen=True)
class Stored:
    """What the database holds: every person and unit code with its id, and the spans that reach the day or follow."""

    person_ids: Mapping[str, int]
    people: Mapping[str, PersonFact]
    unit_ids: Mapping[str, int]
    units: Sequence[Span[str, UnitState]]
    employments: Sequence[Span[str, EmploymentFact]]
    posts: Sequence[Span[PostKey, str]]
    heads: Sequence[Span[HeadKey, None]]

    def on(self, day: date) -> Picture:
        """The city on a day."""
        return Picture(
            units={key: span.value for key, span in current_on(self.units, day).items()},
            people=self.people,
            employments={key: span.value for key, span in current_on(self.employments, day).items()},
            posts={key: span.value for key, span in current_on(self.posts, day).items()},
            heads=dict.fromkeys(current_on(self.heads, day)),
        )


@dataclass(frozen=True)
class Plan:
    """Everything that is to be written from a day on, and what people read about it."""

    effective: date
    new_people: Sequence[PersonFact]
    changed_people: Sequence[PersonFact]
    new_units: Sequence[str]
    units: Changes[str, UnitState]
    employments: Changes[str, EmploymentFact]
    posts: Changes[PostKey, str]
    heads: Changes[HeadKey, None]
    difference: Difference

    @property
    def rows(self) -> int:
        """How many rows are to be written."""
        spans = (self.units, self.employments, self.posts, self.heads)
        people = len(self.new_people) + len(self.changed_people)
        return people + len(self.new_units) + sum(one.size for one in spans)


def plan_import(stored: Stored, roster: Roster, *, effective: date, is_complete: bool) -> Plan:
    """The smallest change after which the roster holds from `effective` on; see `after_import` for what it means."""
    before = stored.on(effective)
    after = after_import(before, roster, is_complete=is_complete)
    return Plan(
        effective=effective,
        new_people=[fact for number, fact in after.people.items() if number not in stored.people],
        changed_people=[fact for number, fact in after.people.items() if stored.people.get(number, fact) != fact],
        new_units=[code for code in after.units if code not in stored.unit_ids],
        units=reconcile(stored.units, after.units, effective=effective, lane=lambda code: code),
        employments=reconcile(stored.employments, after.employments, effective=effective, lane=lambda number: number),
        posts=reconcile(stored.posts, after.posts, effective=effective, lane=_lane),
        heads=reconcile(stored.heads, after.heads, effective=effective, lane=lambda key: key),
        difference=difference_of(before, after, roster, effective),
    )


def _lane(key: PostKey) -> str | PostKey:
    """A person has one main post at a time; any other post stands by itself."""
    return key[0] if key[2] is PostKind.MAIN else key

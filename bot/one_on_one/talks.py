"""What is known of a pair today, and whether its head should hear of it. Pure (`domain.md` E01, X24)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.one_on_one.kinds import Cadence, PairKey, Stance, TalkId, Topic
from bot.one_on_one.rhythm import Need, Rhythm, due_on, need

#: In front of a head at one time: more would be a burden, and the rest comes up as these are done.
MOST_LINES = 3
#: How far one tap puts off what is due.
POSTPONED_DAYS = 7


@dataclass(frozen=True)
class Wish:
    """What the member wishes for the next talk. All that the head sees of it is this."""

    asked_on: date | None = None
    topic: Topic | None = None
    stance: Stance | None = None


@dataclass(frozen=True)
class Pair:
    """A pair of today with its next talk: what was agreed upon (`planned_minute` is of that day), and its wish.

    `own_cadence` is None where the unit's holds. `member_unit_id` and `head_unit_id` are those of the main posts.
    """

    id: int
    key: PairKey
    head_name: str
    member_name: str
    head_unit_id: int
    member_unit_id: int
    own_cadence: Cadence | None
    opened_on: date
    starts_from: date
    last_held_on: date | None
    held_count: int
    is_stopped: bool
    planned_on: date | None = None
    planned_minute: int | None = None
    postponed_to: date | None = None
    wish: Wish = Wish()

    @property
    def next_talk(self) -> TalkId:
        """The talk that comes next, agreed upon or not."""
        return TalkId(self.id, self.held_count + 1)

    @property
    def counts_from(self) -> date:
        """The day from which the next talk is reckoned."""
        return self.last_held_on or self.starts_from

    @property
    def units(self) -> frozenset[int]:
        """Where the two are: a special mode of one of these brings peace to both."""
        return frozenset({self.key.unit_id, self.head_unit_id, self.member_unit_id})

    def rhythm(self, cadence: Cadence) -> Rhythm:
        """What counts for when the next talk is due."""
        return Rhythm(cadence, self.counts_from, self.planned_on, self.postponed_to)


@dataclass(frozen=True)
class DueTalk:
    """A talk that its head should hear of: `since` is the day from which it waits."""

    pair: Pair
    cadence: Cadence
    need: Need
    since: date


@dataclass(frozen=True)
class Cadences:
    """How often the pairs of a day meet: the pair's own word, else its unit's, else that of a unit above, else the
    city's. `paths` are the ids from the root to each unit.
    """

    usual: Cadence
    units: Mapping[int, Cadence]
    paths: Mapping[int, tuple[int, ...]]

    def of_unit(self, unit_id: int) -> Cadence:
        """How often the head of a unit talks with its people."""
        upwards = reversed(self.paths.get(unit_id, (unit_id,)))
        return next((self.units[one] for one in upwards if one in self.units), self.usual)

    def of(self, pair: Pair) -> Cadence:
        """How often a pair meets."""
        return pair.own_cadence or self.of_unit(pair.key.unit_id)


@dataclass(frozen=True)
class Afterwards:
    """A held talk after which the member may still say how clear things are."""

    talk: TalkId
    unit_id: int
    head_id: int
    held_on: date
    head_name: str = ""


@dataclass(frozen=True)
class MyTalks:
    """Somebody's 1on1s: as a head, as a member, and which of the first they should hear of today.

    `minutes` is how long a talk usually takes; `is_span_wide`: they have so many people that less often is wiser.
    """

    today: date
    as_head: tuple[Pair, ...]
    as_member: tuple[Pair, ...]
    due: tuple[DueTalk, ...]
    cadences: Cadences
    minutes: int
    is_span_wide: bool
    afterwards: tuple[Afterwards, ...] = ()

    @property
    def coming(self) -> tuple[Pair, ...]:
        """The head's pairs with a day that is set and not over, the next one first."""
        found = [(one.planned_on, one.planned_minute or 0, one.id, one) for one in self.as_head if one.planned_on]
        return tuple(one for day, *_, one in sorted(found) if day >= self.today)


def may_be_due(pair: Pair, cadence: Cadence, today: date) -> bool:
    """Whether it is worth looking at who is away: without that a talk can only be due earlier."""
    return due_talk(pair, cadence, today, away=()) is not None


def due_talk(pair: Pair, cadence: Cadence, today: date, *, away: Collection[date]) -> DueTalk | None:
    """What the head should hear of a pair today, if anything. `away`: the days on which one of the two was not there.

    A member's wish for a talk makes it due, and so does a day agreed upon that is over, so that somebody says whether
    they met.
    """
    rhythm = pair.rhythm(cadence)
    if pair.is_stopped or today in away or rhythm.rests(today):
        return None
    found = need(rhythm, today, away=away)
    said = [day for day in (pair.wish.asked_on, pair.planned_on) if day is not None]
    if found is Need.NONE:
        return DueTalk(pair, cadence, Need.DUE, min(said)) if said else None
    by_rhythm = max(due_on(rhythm, away=away), pair.postponed_to or date.min)
    return DueTalk(pair, cadence, found, min([by_rhythm, *said]))


def most_needed(talks: Iterable[DueTalk], most: int = MOST_LINES) -> tuple[DueTalk, ...]:
    """The few that a head should hear of: first whoever asked for it, then the overdue ones, the longest wait first."""
    return tuple(sorted(talks, key=_rank)[:most])


def _rank(talk: DueTalk) -> tuple[bool, bool, date, int]:
    has_asked = talk.pair.wish.asked_on is not None
    return not has_asked, talk.need is not Need.OVERDUE, talk.since, talk.pair.id


def postponed_from(today: date) -> date:
    """The day before which nobody wants to hear of what is put off today."""
    return today + timedelta(days=POSTPONED_DAYS)

"""You said, we did: the one action that a head picks after a result, and what staff say of it weeks later. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from bot.city.surveys import Thresholds
from bot.errors import Refused
from bot.pulse.scores import percent
from bot.pulse.showing import Group, Shown, show
from bot.suppression import WHOLE
from bot.texts import N_

LONGEST_WORDS = 100
#: From how many answers it shows whether something got better.
LEAST_OPINIONS = 5
#: For so long staff may say what became of it.
OPEN_DAYS = 14
_LONGEST_REPLY = 500

#: What a head may pick without writing anything; the codes stand in the database.
SUGGESTIONS: Mapping[str, str] = {
    "short_meetings": N_("We keep meetings to 30 minutes and send the topics beforehand"),
    "share_work": N_("Once a week we look at who has too much and share it"),
    "leave_first": N_("On no-overtime days heads say it first, and leave first"),
    "plan_leave": N_("At the start of each month we plan our leave together"),
    "talk": N_("Once a month there are 15 minutes for everybody to talk with their head"),
    "thanks": N_("We say thank you to each other at the morning meeting"),
    "drop_task": N_("We stop one piece of work that nobody uses"),
    "ask_first": N_("Before deciding we ask everybody what they think"),
}


@dataclass(frozen=True)
class ActionWish:
    """What a head picks: a suggestion by its code, or, without one, words of their own; never both."""

    suggestion: str
    words: str = field(default="", repr=False)

    def fitting(self) -> ActionWish:
        """The same, tidied; raises Refused for nothing at all, both, more than 100 characters, and a forged code."""
        words = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", self.words).split())
        if words and len(words) > LONGEST_WORDS:
            raise Refused("Up to {most} characters fit; these are {count}.", most=LONGEST_WORDS, count=len(words))
        if words and self.suggestion:
            raise Refused("Choose “In our own words” above, or empty this field: the unit picks one action.")
        if words:
            return ActionWish("", words)
        if self.suggestion not in SUGGESTIONS:
            raise Refused("Choose one of the list, or write one in your own words.")
        return ActionWish(self.suggestion)


def fitting_words(words: str, *, longest: int = _LONGEST_REPLY) -> str:
    """Words for many readers, tidied; raises Refused for none and for too many."""
    tidy = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", words).strip()
    if not tidy:
        raise Refused("Please write something, or close the window.")
    if len(tidy) > longest:
        raise Refused("Up to {most} characters fit; these are {count}.", most=longest, count=len(tidy))
    return tidy


class ActionState(StrEnum):
    """`ended`: staff have had their say, but the files may still hold traces of who did. Then `told`."""

    CHOSEN = "chosen"
    ASKED = "asked"
    ENDED = "ended"
    TOLD = "told"


@dataclass(frozen=True)
class Action:
    """What the head of a unit picked after a survey. From `asks_on` to `ends_on` staff say what became of it."""

    id: int
    survey_id: int
    unit_id: int
    suggestion: str
    words: str
    chosen_on: date
    asks_on: date
    ends_on: date
    state: ActionState

    def is_asked(self, day: date) -> bool:
        return self.state is ActionState.ASKED and self.asks_on <= day <= self.ends_on


@dataclass(frozen=True)
class Choice:
    """What a head may pick: for which unit after which survey, until when, and what is picked by now."""

    survey_id: int
    unit_code: str
    unit_name: str
    until: date
    present: Action | None


class Opinion(StrEnum):
    """What staff may say, the best last."""

    UNKNOWN = "unknown"
    WORSE = "worse"
    SAME = "same"
    BETTER = "better"


#: The same in the order in which they are asked: 良くなった／変わらない／悪くなった／分からない.
ASKED: Sequence[Opinion] = (Opinion.BETTER, Opinion.SAME, Opinion.WORSE, Opinion.UNKNOWN)


@dataclass(frozen=True)
class GivenOpinion:
    """A press: what somebody says of an action. `unit_path` are the units from the root to their own."""

    action_id: int
    person_id: int
    unit_path: tuple[int, ...]
    opinion: Opinion = field(repr=False)
    at: datetime


def nearest(actions: Iterable[Action], unit_path: Sequence[int]) -> Action | None:
    """The action that concerns somebody most: that of the nearest unit above them, the newest of those.

    So nobody is asked twice about the same months, and the groups of two actions have nobody in common.
    """
    mine = [one for one in actions if one.unit_id in unit_path]
    return max(mine, key=lambda one: (unit_path.index(one.unit_id), one.chosen_on, one.id), default=None)


def shown_of(numbers: Mapping[Opinion, int]) -> Shown | None:
    """What may be shown of the opinions about an action: nothing below five, a band where nearly all agree."""
    group = Group(tuple(numbers.get(one, 0) for one in Opinion), favourable_at=len(Opinion) - 1)
    return show({}, {WHOLE: group}, {WHOLE: group}, least=LEAST_OPINIONS).get(WHOLE)


@dataclass(frozen=True)
class Effect:
    """What came of the actions after a survey, of all units together, as far as each may be shown by itself."""

    units: int
    chosen: int
    answers: int
    better: int

    @property
    def better_percent(self) -> Fraction | None:
        """The share of answers that say it got better: the figure by which the loop is judged."""
        return percent(self.better, self.answers)


@dataclass(frozen=True)
class MyAction:
    """The action that concerns somebody. `is_open`: they are asked about it; `outcome`: what may be told afterwards."""

    unit_name: str
    action: Action
    is_open: bool = False
    has_said: bool = False
    outcome: Shown | None = None


def effect_of(units: int, chosen: int, outcomes: Iterable[Shown]) -> Effect:
    """Only what is told of single units is added up: of the rest nothing can be worked out."""
    told = [one for one in outcomes if one.favourable is not None]
    return Effect(units, chosen, sum(one.answers for one in told), sum(one.favourable or 0 for one in told))


def asks_on(chosen_on: date, after_weeks: int) -> date:
    """The day from which staff are asked."""
    return chosen_on + timedelta(weeks=after_weeks)


@dataclass(frozen=True)
class ThresholdPage:
    """From how many answers results show, and what an administrator proposed; `is_mine`: the reader did."""

    current: Thresholds
    proposed: Thresholds | None = None
    number: int = 0
    is_mine: bool = False


@dataclass(frozen=True)
class VoiceReply:
    """What was heard in a survey, and what is done about it."""

    heard: str
    reply: str
    published_on: date

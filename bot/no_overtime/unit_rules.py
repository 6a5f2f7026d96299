"""What a unit decides for itself: what is wrong with a new rule, what is over, and what a head is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bot.city.fields import Weekday
from bot.errors import Refused
from bot.no_overtime.rules import BASES, RuleKind, UnitRule
from bot.people.tree import UnitNode
from bot.texts import N_

_DAY = timedelta(days=1)
WORKDAYS = tuple(Weekday)[:5]
WEEKS = (1, 2, 3, 4, 5)


class Part(StrEnum):
    """The parts of a rule that somebody fills in, by the names that fields of a form have too."""

    WEEKDAYS = "weekdays"
    WEEKS = "weeks"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    GIVEN_UP = "given_up"
    DAY = "day"


#: What has to be filled in besides the days from and to which a rule holds.
PARTS = {
    RuleKind.INSTEAD: (Part.WEEKDAYS, Part.VALID_FROM, Part.VALID_TO),
    RuleKind.BESIDE: (Part.WEEKDAYS, Part.VALID_FROM, Part.VALID_TO),
    RuleKind.COMPLETE: (Part.WEEKDAYS, Part.WEEKS, Part.VALID_FROM, Part.VALID_TO),
    RuleKind.EXEMPT: (Part.VALID_FROM, Part.VALID_TO),
    RuleKind.SWAP: (Part.GIVEN_UP, Part.DAY),
}


@dataclass(frozen=True)
class DecidedRule:
    """A rule that a unit decided, by its number."""

    number: int
    rule: UnitRule

    def is_over(self, today: date) -> bool:
        """Whether nothing of it lies ahead, so that it cannot be ended any more; withdrawn ones are over too."""
        given_up = self.rule.given_up
        return self.was_withdrawn or self.rule.valid_to < today or (given_up is not None and given_up < today)

    @property
    def was_withdrawn(self) -> bool:
        """Whether it was ended before it had begun."""
        return self.rule.valid_to < self.rule.valid_from


@dataclass(frozen=True)
class Surroundings:
    """What a new rule is held against: the unit's other rules, and for a swap the days around it as they are now."""

    rules: Sequence[DecidedRule] = ()
    no_overtime: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    window_days: int = 7


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a part of a rule: a msgid with its values, and the other rule where two do not go together."""

    part: Part
    message: str
    values: dict[str, object] = field(default_factory=dict)
    clash: DecidedRule | None = None


class UnsuitableRule(Refused):
    """A rule that cannot be; `flaws` is everything that is wrong with it."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__(flaws[0].message, **flaws[0].values)
        self.flaws = tuple(flaws)


@dataclass(frozen=True)
class UnitChoice:
    """A unit to choose, with the name of the unit above it: teams of different sections often have one name."""

    code: str
    name: str
    above: str = ""


@dataclass(frozen=True)
class OwnDays:
    """What a head sees of a unit's own days. `units` are all that they may decide for; `holding` what holds or will.

    `coming` are the unit's next no-overtime days that can be given up for another day.
    """

    unit: UnitNode
    units: tuple[UnitChoice, ...]
    today: date
    holding: tuple[DecidedRule, ...] = ()
    history: tuple[DecidedRule, ...] = ()
    coming: tuple[date, ...] = ()
    window_days: int = 7


def flaws_of(rule: UnitRule, around: Surroundings, *, earliest: date | None = None) -> list[Flaw]:
    """Everything that is wrong with a new rule; `earliest` is the first day that it may touch."""
    if rule.kind is RuleKind.SWAP:
        found = list(_of_a_swap(rule, around, earliest or date.min))
    else:
        found = [*_of_weekdays(rule), *_of_span(rule, earliest or date.min)]
    return found or list(_clashes(rule, around.rules))


def same_rule(rule: UnitRule, others: Sequence[DecidedRule]) -> DecidedRule | None:
    """The rule that says the same already: pressing twice is once."""
    return next((one for one in others if one.rule == rule), None)


def _of_weekdays(rule: UnitRule) -> Iterator[Flaw]:
    if Part.WEEKDAYS in PARTS[rule.kind]:
        if not rule.weekdays:
            yield Flaw(Part.WEEKDAYS, N_("Choose at least one weekday."))
        elif not rule.weekdays <= set(WORKDAYS):
            yield Flaw(Part.WEEKDAYS, N_("Saturdays and Sundays are days off anyway. Choose from Monday to Friday."))
    elif rule.weekdays:
        yield Flaw(Part.WEEKDAYS, N_("This kind of rule has no weekdays of its own. Leave them out."))
    if Part.WEEKS in PARTS[rule.kind]:
        if not rule.weeks or not rule.weeks <= set(WEEKS):
            yield Flaw(Part.WEEKS, N_("Choose which weeks of the month, from the first to the fifth."))
    elif rule.weeks:
        yield Flaw(Part.WEEKS, N_("Only complete days are for some weeks of a month. Leave the weeks out."))


def _of_span(rule: UnitRule, earliest: date) -> Iterator[Flaw]:
    if rule.valid_from < earliest:
        yield _too_early(Part.VALID_FROM, earliest)
    if rule.valid_to < rule.valid_from:
        message = N_(
            "The last day lies before the first day {first}. Choose that day or a later one, or leave it empty."
        )
        yield Flaw(Part.VALID_TO, message, {"first": rule.valid_from})


def _of_a_swap(rule: UnitRule, around: Surroundings, earliest: date) -> Iterator[Flaw]:
    given_up, day = rule.given_up, rule.valid_from
    if given_up is None:
        yield Flaw(Part.GIVEN_UP, N_("Choose the day that another one takes the place of."))
        return
    if given_up < earliest:
        yield _too_early(Part.GIVEN_UP, earliest)
    elif given_up not in around.no_overtime:
        message = N_("On {day} this unit has no such day. Choose one of its coming days.")
        yield Flaw(Part.GIVEN_UP, message, {"day": given_up})
    if abs(day - given_up) > around.window_days * _DAY:
        message = N_("Choose a day between {first} and {last}.")
        first, last = given_up - around.window_days * _DAY, given_up + around.window_days * _DAY
        yield Flaw(Part.DAY, message, {"first": max(first, earliest), "last": last})
    elif day < earliest:
        yield _too_early(Part.DAY, earliest)
    elif day not in around.working:
        yield Flaw(Part.DAY, N_("{day} is a day off. Choose a working day."), {"day": day})
    elif day in around.no_overtime:
        yield Flaw(Part.DAY, N_("{day} is such a day already. Choose another one."), {"day": day})


def _too_early(part: Part, earliest: date) -> Flaw:
    return Flaw(part, N_("This day is over. Choose {earliest} or a later day."), {"earliest": earliest})


def _clashes(rule: UnitRule, others: Sequence[DecidedRule]) -> Iterator[Flaw]:
    """The first of the others that does not go together with a rule."""
    clash = next((one for one in others if not one.was_withdrawn and _do_clash(rule, one.rule)), None)
    if clash is not None:
        message = N_("Rule {number} of this unit stands against it. End that one first, or choose other days.")
        yield Flaw(_where_it_clashes(rule), message, {"number": clash.number}, clash)


def _do_clash(rule: UnitRule, other: UnitRule) -> bool:
    if RuleKind.SWAP in (rule.kind, other.kind):
        return rule.kind is other.kind and rule.given_up in (other.valid_from, other.given_up)
    if rule.valid_to < other.valid_from or other.valid_to < rule.valid_from:
        return False
    if rule.kind in BASES and other.kind in BASES:
        return True
    if RuleKind.COMPLETE in (rule.kind, other.kind):
        return rule.kind is other.kind and bool(rule.weekdays & other.weekdays and rule.weeks & other.weeks)
    return bool(rule.weekdays & other.weekdays)


def _where_it_clashes(rule: UnitRule) -> Part:
    if rule.kind is RuleKind.SWAP:
        return Part.GIVEN_UP
    return Part.VALID_FROM if rule.kind in BASES else Part.WEEKDAYS

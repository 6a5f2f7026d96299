"""The quarterly report by bureau (C03) as a value: averages, shares of the goal, people under five days. Pure.

What would tell of few people is hidden, also from whoever subtracts (`bot.suppression`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bot.leave.plan_table import month_after
from bot.people.kinds import UnitKind
from bot.people.tree import UnitTree
from bot.suppression import WHOLE, suppress

#: An average is told of so many people and more; how many of them are under five days only of so many (issue 6).
_FEWEST, _FEWEST_UNDER_FIVE = 5, 10
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class LeaveSum:
    """What some people took, in days of their own. `people` are those of whom something was imported."""

    headcount: int = 0
    people: int = 0
    taken: Fraction = Fraction(0)
    planned: Fraction = Fraction(0)
    goal: Fraction = Fraction(0)
    granted: Fraction = Fraction(0)
    under_five: int = 0
    on_duty_under_five: int = 0

    def __add__(self, other: LeaveSum) -> LeaveSum:
        return LeaveSum(
            self.headcount + other.headcount,
            self.people + other.people,
            self.taken + other.taken,
            self.planned + other.planned,
            self.goal + other.goal,
            self.granted + other.granted,
            self.under_five + other.under_five,
            self.on_duty_under_five + other.on_duty_under_five,
        )


@dataclass(frozen=True)
class BureauLine:
    """A line of the report; None is hidden or of nobody. `unit_id` is WHOLE for the city.

    `average` and `planned` are days a person (R-LV-10: all days ÷ headcount), `of_granted` and `of_goal` percentages;
    carry-over is not in them. `duty_under_five` are those of `under_five` to whom 労基法39条7項 applies.
    """

    unit_id: int
    code: str
    name: str
    headcount: int
    people: int
    average: Decimal | None
    planned: Decimal | None
    of_granted: Decimal | None
    of_goal: Decimal | None
    under_five: int | None
    duty_under_five: int | None


@dataclass(frozen=True)
class QuarterlyReport:
    """The report of a quarter; the bureaux stand in the order of the organisation.

    `as_of` are the oldest and the newest day up to which the figures are counted; None before any import.
    `has_duty`: whether the five-day duty applies to anybody in the city.
    """

    quarter: date
    whole: BureauLine
    bureaux: tuple[BureauLine, ...]
    as_of: tuple[date, date] | None = None
    has_duty: bool = False

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return quarter_end(self.quarter)

    @property
    def is_complete(self) -> bool:
        """Whether all figures reach to the end of the quarter."""
        return self.as_of is not None and self.as_of[0] >= self.last_day


def quarter_of(day: date) -> date:
    """The first day of the quarter in which a day lies; January and April begin one, whatever the leave year."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def last_quarter(day: date) -> date:
    """The first day of the last quarter that was over on a day."""
    return month_after(quarter_of(day), -3)


def quarter_end(quarter: date) -> date:
    """The last day of a quarter."""
    return month_after(quarter, 3) - timedelta(days=1)


def bureau_lines(tree: UnitTree, sums: Mapping[int, LeaveSum]) -> tuple[BureauLine, ...]:
    """The city, then its bureaux in the order of the organisation, from the sums of single units.

    Where a unit has no bureau (局) above it, its department or the topmost unit stands for one.
    """
    bureaux: dict[int, LeaveSum] = {}
    for unit_id in _downwards(tree):
        if unit_id in sums:
            bureau = _bureau_of(tree, unit_id)
            bureaux[bureau] = bureaux.get(bureau, LeaveSum()) + sums[unit_id]
    whole = sum(bureaux.values(), LeaveSum())
    few, few_under_five = _hidden(bureaux, _FEWEST), _hidden(bureaux, _FEWEST_UNDER_FIVE)
    shown = {place: (place not in few, place not in few | few_under_five) for place in (WHOLE, *bureaux)}
    lines = [_line(WHOLE, "", "", whole, shown[WHOLE])]
    lines += [_line(one, tree[one].code, tree[one].name, found, shown[one]) for one, found in bureaux.items()]
    return tuple(lines)


def _hidden(bureaux: Mapping[int, LeaveSum], fewest: int) -> frozenset[int]:
    """The places that would tell of fewer people, or of all of them the same."""

    def is_telling(group: LeaveSum) -> bool:
        says_of_all = fewest == _FEWEST_UNDER_FIVE and group.under_five == group.people
        return group.people > 0 and (group.people < fewest or says_of_all)

    return suppress(dict.fromkeys(bureaux, WHOLE), bureaux, is_telling=is_telling)


def _line(unit_id: int, code: str, name: str, found: LeaveSum, shown: tuple[bool, bool]) -> BureauLine:
    shows_average, shows_under_five = (one and found.people > 0 for one in shown)
    line = BureauLine(unit_id, code, name, found.headcount, found.people, None, None, None, None, None, None)
    if shows_average:
        line = replace(
            line,
            average=_tenth(found.taken / found.people),
            planned=_tenth(found.planned / found.people),
            of_granted=_percent(found.taken, found.granted),
            of_goal=_percent(found.taken, found.goal),
        )
    if shows_under_five:
        line = replace(line, under_five=found.under_five, duty_under_five=found.on_duty_under_five)
    return line


def _percent(part: Fraction, whole: Fraction) -> Decimal | None:
    return _tenth(part / whole * 100) if whole else None


def _tenth(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / value.denominator).quantize(_TENTH, ROUND_HALF_UP)


def _bureau_of(tree: UnitTree, unit_id: int) -> int:
    path = tree.path(unit_id)
    for kind in (UnitKind.BUREAU, UnitKind.DEPARTMENT):
        if found := [one for one in path if tree.level_of(one) is kind]:
            return found[0]
    return path[0]


def _downwards(tree: UnitTree, unit_id: int | None = None) -> Iterator[int]:
    for child in tree.children(unit_id):
        yield child.id
        yield from _downwards(tree, child.id)

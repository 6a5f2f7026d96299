"""What follows from all cells of a report together, and what to hide so that no few people follow. Pure.

The masks decide column by column; here all cells are looked at together and exactly, and hidden until nothing follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from bot.attendance.columns import Column, Mask
from bot.attendance.layout import Layout
from bot.attendance.masks import BESIDE, Masks
from bot.attendance.questions import Question, Work, questions, row_of
from bot.attendance.rules import Days
from bot.attendance.suppression import WHOLE, Size
from bot.disclosure import Knowledge, Row, Span, Spans

#: A rate of a line: of some days, the first (anybody) or the second (those on usual work).
Rate = tuple[Days, Work]


def _rates_of(*which: Days) -> frozenset[Rate]:
    return frozenset((days, work) for days in which for work in (Work.ANY, Work.USUAL))


#: What can be hidden of a place, the smallest loss first. Hidden columns hide those that are made of them.
_STEPS: tuple[frozenset[Rate], ...] = (
    frozenset((days, Work.USUAL) for days in BESIDE),
    frozenset((days, Work.USUAL) for days in Days),
    _rates_of(*BESIDE),
    _rates_of(*BESIDE, Days.NO_OVERTIME),
    _rates_of(*BESIDE, Days.NO_OVERTIME, Days.WEEKLY),
    _rates_of(*BESIDE, Days.NO_OVERTIME, Days.PAYDAY),
    _rates_of(*Days),
)

#: How many neighbours are tried on each level before something above them is hidden.
_NEIGHBOURS = 8


def without_few(columns: Mapping[Days, Column], masks: Masks) -> Masks:
    """The masks with more of the places hidden, until no few people follow from everything that shows.

    What follows from the reader's own places alone cannot be hidden. It ends: a round that hides nothing is the last.
    """
    report = _Report(columns, masks)
    while sum(report.conceal(one) for one in report.findings()):
        pass
    return report.masks()


class _Part(Enum):
    """Which people of a place: all; those whom no place below tells; those whom no listed place below has."""

    WHOLE = "whole"
    REST = "rest"
    ALONE = "alone"


@dataclass(frozen=True)
class _Finding:
    """Few people of a place who follow."""

    question: Question
    place: int
    part: _Part


class _Report:
    """A report while it is decided what shows."""

    def __init__(self, columns: Mapping[Days, Column], masks: Masks) -> None:
        self._columns, self._spans = columns, Spans()
        self._layout: Layout = columns[Days.ALL].layout
        self._questions = questions(columns)
        self._places = (WHOLE, *self._layout.listed)
        self._hidden: dict[Rate, set[int]] = {(days, work): set(_mask(masks, days, work)) for days, work in _STEPS[-1]}
        nobody = {place: self._nobody(place) for place in self._places}
        shown = {place: self._shown(place) for place in self._places}
        self._known = Knowledge(self._spans, self._layout.parents, nobody, shown)
        # What follows from the reader's own places alone cannot be helped.
        at_least = {place: span if place in self._layout.own else 0 for place, span in shown.items()}
        self._known_anyway = Knowledge(self._spans, self._layout.parents, nobody, at_least)

    def masks(self) -> Masks:
        """What is hidden now."""
        first = {days: frozenset(self._hidden[days, Work.ANY]) for days in Days}
        second, around = self._hidden[Days.ALL, Work.USUAL], self._hidden[Days.OTHER, Work.USUAL]
        return Masks(first, frozenset(second), frozenset(around))

    def findings(self) -> list[_Finding]:
        """All few people who follow."""
        return [
            finding
            for question in self._questions
            for place in question.wholes
            for part in _Part
            if self._follows(finding := _Finding(question, place, part))
        ]

    def conceal(self, finding: _Finding) -> bool:
        """Hide what is near and loses least, until the finding does not follow. Returns whether anything was hidden."""
        if not self._follows(finding):
            return False
        tries = [(step, self._near(finding.place, step)) for step in _STEPS]
        return any(self._hide_enough(finding, step, places) for step, places in [*tries, (_STEPS[-1], self._places)])

    def _hide_enough(self, finding: _Finding, step: frozenset[Rate], places: Iterable[int]) -> bool:
        """Hide one place after the other until that is enough, and show again what was not needed, large ones first."""
        did_show: dict[int, frozenset[Rate]] = {}
        for place in places:
            if self._can_hide(place, step):
                did_show[place] = self._hide(place, step)
                if not self._follows(finding):
                    break
        is_enough = not self._follows(finding)
        for place in sorted(did_show, key=self._people, reverse=True):
            self._show_again(place, did_show[place])
            if is_enough and self._follows(finding):
                self._hide(place, step)
        return is_enough

    def _near(self, place: int, step: frozenset[Rate]) -> Iterator[int]:
        """The parts of a place, itself, its neighbours, what is above it with its neighbours."""
        yield from self._smallest(self._known.children(place), step)
        for one in self._upwards(place):
            yield one
            if one != WHOLE:
                beside = (other for other in self._known.children(self._layout.parents[one]) if other != one)
                yield from self._smallest(beside, step)

    def _smallest(self, places: Iterable[int], step: frozenset[Rate]) -> list[int]:
        there = [place for place in places if self._can_hide(place, step)]
        return sorted(there, key=self._people)[:_NEIGHBOURS]

    def _people(self, place: int) -> tuple[int, int]:
        return self._columns[Days.ALL].wholes[place].on_duty, place

    def _upwards(self, place: int) -> Iterator[int]:
        while place != WHOLE:
            yield place
            place = self._layout.parents[place]
        yield WHOLE

    def _can_hide(self, place: int, step: frozenset[Rate]) -> bool:
        """Whether it would take away something that shows."""
        if place in self._layout.own:
            return False
        return self._shown(place) != self._shown(place, step)

    def _hide(self, place: int, step: frozenset[Rate]) -> frozenset[Rate]:
        """Returns what of it did show."""
        did_show = frozenset(rate for rate in step if place not in self._hidden[rate])
        for rate in did_show:
            self._hidden[rate].add(place)
        self._known.show(place, self._shown(place))
        return did_show

    def _show_again(self, place: int, rates: frozenset[Rate]) -> None:
        for rate in rates:
            self._hidden[rate].remove(place)
        self._known.show(place, self._shown(place))

    def _shown(self, place: int, without: frozenset[Rate] = frozenset()) -> Span:
        """What the rates of a place tell. The second tells nothing new where nobody is on special work."""
        return self._spans.of(
            row_of({days: 1}, work)
            for days, column in self._columns.items()
            for work in (Work.ANY, Work.USUAL)
            if (days, work) not in without
            and place not in self._hidden[days, work]
            and (work is Work.ANY or column.wholes[place].special)
        )

    def _nobody(self, place: int) -> Span:
        return self._spans.of(one.row for one in self._questions if place not in one.alone)

    def _follows(self, finding: _Finding) -> bool:
        question, place, row = finding.question, finding.place, finding.question.row
        match finding.part:
            case _Part.WHOLE:
                return question.is_few(question.wholes[place]) and self._tells(place, row)
            case _Part.REST:
                return self._tells(place, row) and question.is_few(self._rest(question, place))
            case _Part.ALONE:
                return question.is_few(question.alone.get(place, Size())) and self._tells_alone(place, row)

    def _rest(self, question: Question, place: int) -> Size:
        """Those of a place whom no place below it tells."""
        rest = question.alone.get(place, Size())
        for one in self._known.children(place):
            if one in question.wholes and not self._known.knows(one, question.row):
                rest += self._rest(question, one)
        return rest

    def _tells(self, place: int, row: Row) -> bool:
        return self._known.knows(place, row) and not self._known_anyway.knows(place, row)

    def _tells_alone(self, place: int, row: Row) -> bool:
        return self._known.knows_alone(place, row) and not self._known_anyway.knows_alone(place, row)


def _mask(masks: Masks, days: Days, work: Work) -> Mask:
    """The places where a rate is hidden. The second shows only where the first does."""
    if work is Work.ANY:
        return masks.first[days]
    return masks.first[days] | (masks.second_beside if days in BESIDE else masks.second)

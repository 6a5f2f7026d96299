"""What follows from shown sums over a tree of groups, by adding and subtracting them. Pure linear algebra.

Every group has numbers (a row of unknowns), and so have those who belong to it and to no group below. Whatever is told
of a group is told of the sum over everything below it, so a group speaks to the rest of the tree through its sums only:
what is known of them from below and from outside are two small spans, and together they are all that is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

#: How often each number of a group is in a sum.
Row = tuple[int, ...]

#: Numbers of spans.
Span = int
_NOTHING: Span = 0

#: Remainders are exact here: the coefficients of sums and differences of a few columns are tiny against it.
_PRIME = 2**61 - 1

#: A reduced echelon form: each row by the place of its first number, which is one and alone in its place.
_Echelon = Mapping[int, Row]


class Spans:
    """Spans of rows: all sums and differences of them. Equal spans have equal numbers; each is worked out once."""

    def __init__(self) -> None:
        self._echelons: list[_Echelon] = [{}]
        self._numbers: dict[tuple[Row, ...], Span] = {(): _NOTHING}
        self._joined: dict[tuple[Span, Span], Span] = {}
        self._common: dict[tuple[Span, Span], Span] = {}
        self._holds: dict[tuple[Span, Row], bool] = {}

    def of(self, rows: Iterable[Row]) -> Span:
        """Everything that follows from these rows."""
        given = tuple(rows)
        if given not in self._numbers:
            self._numbers[given] = self._number_of(_reduced(given))
        return self._numbers[given]

    def joined(self, one: Span, other: Span) -> Span:
        """Everything that follows from both together."""
        if one == other or other == _NOTHING:
            return one
        pair = (one, other) if one < other else (other, one)
        if pair not in self._joined:
            self._joined[pair] = self._number_of(_reduced(self._echelons[one].values(), self._echelons[other]))
        return self._joined[pair]

    def common(self, one: Span, other: Span) -> Span:
        """Everything that follows from each of them alone."""
        if one == other:
            return one
        pair = (one, other) if one < other else (other, one)
        if pair not in self._common:
            self._common[pair] = self._number_of(_in_both(self._echelons[one], self._echelons[other]))
        return self._common[pair]

    def holds(self, span: Span, row: Row) -> bool:
        """Whether the row follows."""
        pair = (span, row)
        if pair not in self._holds:
            self._holds[pair] = not any(_left_of(row, self._echelons[span]))
        return self._holds[pair]

    def _number_of(self, echelon: _Echelon) -> Span:
        rows = tuple(echelon[place] for place in sorted(echelon))
        if rows not in self._numbers:
            self._numbers[rows] = len(self._echelons)
            self._echelons.append(echelon)
        return self._numbers[rows]


class Knowledge:
    """What somebody knows of each group who sees what is shown of all of them.

    `parents` leads from every group but the topmost to the one above it, groups above before those below. `nobody` are
    the rows that are zero for those who belong to a group and to none below it, which is no secret; `shown` are the
    rows that are told of the whole group.
    """

    def __init__(
        self,
        spans: Spans,
        parents: Mapping[int, int],
        nobody: Mapping[int, Span],
        shown: Mapping[int, Span],
    ) -> None:
        self._spans, self._parents, self._nobody = spans, parents, nobody
        self._shown = dict(shown)
        self._children: dict[int, list[int]] = {place: [] for place in nobody}
        for place, above in parents.items():
            self._children[above].append(place)
        self._below: dict[int, Span] = {}
        for place in (*reversed(list(parents)), *(one for one in nobody if one not in parents)):
            self._below[place] = self._seen_from_below(place)
        self._outside: dict[int, Span] = {}

    def show(self, place: int, rows: Span) -> None:
        """From now on, these rows are told of a group, and no others."""
        self._shown[place] = rows
        self._outside.clear()
        above: int | None = place
        while above is not None and (below := self._seen_from_below(above)) != self._below[above]:
            self._below[above] = below
            above = self._parents.get(above)

    def shown(self, place: int) -> Span:
        """What is told of a group."""
        return self._shown[place]

    def children(self, place: int) -> Sequence[int]:
        """The groups right below one."""
        return self._children[place]

    def knows(self, place: int, row: Row) -> bool:
        """Whether a number of a group with everything below it follows."""
        return self._spans.holds(self._known(place), row)

    def knows_alone(self, place: int, row: Row) -> bool:
        """Whether a number follows of those who belong to a group and to none below it."""
        below = self._common(self._told(place), (self._below[one] for one in self._children[place]))
        return self._spans.holds(self._spans.joined(below, self._nobody[place]), row)

    def _known(self, place: int) -> Span:
        return self._spans.joined(self._from_outside(place), self._below[place])

    def _seen_from_below(self, place: int) -> Span:
        parts = self._common(self._nobody[place], (self._below[one] for one in self._children[place]))
        return self._spans.joined(self._shown[place], parts)

    def _told(self, place: int) -> Span:
        """What is known of a group without looking below it."""
        return self._spans.joined(self._from_outside(place), self._shown[place])

    def _from_outside(self, place: int) -> Span:
        if place not in self._parents:
            return _NOTHING
        if place not in self._outside:
            self._look_into(self._parents[place])
        return self._outside[place]

    def _look_into(self, place: int) -> None:
        """A part of a group is known where the group is, those who belong to it alone, and every other part."""
        children = self._children[place]
        before = self._spans.common(self._told(place), self._nobody[place])
        for one in children:
            self._outside[one] = before
            before = self._spans.common(before, self._below[one])
        after: Span | None = None
        for one in reversed(children):
            if after is not None:
                self._outside[one] = self._spans.common(self._outside[one], after)
            after = self._below[one] if after is None else self._spans.common(after, self._below[one])

    def _common(self, first: Span, others: Iterable[Span]) -> Span:
        return reduce(self._spans.common, others, first)


def _in_both(one: _Echelon, other: _Echelon) -> _Echelon:
    """The rows in both spans (Zassenhaus): what is left on the right where the left adds up to nothing."""
    if not one or not other:
        return {}
    width = len(next(iter(one.values())))
    nothing = (0,) * width
    beside = {place: (*row, *row) for place, row in one.items()}
    echelon = _reduced(((*row, *nothing) for row in other.values()), beside)
    return {place - width: row[width:] for place, row in echelon.items() if place >= width}


def _reduced(rows: Iterable[Row], already: _Echelon | None = None) -> _Echelon:
    """The echelon form of these rows and of some that have it, modulo the prime: equal for equal spans."""
    found = dict(already or {})
    for row in rows:
        left = _left_of(row, found)
        place = next((place for place, number in enumerate(left) if number), None)
        if place is not None:
            scale = pow(left[place], -1, _PRIME)
            new = tuple(number * scale % _PRIME for number in left)
            for at, known in found.items():
                if known[place]:
                    found[at] = _without(known, new, place)
            found[place] = new
    return found


def _left_of(row: Row, echelon: _Echelon) -> Row:
    """What a row has beside the span."""
    left = tuple(number % _PRIME for number in row)
    for place in [place for place, number in enumerate(left) if number]:
        if place in echelon:
            left = _without(left, echelon[place], place)
    return left


def _without(row: Row, known: Row, place: int) -> Row:
    factor = row[place]
    return tuple((number - factor * other) % _PRIME for number, other in zip(row, known, strict=True))

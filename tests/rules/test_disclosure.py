"""What follows from what is shown of groups in a tree, against plain elimination over all unknowns at once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.disclosure import Knowledge, Row, Spans
from tests.subtracting import Shown

WIDTH = 3
UNIT_ROWS = [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
ROWS = [*UNIT_ROWS, (1, 1, 0), (0, 1, 1), (1, -1, 0), (1, 1, -1)]

#: The group above (by its number among the earlier ones), which numbers nobody has, what is told.
Group = tuple[int, set[int], list[Row]]

GROUPS = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sets(st.integers(0, WIDTH - 1)),
        st.lists(st.sampled_from(ROWS), max_size=3),
    ),
    min_size=1,
    max_size=6,
)


def parents_of(groups: list[Group]) -> dict[int, int]:
    return {number: above % number for number, (above, _, _) in enumerate(groups) if number}


def knowledge_of(groups: list[Group]) -> Knowledge:
    spans = Spans()
    nobody = {number: spans.of(UNIT_ROWS[one] for one in none) for number, (_, none, _) in enumerate(groups)}
    knowledge = Knowledge(spans, parents_of(groups), nobody, dict.fromkeys(nobody, spans.of(UNIT_ROWS)))
    for number, (_, _, rows) in enumerate(groups):
        knowledge.show(number, spans.of(rows))
    return knowledge


def sum_of(groups: list[Group], numbers: set[int], row: Row) -> list[int]:
    """A row of some groups, as one of all numbers of all groups; what nobody has is zero."""
    return [
        row[one] if number in numbers and one not in none else 0
        for number, (_, none, _) in enumerate(groups)
        for one in range(WIDTH)
    ]


def below(groups: list[Group], place: int) -> set[int]:
    parents = parents_of(groups)

    def upwards(one: int) -> set[int]:
        return {one} | (upwards(parents[one]) if one in parents else set())

    return {one for one in range(len(groups)) if place in upwards(one)}


@settings(max_examples=200, deadline=None)
@given(GROUPS)
def test_whatever_follows_by_subtracting_is_known_and_nothing_else(groups: list[Group]) -> None:
    knowledge = knowledge_of(groups)

    shown = Shown(
        [sum_of(groups, below(groups, number), row) for number, (_, _, rows) in enumerate(groups) for row in rows]
    )
    for place in range(len(groups)):
        for row in ROWS:
            assert knowledge.knows(place, row) == shown.tell(sum_of(groups, below(groups, place), row))
            assert knowledge.knows_alone(place, row) == shown.tell(sum_of(groups, {place}, row))

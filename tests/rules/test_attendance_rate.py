"""What a whole report gives away: nothing about a group of fewer than five, from all its columns together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.attendance.columns import Spread
from bot.attendance.layout import View
from bot.attendance.rate import COLUMNS, Line, Material, rates
from bot.attendance.rules import Counts, Days
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree
from tests.subtracting import Shown

#: Three days, of which the columns are made. People are on usual or on special work.
COLUMN_DAYS: Mapping[Days, tuple[int, ...]] = {
    Days.WEEKLY: (0,),
    Days.PAYDAY: (1,),
    Days.NO_OVERTIME: (0, 1),
    Days.ALL: (0, 1, 2),
}

#: The same days without a payday: the second is the day after the no-overtime day.
BESIDE_DAYS: Mapping[Days, tuple[int, ...]] = {
    Days.WEEKLY: (0,),
    Days.NO_OVERTIME: (0,),
    Days.AFTER: (1,),
    Days.OTHER: (2,),
    Days.ALL: (0, 1, 2),
}

#: The unit above (by its number among the earlier ones), and on each day how many are on usual and on special work.
Unit = tuple[int, list[tuple[int, int]]]

NOBODY = (0, 0)


@st.composite
def weeks(draw: st.DrawFn) -> list[tuple[int, int]]:
    """A unit with the same people every day, of whom any number is on special work; or one without such days."""
    people = draw(st.sampled_from([0, 1, 3, 4, 5, 6, 9, 12]))
    special = [draw(st.sampled_from([0, 0, 1, people // 2, people])) for _ in range(3)]
    week = [(people - min(one, people), min(one, people)) for one in special]
    return [NOBODY, NOBODY, week[2]] if draw(st.booleans()) and draw(st.booleans()) else week


UNITS = st.lists(st.tuples(st.integers(0, 4), weeks()), min_size=1, max_size=6)


def counts_of(days: list[tuple[int, int]]) -> Counts:
    return Counts(
        on_duty=sum(usual + special for usual, special in days),
        special=sum(special for _, special in days),
        days=sum(usual + special > 0 for usual, special in days),
        special_days=sum(special > 0 for _, special in days),
        usual_days=sum(usual > 0 for usual, _ in days),
    )


def spread_of(daily: list[list[tuple[int, int]]]) -> Spread:
    """Of the days, each with everybody's numbers."""
    return Spread(
        people=sum(any(usual + special for usual, special in day) for day in daily),
        special=sum(any(special for _, special in day) for day in daily),
        usual=sum(any(usual for usual, _ in day) for day in daily),
    )


def material_of(units: list[Unit], column_days: Mapping[Days, tuple[int, ...]] = COLUMN_DAYS) -> Material:
    nodes = [
        UnitNode(number, f"{number:02d}", "", UnitKind.TEAM, above % number or None)
        for number, (above, _) in enumerate(units, 1)
    ]
    staff = {
        column: {number: counts_of([days[one] for one in those]) for number, (_, days) in enumerate(units, 1)}
        for column, those in column_days.items()
    }
    spreads = {
        column: spread_of([[days[one] for _, days in units] for one in those]) for column, those in column_days.items()
    }
    return Material(UnitTree(nodes), staff, {}, {}, spreads, {})


def lines_of(units: list[Unit]) -> list[Line]:
    found = rates(material_of(units), View(level=UnitKind.TEAM))
    return [found.whole, *found.lines]


def below(number: int, units: list[Unit]) -> set[int]:
    """The units at and below one; 0 is the whole city."""

    def upwards(one: int) -> set[int]:
        return {0} if one == 0 else {one} | upwards(units[one - 1][0] % one)

    return {one for one in range(1, len(units) + 1) if number in upwards(one)}


def unknowns(units: list[Unit], number: int, days: tuple[int, ...], work: tuple[int, ...]) -> list[int]:
    """Which of the numbers (unit, day, kind of work) are in a sum; what is nobody is no secret."""
    there = below(number, units)
    return [
        int(one in there and day in days and kind in work and units[one - 1][1][day][kind] > 0)
        for one in range(1, len(units) + 1)
        for day in range(3)
        for kind in range(2)
    ]


def people(units: list[Unit], number: int, days: tuple[int, ...], work: tuple[int, ...]) -> float:
    """How many people a sum is of: its person-days by the days on which there was anybody."""
    daily = [sum(units[one - 1][1][day][kind] for one in below(number, units) for kind in work) for day in days]
    return sum(daily) / max(sum(1 for one in daily if one), 1)


BOTH, USUAL, SPECIAL = (0, 1), (0,), (1,)


#: All of the third unit is the special work on other days: the rates of all days less those of no-overtime days.
ONE_PERSON_BESIDE_A_UNIT_ON_SPECIAL_WORK: list[Unit] = [
    (0, [(0, 1), (1, 0), (1, 0)]),
    (0, [(0, 5), (5, 0), (5, 0)]),
    (0, [NOBODY, NOBODY, (0, 12)]),
]


@settings(max_examples=300, deadline=None)
@example(ONE_PERSON_BESIDE_A_UNIT_ON_SPECIAL_WORK)
@given(UNITS)
def test_no_few_people_follow_from_all_that_a_report_shows(units: list[Unit]) -> None:
    lines = lines_of(units)

    shown = []
    for line in lines:
        number = line.unit.id if line.unit else 0
        for column in COLUMNS:
            if line.rates[column].share:
                shown.append(unknowns(units, number, COLUMN_DAYS[column], BOTH))
            if line.rates[column].without_special:
                shown.append(unknowns(units, number, COLUMN_DAYS[column], USUAL))

    assert told_of_few(units, COLUMN_DAYS, shown) == []


@settings(max_examples=50, deadline=None)
@given(UNITS)
def test_nor_from_the_days_around_of_one_unit_after_another(units: list[Unit]) -> None:
    material = material_of(units, BESIDE_DAYS)

    shown = []
    for number in range(len(units) + 1):
        found = rates(material, View(unit_id=number or None))
        cells = [(days, found.whole.rates[days]) for days in COLUMNS if days in BESIDE_DAYS]
        for days, cell in [*cells, *((one.days, one.rate) for one in found.around if one.days in BESIDE_DAYS)]:
            if cell.share:
                shown.append(unknowns(units, number, BESIDE_DAYS[days], BOTH))
            if cell.without_special:
                shown.append(unknowns(units, number, BESIDE_DAYS[days], USUAL))

    assert told_of_few(units, BESIDE_DAYS, shown) == []


def told_of_few(
    units: list[Unit], columns: Mapping[Days, tuple[int, ...]], shown: list[list[int]]
) -> list[tuple[int, Days, tuple[int, ...]]]:
    """The groups of fewer than five people of whom something follows from all that is shown."""
    everything = Shown(shown)
    few = (
        (number, column, work)
        for number in range(len(units) + 1)
        for column, days in columns.items()
        for work in (BOTH, USUAL, SPECIAL)
        if 0 < people(units, number, days, work) < 5
    )
    return [one for one in few if everything.tell(unknowns(units, one[0], columns[one[1]], one[2]))]


def test_a_month_that_is_the_whole_span_does_not_show_what_the_whole_hides() -> None:
    month, units = date(2026, 11, 1), ONE_PERSON_BESIDE_A_UNIT_ON_SPECIAL_WORK
    material = material_of(units)
    monthly = {(month, number): counts for number, counts in material.staff[Days.ALL].items()}
    spreads = {month: material.spreads[Days.ALL]}

    found = rates(replace(material, monthly={Days.ALL: monthly}, monthly_spreads={Days.ALL: spreads}), View())

    shown = found.months[0].rates[Days.ALL]
    assert found.whole.rates[Days.ALL].without_special is None
    assert (shown.share, shown.without_special) == (found.whole.rates[Days.ALL].share, None)

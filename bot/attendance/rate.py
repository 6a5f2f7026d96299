"""The report on leaving on time, with small groups hidden: units, managers, months, the days around. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.attendance.columns import Cell, Column, MonthColumn, Spread, late_cell, rate_cell
from bot.attendance.inference import without_few
from bot.attendance.layout import ByUnit, Layout, View, lay_out
from bot.attendance.masks import Masks, masks
from bot.attendance.rules import Counts, Days
from bot.attendance.suppression import WHOLE
from bot.people.kinds import UnitKind
from bot.people.tree import UnitNode, UnitTree

#: The days that every unit has a rate for.
COLUMNS = (Days.NO_OVERTIME, Days.WEEKLY, Days.PAYDAY, Days.ALL)
#: The displacement check: whether work only moves to the days around (`product.md` 3 item 3).
AROUND = (Days.NO_OVERTIME, Days.BEFORE, Days.AFTER, Days.OTHER)
#: The days that the trend follows by month.
TREND = (Days.NO_OVERTIME, Days.ALL)


@dataclass(frozen=True)
class Line:
    """A unit with everything below it, or several together (no unit). `depth` counts from the report's whole.

    Whoever is on shifts is not counted (対象外); nor is a unit that is no more, from then on.
    """

    unit: UnitNode | None
    path_name: str
    depth: int
    rates: Mapping[Days, Cell]
    late: Cell
    is_former: bool = False
    is_on_shifts: bool = False


@dataclass(frozen=True)
class Month:
    """A month of the trend, by its first day."""

    first_day: date
    rates: Mapping[Days, Cell]


@dataclass(frozen=True)
class Around:
    """One line of the displacement check. `mean_clock_out` counts minutes from midnight."""

    days: Days
    rate: Cell
    late: Cell
    mean_clock_out: int | None


@dataclass(frozen=True)
class Material:
    """What a report is made of. `tree` has every unit that was counted, `former` those that exist no more."""

    tree: UnitTree
    staff: Mapping[Days, ByUnit]
    managers: Mapping[Days, ByUnit]
    monthly: Mapping[Days, Mapping[tuple[date, int], Counts]]
    spreads: Mapping[Days, Spread]
    monthly_spreads: Mapping[Days, Mapping[date, Spread]]
    former: frozenset[int] = frozenset()

    def column(self, days: Days, layout: Layout, counts: Mapping[Days, ByUnit]) -> Column:
        """The column of some days, of staff or of managers."""
        return Column(layout, layout.add_up(counts.get(days, {}), Counts()), self.spreads.get(days, Spread()))


@dataclass(frozen=True)
class Rates:
    """The finished tables. `counted` adds up everybody: its last four counts are the person-days that are 対象外."""

    whole: Line
    lines: tuple[Line, ...]
    managers: Line
    months: tuple[Month, ...]
    around: tuple[Around, ...]
    counted: Counts


def rates(material: Material, view: View) -> Rates:
    """Everything that the view may show; nothing but dashes where the whole is too small a group."""
    layout = lay_out(material.tree, view)
    columns = {days: material.column(days, layout, material.staff) for days in Days}
    mask = _masks_of_all(material, view)
    whole, *lines = _lines(layout, columns, mask, material.former)
    shows = WHOLE not in mask.first[Days.ALL]
    return Rates(
        whole=whole,
        lines=tuple(lines),
        managers=_managers(layout, material),
        months=_months(layout, material, mask) if shows else (),
        around=_around(columns, mask) if shows else (),
        counted=columns[Days.ALL].wholes[WHOLE] if shows else Counts(),
    )


def _masks_of_all(material: Material, view: View) -> Masks:
    """What stays hidden is decided for all units at once: whoever asks for one unit after another learns no more."""
    layout = lay_out(material.tree, View(level=UnitKind.TEAM, own=view.own))
    columns = {days: material.column(days, layout, material.staff) for days in Days}
    mask = without_few(columns, masks(columns))
    return mask if view.unit_id is None else mask.seen_from(view.unit_id)


def _lines(
    layout: Layout, columns: Mapping[Days, Column], mask: Masks, former: frozenset[int] = frozenset()
) -> Iterator[Line]:
    shift_units = layout.tree.shift_units()
    for place in (WHOLE, *layout.listed):
        counts = {days: columns[days].wholes[place] for days in COLUMNS}
        shows = {days: place not in mask.first[days] for days in COLUMNS}
        second = {days: shows[days] and (place not in mask.second or not counts[days].special) for days in COLUMNS}
        unit_id = layout.view.unit_id if place == WHOLE else place
        yield Line(
            unit=None if unit_id is None else layout.tree[unit_id],
            path_name="" if unit_id is None else layout.tree.path_name(unit_id),
            depth=layout.depth(place),
            rates={days: rate_cell(counts[days], shows=shows[days], shows_second=second[days]) for days in COLUMNS},
            late=late_cell(counts[Days.ALL], shows=shows[Days.ALL], shows_second=second[Days.ALL]),
            is_former=unit_id in former,
            is_on_shifts=unit_id in shift_units,
        )


def _managers(layout: Layout, material: Material) -> Line:
    """All 管理職 of the report on one line: they are counted apart, and alone in most units."""
    whole = layout.only_the_whole()
    columns = {days: material.column(days, whole, material.managers) for days in COLUMNS}
    hides = any(columns[days].hide_people() for days in COLUMNS)
    mask = Masks.everywhere(frozenset({WHOLE})) if hides else without_few(columns, masks(columns))
    return replace(next(_lines(whole, columns, mask)), unit=None, path_name="")


def _months(layout: Layout, material: Material, mask: Masks) -> tuple[Month, ...]:
    """The months add up to the whole: where that is hidden, so are they.

    They are decided for one report alone, by the size of its whole in each month. Whoever holds the reports of a unit
    and of all its parts can subtract, and learn of a month in which one part had fewer than five people a day (its
    other months and its whole span show five or more). That takes the command line, which leaves a trail.
    """
    columns = {
        days: MonthColumn(layout, material.monthly.get(days, {}), material.monthly_spreads.get(days, {}))
        for days in TREND
    }
    months = sorted(columns[Days.ALL].counts)

    def cell(month: date, days: Days) -> Cell:
        tells_whole, tells_second = WHOLE not in mask.first[days], WHOLE not in mask.second
        return columns[days].cell(month, tells_whole=tells_whole, tells_second=tells_second)

    return tuple(Month(month, {days: cell(month, days) for days in TREND}) for month in months)


def _around(columns: Mapping[Days, Column], mask: Masks) -> tuple[Around, ...]:
    """The no-overtime days against the days around them and all others; nothing where one of these must not show."""
    if any(WHOLE in mask.first[days] for days in AROUND):
        return ()
    shows_second = WHOLE not in mask.second | mask.second_beside
    return tuple(_days_around(days, columns[days].wholes[WHOLE], shows_second=shows_second) for days in AROUND)


def _days_around(days: Days, counts: Counts, *, shows_second: bool) -> Around:
    second = shows_second or not counts.special
    rate, late = (cell(counts, shows=True, shows_second=second) for cell in (rate_cell, late_cell))
    return Around(days, rate, late, counts.mean_clock_out)

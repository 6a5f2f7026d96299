"""The on-time rate as people declared it with a tap (自己申告), where no attendance tells it. Pure.

It is a figure of its own: it never joins one that rests on attendance, not even in a sum (`domain.md` R-RATE).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from bot.attendance.layout import Layout
from bot.attendance.rules import Share
from bot.attendance.suppression import WHOLE, Size, hidden
from bot.no_overtime.answers import Declared

_DAY = timedelta(days=1)


def months_within(start: date, end: date) -> Iterator[tuple[date, date]]:
    """The first and the last day of each month that lies wholly from `start` to `end`, both included."""
    first = start if start.day == 1 else _next_month(start)
    while (last := _next_month(first) - _DAY) <= end:
        yield first, last
        first = last + _DAY


def _next_month(day: date) -> date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1)


def shares_of(
    layout: Layout, declared: Mapping[int, Declared], attended: Collection[int], *, all_days: int
) -> Mapping[int, Share]:
    """The shares that may show, by unit (WHOLE: the city), each of everything below it.

    `all_days` are those that were no-overtime days for any unit. Left out are units of which attendance was imported
    (`attended`), all that have such a unit below them, and what fewer than five answered a day, with what would give
    that away.
    """
    alone = layout.add_up({one: found for one, found in declared.items() if one not in attended}, Declared())
    sizes = {place: Size(found.answers, found.days) for place, found in alone.items()}
    told_otherwise = {above for one in attended for above in _upwards(layout, layout.place_of.get(one, WHOLE))}
    hides = hidden(layout.parents, sizes, all_days=all_days, already=told_otherwise)
    wholes = layout.roll_up(alone).items()
    return {
        place: Share(found.on_time, found.answers) for place, found in wholes if found.answers and place not in hides
    }


def _upwards(layout: Layout, place: int) -> Iterator[int]:
    yield place
    while place != WHOLE:
        place = layout.parents[place]
        yield place

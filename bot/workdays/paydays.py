"""Where a payday goes that is no working day: the rules of `domain.md` R-CAL-6, each as its ordinance words it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.city.working_days import ShiftPolicy

IsWorking = Callable[[date], bool]
_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


def previous_working_day(day: date, is_working: IsWorking) -> date:
    """The nearest working day before `day`."""
    day -= _DAY
    while not is_working(day):
        day -= _DAY
    return day


def next_working_day(day: date, is_working: IsWorking) -> date:
    """The nearest working day after `day`."""
    day += _DAY
    while not is_working(day):
        day += _DAY
    return day


def shifted(base: date, shift: ShiftPolicy, is_working: IsWorking) -> date:
    """The day on which the pay of `base` really comes: always a working day."""
    if is_working(base):
        return base
    if shift is ShiftPolicy.YOKOHAMA:
        return _yokohama(base, is_working)
    if shift is ShiftPolicy.NATIONAL_9_7:
        return _national(base, is_working)
    return _previous(base, is_working)


def _previous(base: date, is_working: IsWorking) -> date:
    """Rule A: back to the nearest working day. Where that would leave the month, forward: one payday stays in each."""
    earlier = previous_working_day(base, is_working)
    return earlier if earlier.month == base.month else next_working_day(base, is_working)


def _yokohama(base: date, is_working: IsWorking) -> date:
    """Rule B: back; if that is not the 18th, 19th or 20th, forward instead."""
    earlier = previous_working_day(base, is_working)
    return earlier if earlier.day in (18, 19, 20) else next_working_day(base, is_working)


def _national(base: date, is_working: IsWorking) -> date:
    """Rule C: a Sunday two days back (the 14th becomes the 17th, or the 18th if that is a holiday), a Saturday one day
    back, a holiday one day on (the 19th becomes the 15th). Where a city's own holiday is in the way, rule A goes on.
    """
    day = _national_day(base, is_working)
    return day if is_working(day) else _previous(day, is_working)


def _national_day(base: date, is_working: IsWorking) -> date:
    if base.weekday() == _SUNDAY:
        back = base - 2 * _DAY
        if back.day != 14:
            return back
        return base.replace(day=17) if is_working(base.replace(day=17)) else base.replace(day=18)
    if base.weekday() == _SATURDAY:
        return base - _DAY
    on = base + _DAY
    return base.replace(day=15) if on.day == 19 else on

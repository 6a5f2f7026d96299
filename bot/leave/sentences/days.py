"""The days that a phrase can mean, seen from today. A week begins on Monday; on a Sunday people disagree, so we ask."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.leave.sentences.phrases import (
    Checked,
    DayOfMonth,
    DayPhrase,
    MonthDay,
    Nearest,
    Offset,
    Week,
    Weekday,
    Written,
)
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Doubt, Readings, doubtful, sure
from bot.leave.workday import Workday

#: So long ago a date without a year may still be meant: somebody writes down what they forgot to plan.
MOST_DAYS_AGO = 31
_A_WEEK = timedelta(days=7)
_SUNDAY = 6
_NO_DAY_OF_ANY_MONTH = 32


@dataclass(frozen=True)
class Here:
    """From where a line is read: the day it is written, the usual working day, and the days that are worked."""

    today: date
    workday: Workday
    works_on: Callable[[date], bool]

    def week(self, weeks: int) -> list[date]:
        """Monday to Sunday, so many weeks after this one."""
        monday = self.today - timedelta(days=self.today.weekday()) + weeks * _A_WEEK
        return [monday + timedelta(days=after) for after in range(7)]


def days_of(phrase: DayPhrase, here: Here) -> Readings[date]:
    """Every day that it can mean, in the order of the calendar."""
    match phrase:
        case Offset():
            return _not_past(here.today + timedelta(days=phrase.days), here)
        case Written():
            return _not_past(phrase.day, here) if phrase.day else _not_written(phrase.month)
        case MonthDay():
            return _month_day(phrase, here)
        case DayOfMonth():
            return _day_of_month(phrase, here)
        case Weekday():
            return _weekday(phrase, here)
        case Week():
            return doubtful(Asks.WHICH_DAY_OF_WEEK, _working_week(phrase, here))
        case Checked():
            return days_of(phrase.day, here).then(lambda day: checked(day, phrase.weekday))


def working_week(phrase: Week, here: Here) -> Readings[tuple[date, date]]:
    """The first and the last working day of a whole week."""
    worked = _working_week(phrase, here)
    return sure((worked[0], worked[-1])) if worked else doubtful(Asks.WHICH_DAY)


def day_in(year: int, month: int, day: int) -> Readings[date]:
    """That day of the calendar, or what its month has instead."""
    if not 1 <= month <= 12:
        return doubtful(Asks.NO_SUCH_DATE, _swapped(year, month, day))
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return sure(date(year, month, day))
    end = date(year, month, last)
    return doubtful(Doubt(Asks.NO_SUCH_DAY, day=end), [end] if day else [])


def _not_written(month: date | None) -> Readings[date]:
    """2027/2/29: the month exists, the day does not."""
    return day_in(month.year, month.month, _NO_DAY_OF_ANY_MONTH) if month else doubtful(Asks.NO_SUCH_DATE)


def _swapped(year: int, month: int, day: int) -> Iterator[date]:
    """24/12, as it is written in half of the world."""
    if 1 <= day <= 12 and 1 <= month <= calendar.monthrange(year, day)[1]:
        yield date(year, day, month)


def _working_week(phrase: Week, here: Here) -> list[date]:
    return [day for day in here.week(phrase.weeks) if here.works_on(day) and day >= here.today]


def _not_past(day: date, here: Here) -> Readings[date]:
    if day >= here.today:
        return sure(day)
    is_recent = (here.today - day).days <= MOST_DAYS_AGO
    return doubtful(Doubt(Asks.PAST, day=day), [day] if is_recent else [])


def _month_day(phrase: MonthDay, here: Here) -> Readings[date]:
    """The next such day from today on; the last one too where it is not long ago."""
    if phrase.years is not None:
        return day_in(here.today.year + phrase.years, phrase.month, phrase.day).then(lambda day: _not_past(day, here))
    this_year, next_year = (_known(here.today.year + years, phrase) for years in (0, 1))
    if this_year is None or next_year is None:
        return day_in(here.today.year + _is_over(phrase, here), phrase.month, phrase.day)
    if this_year >= here.today:
        a_year_ago = _known(here.today.year - 1, phrase)
        return _which_year(a_year_ago, this_year, here)
    return _which_year(this_year, next_year, here)


def _which_year(before: date | None, coming: date, here: Here) -> Readings[date]:
    if before is None or (here.today - before).days > MOST_DAYS_AGO:
        return sure(coming)
    return doubtful(Doubt(Asks.WHICH_YEAR, day=before), [before, coming])


def _known(year: int, phrase: MonthDay) -> date | None:
    found = day_in(year, phrase.month, phrase.day)
    return found.values[0] if found.doubt is None else None


def _is_over(phrase: MonthDay, here: Here) -> bool:
    """Whether that time of the year lies behind us, for days that are not in every year."""
    return (phrase.month, phrase.day) < (here.today.month, here.today.day)


def _day_of_month(phrase: DayOfMonth, here: Here) -> Readings[date]:
    """The next such day, or that of 今月 or 来月."""
    if phrase.months is not None:
        found = day_in(*_month_after(here.today, phrase.months), phrase.day)
        return found.then(lambda day: _not_past(day, here))
    if not 1 <= phrase.day <= 31:
        return doubtful(Asks.NO_SUCH_DATE)
    return sure(next_day_of_month(phrase.day, here.today))


def next_day_of_month(number: int, since: date) -> date:
    """The next 24th, from a day on; months without such a day are passed over."""
    months = (day_in(*_month_after(since, after), number) for after in range(3))
    return next(day for found in months if found.doubt is None for day in found.values if day >= since)


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def _weekday(phrase: Weekday, here: Here) -> Readings[date]:
    if phrase.nearest is Nearest.NEXT:
        return _which_week({_next_weekday(phrase, here), *_in_week(phrase, 1, here)})
    weeks = 0 if phrase.nearest is Nearest.THIS else phrase.weeks
    if weeks is not None:
        return _which_week(set(_in_week(phrase, weeks, here))).then(lambda day: _not_past_week(day, here))
    coming = _next_weekday(phrase, here)
    return _which_week({here.today, coming} if here.today.weekday() == phrase.weekday else {coming})


def _which_week(days: set[date]) -> Readings[date]:
    found = sorted(days)
    return sure(found[0]) if len(found) == 1 else doubtful(Asks.WHICH_WEEK, found)


def _not_past_week(day: date, here: Here) -> Readings[date]:
    """A day of this week that is over: it, or the one of next week."""
    if day >= here.today:
        return sure(day)
    next_week = day + _A_WEEK
    return doubtful(Doubt(Asks.PAST, day=day), [day, *([next_week] if next_week >= here.today else [])])


def _in_week(phrase: Weekday, weeks: int, here: Here) -> Iterator[date]:
    """That day of a week; on a Sunday also as counted by whoever begins the week with it."""
    yield (found := here.week(weeks)[phrase.weekday])
    if here.today.weekday() == _SUNDAY and phrase.weekday != _SUNDAY:
        yield found + _A_WEEK


def _next_weekday(phrase: Weekday, here: Here) -> date:
    return next_weekday(phrase.weekday, here.today)


def next_weekday(weekday: int, after: date) -> date:
    """The first such weekday after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def checked(day: date, weekday: int) -> Readings[date]:
    """The day if it has that weekday, else a doubt with the day."""
    return sure(day) if day.weekday() == weekday else doubtful(Doubt(Asks.OTHER_WEEKDAY, day=day), [day])

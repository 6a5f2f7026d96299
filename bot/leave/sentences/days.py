"""The days of the calendar that a phrase can mean, seen from today."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from bot.leave.sentences.here import Here
from bot.leave.sentences.phrases import (
    Checked,
    DayOfMonth,
    DayPhrase,
    MonthDay,
    MonthEnd,
    Offset,
    Week,
    Weekday,
    Written,
)
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Doubt, Readings, doubtful, sure
from bot.leave.sentences.weeks import weekday_of, working_days_of

#: So long ago a date without a year may still be meant: somebody writes down what they forgot to plan.
_MOST_DAYS_AGO = 31
_MOST_DAYS_AHEAD = 366
_NO_DAY_OF_ANY_MONTH = 32


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
        case MonthEnd():
            return _month_end(phrase, here)
        case Weekday():
            return weekday_of(phrase, here)
        case Week():
            return doubtful(Asks.WHICH_DAY_OF_WEEK, working_days_of(phrase, here))
        case Checked():
            return days_of(phrase.day, here).then(lambda day: checked(day, phrase.weekday))


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


def _not_past(day: date, here: Here) -> Readings[date]:
    if day >= here.today:
        return sure(day)
    is_recent = (here.today - day).days <= _MOST_DAYS_AGO
    return doubtful(Doubt(Asks.PAST, day=day), [day] if is_recent else [])


def _month_day(phrase: MonthDay, here: Here) -> Readings[date]:
    """The next such day from today on; the last one too where it is not long ago."""
    if phrase.years is not None:
        return day_in(here.today.year + phrase.years, phrase.month, phrase.day).then(lambda day: _not_past(day, here))
    known = [day for years in (-1, 0, 1) if (day := _known(here.today.year + years, phrase))]
    return _nearest(known, here) or day_in(here.today.year + _is_over(phrase, here), phrase.month, phrase.day)


def _nearest(known: list[date], here: Here) -> Readings[date] | None:
    """The next of such days; the last one too where it is not long ago."""
    coming = [day for day in known if 0 <= (day - here.today).days <= _MOST_DAYS_AHEAD][:1]
    recent = [day for day in known if 0 < (here.today - day).days <= _MOST_DAYS_AGO]
    if coming and recent:
        return doubtful(Doubt(Asks.WHICH_YEAR, day=recent[0]), [*recent, *coming])
    return _not_past((coming or recent)[0], here) if coming or recent else None


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


def _month_end(phrase: MonthEnd, here: Here) -> Readings[date]:
    if phrase.month is None:
        found = end_of_month(*_month_after(here.today, phrase.months or 0), here)
        return found.then(lambda day: _not_past(day, here))
    if not 1 <= phrase.month <= 12:
        return doubtful(Asks.NO_SUCH_DATE)
    years = (here.today.year + years for years in (-1, 0, 1))
    known = [day for year in years for day in end_of_month(year, phrase.month, here).values]
    return _nearest(known, here) or doubtful(Asks.WHICH_DAY)


def end_of_month(year: int, month: int, here: Here) -> Readings[date]:
    """The last working day of a month; which day, where nobody works in it."""
    days = (date(year, month, number) for number in range(calendar.monthrange(year, month)[1], 0, -1))
    last = next((day for day in days if here.works_on(day)), None)
    return sure(last) if last else doubtful(Asks.WHICH_DAY)


def _month_after(day: date, months: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + months, 12)
    return day.year + years, month + 1


def checked(day: date, weekday: int) -> Readings[date]:
    """The day if it has that weekday, else a doubt with the day."""
    return sure(day) if day.weekday() == weekday else doubtful(Doubt(Asks.OTHER_WEEKDAY, day=day), [day])

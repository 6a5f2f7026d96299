"""From one day to another: which days the two ends of a stretch can mean, and how far so many days reach."""

from __future__ import annotations

from datetime import date, timedelta

from bot.leave.sentences.days import checked, day_in, days_of, end_of_month, next_day_of_month
from bot.leave.sentences.here import Here
from bot.leave.sentences.phrases import Checked, DayOfMonth, DayPhrase, MonthDay, MonthEnd, Week, Weekday, Written
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Readings, doubtful, sure
from bot.leave.sentences.weeks import next_weekday, working_week

Ends = tuple[date, date]

#: Longer than any leave of a leave year with what was carried over, weekends and all.
MOST_DAYS = 366
#: So far an end may lie in the next month or the next year; farther, the two ends were rather mixed up.
_MOST_DAYS_INTO_NEXT_MONTH = 14
_MOST_DAYS_INTO_NEXT_YEAR = 92
_A_DAY = timedelta(days=1)


def ends_of(first: DayPhrase, last: DayPhrase, here: Here) -> Readings[Ends]:
    """The first and the last day. What the last does not say (a month, a year) it takes from the first."""
    if isinstance(first, DayOfMonth) and first.months is None and isinstance(last, (MonthDay, Written)):
        return days_of(last, here).then(lambda end: _ending(first.day, end)).then(lambda ends: _in_order(ends, here))
    starts = working_week(first, here).then(_first) if isinstance(first, Week) else days_of(first, here)
    return starts.then(lambda start: _since(start, last, here)).then(lambda ends: _in_order(ends, here))


def _first(ends: Ends) -> Readings[date]:
    return sure(ends[0])


def lasting_from(start: date, days: int, here: Here) -> Readings[Ends]:
    """So many days. With a weekend among them nobody can know whether days or working days were counted."""
    if days > MOST_DAYS:
        return doubtful(Asks.TOO_MANY_DAYS)
    by_calendar = start + timedelta(days=days - 1)
    by_work = _last_working_day(start, days, here)
    if days == 1 or days % 7 == 0 or by_work is None or by_work == by_calendar:
        return sure((start, by_calendar))
    return doubtful(Asks.WHICH_DAYS, [(start, by_calendar), (start, by_work)])


def _last_working_day(start: date, days: int, here: Here) -> date | None:
    """The day on which so many working days are over."""
    worked = (day for after in range(2 * days + 30) if here.works_on(day := start + timedelta(days=after)))
    return next((day for count, day in enumerate(worked, 1) if count == days), None)


def _ending(number: int, end: date) -> Readings[Ends]:
    """24 to 26 December, and 28日から1月3日: the first day of that number before the end."""
    if not 1 <= number <= 31:
        return doubtful(Asks.NO_SUCH_DATE)
    if number <= end.day:
        return sure((end.replace(day=number), end))
    before = end.replace(day=1) - _A_DAY
    return day_in(before.year, before.month, number).then(lambda start: sure((start, end)))


def _since(start: date, last: DayPhrase, here: Here) -> Readings[Ends]:
    match last:
        case DayOfMonth(months=None):
            return _until_number(start, last.day)
        case MonthDay(years=None):
            return _until_month_day(start, last)
        case MonthEnd(months=None, month=None):
            return end_of_month(start.year, start.month, here).then(lambda end: sure((start, end)))
        case Weekday(weeks=None, nearest=None):
            return sure((start, next_weekday(last.weekday, start)))
        case Week():
            return working_week(last, here).then(lambda week: sure((start, week[1])))
        case Checked():
            found = _since(start, last.day, here)
            return found.then(lambda ends: checked(ends[1], last.weekday).then(lambda end: sure((start, end))))
    return days_of(last, here).then(lambda end: sure((start, end)))


def _until_number(start: date, number: int) -> Readings[Ends]:
    if not 1 <= number <= 31:
        return doubtful(Asks.NO_SUCH_DATE)
    if number >= start.day:
        return day_in(start.year, start.month, number).then(lambda end: sure((start, end)))
    end = next_day_of_month(number, start)
    if (end - start).days <= _MOST_DAYS_INTO_NEXT_MONTH:
        return sure((start, end))
    return doubtful(Asks.BACKWARDS, [(start.replace(day=number), start), (start, end)])


def _until_month_day(start: date, last: MonthDay) -> Readings[Ends]:
    found = day_in(start.year, last.month, last.day)
    if found.doubt is None and found.values[0] < start:
        next_year = day_in(start.year + 1, last.month, last.day)
        is_near = next_year.doubt is None and (next_year.values[0] - start).days <= _MOST_DAYS_INTO_NEXT_YEAR
        found = next_year if is_near else found
    return found.then(lambda end: sure((start, end)))


def _in_order(ends: Ends, here: Here) -> Readings[Ends]:
    first, last = ends
    if last < first:
        return doubtful(Asks.BACKWARDS, [(last, first)] if last >= here.today else [])
    return doubtful(Asks.TOO_MANY_DAYS) if (last - first).days >= MOST_DAYS else sure(ends)

"""The days of a week that a phrase can mean. A week begins on Monday; on a Sunday people disagree, so we ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.leave.sentences.here import Here
from bot.leave.sentences.phrases import Nearest, Week, Weekday
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Doubt, Readings, doubtful, sure

_A_WEEK = timedelta(days=7)
_SUNDAY = 6


def working_week(phrase: Week, here: Here) -> Readings[tuple[date, date]]:
    """The first and the last working day of a whole week."""
    found = [(worked[0], worked[-1]) for weeks in _weeks(phrase, here) if (worked := _working_days(weeks, here))]
    return sure(found[0]) if len(found) == 1 else doubtful(Asks.WHICH_WEEK if found else Asks.WHICH_DAY, found)


def working_days_of(phrase: Week, here: Here) -> list[date]:
    """The days of a week that are still to come and are worked."""
    return [day for weeks in _weeks(phrase, here) for day in _working_days(weeks, here)]


def _weeks(phrase: Week, here: Here) -> list[int]:
    """Which week; on a Sunday also as counted by whoever begins the week with it."""
    return [phrase.weeks, phrase.weeks + 1] if here.today.weekday() == _SUNDAY else [phrase.weeks]


def _working_days(weeks: int, here: Here) -> list[date]:
    return [day for day in here.week(weeks) if here.works_on(day) and day >= here.today]


def weekday_of(phrase: Weekday, here: Here) -> Readings[date]:
    """The next such weekday, or that of some week; on the very weekday it may be today or a week later."""
    if phrase.nearest is Nearest.NEXT:
        return _which_week({next_weekday(phrase.weekday, here.today), *_in_week(phrase, 1, here)})
    weeks = 0 if phrase.nearest is Nearest.THIS else phrase.weeks
    if weeks is not None:
        return _which_week(set(_in_week(phrase, weeks, here))).then(lambda day: _not_past_week(day, here))
    coming = next_weekday(phrase.weekday, here.today)
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


def next_weekday(weekday: int, after: date) -> date:
    """The first such weekday after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)

"""Counts leave as a set of working minutes. Knows `domain.md` R-CAL, R-LV; nothing of Kaeru's rules."""

from __future__ import annotations

from datetime import date, timedelta

import jpholiday

Minutes = frozenset[tuple[date, int]]

MORNING = range(8 * 60 + 30, 12 * 60)
AFTERNOON = range(13 * 60, 17 * 60 + 15)


def is_worked(day: date) -> bool:
    """No weekend, no national holiday, not between 29 December and 3 January."""
    at_the_turn = (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)
    return day.weekday() < 5 and not jpholiday.is_holiday(day) and not at_the_turn


def away(first: date, last: date, *, from_noon: bool = False, until_noon: bool = False) -> Minutes:
    """Every minute of the offices' time in a range, which may begin and end at noon."""
    found = set()
    for after in range((last - first).days + 1):
        day = first + timedelta(days=after)
        if is_worked(day):
            found |= {(day, minute) for minute in MORNING if not (from_noon and day == first)}
            found |= {(day, minute) for minute in AFTERNOON if not (until_noon and day == last)}
    return frozenset(found)


def away_for(day: date, start: int, minutes: int) -> Minutes:
    """So many working minutes of a day, the first of them at or after a start."""
    worked = [minute for minute in (*MORNING, *AFTERNOON) if minute >= start]
    return frozenset((day, minute) for minute in worked[:minutes])

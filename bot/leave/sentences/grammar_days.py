"""The rules of the grammar for days: dates in every way of writing them, and days told from today."""

from __future__ import annotations

import re

from bot.leave.sentences.cursor import Cursor
from bot.leave.sentences.phrases import (
    DayOfMonth,
    DayPhrase,
    MonthDay,
    MonthEnd,
    Nearest,
    Offset,
    Week,
    Weekday,
    Written,
)
from bot.workdays.written import DateWords, written_day

_DAYS_LATER = {"days_later": 1, "weeks_later": 7}
_LAST_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?=\D*$)")


def calendar_day(cursor: Cursor) -> DayPhrase | None:
    """2026-12-24, R8.12.24, 12/24, 12月24日, Dec 24, 24 Dec 2026; 来年 may stand before it."""
    if cursor.token().sort in {"date", "compact"}:
        return cursor.took(1, _written(cursor.token().text, cursor.dates))
    years = _number_in(cursor, "leave_year", 0)
    at = 0 if years is None else cursor.past_links(1)
    found = _month_day(cursor, at)
    if found is None:
        return None
    (month, day), behind = found
    if years is None and month and (named := _year_behind(cursor, behind, month, day)):
        return named
    return cursor.took(behind, MonthDay(month, day, years))


def _month_day(cursor: Cursor, at: int) -> tuple[tuple[int, int], int] | None:
    if cursor.token(at).sort == "month_day":
        month, _, day = cursor.token(at).text.partition("/")
        return (int(month), int(day)), at + 1
    return _numbered_month(cursor, at) or _month_first(cursor, at) or _day_first(cursor, at)


def _numbered_month(cursor: Cursor, at: int) -> tuple[tuple[int, int], int] | None:
    """12月24日."""
    month, day = cursor.whole(at), cursor.day_of_month(at + 2)
    if month is None or day is None or cursor.meaning("date_part", at + 1) != "month":
        return None
    return (month, day), _past_ordinal(cursor, at + 3)


def _month_first(cursor: Cursor, at: int) -> tuple[tuple[int, int], int] | None:
    """Dec 24, 十二月24日."""
    month = _number_in(cursor, "month_name", at)
    behind = cursor.past_links(at + 1)
    day = cursor.day_of_month(behind)
    if month is None or day is None or _is_counted(cursor, behind):
        return None
    return (month, day), _past_ordinal(cursor, behind + 1)


def _day_first(cursor: Cursor, at: int) -> tuple[tuple[int, int], int] | None:
    """24 Dec, 24th of December."""
    day = cursor.day_of_month(at)
    behind = cursor.past_links(_past_ordinal(cursor, at + 1))
    month = _number_in(cursor, "month_name", behind)
    return ((month, day), behind + 1) if month is not None and day is not None else None


def _year_behind(cursor: Cursor, behind: int, month: int, day: int) -> Written | None:
    """Dec 24, 2026."""
    at = cursor.past_links(behind)
    year = cursor.token(at).text
    if cursor.token(at).sort != "number" or len(year) != 4 or not year.isdecimal():
        return None
    return cursor.took(at + 1, _written(f"{year}-{month}-{day}", cursor.dates))


def _written(text: str, dates: DateWords) -> Written:
    day = written_day(text, dates)
    return Written(day) if day else Written(None, month=written_day(_LAST_NUMBER.sub("1", text), dates))


def month_end(cursor: Cursor) -> MonthEnd | None:
    """月末, 来月末, 12月末, 十二月の末, end of the month, end of December."""
    if cursor.meaning("leave_month_end") == "month":
        return cursor.took(1, MonthEnd())
    if cursor.meaning("leave_month_end", 1) == "month" and (month := cursor.whole()) is not None:
        return cursor.took(2, MonthEnd(month=month))
    is_before = cursor.meaning("leave_month_end") == "of"
    at = cursor.past_links(1) if is_before else 0
    months, month = _number_in(cursor, "leave_month", at), _number_in(cursor, "month_name", at)
    if months is None and month is None:
        return None
    behind = at + 1 if is_before else _past_month_end(cursor, at + 1)
    return cursor.took(behind, MonthEnd(months, month)) if behind else None


def _past_month_end(cursor: Cursor, at: int) -> int:
    """Where it goes on behind 末; 0 where no such word stands there."""
    at = cursor.past_links(at)
    return at + 1 if cursor.meaning("leave_month_end", at) in {"of", "month"} else 0


def relative_day(cursor: Cursor) -> DayPhrase | None:
    """明日, 3日後, 来週の水曜, Wed next week, next Wed, 来月10日, 24日, 24."""
    if (days := _number_in(cursor, "leave_day", 0)) is not None:
        return cursor.took(1, Offset(days))
    if (count := cursor.whole()) is not None and (length := _DAYS_LATER.get(cursor.meaning("leave_unit", 1))):
        return cursor.took(2, Offset(count * length))
    return _of_week(cursor) or _of_month(cursor)


def _of_week(cursor: Cursor) -> DayPhrase | None:
    behind = cursor.past_links(1)
    weeks, nearest = _number_in(cursor, "leave_week", 0), cursor.meaning("leave_nearest")
    if weeks is not None:
        weekday = _weekday(cursor, behind)
        return cursor.took(1, Week(weeks)) if weekday is None else cursor.took(behind + 1, Weekday(weekday, weeks))
    if nearest:
        weekday = _weekday(cursor, behind)
        return None if weekday is None else cursor.took(behind + 1, Weekday(weekday, nearest=Nearest(nearest)))
    weekday, weeks = _weekday(cursor, 0), _number_in(cursor, "leave_week", behind)
    if weekday is None:
        return None
    return cursor.took(1 if weeks is None else behind + 1, Weekday(weekday, weeks))


def _of_month(cursor: Cursor) -> DayPhrase | None:
    months = _number_in(cursor, "leave_month", 0)
    at = 0 if months is None else cursor.past_links(1)
    day = cursor.whole(at) if months is None else cursor.day_of_month(at)
    if day is None or _is_counted(cursor, at):
        return None
    behind = _past_ordinal(cursor, at + 1)
    return cursor.took(behind, DayOfMonth(day, months, is_bare=months is None and behind == at + 1))


def _past_ordinal(cursor: Cursor, at: int) -> int:
    """24日, 24th."""
    return at + 1 if cursor.meaning("leave_unit", at) == "ordinal" else at


def _is_counted(cursor: Cursor, at: int) -> bool:
    """Whether the number there counts something: the 2 of Dec 2 hours is no day, nor is the 12 of 12月."""
    is_month = cursor.meaning("date_part", at + 1) == "month"
    return is_month or cursor.meaning("leave_unit", at + 1) not in {"", "ordinal"}


def _weekday(cursor: Cursor, at: int) -> int | None:
    bit = _number_in(cursor, "weekday", at)
    return None if bit is None else bit.bit_length() - 1


def _number_in(cursor: Cursor, section: str, at: int) -> int | None:
    meaning = cursor.meaning(section, at)
    return int(meaning) if meaning else None

"""The kinds of values that a city policy is made of, as TOML and JSON write them. No setting of its own."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_LEAP_YEAR = 2000
_MINUTES = re.compile(r"(\d{1,2}):([0-5]\d)")
_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}|")


class Weekday(StrEnum):
    """A day of the week by its English name; `of` reads it off a date."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @classmethod
    def of(cls, day: date) -> Weekday:
        return tuple(cls)[day.weekday()]

    @property
    def number(self) -> int:
        """Monday is 0, as in `date.weekday()`."""
        return tuple(Weekday).index(self)


@dataclass(frozen=True, order=True)
class MonthDay:
    """A day that comes back every year, written `12-29`."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The date in that year; 29 February is the 28th where the year has none."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True)
class Whole:
    """Marks an `int` that lies in a range; refuses `true`, `"21"` and `21.0`, which are slips of the pen."""

    low: int
    high: int

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def _check(self, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
            return value
        raise PydanticCustomError("whole_number", "not in the range", {"low": self.low, "high": self.high})


def _minute(value: object) -> int:
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    found = _MINUTES.fullmatch(value.strip()) if isinstance(value, str) else None
    minute = int(found[1]) * 60 + int(found[2]) if found else -1
    if 0 <= minute <= 24 * 60:
        return minute
    raise PydanticCustomError("time_of_day", "not a time of day")


def _month_day(value: object) -> MonthDay:
    found = _MONTH_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if found:
            kept = date(_LEAP_YEAR, int(found[1]), int(found[2]))
            return MonthDay(kept.month, kept.day)
    except ValueError:
        pass
    raise PydanticCustomError("month_day", "not a day of the year")


def _date(value: object) -> date:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass
    raise PydanticCustomError("date", "not a date")


def _date_or_month_day(value: object) -> date | MonthDay:
    for read in _EITHER:
        try:
            return read(value)
        except PydanticCustomError:
            continue
    raise PydanticCustomError("date_or_month_day", "neither a date nor a day of the year")


_EITHER: tuple[Callable[[object], date | MonthDay], ...] = (_date, _month_day)


def _word(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise PydanticCustomError("word", "not a text")


def _code(value: object) -> str:
    return unicodedata.normalize("NFKC", _word(value))


def _channel(value: object) -> str:
    if isinstance(value, str) and _CHANNEL.fullmatch(value.strip()):
        return value.strip()
    raise PydanticCustomError("channel", "not the id of a channel")


def _minute_text(minute: Any) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


#: Minutes after midnight, written `"8:30"`.
Minute = Annotated[int, PlainValidator(_minute), PlainSerializer(_minute_text)]
#: A day of every year, written `"12-29"`.
Yearly = Annotated[MonthDay, PlainValidator(_month_day), PlainSerializer(str)]
#: One date.
Day = Annotated[date, PlainValidator(_date), PlainSerializer(str)]
#: One date, or the same day of every year.
DayOrYearly = Annotated[date | MonthDay, PlainValidator(_date_or_month_day), PlainSerializer(str)]
#: A text that is not empty.
Word = Annotated[str, PlainValidator(_word)]
#: A unit code or staff number, in half width as in the roster.
Code = Annotated[str, PlainValidator(_code)]
#: The id of a Slack channel, or nothing.
Channel = Annotated[str, PlainValidator(_channel)]

"""People who plan leave, for the tests of leave: their working days in the city's ordinary calendar and policy."""

from __future__ import annotations

from datetime import date

from bot.city.leave import Leave
from bot.city.rules import CityPolicy
from bot.leave.kinds import Hours, Part, Span
from bot.leave.workday import WorkdayOn, workdays
from bot.people.rules import Hours as WorkingHours
from bot.workdays.rules import municipal_calendar

OFFICES = municipal_calendar(CityPolicy())
A_DAY = 465
#: 8:30–17:15 from Monday to Friday, with the break from 12:00 to 13:00.
STANDARD = WorkingHours(510, 1035, 0b0011111, A_DAY)
#: 9:00–16:00 on Monday, Tuesday, Thursday and Friday (fixture X10).
PART_TIME = WorkingHours(540, 960, 0b0011011, 375)


def works(hours: WorkingHours = STANDARD, policy: Leave | None = None) -> WorkdayOn:
    return workdays(hours, OFFICES.is_working_day, policy or Leave())


def span(first: str, last: str = "", begins: Part = Part.WHOLE, ends: Part = Part.WHOLE) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last or first), begins, ends)


def half(day: str, part: Part) -> Span:
    return span(day, day, part, part)


def hours(day: str, start: str | None, minutes: int) -> Hours:
    return Hours(date.fromisoformat(day), minute(start) if start else None, minutes)


def minute(clock: str) -> int:
    on_the_hour, past = clock.split(":")
    return int(on_the_hour) * 60 + int(past)

"""What somebody wants to be away, split into its days: only days and minutes that they would have worked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.workday import Workday, WorkdayOn


@dataclass(frozen=True)
class LeaveDay:
    """One day of leave: `minutes` of working time between two minutes of the clock.

    `part` is what colleagues see: the half in which it lies, the whole day where it reaches into both. `is_hours`
    where hours were asked for, which are no half day by law even where they last as long.
    """

    day: date
    part: Part
    is_hours: bool
    start_minute: int
    end_minute: int
    minutes: int

    def touches(self, half: Part) -> bool:
        """Whether it takes any of a half of its day."""
        return self.part in (half, Part.WHOLE)


def leave_days(wish: Wish, workday_on: WorkdayOn) -> tuple[LeaveDay, ...]:
    """The days of a wish in which `rules.flaws_of` found nothing wrong; none where no working time falls into it.

    Weekends, holidays, closures and days that the pattern does not cover are left out: 2026-11-20 afternoon to
    11-24 morning is 465 minutes, with a holiday on Monday (issue 6).
    """
    if isinstance(wish, Hours):
        worked = workday_on(wish.day)
        return (_of_hours(wish, worked),) if worked else ()
    return tuple(_of_span(wish, workday_on))


def total_minutes(days: Iterable[LeaveDay]) -> int:
    """The working minutes of some days of leave."""
    return sum(day.minutes for day in days)


def _of_span(span: Span, workday_on: WorkdayOn) -> Iterator[LeaveDay]:
    for after in range((span.last - span.first).days + 1):
        day = span.first + timedelta(days=after)
        worked, part = workday_on(day), span.part_on(day)
        if worked and part:
            start, end = worked.clock(part)
            yield LeaveDay(
                day,
                part,
                is_hours=False,
                start_minute=start,
                end_minute=end,
                minutes=worked.worked(start, end),
            )


def _of_hours(hours: Hours, worked: Workday) -> LeaveDay:
    """All the minutes of a day are a whole day. Hours whose start is not known yet stand at the start of the day."""
    start = worked.begins(worked.start if hours.start_minute is None else hours.start_minute)
    end = worked.ends(start, hours.minutes)
    is_hours = hours.minutes != worked.minutes
    return LeaveDay(hours.day, worked.part_touched(start, end), is_hours, start, end, hours.minutes)

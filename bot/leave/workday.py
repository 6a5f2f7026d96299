"""The working time of one person on one day, by the clock: its break, its two halves, what lies between two minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.city.leave import HalfDaySplit, Leave
from bot.leave.kinds import Part
from bot.people.rules import Hours as WorkingHours


@dataclass(frozen=True)
class Workday:
    """Minutes after midnight (past it: over 1,440). `middle` is where the morning ends and the afternoon begins.

    Every working minute lies in exactly one half, so that two half days are a whole day (`domain.md` R-LV-2).
    """

    start: int
    break_start: int
    break_end: int
    end: int
    middle: int

    @property
    def minutes(self) -> int:
        """The working minutes, without the break."""
        return self.worked(self.start, self.end)

    def worked(self, start: int, end: int) -> int:
        """The working minutes between two minutes of the clock."""
        before = min(end, self.break_start) - max(start, self.start)
        after = min(end, self.end) - max(start, self.break_end)
        return max(before, 0) + max(after, 0)

    def clock(self, part: Part) -> tuple[int, int]:
        """From when to when a part of the day lasts; the break belongs to neither half at its edge."""
        if part is Part.MORNING:
            return self.start, self.middle
        return (self.start if part is Part.WHOLE else self.begins(self.middle)), self.end

    def begins(self, minute: int) -> int:
        """The first working minute at or after a minute of the clock: what starts in the break starts after it."""
        return self.break_end if self.break_start <= minute < self.break_end else minute

    def ends(self, start: int, minutes: int) -> int:
        """When so many working minutes from a start are over; the break is stepped over, not counted."""
        begins = self.begins(start)
        end = begins + minutes
        return end if begins >= self.break_end or end <= self.break_start else end + self.break_end - self.break_start

    def starts(self, end: int, minutes: int) -> int:
        """The latest minute from which so many working minutes are over at an end; the break is stepped over."""
        ends = self.break_start if self.break_start <= end <= self.break_end else end
        start = ends - minutes
        return start - (self.break_end - self.break_start) if start < self.break_end < ends else start

    def part_touched(self, start: int, end: int) -> Part:
        """The half in which some time lies, or the whole day where it reaches into both."""
        if self.worked(start, min(end, self.middle)) == 0:
            return Part.AFTERNOON
        return Part.WHOLE if self.worked(max(start, self.middle), end) else Part.MORNING


#: The working time that somebody has on a day; None on a day on which they do not work.
WorkdayOn = Callable[[date], Workday | None]


def workday(hours: WorkingHours, policy: Leave) -> Workday:
    """The day of a working pattern. The break lies where the city has it, or in the middle where that cannot be.

    It cannot be for late shifts and short days. Without a break, or where the policy splits days equally, the halves
    have equal minutes, an odd one more in the morning; else the break parts them: 8:30–12:00 and 13:00–17:15.
    """
    half, pause = (hours.minutes_per_day + 1) // 2, hours.end_minute - hours.start_minute - hours.minutes_per_day
    begins = policy.break_start
    if not pause or not hours.start_minute < begins < hours.end_minute - pause:
        begins = hours.start_minute + half
    found = Workday(hours.start_minute, begins, begins + pause, hours.end_minute, begins)
    if policy.half_day_split is HalfDaySplit.BY_BREAK:
        return found
    return Workday(found.start, begins, found.break_end, found.end, found.ends(found.start, half))


def workdays(hours: WorkingHours, is_working_day: Callable[[date], bool], policy: Leave) -> WorkdayOn:
    """When a person works: on the days that their offices work and that their own pattern covers."""
    usual = workday(hours, policy)
    return lambda day: usual if hours.covers(day) and is_working_day(day) else None

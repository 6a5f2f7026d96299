"""The minutes that times of the clock can mean on a working day: 2時 is 14:00 where only that lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.sentences.phrases import Clock, Edge
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Doubt, Readings, doubtful, sure
from bot.leave.workday import Workday

_HALF_A_DAY = 12
_A_DAY = 24
#: A night shift ends before this hour, counted on after midnight as offices write it.
_HOURS_OF_A_NIGHT = 30


@dataclass(frozen=True)
class Times:
    """When somebody said to be away on one day: a start, an end, a length, a half of the day; any may be missing.

    `start` and `end` are None where not said; `loose` is a time that is neither a start nor an end; `minutes` is 0
    where no length was said; `edge` is the end of the day at which the hours lie, where that was said.
    """

    start: Clock | None = None
    end: Clock | None = None
    loose: Clock | None = None
    minutes: int = 0
    part: Part = Part.WHOLE
    edge: Edge | None = None

    @property
    def are_said(self) -> bool:
        """Whether there is any word of hours."""
        return bool(self.start or self.end or self.loose or self.minutes or self.edge)


def hours_of(times: Times, day: date, workday: Workday) -> Readings[Wish]:
    """The hours of a day, with a question for what is missing or does not fit."""
    return _Hours(times, day, workday).readings()


@dataclass(frozen=True)
class _Hours:
    times: Times
    day: date
    workday: Workday

    def readings(self) -> Readings[Wish]:
        if self.times.minutes > self.workday.minutes:
            return doubtful(Doubt(Asks.TOO_MANY_HOURS, minutes=self.workday.minutes), [self._all_of(Part.WHOLE)])
        return self._said().then(self._in_its_part)

    def _said(self) -> Readings[Wish]:
        times = self.times
        if times.edge and not (times.start and times.end):
            return self._at(times.edge)
        if times.start and times.end:
            end = times.end
            return self._starts(times.start).then(lambda start: self._ends(end).then(lambda e: self._between(start, e)))
        if times.end:
            return self._ends(times.end).then(self._until)
        start = times.start or (times.loose if times.minutes else None)
        if start:
            return self._starts(start).then(self._since)
        return self._starts(times.loose).then(self._around) if times.loose else self._somewhen()

    def _at(self, edge: Edge) -> Readings[Wish]:
        """早退 and 遅刻: from a time to the end of the day, from its beginning to a time, or so long."""
        times = replace(self.times, edge=None)
        moment = times.start or times.loose or times.end
        if moment and times.minutes:
            return replace(self, times=times).readings()
        if moment and edge is Edge.LATE:
            return self._ends(moment).then(self._until)
        if moment:
            return self._ends(moment).then(self._around) if times.end else self._starts(moment).then(self._since)
        if times.minutes:
            late, early = self.workday.start, self._latest_start(self.workday.end)
            return sure(self._hours(late if edge is Edge.LATE else early, times.minutes))
        return doubtful(Asks.HOURS_START) if times.part is Part.WHOLE else sure(self._all_of(times.part))

    def _between(self, start: int, end: int) -> Readings[Wish]:
        worked = self.workday.worked(start, end)
        if start > end:
            return doubtful(Asks.HOURS_BACKWARDS, [self._hours(end, self.workday.worked(end, start))])
        if not worked:
            return doubtful(Asks.NO_TIME_AT_ALL)
        if self.times.minutes not in (0, worked):
            return doubtful(Asks.CONTRADICTION, [self._hours(start, worked), self._hours(start, self.times.minutes)])
        return sure(self._hours(start, worked))

    def _since(self, start: int) -> Readings[Wish]:
        rest = self.workday.worked(start, self.workday.end)
        if self.times.minutes > rest:
            return doubtful(self._doubt(Asks.HOURS_PAST_END), [self._hours(start, rest)])
        return sure(self._hours(start, self.times.minutes or rest))

    def _until(self, end: int) -> Readings[Wish]:
        if not self.times.minutes:
            return self._between(self.workday.start, end)
        start = self._latest_start(end)
        if start < self.workday.start:
            return doubtful(self._doubt(Asks.HOURS_PAST_END), [self._all_until(end)])
        return sure(self._hours(start, self.times.minutes))

    def _around(self, moment: int) -> Readings[Wish]:
        """A time alone: from then on, or until then."""
        both = [self._all_until(moment), self._hours(moment, self.workday.worked(moment, self.workday.end))]
        return doubtful(Asks.HOURS_END, [one for one in both if isinstance(one, Hours) and one.minutes])

    def _somewhen(self) -> Readings[Wish]:
        """A length alone: people come later, or leave earlier."""
        first, last = self.workday.clock(self.times.part)
        if self.workday.worked(first, last) < self.times.minutes:
            minutes = self.workday.worked(first, last)
            return doubtful(Doubt(Asks.TOO_MANY_HOURS, minutes=minutes), [self._all_of(self.times.part)])
        starts = dict.fromkeys((first, self._latest_start(last)))
        found = [self._hours(start, self.times.minutes) for start in starts]
        return sure(found[0]) if len(found) == 1 else doubtful(Asks.HOURS_START, found)

    def _in_its_part(self, wish: Wish) -> Readings[Wish]:
        """Whether hours lie in the half of the day that was said beside them."""
        if self.times.part is Part.WHOLE or not isinstance(wish, Hours) or wish.start_minute is None:
            return sure(wish)
        end = self.workday.ends(wish.start_minute, wish.minutes)
        is_inside = self.workday.part_touched(wish.start_minute, end) is self.times.part
        return sure(wish) if is_inside else doubtful(Asks.CONTRADICTION, [wish])

    def _starts(self, clock: Clock) -> Readings[int]:
        return self._inside(clock, range(self.workday.start, self.workday.end))

    def _ends(self, clock: Clock) -> Readings[int]:
        return self._inside(clock, range(self.workday.start + 1, self.workday.end + 1))

    def _inside(self, clock: Clock, hours: range) -> Readings[int]:
        found = [minute for minute in sorted(set(minutes_of(clock))) if minute in hours]
        if len(found) == 1:
            return sure(found[0])
        if found:
            return doubtful(Asks.TWO_CLOCK_TIMES, found)
        exists = clock.hour <= _A_DAY and any(True for _ in minutes_of(clock))
        return doubtful(self._doubt(Asks.OUTSIDE_HOURS) if exists else Doubt(Asks.NO_SUCH_TIME))

    def _latest_start(self, end: int) -> int:
        """From when so many working minutes end then."""
        return self.workday.starts(end, self.times.minutes)

    def _all_until(self, end: int) -> Wish:
        return self._hours(self.workday.start, self.workday.worked(self.workday.start, end))

    def _all_of(self, part: Part) -> Wish:
        return Span(self.day, self.day, part, part)

    def _hours(self, start: int, minutes: int) -> Wish:
        return Hours(self.day, start, minutes)

    def _doubt(self, asks: Asks) -> Doubt:
        return Doubt(asks, first_minute=self.workday.start, last_minute=self.workday.end)


def minutes_of(clock: Clock) -> Iterator[int]:
    """Every minute after midnight that a time can mean; nothing where there is no such time.

    Past 24 hours it means the next morning, as offices write it. 午前12時 may be midnight or noon.
    """
    if clock.minute >= 60 or clock.hour >= _HOURS_OF_A_NIGHT:
        return
    for hour in _hours_meant(clock.hour, clock.half):
        yield hour * 60 + clock.minute
        if hour < _HOURS_OF_A_NIGHT - _A_DAY:
            yield (hour + _A_DAY) * 60 + clock.minute


def _hours_meant(hour: int, half: Part | None) -> tuple[int, ...]:
    if half is Part.MORNING:
        return (hour,) if hour < _HALF_A_DAY else (0, _HALF_A_DAY) if hour == _HALF_A_DAY else ()
    if half is Part.AFTERNOON and hour < _HALF_A_DAY:
        return (hour + _HALF_A_DAY,)
    return (hour, hour + _HALF_A_DAY) if 1 <= hour <= _HALF_A_DAY and half is None else (hour,)

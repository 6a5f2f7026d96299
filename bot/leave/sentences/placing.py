"""The places that phrases of a line have in it: days, parts of days, times of the clock, from which to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.leave.sentences.clock_times import Times
from bot.leave.sentences.phrases import Clock, DayOfMonth, DayPhrase, Join, Lasting, PartPhrase, Segment
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Readings, doubtful, sure

#: 24日から26日 are dates: nobody counts so many days in passing.
_MOST_COUNTED = 10


@dataclass(frozen=True)
class Said:
    """A line sorted by what its phrases are for.

    `days` is empty, one day, or the two ends of a stretch; `parts` are the words for parts of a day beside each.
    `lasting_days` is how long it should last; `maybe_days` where the end may have been meant as a length (3日).
    `is_open_ended` (12/24から) and `is_open_started` (12/26まで) tell which end of a stretch is missing;
    `ends_exactly` that the end has a word of its own (まで).
    """

    days: tuple[DayPhrase, ...] = ()
    parts: tuple[tuple[PartPhrase, ...], ...] = ()
    times: Times = field(default_factory=Times)
    lasting_days: int | None = None
    maybe_days: int | None = None
    is_open_ended: bool = False
    is_open_started: bool = False
    ends_exactly: bool = False


def placed(segments: Sequence[Segment], lasting: Lasting) -> Readings[Said]:
    """The line with every phrase in its place."""
    with_days = [at for at, one in enumerate(segments) if one.days]
    times = _times(segments, lasting)
    if times is None or len(with_days) > 2:
        return doubtful(Asks.ONE_AT_A_TIME)
    said = Said(times=times, lasting_days=lasting.days or None)
    if not with_days:
        return sure(replace(said, parts=(all_parts(segments),)))
    first = segments[with_days[0]]
    if len(with_days) == 1:
        return sure(_one_day(said, first, all_parts(segments)))
    return _two_days(said, segments, with_days)


def all_parts(segments: Sequence[Segment]) -> tuple[PartPhrase, ...]:
    """The words for parts of a day, wherever they stand."""
    return tuple(part for segment in segments for part in segment.parts)


def _one_day(said: Said, segment: Segment, parts: tuple[PartPhrase, ...]) -> Said:
    has_own_end = said.times.are_said or said.lasting_days is not None
    joins = {segment.opened_by, segment.closed_by}
    is_until = segment.opened_by is Join.TO or segment.closed_by is Join.UNTIL
    return replace(
        said,
        days=segment.days[:1],
        parts=(parts,),
        is_open_ended=not has_own_end and not is_until and bool(joins & {Join.FROM, Join.TO}),
        is_open_started=not has_own_end and is_until,
    )


def _two_days(said: Said, segments: Sequence[Segment], with_days: list[int]) -> Readings[Said]:
    first, last = (segments[at] for at in with_days)
    has_loose_parts = any(one.parts for one in segments if not one.days)
    if not _are_joined(segments, with_days) or has_loose_parts:
        return doubtful(Asks.ONE_AT_A_TIME)
    if said.times.are_said:
        return doubtful(Asks.HOURS_OVER_DAYS)
    end, ends_exactly = last.days[0], last.closed_by is Join.UNTIL
    is_maybe_length = (
        isinstance(end, DayOfMonth) and end.months is None and not end.is_bare and end.day <= _MOST_COUNTED
    )
    has_length_words = is_maybe_length and last.opened_by is Join.FROM and not ends_exactly and not last.parts
    return sure(
        replace(
            said,
            days=(first.days[0], end),
            parts=(first.parts, last.parts),
            maybe_days=end.day if isinstance(end, DayOfMonth) and has_length_words else None,
            ends_exactly=ends_exactly,
        )
    )


def _times(segments: Sequence[Segment], lasting: Lasting) -> Times | None:
    """The clock times in their places; None where there are more than a start and an end."""
    timed = [at for at, segment in enumerate(segments) if segment.clocks]
    clocks = [clock for segment in segments for clock in segment.clocks]
    match clocks:
        case []:
            return Times(minutes=lasting.minutes)
        case [clock]:
            return _one_time(segments[timed[0]], clock, lasting.minutes)
        case [start, end] if _are_joined(segments, timed):
            return Times(start=start, end=end, minutes=lasting.minutes)
    return None


def _are_joined(segments: Sequence[Segment], places: Sequence[int]) -> bool:
    """Whether two segments are the ends of a stretch, of days or of hours: one stands right behind the other's から."""
    match places:
        case [first, last]:
            return last == first + 1 and segments[last].opened_by in {Join.FROM, Join.TO}
    return False


def _one_time(segment: Segment, clock: Clock, minutes: int) -> Times:
    if segment.opened_by is Join.TO or segment.closed_by is Join.UNTIL:
        return Times(end=clock, minutes=minutes)
    if Join.FROM in {segment.opened_by, segment.closed_by} or segment.closed_by is Join.TO:
        return Times(start=clock, minutes=minutes)
    return Times(loose=clock, minutes=minutes)

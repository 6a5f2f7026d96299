"""What each phrase of a line is there for: the days, parts of them, from when to when, how long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.leave.kinds import Part
from bot.leave.sentences.clock_times import Times
from bot.leave.sentences.phrases import (
    Checked,
    Clock,
    DayOfMonth,
    DayPhrase,
    Join,
    Lasting,
    MonthDay,
    PartPhrase,
    Segment,
    Sentence,
    Weekday,
    Written,
)
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Readings, doubtful, sure

_CALENDAR_DAYS = (Written, MonthDay, DayOfMonth)


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


def sorted_out(sentence: Sentence) -> Readings[Said]:
    """The line with every phrase in its place; a question where there is more in it than one plan."""
    lasting = _length(sentence.lasting)
    segments = [_merged(one) for one in sentence.segments]
    if lasting is None or any(len(one.days) > 1 for one in segments if not _has_hour(one)):
        return doubtful(Asks.ONE_AT_A_TIME)
    if sentence.lasting and lasting == Lasting():
        return doubtful(Asks.NO_TIME_AT_ALL)
    if bare := _bare_numbers(segments):
        return _with_bare_numbers(segments, lasting, bare)
    return _placed(segments, lasting)


def _length(lasting: Sequence[Lasting]) -> Lasting | None:
    """How long altogether: one length, or hours and then minutes; None where there are several."""
    match lasting:
        case []:
            return Lasting()
        case [one]:
            return one
        case [Lasting(days=0, minutes=hours), Lasting(days=0, minutes=minutes)] if hours % 60 == 0 and 0 < minutes < 60:
            return Lasting(minutes=hours + minutes)
    return None


def _merged(segment: Segment) -> Segment:
    """A date and its weekday are one day, and 1日 behind a day is all of it."""
    match segment.days:
        case [Weekday(weekday, None, None), (Written() | MonthDay() | DayOfMonth()) as day]:
            return _with_days(segment, Checked(day, weekday))
        case [(Written() | MonthDay() | DayOfMonth()) as day, Weekday(weekday, None, None)]:
            return _with_days(segment, Checked(day, weekday))
        case [day, DayOfMonth(1, None, False)]:
            return _with_days(segment, day, Part.WHOLE)
    return segment


def _with_days(segment: Segment, *days: DayPhrase | Part) -> Segment:
    others = [one for one in segment.phrases if not isinstance(one, DayPhrase)]
    return replace(segment, phrases=(*days, *others))


def _is_bare(day: DayPhrase) -> bool:
    return isinstance(day, DayOfMonth) and day.is_bare


def _bare_numbers(segments: Iterable[Segment]) -> list[int]:
    return [one.day for segment in segments for one in segment.days if isinstance(one, DayOfMonth) and one.is_bare]


def _has_hour(segment: Segment) -> bool:
    """明日 10: a number beside a day is an hour, if anything."""
    return sorted(map(_is_bare, segment.days)) == [False, True]


def _with_bare_numbers(segments: list[Segment], lasting: Lasting, bare: list[int]) -> Readings[Said]:
    """24 to 26 December and 12/24-26 are days; 2 hours from 10, and 10 to 12 tomorrow, are hours; 10 may be both."""
    named = [day for segment in segments for day in segment.days if not _is_bare(day)]
    as_hours = _placed([_bare_as_clock(one) for one in segments], lasting)
    if named and (lasting.minutes or len(bare) == 2):
        return as_hours
    if any(map(_has_hour, segments)) or (named and not isinstance(named[0], _CALENDAR_DAYS)):
        return doubtful(Asks.BARE_NUMBER, as_hours.values)
    as_days = _placed(segments, lasting)
    if named:
        return as_days
    return doubtful(Asks.BARE_NUMBER, (*_month_and_day(segments, bare), *as_days.values))


def _bare_as_clock(segment: Segment) -> Segment:
    phrases = (Clock(one.day, 0) if isinstance(one, DayOfMonth) and one.is_bare else one for one in segment.phrases)
    return replace(segment, phrases=tuple(phrases))


def _month_and_day(segments: list[Segment], bare: list[int]) -> list[Said]:
    """12-24 may be a date as well as two days."""
    if len(bare) != 2 or bare[0] > 12:
        return []
    parts = tuple(part for segment in segments for part in segment.parts)
    return [Said((MonthDay(*bare),), (parts,))]


def _placed(segments: list[Segment], lasting: Lasting) -> Readings[Said]:
    with_days = [at for at, one in enumerate(segments) if one.days]
    times = _times(segments, lasting)
    if times is None or len(with_days) > 2:
        return doubtful(Asks.ONE_AT_A_TIME)
    said = Said(times=times, lasting_days=lasting.days or None)
    if not with_days:
        return sure(replace(said, parts=(_all_parts(segments),)))
    first = segments[with_days[0]]
    if len(with_days) == 1:
        return sure(_one_day(said, first, _all_parts(segments)))
    return _two_days(said, segments, with_days)


def _all_parts(segments: Iterable[Segment]) -> tuple[PartPhrase, ...]:
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


def _two_days(said: Said, segments: list[Segment], with_days: list[int]) -> Readings[Said]:
    first, last = (segments[at] for at in with_days)
    has_loose_parts = any(one.parts for one in segments if not one.days)
    if with_days[1] != with_days[0] + 1 or last.opened_by is Join.UNTIL or has_loose_parts:
        return doubtful(Asks.ONE_AT_A_TIME)
    if said.times.are_said:
        return doubtful(Asks.HOURS_OVER_DAYS)
    end, ends_exactly = last.days[0], last.closed_by is Join.UNTIL
    is_maybe_length = isinstance(end, DayOfMonth) and end.months is None and not end.is_bare
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
    timed = [segment for segment in segments if segment.clocks]
    if any(len(segment.clocks) > 1 for segment in timed) or len(timed) > 2:
        return None
    clocks = [segment.clocks[0] for segment in timed]
    if len(clocks) == 2:
        return Times(start=clocks[0], end=clocks[1], minutes=lasting.minutes)
    if not clocks:
        return Times(minutes=lasting.minutes)
    return _one_time(timed[0], clocks[0], lasting.minutes)


def _one_time(segment: Segment, clock: Clock, minutes: int) -> Times:
    if segment.opened_by is Join.TO or segment.closed_by is Join.UNTIL:
        return Times(end=clock, minutes=minutes)
    if Join.FROM in {segment.opened_by, segment.closed_by} or segment.closed_by is Join.TO:
        return Times(start=clock, minutes=minutes)
    return Times(loose=clock, minutes=minutes)

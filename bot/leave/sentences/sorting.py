"""What the phrases of a line are there for, where one word can be several things: a bare number, a weekday, 1日."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.leave.kinds import Part
from bot.leave.sentences.phrases import (
    Checked,
    Clock,
    DayOfMonth,
    DayPhrase,
    Edge,
    Lasting,
    MonthDay,
    Segment,
    Sentence,
    Weekday,
    Written,
)
from bot.leave.sentences.placing import Said, all_parts, placed
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Readings, doubtful, sure

_CALENDAR_DAYS = (Written, MonthDay, DayOfMonth)


def sorted_out(sentence: Sentence) -> Readings[Said]:
    """The line with every phrase in its place; a question where there is more in it than one plan."""
    lasting = _length(sentence.lasting)
    segments = [_merged(one) for one in sentence.segments]
    if lasting is None or any(len(one.days) > 1 for one in segments if not _has_hour(one)):
        return doubtful(Asks.ONE_AT_A_TIME)
    if sentence.lasting and lasting == Lasting():
        return doubtful(Asks.NO_TIME_AT_ALL)
    bare = _bare_numbers(segments)
    is_of_hours = bool(lasting.minutes or sentence.edges)
    found = _with_bare_numbers(segments, lasting, bare, is_of_hours=is_of_hours) if bare else placed(segments, lasting)
    return found.then(lambda said: _at_the_edge(said, sentence.edges)) if sentence.edges else found


def _at_the_edge(said: Said, edges: Sequence[Edge]) -> Readings[Said]:
    """早退 and 遅刻 say which end of one day the hours lie at; nobody leaves early from one day to another."""
    if len(edges) > 1:
        return doubtful(Asks.ONE_AT_A_TIME)
    if len(said.days) > 1:
        return doubtful(Asks.HOURS_OVER_DAYS)
    return sure(replace(said, times=replace(said.times, edge=edges[0])))


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


def _with_bare_numbers(
    segments: list[Segment], lasting: Lasting, bare: list[int], *, is_of_hours: bool
) -> Readings[Said]:
    """24 to 26 December and 12/24-26 are days; 2 hours from 10, 10〜12時 and 10 to 12 tomorrow are hours; 10 may be
    both."""
    named = [day for segment in segments for day in segment.days if not _is_bare(day)]
    as_hours = placed([_bare_as_clock(one) for one in segments], lasting)
    has_clock_beside = any(one.clocks for one in segments) and as_hours.doubt is None
    if named and (is_of_hours or has_clock_beside or len(bare) == 2):
        return as_hours
    if any(map(_has_hour, segments)) or (named and not isinstance(named[0], _CALENDAR_DAYS)):
        return doubtful(Asks.BARE_NUMBER, as_hours.values)
    as_days = placed(segments, lasting)
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
    return [Said((MonthDay(*bare),), (all_parts(segments),))]

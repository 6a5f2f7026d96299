"""From what was said to what is wished: one day, a part of it, some hours, or a stretch from one day to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.leave.kinds import Part, Span, Wish
from bot.leave.sentences.clock_times import hours_of
from bot.leave.sentences.days import days_of
from bot.leave.sentences.here import Here
from bot.leave.sentences.phrases import Offset, PartPhrase, Week, Whole
from bot.leave.sentences.placing import Said
from bot.leave.sentences.questions import Asks
from bot.leave.sentences.readings import Readings, doubtful, sure
from bot.leave.sentences.stretches import Ends, ends_of, lasting_from
from bot.leave.sentences.weeks import working_week

#: What the choices of a day answer, too.
_ASKED_WITH_THE_DAY = {Asks.WHICH_HALF, Asks.HOURS_START, Asks.HOURS_END, Asks.TWO_CLOCK_TIMES, Asks.WHICH_DAYS}
_BOTH_HALVES = {Part.MORNING, Part.AFTERNOON}


def wish_of(said: Said, here: Here) -> Readings[Wish]:
    """Everything that can be wished with it."""
    if not said.days:
        return _some_day(said, here)
    if len(said.days) == 2:
        return _stretch(said, here)
    if said.times.are_said and said.lasting_days is not None:
        return doubtful(Asks.HOURS_OVER_DAYS)
    if isinstance(week := said.days[0], Week) and not said.times.are_said and said.lasting_days is None:
        return _week(week, said, here)
    return days_of(said.days[0], here).then(lambda day: _from_day(day, said, here))


def _some_day(said: Said, here: Here) -> Readings[Wish]:
    """No day was named: today or tomorrow, if the rest says what of it."""
    if not (any(said.parts) or said.times.are_said or said.lasting_days):
        return doubtful(Asks.WHICH_DAY)
    found = [wish_of(replace(said, days=(Offset(days),)), here) for days in (0, 1)]
    faults = [one.doubt for one in found if one.doubt and one.doubt.asks not in _ASKED_WITH_THE_DAY]
    return doubtful(faults[0] if faults else Asks.WHICH_DAY, (wish for one in found for wish in one.values))


def _week(week: Week, said: Said, here: Here) -> Readings[Wish]:
    """A week without a day: all of it (いっぱい), or one of its days."""
    whole = working_week(week, here).then(lambda ends: sure(_span(*ends)))
    if Whole.ALL in said.parts[0]:
        return whole
    days = days_of(week, here).then(lambda day: part_of(said.parts[0]).then(lambda part: sure(_span(day, day, part))))
    return days if said.parts[0] else doubtful(Asks.WHICH_DAY_OF_WEEK, [*whole.values, *days.values])


def _from_day(day: date, said: Said, here: Here) -> Readings[Wish]:
    parts = part_of(said.parts[0])
    if said.times.are_said:
        return parts.then(lambda part: hours_of(replace(said.times, part=part), day, here.workday))
    if said.lasting_days is not None:
        ends = lasting_from(day, said.lasting_days, here)
        return ends.then(lambda found: parts.then(lambda part: _spanned(found, part, Part.WHOLE)))
    if said.is_open_started:
        return parts.then(lambda part: doubtful(Asks.FIRST_DAY, _until(day, part, here)))
    wish = parts.then(lambda part: sure(_span(day, day, part)))
    return doubtful(Asks.LAST_DAY, wish.values) if said.is_open_ended and not said.parts[0] else wish


def _until(day: date, part: Part, here: Here) -> list[Wish]:
    """From today or from tomorrow until then."""
    starts = (start for start in (here.today, here.today + timedelta(days=1)) if start < day)
    return [wish for start in starts for wish in _spanned((start, day), Part.WHOLE, part).values]


def _stretch(said: Said, here: Here) -> Readings[Wish]:
    first, last = said.days
    ends = ends_of(first, last, here)
    if said.maybe_days:
        length = said.maybe_days
        counted = days_of(first, here).then(lambda day: lasting_from(day, length, here))
        ends = doubtful(Asks.DAYS_OR_DATE, [*counted.values, *ends.values])
    begin, end = (part_of(parts) for parts in said.parts)
    found = ends.then(lambda one: begin.then(lambda early: end.then(lambda late: _spanned(one, early, late))))
    return _agreeing(found, said)


def _agreeing(found: Readings[Wish], said: Said) -> Readings[Wish]:
    """12/24-12/26 午後 may mean every afternoon; 12/24-12/26 2日間 does not agree with itself."""
    if found.doubt:
        return found
    is_each_day = not said.parts[0] and said.parts[1] == (Part.AFTERNOON,) and not said.ends_exactly
    if is_each_day:
        return doubtful(Asks.EACH_DAY, found.values)
    lengths = {(wish.last - wish.first).days + 1 for wish in found.values if isinstance(wish, Span)}
    return found if said.lasting_days in {None, *lengths} else doubtful(Asks.CONTRADICTION, found.values)


def part_of(parts: Sequence[PartPhrase]) -> Readings[Part]:
    """The part of one day; morning and afternoon together are the whole of it."""
    said = set(parts) - {Whole.ALL}
    if said == {Whole.HALF}:
        return doubtful(Asks.WHICH_HALF, [Part.MORNING, Part.AFTERNOON])
    if not said or said in ({Part.WHOLE}, _BOTH_HALVES):
        return sure(Part.WHOLE)
    halves = [one for one in said if one in _BOTH_HALVES]
    return sure(Part(halves[0])) if len(halves) == 1 and said <= {*halves, Whole.HALF} else doubtful(Asks.CONTRADICTION)


def _spanned(ends: Ends, begins: Part, finishes: Part) -> Readings[Wish]:
    """From the morning on, or until the afternoon, is the whole of a day; so nothing is left open in between."""
    (first, last), is_late, is_early = ends, begins is Part.AFTERNOON, finishes is Part.MORNING
    if first < last:
        parts = (Part.AFTERNOON if is_late else Part.WHOLE, Part.MORNING if is_early else Part.WHOLE)
        return sure(Span(first, last, *parts))
    if is_late and is_early:
        return doubtful(Asks.BACKWARDS, [_span(first, last)])
    return sure(_span(first, last, Part.AFTERNOON if is_late else Part.MORNING if is_early else Part.WHOLE))


def _span(first: date, last: date, part: Part = Part.WHOLE) -> Wish:
    return Span(first, last, part, part)

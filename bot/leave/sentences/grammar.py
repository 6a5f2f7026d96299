"""The grammar: each rule looks at the tokens before it and takes a phrase, or takes nothing. No calendar, no clock.

line     = phrase*                          phrase = date | clock | lasting | day | part | edge | kind | join | filler
date     = 2026-12-24 | R8.12.24 | 12/24 | 12月24日 | Dec 24 | 24 Dec 2026
day      = 明日 | 来週の水曜 | Wed next week | next Wed | 来月10日 | 24日 | 24 | 月末 | 12月末
clock    = [午後] (10:30 | 10時 [半 | 30分]) | 10:30 pm | 2pm
lasting  = 3日間 | 2週間 | 2時間 [半] | 30分
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.leave.kinds import Part
from bot.leave.sentences.cursor import Cursor
from bot.leave.sentences.grammar_days import calendar_day, month_end, relative_day
from bot.leave.sentences.phrases import (
    Cancel,
    Clock,
    Edge,
    Filler,
    Join,
    Kind,
    Lasting,
    PartPhrase,
    Phrase,
    Repeating,
    Segment,
    Sentence,
    Whole,
)
from bot.leave.sentences.tokens import Token
from bot.workdays.written import DateWords

_HALVES = {Part.MORNING.value: Part.MORNING, Part.AFTERNOON.value: Part.AFTERNOON}
_PARTS: dict[str, PartPhrase] = {one.value: one for one in (*Part, *Whole)}
_DAYS_OF = {"days": 1, "weeks": 7}
_MINUTES_OF = {"hours": 60, "minutes": 1}
_HALF_AN_HOUR_MINUTES = 30
_A_HALF = Decimal("0.5")


def sentence_of(tokens: tuple[Token, ...], dates: DateWords) -> Sentence | None:
    """The phrases of a line; None where one of its tokens is part of no phrase."""
    cursor = Cursor(tokens, dates)
    phrases: list[Phrase] = []
    while not cursor.is_at_end:
        phrase = next((found for rule in _RULES if (found := rule(cursor)) is not None), None)
        if phrase is None:
            return None
        phrases.append(phrase)
    return Sentence(
        tuple(_segments(phrases)),
        tuple(one for one in phrases if isinstance(one, Lasting)),
        tuple(dict.fromkeys(one for one in phrases if isinstance(one, Edge))),
        tuple(dict.fromkeys(one.code for one in phrases if isinstance(one, Kind))),
        any(isinstance(one, Cancel) for one in phrases),
        any(isinstance(one, Repeating) for one in phrases),
    )


def _segments(phrases: list[Phrase]) -> Iterator[Segment]:
    said = [one for one in phrases if not isinstance(one, (Lasting, Edge, Kind, Cancel, Repeating, Filler))]
    said = [one for at, one in enumerate(said) if not (isinstance(one, Join) and isinstance(_join(said, at + 1), Join))]
    joins = [-1, *(at for at, one in enumerate(said) if isinstance(one, Join)), len(said)]
    for before, behind in pairwise(joins):
        yield Segment(_join(said, before), tuple(said[before + 1 : behind]), _join(said, behind))


def _join(said: Sequence[Phrase], at: int) -> Join | None:
    found = said[at] if 0 <= at < len(said) else None
    return found if isinstance(found, Join) else None


def _clock(cursor: Cursor) -> Clock | None:
    before = _HALVES.get(cursor.meaning("leave_part"))
    found = _time(cursor, 1 if before else 0)
    if found is None:
        return None
    time, ahead = found
    behind = None if before else _HALVES.get(cursor.meaning("leave_part", ahead))
    return cursor.took(ahead + 1 if behind else ahead, Clock(*time, before or behind))


def _time(cursor: Cursor, ahead: int) -> tuple[tuple[int, int], int] | None:
    """10:30, 10時, 10時半, 10時30分; a bare number only where am or pm stands behind it. With where it ends."""
    if time := cursor.clock(ahead):
        return time, ahead + 1
    hour = cursor.whole(ahead)
    if hour is None:
        return None
    if cursor.meaning("leave_unit", ahead + 1) == "oclock":
        minute, behind = _minute(cursor, ahead + 2)
        return (hour, minute), behind
    is_12_hours = ahead == 0 and hour <= 12 and cursor.meaning("leave_part", 1) in _HALVES
    return ((hour, 0), 1) if is_12_hours else None


def _minute(cursor: Cursor, ahead: int) -> tuple[int, int]:
    if cursor.meaning("leave_unit", ahead) == "and_a_half":
        return _HALF_AN_HOUR_MINUTES, ahead + 1
    minute = cursor.whole(ahead)
    if minute is not None and cursor.meaning("leave_unit", ahead + 1) == "minutes":
        return minute, ahead + 2
    return 0, ahead


def _lasting(cursor: Cursor) -> Lasting | None:
    """3日間, 2時間, 2時間半, 1.5 hours, 1 and a half hours; nothing of half a day or half a minute."""
    amount, at = cursor.amount(), 1
    if amount is not None and cursor.meaning("leave_unit", at) == "and_a_half":
        amount, at = amount + _A_HALF, at + 1
    unit = cursor.meaning("leave_unit", at)
    if amount is None or unit not in {*_DAYS_OF, *_MINUTES_OF}:
        return None
    if unit == "hours" and cursor.meaning("leave_unit", at + 1) == "and_a_half":
        amount, at = amount + _A_HALF, at + 1
    days, minutes = amount * _DAYS_OF.get(unit, 0), amount * _MINUTES_OF.get(unit, 0)
    is_whole = days == int(days) and minutes == int(minutes)
    return cursor.took(at + 1, Lasting(int(days), int(minutes))) if is_whole else None


def _part(cursor: Cursor) -> PartPhrase | None:
    found = _PARTS.get(cursor.meaning("leave_part"))
    return cursor.took(1, found) if found else None


def _edge(cursor: Cursor) -> Edge | None:
    found = cursor.meaning("leave_edge")
    return cursor.took(1, Edge(found)) if found else None


def _kind(cursor: Cursor) -> Kind | None:
    code = cursor.meaning("leave_kind")
    return cursor.took(1, Kind(code)) if code else None


def _join_word(cursor: Cursor) -> Join | None:
    word = cursor.meaning("leave_join")
    return cursor.took(1, Join(word)) if word else None


def _cancel(cursor: Cursor) -> Cancel | None:
    return cursor.took(1, Cancel()) if cursor.meaning("leave_cancel") else None


def _repeating(cursor: Cursor) -> Repeating | None:
    return cursor.took(1, Repeating()) if cursor.meaning("leave_repeating") else None


def _filler(cursor: Cursor) -> Filler | None:
    is_passed_over = cursor.meaning("leave_filler") or cursor.meaning("leave_said")
    return cursor.took(1, Filler()) if is_passed_over else None


#: The first that takes something wins: 10時 before the bare number 10, 12月24日 before 12, 来週の水曜 before 来週.
_RULES: tuple[Callable[[Cursor], Phrase | None], ...] = (
    *(_clock, _lasting, month_end, calendar_day, relative_day),
    *(_part, _edge, _kind, _join_word, _cancel, _repeating, _filler),
)

"""Which kind of leave a month makes known, and as much of the city's words as a card has room for (C09). Pure."""

from __future__ import annotations

import re
from datetime import date

from bot.city.fields import MonthDay
from bot.city.leave import Leave, LeaveKind
from bot.leave.rules import is_in_season

#: The kinds take turns from here on; any year long gone would do.
_FIRST_YEAR = 2020
_MOST_CHARACTERS = 120
#: Full stops with the brackets after them, Japanese and English, and the end of a line; no decimal point.
_SENTENCE_END = re.compile(r"[。．！\uff1f!?][」』）)]*|\.(?=\s|$)|(?=\n)")


def kind_of_month(policy: Leave, day: date) -> LeaveKind | None:
    """The kind that is made known in the month of a day; None where the city wants none, or says nothing of any.

    Those of which it says something wait in its order. Each month the first one in season is made known and goes to
    the end, so all have their turn, and summer leave has it as soon as its season begins.
    """
    waiting = [kind for kind in policy.kinds if kind.about] if policy.kind_of_month else []
    known = None
    for count in range((day.year - _FIRST_YEAR) * 12 + day.month):
        then = MonthDay(count % 12 + 1, day.day).in_year(_FIRST_YEAR + count // 12)
        known = next((kind for kind in waiting if is_in_season(kind, then)), None)
        if known:
            waiting.remove(known)
            waiting.append(known)
    return known


def in_short(words: str) -> str:
    """The first whole sentences, about 120 characters; all of it where that is no more."""
    if len(words) <= _MOST_CHARACTERS:
        return words
    ends = [found.end() for found in _SENTENCE_END.finditer(words) if found.end() <= _MOST_CHARACTERS]
    return words[: ends[-1]] if ends else f"{words[: _MOST_CHARACTERS - 1]}…"

"""Whether a message that no command announced speaks of leave: a courtesy such as よろしく names days, too. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.leave.sentences.tokens import Token, line_of
from bot.leave.sentences.words import LeaveWords

#: Pictures of Slack (`:bow:`) and of Unicode, which say nothing about when.
_PICTURES = re.compile(
    r":[a-z+_-][a-z0-9+_'-]*:|(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b50]\ufe0f?\u200d?)+", re.IGNORECASE
)
_DATES = frozenset({"date", "compact", "month_day"})
_DAY_SECTIONS = frozenset({"leave_day", "leave_week", "leave_month", "leave_month_end", "month_name", "weekday"})
_DAY_UNITS = frozenset({"ordinal", "days_later", "weeks_later"})
#: Fillers beside which a date is still nothing but a date.
_BARE_FILLERS = frozenset({"link", "plain", ""})


def line_of_leave(message: str, words: LeaveWords) -> str | None:
    """What of a message is to be read as a line of leave; None where it does not speak of leave.

    It does where all of it is known and a word says so (休み, off, the name of a kind), pictures aside; and where it is
    nothing but a date with its part or its hours.
    """
    line = _PICTURES.sub(" ", message)
    if any(map(_says_so, _tokens(line, words))) or _is_only_a_date(_tokens(message, words)):
        return line
    return None


def _tokens(text: str, words: LeaveWords) -> Sequence[Token]:
    """The tokens of a text of which everything is known; else none."""
    line = line_of(text, words)
    return line.tokens if line and line.is_complete else ()


def _says_so(token: Token) -> bool:
    return "leave_said" in token.meanings or "leave_kind" in token.meanings


def _is_only_a_date(tokens: Sequence[Token]) -> bool:
    return any(map(_names_a_day, tokens)) and all(map(_may_stand_by_a_date, tokens))


def _names_a_day(token: Token) -> bool:
    is_counted = token.meanings.get("leave_unit") in _DAY_UNITS
    return token.sort in _DATES or is_counted or not _DAY_SECTIONS.isdisjoint(token.meanings)


def _may_stand_by_a_date(token: Token) -> bool:
    says_more = "leave_edge" in token.meanings or "leave_cancel" in token.meanings
    return not says_more and token.meanings.get("leave_filler", "") in _BARE_FILLERS

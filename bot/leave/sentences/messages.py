"""Whether a message that no command announced speaks of leave: a courtesy such as よろしく names days, too. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.leave.sentences.tokens import MOST_CHARACTERS, Token, is_strange, line_of, plain_of
from bot.leave.sentences.words import LeaveWords

#: Pictures of Slack (`:bow:`) and of Unicode, which say nothing about when.
_PICTURES = re.compile(
    r":[a-z+_-][a-z0-9+_'-]*:|(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b50]\ufe0f?\u200d?)+", re.IGNORECASE
)
_SENTENCE_ENDS = re.compile("\u3002")
_DATES = frozenset({"date", "compact", "month_day"})
_DAY_SECTIONS = frozenset({"leave_day", "leave_week", "leave_month", "leave_month_end", "month_name", "weekday"})
_DAY_UNITS = frozenset({"ordinal", "days_later", "weeks_later"})
#: Fillers beside which a date is still nothing but a date.
_BARE_FILLERS = frozenset({"link", "plain", ""})


def line_of_leave(message: str, words: LeaveWords) -> str | None:
    """What of a message is to be read as a line of leave; None where it does not speak of leave.

    It does where all of it is known and a word says so (休み, off, the name of a kind), pictures and reasons aside; and
    where it is nothing but a date with its part or its hours.
    """
    line = _PICTURES.sub(" ", message)
    if any(map(_says_so, _tokens(line, words))) or _is_only_a_date(_tokens(message, words)):
        return line
    shorter = _without_reasons(line, words) if len(line) <= MOST_CHARACTERS else ""
    return shorter if any(map(_says_so, _tokens(shorter, words))) else None


def _without_reasons(line: str, words: LeaveWords) -> str:
    """A reason is never needed, so it is not read: 体調不良のため、明日休みます, I'm off tomorrow because I am ill."""
    return " ".join(_without_reason(sentence, words) for sentence in _SENTENCE_ENDS.split(plain_of(line)))


def _without_reason(sentence: str, words: LeaveWords) -> str:
    rest = words.reason_begins.sub("", sentence)
    *_, end = (0, *(found.end() for found in words.reason_ends.finditer(rest)))
    return f"{rest[: _known_until(rest[:end], words)]} {rest[end:]}"


def _known_until(reason: str, words: LeaveWords) -> int:
    """Where the day ends that stands before a reason (本日体調不良); a single sign may be part of it, as in 火事."""
    until = 0
    for found in words.pattern.finditer(reason):
        if is_strange(found):
            break
        until = found.end() if len(found[0]) > 1 else until
    return until


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

"""A line of text cut into tokens, in linear time. What is hostile or too long is not looked at any further."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.leave.sentences.words import LeaveWords
from bot.people.vocabulary import folded

#: Longer than anybody needs for one plan, and short enough to be cut in well under a millisecond.
MOST_CHARACTERS = 200

#: Signs of Slack's own language (`<@U…>`, `<!channel>`), and what is neither written nor seen.
_HOSTILE_SIGNS = frozenset("<>")
_HOSTILE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
_CURLY_QUOTE = "\u2019"
#: What the pattern calls words that nobody knows, and known ones that hold a word of leave and do not speak of it.
_STRANGE = frozenset({"strange", "unknown"})
#: What ends a clause as a space does: 明日、運動会で休みます.
_CLAUSES = str.maketrans("、。,", "   ")


@dataclass(frozen=True)
class Token:
    """`sort`: date, compact, month_day, clock, number, odd, word. `meanings` of a word, by section."""

    sort: str
    text: str
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """The tokens that are known. `is_complete` where there was nothing else in the line."""

    tokens: tuple[Token, ...]
    is_complete: bool


def line_of(text: str, words: LeaveWords) -> Line | None:
    """The tokens of a text, in any width; None where it is too long or holds signs that nobody types.

    What stands without a space or a comma beside something unknown is left out with it: the 火 of 花火 is no Tuesday.
    """
    if len(text) > MOST_CHARACTERS:
        return None
    plain = plain_of(text)
    if len(plain) > MOST_CHARACTERS or any(map(_is_hostile, plain)):
        return None
    found, chunked = list(words.pattern.finditer(plain)), plain.translate(_CLAUSES)
    strange = {chunk for match in found if is_strange(match) for chunk in _chunks(chunked, match)}
    known = [match for match in found if match.lastgroup != "space" and strange.isdisjoint(_chunks(chunked, match))]
    return Line(tuple(_token(match, words) for match in known), not strange)


def plain_of(text: str) -> str:
    """A text in one width, without capitals, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace(_CURLY_QUOTE, "'").split())


def is_strange(match: re.Match[str]) -> bool:
    """Whether the pattern found something that nobody knows, or that must not be taken for leave."""
    return match.lastgroup in _STRANGE


def _is_hostile(sign: str) -> bool:
    return sign in _HOSTILE_SIGNS or (unicodedata.category(sign) in _HOSTILE_CATEGORIES)


def _chunks(plain: str, match: re.Match[str]) -> range:
    """The numbers of the stretches between spaces in which a token lies."""
    return range(plain.count(" ", 0, match.start()), plain.count(" ", 0, match.end()) + 1)


def _token(match: re.Match[str], words: LeaveWords) -> Token:
    sort = str(match.lastgroup)
    if sort == "date":
        return Token(sort, words.in_digits(match[0]))
    return Token(sort, match[0], words.meanings[folded(match[0])] if sort == "word" else {})

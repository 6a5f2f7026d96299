"""The words of a line of leave in every language, as one pattern and one table. Words live in vocabulary.toml only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.people.vocabulary import Vocabulary, folded, half_width
from bot.workdays.written import DateWords

#: The sections of the vocabulary that a line of leave may use. A word may stand in several of them.
_SECTIONS = (
    *(
        "leave_kind",
        "leave_day",
        "leave_week",
        "leave_nearest",
        "leave_month",
        "leave_year",
        "leave_part",
        "leave_edge",
        "leave_month_end",
        "leave_day_of_month",
    ),
    *(
        "leave_time",
        "leave_unit",
        "leave_join",
        "leave_filler",
        "leave_said",
        "leave_repeating",
        "leave_cancel",
        "month_name",
        "date_part",
        "number",
        "weekday",
    ),
)
_NO_KINDS: Mapping[str, Iterable[str]] = MappingProxyType({})

#: A year, month and day with one sign between them; `20261224`; `12/24`; `10:30`; `2` or `1.5`; other digits.
_DATE = r"(?:(?:{era})\s*\d{{1,2}}|\d{{4}}|\d{{2}})(?P<sign>[-/.])\d{{1,2}}(?P=sign)\d{{1,2}}(?!\d)"
_NAMED_DATE = (
    r"(?:{era})?\s*(?:\d{{1,4}}|{first}|(?:{numeral}){{1,4}})\s*(?:{year})\s*(?:\d{{1,2}}|{numeral})\s*(?:{month})"
    r"\s*(?:\d{{1,2}}|{numeral})\s*(?:{day})?(?!\d)"
)
_NUMBERS = {
    "compact": r"\d{8}(?!\d)",
    "month_day": r"\d{1,2}\s?/\s?\d{1,2}(?![\d/])",
    "clock": r"\d{1,2}:\d{2}(?![\d:])",
    "number": r"\d+(?:\.\d+)?(?![\d/:])",
    "odd": r"\d[\d/:.]*",
}


@dataclass(frozen=True)
class LeaveWords:
    """`meanings` of every folded word, by section; `pattern` finds the next token of a line, named by its sort.

    `numerals` finds numbers as words; `digits` is what each of them is. `reason_begins` finds a
    reason that says where it begins, to the next comma; `reason_ends` the words after which one is over.
    """

    meanings: Mapping[str, Mapping[str, str]]
    pattern: re.Pattern[str]
    dates: DateWords
    numerals: re.Pattern[str]
    digits: Mapping[str, str]
    reason_begins: re.Pattern[str]
    reason_ends: re.Pattern[str]

    def in_digits(self, written: str) -> str:
        """A date with its numbers in digits: 令和八年十二月 as 令和8年12月."""
        return self.numerals.sub(lambda found: self.digits[folded(found[0])], written)


def leave_words(vocabulary: Vocabulary, kinds: Mapping[str, Iterable[str]] = _NO_KINDS) -> LeaveWords:
    """The words of a vocabulary, and what the city calls its `kinds` of leave: labels by code, which come first."""
    meanings: dict[str, dict[str, str]] = {}
    written: set[str] = set()
    for section, meaning, word in (*_labels(kinds), *_words(vocabulary)):
        meanings.setdefault(folded(word), {}).setdefault(section, meaning)
        written.add(half_width(word).casefold())
    dates = DateWords(vocabulary.meanings("era"), vocabulary.meanings("date_part"))
    digits = vocabulary.meanings("number") | vocabulary.meanings("numeral")
    pattern = _pattern(written, vocabulary.sections["not_leave"]["words"], dates, digits)
    begins, ends = (_whole(vocabulary.sections["reason_of_leave"][edge]) for edge in ("begins", "ends"))
    reasons = re.compile(f"{begins}[^,\u3001]*"), re.compile(ends)
    return LeaveWords(meanings, pattern, dates, re.compile(_any(digits)), digits, *reasons)


def _words(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for section in _SECTIONS:
        for meaning, words in vocabulary.sections[section].items():
            yield from ((section, meaning, word) for word in words)


def _labels(kinds: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
    for code, labels in kinds.items():
        yield from (("leave_kind", code, label) for label in labels)


def _pattern(
    written: Iterable[str], unknown: Iterable[str], dates: DateWords, numerals: Iterable[str]
) -> re.Pattern[str]:
    names = {part: _any(word for word, meaning in dates.parts.items() if meaning == part) for part in _PARTS}
    eras = _any(dates.eras)
    named = _NAMED_DATE.format(era=eras, first=names["first_year"], numeral=_any(numerals), **names)
    strange = _any(half_width(word).casefold() for word in unknown)
    sorts = {
        "date": f"{_DATE.format(era=eras)}|{named}",
        **_NUMBERS,
        "strange": strange,
        "word": _any(written),
        "space": r"\s+",
        "unknown": r"[a-z]+|.",
    }
    return re.compile("|".join(f"(?P<{sort}>{found})" for sort, found in sorts.items()), re.DOTALL)


_PARTS = ("first_year", "year", "month", "day")


def _whole(words: Iterable[str]) -> str:
    """Any of the words, a Latin one not inside another."""
    return f"(?<![a-z])(?:{_any(words)})"


def _any(words: Iterable[str]) -> str:
    """The longest first; a Latin word ends where its letters end; its spaces make no difference."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s*".join(map(re.escape, word.split())) + _end(word) for word in longest_first)


def _end(word: str) -> str:
    return "(?![a-z])" if "a" <= word[-1] <= "z" else ""

"""Dates as offices write them: 2026/11/25, R8.11.25, 令和8年11月25日. The words come in as arguments."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PARTS = re.compile(r"(?P<era>\D*?)(?P<year>\d{1,4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
#: What Excel and people put behind a date: midnight, the day of the week in brackets.
_TAIL = re.compile(r"\s*(\(.+\)|0{1,2}:00(:00)?)\s*$")
#: The first and the last day of each era that dates in files can lie in.
_ERAS = {
    "reiwa": (date(2019, 5, 1), date.max),
    "heisei": (date(1989, 1, 8), date(2019, 4, 30)),
}


@dataclass(frozen=True)
class DateWords:
    """The words in written dates, folded: `eras` name an era, `parts` are signs for year, month, day, first year."""

    eras: Mapping[str, str]
    parts: Mapping[str, str]


_SIGNS = {"year": "-", "month": "-", "day": "", "first_year": "1"}


def written_day(written: str, words: DateWords) -> date | None:
    """The date that a text means, in any width; None where it is none. A year of two digits needs its era."""
    text = _TAIL.sub("", unicodedata.normalize("NFKC", written)).casefold()
    text = re.sub(r"\s", "", text)
    for sign, part in words.parts.items():
        text = text.replace(sign, _SIGNS[part])
    found = _PARTS.fullmatch(text)
    try:
        if compact := _ISO.fullmatch(text):
            return date(int(compact[1]), int(compact[2]), int(compact[3]))
        return _of_parts(found, words.eras) if found else None
    except ValueError:
        return None


def _of_parts(found: re.Match[str], eras: Mapping[str, str]) -> date | None:
    era, year, month, day = found["era"], int(found["year"]), int(found["month"]), int(found["day"])
    if not era:
        return date(year, month, day) if len(found["year"]) == 4 else None
    if eras.get(era) not in _ERAS:
        return None
    first, last = _ERAS[eras[era]]
    meant = date(first.year + year - 1, month, day)
    return meant if first <= meant <= last else None

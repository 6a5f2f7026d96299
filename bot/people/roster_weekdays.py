"""Weekdays as people write them: letters (月火水木金), words (Mon Tue), ranges (月-金)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SEPARATORS = " \u3000,、・/"
_RANGE = "-~〜–"
_A_WEEK = 7


def weekdays_in(written: str, words: Mapping[str, str]) -> int | None:
    """The bits of the weekdays in a text; None if something in it is no weekday."""
    days = 0
    for token in _tokens(written, words):
        first, _, last = token.partition("-")
        if first not in words or (last or first) not in words:
            return None
        days |= _from_to(int(words[first]), int(words[last or first]))
    return days


def _tokens(written: str, words: Mapping[str, str]) -> list[str]:
    text = re.sub(rf"\s*[{re.escape(_RANGE)}]\s*", "-", written.casefold())
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    pattern = rf"(?:{alternatives})(?:-(?:{alternatives}))?|[^{re.escape(_SEPARATORS)}]"
    return re.findall(pattern, text)


def _from_to(first: int, last: int) -> int:
    days, bit = first, first
    for _ in range(_A_WEEK):
        if bit == last:
            break
        bit = 1 if bit == 1 << (_A_WEEK - 1) else bit << 1
        days |= bit
    return days

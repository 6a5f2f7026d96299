"""Amounts of leave as attendance systems write them: 12日3時間15分, 12.5, 7 hours. The words come in as arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.leave.balance import Amount, amount_minutes

_PIECE = re.compile(r"(\d{1,4}(?:\.\d+)?)([^\d.]*)")
_HALF = Decimal("0.5")


def written_minutes(written: str, units: Mapping[str, str], minutes_per_day: int) -> int | None:
    """The minutes of an amount in half-width digits; None where it is none. A bare number counts days.

    `units` leads from a folded word to `days`, `hours` or `minutes`, each of which may stand once, in this order. Days
    may have a half, of which the odd minute is part; 12.3 is refused, since it may mean 3 hours. What is below zero
    (▲3, -3) is none either.
    """
    text = re.sub(r"\s", "", written.casefold())
    pieces = _PIECE.findall(text)
    if not pieces or "".join(number + word for number, word in pieces) != text:
        return None
    amounts = [(units.get(word or "", "") if word else _bare(pieces), Decimal(number)) for number, word in pieces]
    return _sum(amounts, minutes_per_day)


def _bare(pieces: list[tuple[str, str]]) -> str:
    """A number without a word counts days, if it stands alone."""
    return "days" if len(pieces) == 1 else ""


def _sum(amounts: list[tuple[str, Decimal]], minutes_per_day: int) -> int | None:
    order = [_ORDER.index(unit) for unit, _ in amounts if unit in _ORDER]
    found = dict(amounts)
    days, half = divmod(found.get("days", Decimal(0)), 1)
    hours, minutes = (found.get(unit, Decimal(0)) for unit in _ORDER[1:])
    is_whole = half in (0, _HALF) and all(one == one.to_integral() for one in (hours, minutes))
    if len(order) != len(amounts) or order != sorted(set(order)) or not is_whole:
        return None
    whole = amount_minutes(Amount(int(days), int(hours), int(minutes)), minutes_per_day)
    return whole + (minutes_per_day + 1) // 2 if half else whole


_ORDER = ("days", "hours", "minutes")

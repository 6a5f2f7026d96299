"""Clock times and hours as attendance systems write them, as minutes. The words come in as arguments. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

_A_DAY = 24 * 60
#: A night ends here: 5:59 of the next morning still belongs to the day before.
LAST_MINUTE = 30 * 60 - 1

_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?")
_HOURS = re.compile(r"\d{1,2}(\.\d+)?")
_MINUTES = re.compile(r"\d{1,4}(\.0+)?")


def clock_minute(written: str, next_morning: Collection[str], *, counts_on: bool) -> int | None:
    """A time in minutes after midnight; None where it is none.

    8:30, and 翌1:30 for the next morning up to 5:59. 25:30 means the same only where the file `counts_on` after
    midnight: elsewhere it is as likely a slip of the pen.
    """
    text = re.sub(r"\s", "", written.casefold())
    mark = max((word for word in next_morning if text.startswith(word)), key=len, default="")
    found = _TIME.fullmatch(text.removeprefix(mark))
    if found is None:
        return None
    minute = int(found[1]) * 60 + int(found[2])
    if minute >= _A_DAY and (mark or not counts_on):
        return None
    minute += _A_DAY if mark else 0
    return minute if minute <= LAST_MINUTE else None


def minutes_of_hours(written: str) -> int | None:
    """Hours (1.5 or 1:30) in minutes, at most a day; None where they are none."""
    if found := _TIME.fullmatch(written):
        minutes = int(found[1]) * 60 + int(found[2])
    elif _HOURS.fullmatch(written):
        minutes = int((Decimal(written) * 60).quantize(Decimal(1), ROUND_HALF_UP))
    else:
        return None
    return minutes if minutes <= _A_DAY else None


def whole_minutes(written: str) -> int | None:
    """Minutes as a number, at most a day; None where it is none."""
    minutes = int(Decimal(written)) if _MINUTES.fullmatch(written) else _A_DAY + 1
    return minutes if minutes <= _A_DAY else None

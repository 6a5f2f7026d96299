"""Slack-looking identifiers and message timestamps. Deterministic: the same steps give the same ids."""

import base64
from collections import Counter
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Ids:
    """Hands out ids such as U000000001, counted per prefix."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def make(self, prefix: str) -> str:
        """The next id with this prefix, e.g. `Ev` for an event or `V` for a view."""
        self._given[prefix] += 1
        return prefix + base36(self._given[prefix]).rjust(9, "0")


def base36(number: int) -> str:
    """The number in the letters that Slack uses for ids."""
    letters = ""
    while number:
        number, rest = divmod(number, 36)
        letters = ALPHABET[rest] + letters
    return letters or "0"


def micros_of(instant: datetime) -> int:
    """Microseconds since the epoch, which is what a Slack timestamp counts."""
    return round(instant.timestamp() * 1_000_000)


def ts_of(micros: int) -> str:
    """A Slack timestamp such as 1764028200.000001."""
    seconds, rest = divmod(micros, 1_000_000)
    return f"{seconds}.{rest:06d}"


def micros_of_ts(ts: str) -> int:
    """The reverse of `ts_of`; also reads whole seconds. Raises ValueError for anything else."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int((fraction + "000000")[:6])


def cursor_at(offset: int) -> str:
    """An opaque page cursor."""
    return base64.urlsafe_b64encode(f"next:{offset}".encode()).decode()


def offset_of(cursor: str) -> int:
    """Where a cursor points; 0 for an empty one. Raises ValueError for a cursor that `cursor_at` did not make."""
    if not cursor:
        return 0
    head, _, number = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
    if head != "next":
        raise ValueError(cursor)
    return int(number)

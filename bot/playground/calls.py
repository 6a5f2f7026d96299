"""The log of API calls: what the app asked and what it was told. Bounded; tokens never enter."""

from collections import Counter, deque
from dataclasses import dataclass

from bot.playground.shapes import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One API call. `at` is on the machine's monotonic clock; `error` is None when it was answered ok."""

    method: str
    at: float
    arguments: Json
    error: str | None


class CallLog:
    """The last calls, and counters over all of them."""

    def __init__(self, keep: int = 20_000) -> None:
        self.calls: deque[Call] = deque(maxlen=keep)
        self._counts: Counter[tuple[str, str | None]] = Counter()

    def note(self, call: Call) -> None:
        """Remember a call."""
        self.calls.append(call)
        self._counts[(call.method, call.error)] += 1

    def count(self, method: str, error: str | None) -> int:
        """How many calls of this method ended so (None: were answered ok)."""
        return self._counts[(method, error)]

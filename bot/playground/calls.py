"""The log of API calls: what the app asked and what it was told. Bounded; tokens never enter."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.playground.shapes import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One API call. `at` is on the machine's monotonic clock; `error` is None when it was answered ok.

    `told_at` is the simulated time, `answer` what went back with an error, `number` its place in the order of calls.
    """

    method: str
    at: float
    arguments: Json
    error: str | None
    told_at: str = ""
    answer: Json = field(default_factory=dict)
    number: int = 0


class CallLog:
    """The last calls, and counters over all of them."""

    def __init__(self, keep: int = 20_000) -> None:
        self.calls: deque[Call] = deque(maxlen=keep)
        self._counts: Counter[tuple[str, str | None]] = Counter()
        self.watchers: list[Callable[[], None]] = []
        self.total = 0

    def note(self, call: Call) -> None:
        """Remember a call and number it."""
        self.total += 1
        self.calls.append(replace(call, number=self.total))
        self._counts[(call.method, call.error)] += 1
        for watch in self.watchers:
            watch()

    def since(self, number: int, most: int) -> list[Call]:
        """The calls after this number, at most so many of the newest, oldest first."""
        count = min(self.total - number, most, len(self.calls))
        return list(islice(reversed(self.calls), count))[::-1] if count > 0 else []

    def count(self, method: str, error: str | None) -> int:
        """How many calls of this method ended so (None: were answered ok)."""
        return self._counts[(method, error)]

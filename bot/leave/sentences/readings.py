"""What a phrase can mean: no value, one, or several, and why it is not sure. Doubts pass through to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from bot.leave.sentences.questions import Asks

Value = TypeVar("Value")
Next = TypeVar("Next")


@dataclass(frozen=True)
class Doubt:
    """Why a reading is not sure, with the facts for the question."""

    asks: Asks
    day: date | None = None
    first_minute: int | None = None
    last_minute: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Readings(Generic[Value]):
    """The values that something can mean. Without a doubt there is exactly one; with one there may be any number."""

    values: tuple[Value, ...]
    doubt: Doubt | None = None

    def then(self, step: Callable[[Value], Readings[Next]]) -> Readings[Next]:
        """What comes next for each value; of several doubts the first is asked about."""
        found = [step(value) for value in self.values]
        doubt = self.doubt or next((one.doubt for one in found if one.doubt), None)
        return Readings(tuple(dict.fromkeys(value for one in found for value in one.values)), doubt)


def sure(value: Value) -> Readings[Value]:
    """The one thing that it means."""
    return Readings((value,))


def doubtful(doubt: Doubt | Asks, values: Iterable[Value] = ()) -> Readings[Value]:
    """What it could mean, if anything, and why nobody can know."""
    return Readings(tuple(dict.fromkeys(values)), doubt if isinstance(doubt, Doubt) else Doubt(doubt))

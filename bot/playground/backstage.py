"""What the page may ask of the bot behind the playground: its clock, its calendar and its ledger of messages.

The command line fills it in. `language` is the page's (`ja` or `en`): what is told in words is told in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next thing that falls due, and what it is, in words."""

    at: datetime
    label: str


@dataclass(frozen=True, slots=True)
class MarkedDay:
    """A day that is special: Kaeru's words for its kinds, whether nobody should work overtime, why, in a sentence."""

    date: date
    kinds: tuple[str, ...]
    is_no_overtime_day: bool
    is_day_off: bool
    words: str


class Backstage(Protocol):
    """The bot of the demo, as far as its page shows it."""

    def now(self) -> datetime:
        """The simulated time, aware."""
        ...

    async def play_to(self, instant: datetime, language: str) -> None:
        """Move the clock; what falls due on the way happens in order. ValueError: a sentence why that cannot be."""
        ...

    async def next_event(self, language: str) -> Upcoming | None:
        """The next thing that falls due, if anything does."""
        ...

    async def days(self, first: date, last: date, language: str) -> Sequence[MarkedDay]:
        """The special days of a span. ValueError: a sentence why that cannot be told."""
        ...

    async def about_message(self, message_id: str, language: str) -> Mapping[str, object] | None:
        """What the bot's ledger knows of a message, by the id in its metadata: JSON values by name."""
        ...
